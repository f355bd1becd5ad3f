#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# quickstart.sh: what examples/quickstart.sh prints, whose build PORTWRIGHT_BUILD names: what it is doing, a listener on
# each system, and nothing that looks like an error. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() { # NAME COMMAND...
    name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        sed 's/^/    /' "$work/all" | head -n 60
    fi
}

none_looks_like_an_error() {
    ! grep -iE 'error|warning|fail|fatal|not found|cannot|no such|refused|delaying' "$work/all"
}

sh examples/quickstart.sh > "$work/all" 2>&1
status=$?
check 'ends well' [ $status -eq 0 ]
check 'nothing looks like an error' none_looks_like_an_error
check 'says what it is doing' grep -q '^building the tool' "$work/all"
for system in tencent.clb tencent.gaap tencent.lb tencent.bmlb aliyun.ga; do
    check "$system" grep -q "^== $system" "$work/all"
done
check 'says the end' grep -q '^A listener stands on each of the five systems' "$work/all"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
