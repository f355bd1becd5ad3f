#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# The public JSON test suite whole, read by the library's reader: every y_ file accepted, every n_ file refused, and of each
# i_ file what is written down here. The suite comes from npm with tests/golden's packages. Takes 13 s of one core, most of it
# the compiler. The last line is `N passed, N failed`. usage: run.sh [COMPILER...]

set -eu
cd "$(dirname "$0")/../.."

sh tests/golden/install.sh >/dev/null
[ $# -gt 0 ] || set -- "${CXX:-g++}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
mkdir "$work/suite"
node tests/json_suite/files.mjs "$work/suite"
"$@" -std=c++20 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsanitize=address,undefined \
    -fno-sanitize-recover=all -Iinclude tests/json_suite/read.cpp -o "$work/read"
"$work/read" "$work/suite"
