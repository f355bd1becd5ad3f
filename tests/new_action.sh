#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# new_action.sh SYSTEM ACTION: leads through adding an action, such as `new_action.sh tencent.clb ModifyRule`. Makes its
# header where there is none, from the facts in tests/catalogue where they have the action, enters it in its system's
# list, compiles the header, and says what remains. To be run again after each step, until nothing remains.
set -u

[ $# -eq 2 ] || { echo "usage: sh tests/new_action.sh SYSTEM ACTION" >&2; exit 2; }
cd "$(dirname "$0")/.." || exit 1
system=$1
action=$2
path=$(echo "$system" | tr . /)
folder=include/portwright/$path
[ -f "$folder/service.hpp" ] || { echo "no system $system: no $folder/service.hpp" >&2; exit 2; }
echo "$action" | grep -qE '^[A-Za-z][A-Za-z0-9]*$' || { echo "$action is no name of an action" >&2; exit 2; }
# DescribeLBHealthStatus: describe_lb_health_status
snake=$(echo "$action" | sed -E 's/([A-Z]+)([A-Z][a-z])/\1_\2/g; s/([a-z0-9])([A-Z])/\1_\2/g' |
    tr '[:upper:]' '[:lower:]')

header=$(grep -l "operation call{\"$action\"" "$folder"/*.hpp | head -n 1)
# An example that was made before there were facts gives way to what they say, once they say all.
has_facts() { # FILE
    grep -qF "$system.$action	" "tests/catalogue/$1.tsv"
}
if [ -n "$header" ] && grep -q 'FirstParameter' "$header" && has_facts parameters && has_facts response; then
    echo "$header was an example, and there are facts now: it is made anew"
    rm "$header"
    header=
fi
if [ -z "$header" ]; then
    header=$folder/$snake.hpp
    [ ! -e "$header" ] || { echo "$header exists, and does not have $action" >&2; exit 2; }
    {
        printf '// Copyright (c) 2026 The Portwright authors.\n// SPDX-License-Identifier: MIT\n#pragma once\n\n'
        printf '#include <portwright/request/schema.hpp>\n#include <portwright/response/sequence.hpp>\n'
        printf '#include <portwright/%s/service.hpp>\n\n#include <portwright/core/platform_macros_off.hpp>\n\n' "$path"
        grep -m 1 '^namespace ' "$folder/service.hpp"
        printf '\n/// What it does. Which document describes it.\n'
        for file in parameters response; do
            if ! has_facts parameters || ! has_facts response; then break; fi
            grep -F "$system.$action	" tests/catalogue/$file.tsv | sed "s/^/$file	/"
        done | cat - tests/catalogue/lists.tsv |
            awk -f tests/new_action.awk -v action="$action" -v full="$system.$action"
        printf '\n'
        grep -m 1 '^} // namespace ' "$folder/service.hpp"
        printf '\n#include <portwright/core/platform_macros_on.hpp>\n'
    } > "$header"
    command -v clang-format-16 > /dev/null && clang-format-16 -i "$header"
    echo "made $header: say there what the action does and what each field is, and add the rules between fields"
fi

sh tests/actions.sh --write > /dev/null
echo "$folder/actions.hpp lists $(grep -c '^    [A-Za-z0-9]*,*$' "$folder/actions.hpp") actions"
echo "#include <portwright/${header#include/portwright/}>
static_assert(sizeof(portwright::detail::table_of<portwright::$(echo "$system" | sed 's/\./::/')::$action>) != 0);" |
    sed 's|^#include|#include <portwright/request/layout.hpp>\n&|' > "/tmp/new_action.$$.cpp"
${CXX:-g++} -std=c++20 -fsyntax-only -Wall -Wextra -Iinclude "/tmp/new_action.$$.cpp"
compiles=$?
rm -f "/tmp/new_action.$$.cpp"
[ $compiles -eq 0 ] || { echo "$header does not compile"; exit 1; }

remaining=$(sh tests/actions.sh | grep "^FAIL \($system\|${system#*.}\).${action}[: ]" | sed 's/^FAIL //')
if [ -n "$remaining" ]; then
    printf 'what remains:\n%s\n' "$remaining"
    echo "then run this again"
    exit 1
fi
cat << EOF
nothing remains here. What the compiled tests know, which are built first:
    meson test -C .build/tests golden catalogue response tool actions
EOF
