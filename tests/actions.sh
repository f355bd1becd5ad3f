#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# actions.sh [--write]: an action is one header, and everything else is derived from it or is a fact about it. Says, for
# each action by its name, what is missing: its place in its system's list (actions.hpp of the system's folder), its
# parameters and its answer in tests/catalogue, its requests in tests/golden, an example of its answer in
# tests/response/documented.inc. --write makes the lists anew from the headers.
#
# `sh tests/new_action.sh` leads through adding one.
set -u

cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# What a system's folder is called in the documents' facts: tencent/clb is tencent.clb.
for service in include/portwright/*/*/service.hpp; do
    folder=$(dirname "$service" | sed 's|^include/portwright/||')
    system=$(echo "$folder" | tr / .)
    # Each action as its header has it: the structure, its name on the wire, the header.
    awk -v prefix="$system." '
        /^struct [A-Za-z0-9_]+/ { name = $2; sub(/[^A-Za-z0-9_].*/, "", name) }
        /^    static constexpr operation call\{"/ {
            split($0, part, "\"")
            print prefix part[2] "\t" name "\t" FILENAME
        }' "include/portwright/$folder"/*.hpp
done > "$work/headers"

facts() { # FILE: the actions that it has facts of, in the documents' order
    grep -v '^#' "$1" | cut -f 1 | awk '!seen[$0]++'
}
facts tests/catalogue/parameters.tsv > "$work/parameters"
facts tests/catalogue/response.tsv > "$work/response"
sed -n 's|^  "id": "\([a-z.]*\)/\([A-Za-z0-9]*\)/.*|\1.\2|p' tests/golden/*.*.json | sort -u > "$work/golden"
# ANSWER("000:120", clb::CreateListener, ...): the name of a system's namespace is the last part of the system's.
sed -n 's|^ANSWER("[^"]*", \([a-z0-9]*\)::\([A-Za-z0-9]*\), .*|\1.\2|p' tests/response/documented.inc |
    sort -u > "$work/answers"
facts tests/response/no_example.tsv > "$work/no_example"

# In the documents' order; then those that have no facts yet.
ordered() { # SYSTEM
    grep "^$1\." "$work/parameters"
    cut -f 1 "$work/headers" | grep "^$1\." | sort | grep -vxFf "$work/parameters"
}

list() { # SYSTEM: the text of its actions.hpp
    folder=include/portwright/$(echo "$1" | tr . /)
    ordered "$1" | awk -F '\t' '
        NR == FNR { line[$1] = $2 "\t" $3; next }
        $1 in line { print line[$1] }' "$work/headers" - > "$work/listed"
    printf '// Copyright (c) 2026 The Portwright authors.\n// SPDX-License-Identifier: MIT\n#pragma once\n\n'
    printf '// The actions of %s in the order of its documents. ' "$1"
    printf 'Made by tests/actions.sh --write from the headers.\n\n'
    {
        echo include/portwright/request/action_list.hpp
        cut -f 2 "$work/listed"
    } | LC_ALL=C sort -u | sed 's|^include/\(.*\)|#include <\1>|'
    printf '\n#include <portwright/core/platform_macros_off.hpp>\n\n'
    grep -m 1 '^namespace ' "$folder/service.hpp"
    printf '\n// An action a line, so that two branches that add one merge.\n// clang-format off\n'
    printf 'using actions = action_list<\n'
    cut -f 1 "$work/listed" | sed 's/.*/    &,/; $s/,$//'
    printf '>;\n// clang-format on\n\n'
    grep -m 1 '^} // namespace ' "$folder/service.hpp"
    printf '\n#include <portwright/core/platform_macros_on.hpp>\n'
}

passed=0
failed=0

# each ACTIONS ALLOWED MESSAGE: every action of the first file is in the second; of the others the message says why not.
each() {
    grep -vxFf "$2" "$1" > "$work/missing"
    passed=$((passed + $(grep -cxFf "$2" "$1")))
    failed=$((failed + $(wc -l < "$work/missing")))
    sed "s|.*|FAIL &: $3|" "$work/missing"
}

# shellcheck disable=SC2013 # systems are words
for system in $(cut -f 1 "$work/headers" | sed 's/\.[^.]*$//' | sort -u); do
    header=include/portwright/$(echo "$system" | tr . /)/actions.hpp
    list "$system" > "$work/list.hpp"
    [ "${1:-}" != --write ] || cmp -s "$work/list.hpp" "$header" || cp "$work/list.hpp" "$header"
    if diff "$header" "$work/list.hpp" > "$work/difference"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $header: not the actions of its folder; sh tests/actions.sh --write makes it"
        sed -n 's/^[<>]/&/p' "$work/difference"
    fi
done

cut -f 1 "$work/headers" > "$work/actions"
awk -F '\t' '{ sub(/[^.]*$/, "", $1); print $1 $2 }' "$work/headers" > "$work/structures"
each "$work/structures" "$work/actions" 'a structure with another name than its action'
each "$work/actions" "$work/parameters" 'no parameters in tests/catalogue/parameters.tsv'
each "$work/actions" "$work/response" 'no fields of its answer in tests/catalogue/response.tsv'
each "$work/actions" "$work/golden" \
    'no vector in tests/golden: add requests to requests.mjs there, then npm ci \&\& node make.mjs'
sed 's/^[^.]*\.//' "$work/actions" > "$work/short"
sed 's/^[^.]*\.//' "$work/no_example" | sort - "$work/answers" > "$work/answered"
each "$work/short" "$work/answered" \
    'no example of its answer in tests/response/documented.inc, nor a line in no_example.tsv beside it'
each "$work/answered" "$work/short" 'an answer in tests/response, and no header has the action'
for kind in parameters response golden; do
    each "$work/$kind" "$work/actions" "$kind in the tests, and no header has the action"
done
# A fact with a misspelt name would say nothing.
grep -v '^#' tests/catalogue/parameters.tsv | awk -F '\t' '{
    for (i = 4; i <= NF; i++)
        if ($i !~ /^(required|secret|common)$|^(min|max|also|min_length|max_length|max_items|values)=./)
            print "FAIL " $1 " " $2 ": " $i " is no fact; the head of tests/catalogue/parameters.tsv lists them"
}' > "$work/misspelt"
cat "$work/misspelt"
failed=$((failed + $(wc -l < "$work/misspelt")))
# The lists that parameters stand in, by their paths.
grep -v '^#' tests/catalogue/parameters.tsv | awk -F '\t' '{
    for (from = 1; match(substr($2, from), /\.n(\.|$)/); from += RSTART + 1)
        print $1 " " substr($2, 1, from + RSTART)
}' | sort -u > "$work/lists_used"
grep -v '^#' tests/catalogue/lists.tsv | awk -F '\t' '{ print $1 " " $2 }' | sort -u > "$work/lists"
each "$work/lists_used" "$work/lists" 'in tests/catalogue/parameters.tsv, and no line in lists.tsv beside it'
uniq -d "$work/answered" > "$work/twice"
sed 's|.*|FAIL &: an example in documented.inc and a line in no_example.tsv|' "$work/twice"
failed=$((failed + $(wc -l < "$work/twice")))

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
