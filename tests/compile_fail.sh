#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# compile_fail.sh COMPILER...: what must not compile does not, and says the text after `EXPECT:`, which is ours; the
# same file compiles with -DGOOD, so that nothing else is wrong with it. `CASES: N` compiles it with -DCASE=1 to N, each
# of which is wrong in its own way; `EXPECT 3:` is the text of case 3 where the cases differ. `FIRST` wants the text in
# the first error.
set -u

tests=$(cd "$(dirname "$0")" && pwd)
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
passed=0
failed=0

report() { # GOOD? NAME
    if [ "$1" = yes ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $2"
        sed 's/^/    /' "$log" | head -n 20
    fi
}

for file in "$tests"/compile_fail/*.cpp; do
    name=$(basename "$file" .cpp)
    expected_of_all=$(sed -n 's|^// EXPECT: ||p' "$file")
    errors=$(grep -q '^// FIRST$' "$file" && echo 1 || echo 1000)
    cases=$(sed -n 's|^// CASES: ||p' "$file")
    for with in -DGOOD $(seq -f -DCASE=%g "${cases:-1}"); do
        "$@" -std=c++20 -fsyntax-only -I"$tests/../include" "$with" "$file" > "$log" 2>&1
        status=$?
        expected=$(sed -n "s|^// EXPECT ${with#-DCASE=}: ||p" "$file")
        [ -n "$expected" ] || expected=$expected_of_all
        if [ "$with" = -DGOOD ]; then
            [ $status -eq 0 ] && right=yes || right=no
            report $right "$name: does not compile when it is right"
        else
            # Neither a quotation of the source nor a note counts, only the compiler's own error.
            if [ $status -ne 0 ] && [ -n "$expected" ] && grep 'error:' "$log" | head -n "$errors" | grep -qF "$expected"; then
                right=yes
            else
                right=no
            fi
            report $right "$name, $with: no error that says \"$expected\""
        fi
    done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
