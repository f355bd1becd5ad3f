#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# made_action.sh: new_action.sh adds a made-up action to a system of each cloud in a copy of the tree, before its facts are
# there and after, and says what remains each time.
set -u

cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/tests"
cp -r include "$work"
cp tests/*.sh tests/*.awk "$work/tests"
cp -r tests/catalogue tests/response "$work/tests"
mkdir "$work/tests/golden"
cp tests/golden/*.*.json "$work/tests/golden"
cp .clang-format "$work"

passed=0
failed=0
expect() { # TITLE PATTERN
    if grep -q "$2" "$work/said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: it does not say \"$2\", but:"
        sed 's/^/    /' "$work/said" | head -n 20
    fi
}

new_action() { # SYSTEM
    sh "$work/tests/new_action.sh" "$1" ModifyListenerColor > "$work/said" 2>&1
}

for system in tencent.lb aliyun.ga; do
    header=$work/include/portwright/$(echo "$system" | tr . /)/modify_listener_color.hpp
    new_action "$system"
    expect "$system, without facts" "ModifyListenerColor: .*parameters.tsv"
    expect "$system, without facts" "ModifyListenerColor: .*response.tsv"
    expect "$system, without facts" "ModifyListenerColor: .*golden"
    printf '%s.ModifyListenerColor\tColor\tstring\trequired\n' "$system" >> "$work/tests/catalogue/parameters.tsv"
    printf '%s.ModifyListenerColor\tTones.n\tstring\n' "$system" >> "$work/tests/catalogue/parameters.tsv"
    new_action "$system"
    expect "$system, with facts of its parameters" "ModifyListenerColor: .*response.tsv"
    expect "$system, with facts of its parameters" "ModifyListenerColor Tones.n: .*lists.tsv"
    printf '%s.ModifyListenerColor\tTones.n\ttexts\n' "$system" >> "$work/tests/catalogue/lists.tsv"
    printf '%s.ModifyListenerColor\tShade\tstring\n' "$system" >> "$work/tests/catalogue/response.tsv"
    new_action "$system"
    cat "$header" >> "$work/said"
    expect "$system, with facts" "it is made anew"
    expect "$system, with facts" "text Color = "
    expect "$system, with facts" "text Shade = "
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
