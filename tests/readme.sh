#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# The README's code is the example's code: each fenced C++ block stands, line by line, in examples/five_minutes.cpp,
# which is built and run. Its five systems and their schemes are those that the tool lists.
# usage: readme.sh FIVE_MINUTES TOOL

set -eu
cd "$(dirname "$0")/.."
program=$1
tool=$2

blocks=$(awk '/^```cpp$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md)
[ -n "$blocks" ] || { echo "the README has no code" >&2; exit 1; }
printf '%s\n' "$blocks" | while IFS= read -r line; do
    grep -qxF -- "$line" examples/five_minutes.cpp || { echo "not in examples/five_minutes.cpp: $line" >&2; exit 1; }
done

# By what another machine's programs run, as Meson tells the tests.
wrapper=${MESON_EXE_WRAPPER:-}
# shellcheck disable=SC2086
url=$(TENCENTCLOUD_SECRET_ID=AKIDexample TENCENTCLOUD_SECRET_KEY=secret $wrapper "$program")
case $url in
    https://clb.tencentcloudapi.com/\?Action=CreateListener\&*\&Signature=*) ;;
    *) echo "the README's program printed: $url" >&2; exit 1 ;;
esac

# The variables that it names are those of the tool.
# shellcheck disable=SC2086
help=$($wrapper "$tool" --help)
for name in $(grep -o '`[A-Z_]*CLOUD_[A-Z_]*[A-Z]`' README.md | tr -d '`'); do
    case $help in
        *"$name"*) ;;
        *) echo "not in --help: $name" >&2; exit 1 ;;
    esac
done

for system in tencent.clb tencent.gaap tencent.lb tencent.bmlb aliyun.ga; do
    grep -q "^| \`$system\`" README.md || { echo "not in the README: $system" >&2; exit 1; }
    # shellcheck disable=SC2086
    $wrapper "$tool" actions | grep -q "^$system" || { echo "not in the tool: $system" >&2; exit 1; }
done
