#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# mixed_builds.sh COMPILER...: files of different flags, engines and policies sign the same in one program.
#
# - No flag changes what our headers say: their text after the preprocessor is the same under all of them.
# - mixed_builds/unit.cpp is compiled with each optimisation and policy, and linked in every rotation and its reverse: of
#   a function that several files define, the linker keeps the first file's.
# - Two versions of the library in one program sign as each does alone.
set -u

tests=$(cd "$(dirname "$0")" && pwd)
include=$tests/../include
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

passed=0
failed=0
# verdict TITLE STATUS
verdict() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
    fi
}

# ---- what the headers say ----

(cd "$include" && find portwright -name '*.hpp' | sort | sed 's/.*/#include <&>/') > "$work/all.cpp"
# said COMPILER... FLAGS: our headers' lines, without those of other headers
said() {
    "$@" -std=c++20 -I"$include" -E "$work/all.cpp" |
        awk '/^# [0-9]+ "/ { ours = $3 ~ /\/portwright\//; next } ours && NF && !/^#/'
}
said "$@" -O0 > "$work/plain"
[ "$(wc -l < "$work/plain")" -gt 5000 ]
verdict "the headers' text is found" $?
for flags in -O1 -O2 -O3 -Os -Og -Ofast -DNDEBUG -D_GLIBCXX_ASSERTIONS '-O2 -D_FORTIFY_SOURCE=2' '-fno-exceptions -fno-rtti' \
    -funsigned-char -fno-inline '-fsanitize=address,undefined' -std=c++2b -std=gnu++20; do
    # shellcheck disable=SC2086
    said "$@" $flags > "$work/said"
    cmp -s "$work/plain" "$work/said"
    verdict "the headers say something else under $flags" $?
done

# ---- what the files sign ----

names=
# unit NAME ENGINE FLAGS COMPILER...
unit() {
    name=$1 engine=$2 flags=$3
    shift 3
    names="$names $name"
    # shellcheck disable=SC2086
    "$@" -std=c++20 $flags -I"$include" -DUNIT="$name" -DENGINE="$engine" -c "$tests/mixed_builds/unit.cpp" \
        -o "$work/$name.o" > "$work/log" 2>&1
    verdict "$name does not compile: $(head -n 20 "$work/log")" $?
}

for level in O0 O2 O3 Os; do
    unit "${level}_for_size" portwright::mbedtls "-$level" "$@"
    unit "${level}_for_speed" 'portwright::for_speed<portwright::mbedtls>' "-$level" "$@"
done
unit psa_for_size portwright::mbedtls_psa -O2 "$@"
unit psa_for_speed 'portwright::for_speed<portwright::mbedtls_psa>' -Os "$@"

# shellcheck disable=SC2086 # in one line
"$@" -std=c++20 -O1 -DUNITS="$(echo $names | tr ' ' ,)" -c "$tests/mixed_builds/main.cpp" -o "$work/main.o"
verdict 'main.cpp does not compile' $?

# shellcheck disable=SC2086
set -- "$@" -- $names
compiler=
while [ "$1" != -- ]; do
    compiler="$compiler $1"
    shift
done
shift
# run NAME...: links in this order, and runs
run() {
    objects=
    for name in "$@"; do objects="$objects $work/$name.o"; done
    # shellcheck disable=SC2086
    $compiler "$work/main.o" $objects -lmbedcrypto -o "$work/program" > "$work/log" 2>&1 && "$work/program" > "$work/log" 2>&1
    status=$?
    verdict "linked in the order $*: exit status $status: $(head -n 5 "$work/log")" "$status"
}
for _ in "$@"; do
    run "$@"
    reversed=
    for name in "$@"; do reversed="$name $reversed"; done
    # shellcheck disable=SC2086
    run $reversed
    first=$1
    shift
    set -- "$@" "$first"
done

# ---- two versions ----

# The other version is ours with one text changed, which all inline functions and templates that it calls know nothing of.
# It is compiled once under its own namespace and once under ours, where the linker takes one of the two for both: that
# is what the namespace is for.
cp -r "$include" "$work/mixed"
find "$work/mixed" -name '*.hpp' -exec sed -i 's/"GETPOST"/"getpost"/' '{}' +
cp -r "$work/mixed" "$work/other"
find "$work/other" -name '*.hpp' -exec sed -i 's/inline v[0-9]*_[0-9]*/inline v999_0/' '{}' +
# version OBJECT INCLUDE FUNCTION: without optimisation, so that nothing is in line
version() {
    # shellcheck disable=SC2086
    $compiler -std=c++20 -O0 -I"$2" -DSIGN="$3" -c "$tests/mixed_builds/two_versions.cpp" -o "$work/$1.o"
}
# shellcheck disable=SC2086
version ours "$include" print_first && version theirs "$work/other" print_second &&
    version mixed "$work/mixed" print_second && version alone "$include" print_second &&
    $compiler -std=c++20 -c "$tests/mixed_builds/two_versions.cpp" -o "$work/two.o"
verdict 'two versions do not compile' $?
# prints EXPECTED OBJECT OBJECT: whether what the two print is the same, `same`, or not, `other`
prints() {
    expected=$1
    # shellcheck disable=SC2086
    $compiler "$work/two.o" "$work/$2.o" "$work/$3.o" -lmbedcrypto -o "$work/program" && "$work/program" > "$work/printed"
    case $(wc -l < "$work/printed"),$(sort -u "$work/printed" | wc -l) in
        2,1) [ "$expected" = same ] ;;
        2,2) [ "$expected" = other ] ;;
        *) false ;;
    esac
    verdict "the two print the $expected: $2 and $3" $?
}
prints same ours alone
cp "$work/printed" "$work/of_ours"
prints same ours mixed
prints other ours theirs
[ "$(head -n 1 "$work/printed")" = "$(head -n 1 "$work/of_ours")" ]
verdict 'ours signs otherwise beside another version' $?
cp "$work/printed" "$work/in_order"
prints other theirs ours
cmp -s "$work/printed" "$work/in_order"
verdict 'two versions sign otherwise in another order' $?

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq 54 ]
