#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# contributing.sh [BUILD]: what the README, the pages in .github and the guides name exists: files and folders, scripts, the stages
# of .ci/run, tests, and in the build directory BUILD the test programs. The commands that CONTRIBUTING gives for one test
# and one case are run as they stand there.
set -u

cd "$(dirname "$0")/.." || exit 1
build=${1:-}
contributing=.github/CONTRIBUTING.md
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
# expect TITLE COMMAND...
expect() {
    title=$1
    shift
    if "$@" > "$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $title"
        head -n 20 "$work/log" | sed 's/^/    /'
    fi
}

# ---- paths ----

# Of what stands in backticks, and in blocks of commands. A path below our folders, or below include/ as #include has it.
for page in README.md .github/*.md examples/guides/*.md; do
    { grep -oE '`[^`]+`' "$page" | tr -d '`'; awk '/^```/ { inside = !inside; next } inside' "$page"; } |
        tr ' ;:"<>(),' '\n' | sed 's/\.$//' |
        grep -E '^(\.ci|\.github|examples|include|portwright|tests)/[A-Za-z0-9_./-]+$' | sort -u > "$work/paths"
    while read -r path; do
        case $path in
            portwright/*) expect "$page names $path" test -e "include/$path" ;;
            tests/test_*) expect "$page names $path" grep -q "'${path#tests/test_}'" tests/meson.build ;;
            *) expect "$page names $path" test -e "$path" ;;
        esac
    done < "$work/paths"
    eval "paths_in_$(basename "$page" .md | tr - _)=$(wc -l < "$work/paths")"
done
# shellcheck disable=SC2154
expect 'the pages name paths' test "$paths_in_README" -ge 10 -a "$paths_in_CONTRIBUTING" -ge 30

# Who could do something, and nothing that is tested stands against it: only the cloud can answer for that.
awk -F '|' '/^\|( who \||---)/ || !/^\|/ { next } { rows++ } $5 !~ /`tests\/|^ the cloud $/ { print; bad = 1 }
    END { exit bad || rows < 15 }' examples/guides/threat-model.md > "$work/untested"
expect 'each row of the threat model names its test' test $? -eq 0

# The rooms are the folders.
for room in include/portwright/*/; do
    expect "$contributing has no room $room" grep -qF "\`$room\`" "$contributing"
done

# ---- stages ----

.ci/run --list > "$work/stages"
sed -n '/^<!-- stages/,/^<!-- end of stages/s/^| `\([a-z]*\)` .*/\1/p' "$contributing" > "$work/named"
expect "$contributing has the stages of .ci/run --list" diff "$work/stages" "$work/named"
# shellcheck disable=SC2013 # stages are words
for stage in $(grep -ohE '\.ci/run [a-z]+' README.md .github/*.md | sed 's/.* //' | sort -u); do
    [ "$stage" = fast ] || expect "there is no stage $stage" grep -qxF "$stage" "$work/stages"
done

# ---- commands ----

# `meson test`, `ninja` and what they make, in the build of meson that runs this.
# shellcheck disable=SC2013 # programs are words
for program in $(grep -ohE 'tests/test_[a-z]+' "$contributing" | sort -u); do
    [ -n "$build" ] || continue
    expect "$program is no target" sh -c 'ninja -C "$1" -t query "$2"' sh "$build" "$program"
done
# shellcheck disable=SC2013 # names are words
for name in $(grep -oE '^meson test -C .build/tests [a-z]+' "$contributing" | sed 's/.* //'); do
    expect "there is no test $name" grep -qE "^    '$name': |^(    )?test\('$name'" tests/meson.build
done

# The block that needs a compiler alone, in a folder of its own.
awk '/^```/ { inside = !inside; block++; next } inside && /^g\+\+ / { found = block } inside { print block "\t" $0 }
    END { print "found\t" found }' "$contributing" > "$work/blocks"
block=$(sed -n 's/^found\t//p' "$work/blocks")
awk -F'\t' -v block="$block" '$1 == block { print $2 }' "$work/blocks" > "$work/commands"
for folder in include tests; do ln -s "$PWD/$folder" "$work/$folder"; done
expect 'the commands for one test' sh -c 'cd "$1" && sh -e ./commands > printed 2>&1 || { cat printed; exit 1; }' sh "$work"
expect 'one case is run' grep -qE '^\[doctest\] test cases: +[1-9][0-9]* \| +[1-9][0-9]* passed \| 0 failed \| +[1-9][0-9]* skipped' \
    "$work/printed"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ge 60 ]
