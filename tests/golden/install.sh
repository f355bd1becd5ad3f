#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# install.sh: the vendors' own packages, as package-lock.json has them, where they are not there yet. Two may call it at a
# time: npm would remove what the other one runs.
set -eu

cd "$(dirname "$0")"
mkdir -p ../../.build
exec 9> ../../.build/npm.lock
flock 9
# shellcheck disable=SC3013 # each shell here knows which file is newer
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund
