#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# guards.sh [--write]: no header escapes from the guard against platform macros. Each one that declares anything puts the
# macros aside before that and gives them back at its end, and the list of what is put aside has every name that headers
# use and that is a macro somewhere (macros.tsv), or has one letter. --write makes the list anew.
set -u

cd "$(dirname "$0")/../.." || exit 1
core=include/portwright/core
facts=tests/platform_macros/macros.tsv
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Calls of the system in http/mbedtls_sockets.hpp, only on a Unix, whose own headers declare them.
of_the_system='addrinfo freeaddrinfo getaddrinfo getsockopt send setsockopt socket socklen_t'

find include -name '*.hpp' ! -path "$core/platform_macros_o*.hpp" ! -path "$core/language.hpp" | sort > "$work/headers"

# Names in code: no comments, texts, characters or names of files.
xargs cat < "$work/headers" |
    sed "s|//.*||; s/'\\\\\\{0,1\\}.'//g; s/\"[^\"]*\"//g; /^ *# *include/d" |
    grep -oE '[A-Za-z_][A-Za-z0-9_]*' | LC_ALL=C sort -u > "$work/used"
{
    cut -f 2 "$facts" | tail -n +2
    echo A B C D E F G H I J K L M N O P Q R S T U V W X Y Z | tr ' ' '\n'
} | LC_ALL=C sort -u > "$work/macros"
echo "$of_the_system" | tr ' ' '\n' > "$work/system"
LC_ALL=C comm -12 "$work/used" "$work/macros" | grep -vxFf "$work/system" > "$work/expected"

if [ "${1:-}" = --write ]; then
    sed -n '1,/^$/p' $core/platform_macros_off.hpp > "$work/off"
    sed '1,/^$/d' $core/platform_macros_off.hpp | sed '/^$/q' >> "$work/off"
    while read -r name; do printf '#pragma push_macro("%s")\n#undef %s\n' "$name" "$name"; done < "$work/expected" >> "$work/off"
    sed -n '1,/^$/p' $core/platform_macros_on.hpp > "$work/on"
    sed '1,/^$/d' $core/platform_macros_on.hpp | sed '/^$/q' >> "$work/on"
    while read -r name; do printf '#pragma pop_macro("%s")\n' "$name"; done < "$work/expected" >> "$work/on"
    cp "$work/off" $core/platform_macros_off.hpp
    cp "$work/on" $core/platform_macros_on.hpp
fi

passed=0
failed=0
report() { # NAME FILE: passes where the file is empty
    if [ -s "$2" ]; then
        failed=$((failed + 1))
        echo "FAIL $1"
        sed 's/^/    /' "$2" | head -n 20
    else
        passed=$((passed + 1))
    fi
}

sed -n 's/^#pragma push_macro("\(.*\)")$/\1/p' $core/platform_macros_off.hpp > "$work/pushed"
sed -n 's/^#undef //p' $core/platform_macros_off.hpp > "$work/undefined"
sed -n 's/^#pragma pop_macro("\(.*\)")$/\1/p' $core/platform_macros_on.hpp > "$work/popped"
LC_ALL=C sort "$work/pushed" | LC_ALL=C comm -23 "$work/expected" - > "$work/log"
report 'core/platform_macros_off.hpp has not all names that headers use: run tests/platform_macros/guards.sh --write' "$work/log"
diff "$work/pushed" "$work/undefined" > "$work/log"
report 'a macro is pushed and not undefined, or the reverse' "$work/log"
diff "$work/pushed" "$work/popped" > "$work/log"
report 'core/platform_macros_on.hpp does not give back what ..._off.hpp takes' "$work/log"

while read -r header; do
    awk '
        /^[ \t]*(\/\/.*)?$/ { next }
        { last = $0 }
        $0 == "#include <portwright/core/platform_macros_off.hpp>" { if (++off > 1 || on) print "off twice, or after on"; next }
        $0 == "#include <portwright/core/platform_macros_on.hpp>" { if (++on > 1 || !off) print "on twice, or before off"; next }
        !/^[ \t]*#/ && !continued { code = 1; if (!off) print "before the macros are off: " $0 }
        off && /^[ \t]*#[ \t]*include/ && !/<portwright\// { print "included while the macros are off: " $0 }
        { continued = /\\$/ }
        END { if ((code || off || on) && (off != 1 || on != 1 || last !~ /platform_macros_on/)) print "must put the macros aside and, last, give them back" }
    ' "$header" > "$work/log"
    report "$header" "$work/log"
done < "$work/headers"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 3 ]
