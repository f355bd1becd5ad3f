#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# verdicts.sh: what measure.sh --compare says of figures that were not measured but made up: a good run, then that run
# with one thing wrong. Then the committed tables themselves, as a run that measured the same again.
set -u

measure=$(cd "$(dirname "$0")" && pwd)/measure
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

recorded() {
    printf '%s\t%s\t%s\n' speed 1000 '' ratio 1.323 1.25 stack 756 768 heap 0 0 unit.seconds 0.200 '' seconds 1.000 0.76 \
        growth 1.02 1.30 > "$work/figures"
    cp "$work/figures" "$work/results"
    printf '%s\t%s\n' ratio 'not yet' seconds 'not yet' > "$work/open"
    printf '%s\t%s\t%s\n' unit.seconds '' '' seconds 0.25 unit.seconds growth 0.15 '' > "$work/timed"
    printf '%s\t%s\t%s\n' speed sha256 600 speed walk 400 stack run 756 > "$work/symbols"
}

# now NAME VALUE [LIMIT]: measures another value
now() {
    awk -v name="$1" -v value="$2" -v limit="${3-same}" 'BEGIN { FS = OFS = "\t" }
        $1 == name { $2 = value; if (limit != "same") $3 = limit } { print }' "$work/results" > "$work/edited"
    mv "$work/edited" "$work/results"
}

without() { # FILE NAME
    awk -F'\t' -v name="$2" '$1 != name' "$work/$1" > "$work/edited"
    mv "$work/edited" "$work/$1"
}

partial=
judged() {
    awk -v by_symbol='speed stack' -v partial="$partial" -f "$measure/verdicts.awk" "$work/open" "$work/timed" "$work/symbols" "$work/figures" "$work/results"
}

# expect TITLE EXPECTED...: `STATE NAME WHY` of all that is not ok and of the open ones that are not as ever
expect() {
    title=$1
    shift
    [ $# -eq 0 ] || printf '%s\n' "$@" > "$work/expected"
    [ $# -gt 0 ] || : > "$work/expected"
    judged > "$work/judged"
    awk -F'\t' '$1 != "ok" && $0 != "open\tratio\tis 1.323, limit 1.25: not yet" && $0 != "open\tseconds\tis 1.000, limit 0.76: not yet" {
        print $1, $2, $3
    }' "$work/judged" > "$work/said"
    if [ -s "$work/judged" ] && cmp -s "$work/said" "$work/expected"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $title"
        diff "$work/expected" "$work/said" | sed 's/^/    /'
    fi
    recorded
}

recorded
expect 'the run that was recorded'

now speed 1030
expect 'grown by 3 %' 'FAIL speed grew from 1000 to 1030, +3.0 %'
now speed 1020
expect 'grown by 2 %'
now speed 500
expect 'halved'
now heap 1
expect 'grown from nothing' 'FAIL heap grew from 0 to 1, past its limit 0'
now stack 769
expect 'past a limit by less than 2 %' 'FAIL stack is 769, past its limit 768'
without open ratio
expect 'a missed limit that is not open' 'FAIL ratio is 1.323, past its limit 1.25'

now ratio 1.349
expect 'an open figure, 2 % further off' 'open ratio is 1.349, limit 1.25: not yet'
now ratio 1.363
expect 'an open figure, 3 % further off' 'FAIL ratio grew from 1.323 to 1.363, +3.0 %'
now ratio 1.25
expect 'an open figure that is met' 'FAIL ratio is 1.25, limit 1.25. It is met: take it off open.tsv'
without results ratio
expect 'an open figure that was not measured' 'FAIL ratio was not measured'
echo 'raito	not yet' >> "$work/open"
expect 'an open figure that is none' 'FAIL raito is in open.tsv, and is no figure'
echo 'speed	not yet' >> "$work/open"
expect 'an open figure without a limit' 'FAIL speed is in open.tsv, and has no limit'
echo 'ratio	not yet' >> "$work/open"
expect 'open twice' 'FAIL ratio is twice in open.tsv'
without open ratio
echo ratio >> "$work/open"
expect 'open, and nobody knows why' 'FAIL ratio is in open.tsv without a reason' 'open ratio is 1.323, limit 1.25: '

without results speed
expect 'a missing figure' 'FAIL speed was not measured'
partial=.
without results speed
expect 'a run of some parts' # it says nothing of the others
without results speed
now heap 4
expect 'a run of some parts in which a figure grew' 'FAIL heap grew from 0 to 4, past its limit 0'
partial='^speed$'
without results speed
without results growth
expect 'a run of some parts in which one of theirs is missing' 'FAIL growth was not measured'
partial=
without figures growth
expect 'a new figure' 'FAIL growth is 1.02, and not in figures.tsv'
now ratio 1.323 1.35
without open ratio
expect 'a limit moved' 'FAIL ratio has another limit than in figures.tsv'

now seconds 3.000
now unit.seconds 0.600
expect 'a machine of a third of the speed' 'open seconds is 3.000 (1.000 where it was recorded), limit 0.76: not yet'
now seconds 0.333
now unit.seconds 0.0666
expect 'a machine of three times the speed' 'open seconds is 0.333 (1.000 where it was recorded), limit 0.76: not yet'
now seconds 1.240
expect 'seconds, within the tolerance' 'open seconds is 1.240, limit 0.76: not yet'
now seconds 1.300
expect 'seconds, past it' 'FAIL seconds grew from 1.000 to 1.300, +30.0 %'
now seconds 3.900
now unit.seconds 0.600
expect 'seconds, past it on a slow machine' 'FAIL seconds grew from 1.000 to 3.900 (1.300 where it was recorded), +30.0 %'
now seconds 0.70
expect 'seconds that may be met' 'open seconds is 0.70, limit 0.76: not yet'
now seconds 0.55
expect 'seconds that are met' 'FAIL seconds is 0.55, limit 0.76. It is met: take it off open.tsv'
without open seconds
expect 'seconds past the limit and the tolerance' 'FAIL seconds is 1.000, past its limit 0.76'
now growth 1.25
expect 'a timed ratio that grew' 'FAIL growth grew from 1.02 to 1.25, +22.5 %'

without symbols stack
expect 'a figure without its symbols' 'FAIL symbols.tsv has 0 for stack, and figures.tsv 756: --update writes both'
echo 'speed	encode	1' >> "$work/symbols"
expect 'symbols of another run' 'FAIL symbols.tsv has 1001 for speed, and figures.tsv 1000: --update writes both'
echo 'heap	malloc	1' >> "$work/symbols"
expect 'symbols of what is not taken apart' 'FAIL symbols.tsv has heap, which is not taken apart: --update writes it anew'

# What is committed agrees with itself.
# shellcheck disable=SC2086 # in one line
# shellcheck source=tests/measure/symbols.sh
if awk -v by_symbol="$(. "$measure/symbols.sh" && echo $figures_by_symbol)" -f "$measure/verdicts.awk" "$measure/open.tsv" \
    /dev/null "$measure/symbols.tsv" "$measure/figures.tsv" "$measure/figures.tsv" | grep '^FAIL'; then
    failed=$((failed + 1))
else
    passed=$((passed + 1))
fi
if sh "$measure/readme.sh"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
