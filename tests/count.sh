#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# count.sh LOG: the cases of a meson test log, as `N passed, N failed`. A test is counted by what it says itself, and
# one that says nothing, or fails without a failed case (a crash, a time-out), as one case.
awk '
    function end_test() {
        if (!in_test) return
        if (good && said == 0) passed++
        if (!good && failed_here == 0) failed++
        passed += passed_here
        failed += failed_here
        said = passed_here = failed_here = 0
    }
    /^test: / { end_test(); in_test = 1; good = 0 }
    /^result: / { good = /exit status 0/ }
    /^\[doctest\] test cases:/ {
        split($0, part, "|")
        passed_here += part[2]
        failed_here += part[3]
        said = 1
    }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed_here += $1; failed_here += $3; said = 1 }
    END { end_test(); printf "%d passed, %d failed\n", passed, failed }
' "$1"
