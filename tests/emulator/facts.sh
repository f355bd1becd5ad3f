#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# facts.sh [--check]: makes examples/portwright/emulator/facts.inc of the vendors' facts in tests/catalogue/, and of
# more_parameters.tsv beside this script, whose rows stand for those of the catalogue. With --check it only says
# whether the file is current. The emulator judges the library: it takes nothing from the library's own schemas.
set -eu
cd "$(dirname "$0")/../.."

made=examples/portwright/emulator/facts.inc
new=$(mktemp)
trap 'rm -f "$new"' EXIT

awk -F '\t' '
    # A literal of its own for each action: compilers bound the length of one.
    function row(kind, action, text) {
        if (!((kind, action) in rows)) order[kind] = order[kind] action "\n"
        rows[kind, action] = rows[kind, action] text "\n"
    }
    function rest(    text, i) {
        text = $2
        for (i = 3; i <= NF; ++i) text = text " " $i
        return text
    }
    /^#/ || NF < 3 { next }
    FILENAME ~ /more_parameters/ {
        other[$1, $2] = rest()
        if (!($1 in others)) list[++count] = $1
        others[$1] = others[$1] $2 "\n"
        next
    }
    FILENAME ~ /response/ { row("answers", $1, rest()); next }
    {
        text = rest()
        if (($1, $2) in other && FILENAME ~ /parameters/) { text = other[$1, $2]; done[$1, $2] = 1 }
        row("parameters", $1, text)
    }
    END {
        for (i = 1; i <= count; ++i) {
            n = split(others[list[i]], names, "\n")
            for (j = 1; j < n; ++j)
                if (!((list[i], names[j]) in done)) row("parameters", list[i], other[list[i], names[j]])
        }
        print "// Copyright (c) 2026 The Portwright authors."
        print "// SPDX-License-Identifier: MIT"
        print "// Made by tests/emulator/facts.sh of the facts in tests/catalogue/; not to be edited."
        kinds[1] = "parameters"; kinds[2] = "answers"
        for (k = 1; k <= 2; ++k) {
            print ""
            print "constexpr action_text " kinds[k] "[] = {"
            n = split(order[kinds[k]], actions, "\n")
            for (i = 1; i < n; ++i) printf "{\"%s\", R\"(%s)\"},\n", actions[i], rows[kinds[k], actions[i]]
            print "};"
        }
    }
' tests/emulator/more_parameters.tsv tests/catalogue/parameters.tsv tests/catalogue/lists.tsv \
    tests/catalogue/response.tsv >"$new"

case ${1-} in
    --check)
        cmp -s "$new" "$made" && exit
        echo "$made is not what tests/catalogue/ says: run sh tests/emulator/facts.sh" >&2
        diff "$made" "$new" | head -20 >&2
        exit 1 ;;
    '') cat "$new" >"$made" ;;
    *) echo "facts.sh [--check]" >&2; exit 2 ;;
esac
