#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# run.sh [--each] COMPILER...: the macros of each platform of macros.tsv together, before all of our headers and after
# them, and in both cases a user's calls (user.cpp) while they are defined. Ours give every macro back as it was. With
# --each, every macro alone, which takes half an hour.
set -u

each=
if [ "$1" = --each ]; then
    each=yes
    shift
fi
here=$(cd "$(dirname "$0")" && pwd)
include=$(cd "$here/../../include" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
compiler=$*
export here include work compiler

sh "$here/guards.sh" > "$work/guards"
guards=$?
grep -v '^[0-9]* passed' "$work/guards"

# The rows of a unit, as `#define`s. What breaks the standard library by itself, or is undefined by it, comes after it: late.
# Before ours, a unit is a platform; after ours, only a user's calls see them, and a unit has one definition of each name.
tail -n +2 "$here/macros.tsv" | awk -F '\t' -v each="$each" '
    BEGIN {
        split("N Z FD_SETSIZE htons recv send abs free index labs malloc max min", names, " ")
        for (i in names) late[names[i]] = 1
    }
    {
        definition = "#define " $2 ($3 == "object" ? " " : "") $4
        print (each ? sprintf("%s_%03d_%s", $1, NR, $2) : $1) "\tfirst\t" ($2 in late ? "late" : "early") "\t" $2 "\t" definition
        if (definition in seen) next
        seen[definition] = 1
        print (each ? sprintf("%03d_%s", NR, $2) : "all_" ++count[$2]) "\tlast\tlate\t" $2 "\t" definition
    }' > "$work/rows"
(cd "$include" && find portwright -name '*.hpp' | sort | sed 's/.*/#include <&>/') > "$work/ours"
(cd "$include" && grep -rhoE '^# *include <[^>]*>' portwright | grep -v portwright | sort -u) > "$work/standard"

cat > "$work/compile" << 'EOF'
unit=$1
order=$2
# The sockets of Unix are not used where a platform brings its own. (`linux` and `unix` are macros of GNU C++ itself.)
flags='-U__unix__ -U__linux__'
case $unit in linux-glibc* | macos* | x11* | curses* | boost* | mbedtls*) flags= ;; esac

rows() { # early|late|name
    awk -F '\t' -v unit="$unit" -v order="$order" -v which="$1" '
        $1 != unit || $2 != order { next }
        which == "name" { print $4 }
        which == "late" && $3 == which { print "#undef " $4 }
        which == $3 || which == "all" { print $5 }' "$work/rows"
}
# Parentheses help against a macro with arguments only.
! rows all | grep -qE '^#define (write|read|close) ' || flags="$flags -DSTREAM_HAS_OTHER_NAMES"
folder=$work/$unit.$order
mkdir "$folder"
cp "$work/ours" "$folder/ours.hpp"
: > "$folder/theirs_first.hpp"
if [ "$order" = first ]; then
    { rows early; cat "$work/standard"; rows late; } > "$folder/theirs_first.hpp"
    # Given back: still defined, and to the same; another definition of it would be an error.
    { rows name | sed 's/.*/#ifndef &\n#error "& is not given back"\n#endif/'; rows all; } > "$folder/theirs_last.hpp"
else
    rows late > "$folder/theirs_last.hpp"
fi
# shellcheck disable=SC2086
if $compiler -std=gnu++20 $flags -Wall -Wextra -Werror -Wno-builtin-macro-redefined -fsyntax-only -I"$include" -I"$folder" \
    "$here/user.cpp" > "$folder/log" 2>&1; then
    echo "$unit $order" >> "$work/passed"
else
    {
        echo "FAIL $unit, theirs $order"
        grep -E 'error|warning' "$folder/log" | sed 's/^/    /' | head -n 10
    } > "$folder.failed"
fi
rm -r "$folder"
EOF
: > "$work/passed"
cut -f 1,2 "$work/rows" | sort -u > "$work/units"
xargs -P 2 -L 1 sh "$work/compile" < "$work/units"

# Names that a sketch brings into the global scope.
cp "$work/ours" "$work/ours.hpp"
if "$@" -std=gnu++20 -Wall -Wextra -Werror -fsyntax-only -I"$include" -I"$work" "$here/sketch.cpp" > "$work/log" 2>&1; then
    echo sketch >> "$work/passed"
else
    { echo "FAIL sketch.cpp"; grep -E 'error:|warning:' "$work/log" | head -n 10; } > "$work/sketch.failed"
fi

# Variables of a program that are named like our parameters. g++ says what it thinks of that where a template is used.
if "$@" -std=gnu++20 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only -I"$include" \
    "$here/variables.cpp" > "$work/log" 2>&1; then
    echo variables >> "$work/passed"
else
    { echo "FAIL variables.cpp"; grep -E 'error:|warning:' "$work/log" | head -n 10; } > "$work/variables.failed"
fi

cat "$work"/*.failed 2> /dev/null
passed=$(($(wc -l < "$work/passed") + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$work/guards")))
failed=$(($(find "$work" -maxdepth 1 -name '*.failed' | wc -l) + $(sed -n 's/.* passed, \([0-9]*\) failed/\1/p' "$work/guards")))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ $guards -eq 0 ] && [ "$(wc -l < "$work/passed")" -eq $(($(wc -l < "$work/units") + 2)) ] &&
    [ "$(wc -l < "$work/units")" -gt 31 ]
