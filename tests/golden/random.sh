#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# random.sh COUNT [SEED [COMPILER...]]: so many requests by chance, of all systems, schemes and methods, signed by the
# vendors' own SDKs (random.mjs) and by the library: by names and values, whole, streamed and measured, for size and for
# speed. Without a seed another one each time, which it says. The last line is `N passed, N failed`, of requests.
set -eu
cd "$(dirname "$0")/../.."

[ $# -gt 0 ] || { echo 'usage: random.sh COUNT [SEED [COMPILER...]]' >&2; exit 2; }
count=$1
seed=${2:-$(date +%s)}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- "${CXX:-g++}"
sh tests/golden/install.sh > /dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
echo "seed $seed"
(cd tests/golden && node random.mjs "$count" "$seed") > "$work/vectors" &
for unit in main golden/golden golden/random; do
    "$@" -std=c++20 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Iinclude \
        '-DPORTWRIGHT_GOLDEN_DIR="tests/golden"' -c "tests/$unit.cpp" -o "$work/$(basename "$unit").o"
done
"$@" "$work"/*.o -o "$work/random" -lmbedcrypto
wait $!
status=0
PORTWRIGHT_RANDOM_VECTORS=$work/vectors "$work/random" --test-case='random requests*' > "$work/log" || status=$?
cat "$work/log"
# shellcheck disable=SC2046
set -- $(sed -n 's/.*MESSAGE: \([0-9]*\) of \([0-9]*\) requests reproduced.*/\1 \2/p' "$work/log")
[ $# -eq 2 ] || set -- 0 1
echo "$1 passed, $(($2 - $1)) failed"
[ $status -eq 0 ]
