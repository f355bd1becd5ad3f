#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# tool.sh: prints the path of a built `portwright`: the tests' build has one, or it is built without optimization, which
# is fast enough for an emulator. To be run in the root of the clone.
set -eu

tool=.build/tests/examples/portwright
if [ ! -x "$tool" ]; then
    [ -e .build/tool/build.ninja ] || meson setup .build/tool -Doptimization=0 -Ddebug=false >&2
    ninja -C .build/tool examples/portwright >&2
    tool=.build/tool/examples/portwright
fi
echo "$PWD/$tool"
