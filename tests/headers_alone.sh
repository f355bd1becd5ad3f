#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# headers_alone.sh COMPILER...: every header compiles alone and twice, without exceptions and type information, and
# without a warning.
set -u

include=$(cd "$(dirname "$0")/../include" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

cat > "$work/check" << 'EOF'
header=$1
shift
unit=$work/$(echo "$header" | tr / _)
first=$header
# Gives back what only the other has put aside.
[ "$header" != portwright/core/platform_macros_on.hpp ] || first=portwright/core/platform_macros_off.hpp
printf '#include <%s>\n#include <%s>\n' "$first" "$header" > "$unit.cpp"
if "$@" -fsyntax-only "$unit.cpp" > "$unit.log" 2>&1; then
    echo "$header" >> "$work/passed"
else
    echo "FAIL $header" > "$unit.failed"
    sed 's/^/    /' "$unit.log" | head -n 20 >> "$unit.failed"
fi
EOF
export work
: > "$work/passed"
(cd "$include" && find portwright -name '*.hpp' | sort) |
    xargs -P 2 -I '{}' sh "$work/check" '{}' "$@" -std=c++20 -fno-exceptions -fno-rtti -I"$include" \
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
cat "$work"/*.failed 2> /dev/null
passed=$(wc -l < "$work/passed")
failed=$(find "$work" -maxdepth 1 -name '*.failed' | wc -l)
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
