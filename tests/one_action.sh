#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# one_action.sh COMPILER...: a translation unit pays for the actions that it uses. Units that include all actions of a
# system and use one are compiled with -O0 and -Os, and no other action's name may be in the object file: not as a text,
# and not in a symbol. That the search finds a name is shown by units that use two actions. Symbols have a bounded length
# in all of these files: what schemas are made of must not fill a map file with template arguments.
set -u

cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# The names of all actions, as the documents' facts have them.
grep -v '^#' tests/catalogue/parameters.tsv | cut -f 1 | sort -u > "$work/actions"
sed 's/.*\.//' "$work/actions" | sort -u > "$work/names"

# unit SYSTEM SCHEME ACTION...: signs each action and reads its answer.
unit() {
    system=$1
    scheme=$2
    shift 2
    scope=$(echo "$system" | sed 's/\./::/')
    echo "#include <portwright/crypto/mbedtls.hpp>
#include <portwright/response/decode.hpp>
#include <portwright/signature/$scheme.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/$(echo "$system" | tr . /).hpp>
using scheme = portwright::$(case $scheme in hmac_sha) echo hmac_sha256 ;; *) echo "$scheme" ;; esac)<>;"
    number=0
    for action in "$@"; do
        number=$((number + 1))
        echo "bool use_$number(const portwright::$scope::$action& request, const portwright::context<scheme>& with,
    std::span<char> buffer, std::string_view answer, portwright::$scope::$action::response& to,
    portwright::api_error& refusal) {
    const auto made = portwright::sign(request, with, buffer);
    portwright::decoder<portwright::$scope::$action> reader(to, refusal, buffer);
    return made && reader.feed(answer.data(), answer.size()) && reader.finish();
}"
    done
}

# found OBJECT: the actions whose names are in it. A name in a symbol has its length before it.
found() {
    strings -a -n 4 "$1" | awk '
        NR == FNR { names[++count] = $0; next }
        {
            for (i = 1; i <= count; ++i) if (index($0, length(names[i]) names[i])) is_in[names[i]] = 1
            words = split($0, word, "[^A-Za-z0-9]+")
            for (i = 1; i <= words; ++i) is_in[word[i]] = 1
        }
        END { for (i = 1; i <= count; ++i) if (names[i] in is_in) print names[i] }' "$work/names" -
}

passed=0
failed=0
# expect TITLE EXPECTED OBJECT
expect() {
    was=$(found "$3" | tr '\n' ' ')
    if [ "$was" = "$2 " ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: the object file has the names $was"
    fi
}

longest_symbol=300 # characters, as mangled
# readable TITLE OBJECT
readable() {
    if nm "$2" | awk -v most=$longest_symbol '
        { count++ }
        length($NF) > most { print length($NF) " characters: " substr($NF, 1, 200) "..."; bad = 1 }
        END { exit bad || count == 0 }' > "$work/long"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: a symbol of more than $longest_symbol characters"
        head -n 5 "$work/long"
    fi
}

try() { # SYSTEM SCHEME OPTIMIZATION EXPECTED ACTION... -- COMPILER...
    system=$1
    scheme=$2
    optimization=$3
    expected=$4
    shift 4
    actions=
    while [ "$1" != -- ]; do
        actions="$actions $1"
        shift
    done
    shift
    # shellcheck disable=SC2086
    unit "$system" "$scheme" $actions > "$work/unit.cpp"
    if "$@" -std=c++20 "$optimization" -Iinclude -c "$work/unit.cpp" -o "$work/unit.o" 2> "$work/log"; then
        expect "$system,$actions, $optimization" "$expected" "$work/unit.o"
        readable "$system,$actions, $optimization" "$work/unit.o"
    else
        failed=$((failed + 1))
        echo "FAIL $system,$actions: does not compile"
        head -n 20 "$work/log"
    fi
}

for optimization in -O0 -Os; do
    try tencent.clb tc3 "$optimization" CreateListener CreateListener -- "$@"
    try tencent.gaap tc3 "$optimization" CreateHTTPListener CreateHTTPListener -- "$@"
    try tencent.lb hmac_sha "$optimization" DescribeForwardLBListeners DescribeForwardLBListeners -- "$@"
    try tencent.bmlb hmac_sha "$optimization" DescribeBmListeners DescribeBmListeners -- "$@"
    try aliyun.ga acs3 "$optimization" UpdateListener UpdateListener -- "$@"
    try tencent.clb tc3 "$optimization" "DeleteRule DescribeTargets" DescribeTargets DeleteRule -- "$@"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq 24 ]
