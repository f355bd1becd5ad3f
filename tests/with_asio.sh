#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# with_asio.sh TOOL WITH_ASIO: the example of an event loop opens a port on three load balancers of the emulator, at once.
set -eu

. "$(dirname "$0")/start_emulator.sh"
work=$(mktemp -d)
emulator=
trap '[ -z "$emulator" ] || kill "$emulator"; rm -rf "$work"' EXIT
export TENCENTCLOUD_SECRET_ID=AKIDexample TENCENTCLOUD_SECRET_KEY=secret
start_emulator "$work" "$1" --port 0
export ENDPOINT="$address" SSL_CERT_FILE="$work/ca.pem"
"$2" ap-guangzhou lb-1 lb-2 lb-3 > "$work/said" || { cat "$work/said" >&2; exit 1; }
sort "$work/said" | sed 's/ *$//' > "$work/sorted"
printf '%s\n' 'lb-1: done' 'lb-2: done' 'lb-3: done' | diff - "$work/sorted" >&2
# The port is taken now, and the program's status says so.
if "$2" ap-guangzhou lb-1 > "$work/said"; then exit 1; fi
grep -q '^lb-1: refused ' "$work/said"
