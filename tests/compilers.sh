#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# compilers.sh: the oldest compilers that the README names, newer ones, both standard libraries and every language version
# that each of them has compile all headers and a user's calls without a warning, and sign as the clouds' documents do.
# Below C++20 the first error says so, whichever header comes first. Installs what is missing.
set -u

cd "$(dirname "$0")/.." || exit 1
. examples/packages.sh
install_missing g++-11 g++-12 clang-14 clang-16 clang-19 libc++-19-dev libc++abi-19-dev || exit 1

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export work

(cd include && find portwright -name '*.hpp' ! -name 'platform_macros_o*.hpp' | sort) > "$work/headers"
sed 's/.*/#include <&>/' "$work/headers" > "$work/ours.hpp"
: > "$work/theirs_first.hpp"
: > "$work/theirs_last.hpp"

cat > "$work/job" << 'EOF'
kind=$1
shift
name=$(echo "$kind $*" | tr ' /' '__')
log=$work/$name.log
good=no
case $kind in
compile)
    "$@" -Iinclude -I"$work" -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only \
        tests/platform_macros/user.cpp > "$log" 2>&1 && good=yes ;;
run)
    "$@" -Iinclude -Itests -O0 tests/main.cpp tests/signature/tc3.cpp -o "$work/$name" \
        -lmbedtls -lmbedx509 -lmbedcrypto > "$log" 2>&1 && "$work/$name" >> "$log" 2>&1 &&
        grep -q 'SUCCESS' "$log" && good=yes ;;
first_line) # An old language's standard library has not the headers that ours include: none is looked at here.
    good=yes
    while read -r header; do
        echo "#include <$header>" > "$work/$name.cpp"
        "$@" -Iinclude -nostdinc++ -fsyntax-only "$work/$name.cpp" 2>&1 | grep -m 1 'error:' > "$work/$name.first"
        grep -q 'error: .*Portwright needs C++20' "$work/$name.first" && continue
        good=no
        { echo "$header:"; cat "$work/$name.first"; } >> "$log"
    done < "$work/headers" ;;
esac
if [ $good = yes ]; then
    echo "$name" >> "$work/passed"
else
    { echo "FAIL $kind: $*"; grep -E 'error:|warning:|:$' "$log" | head -n 10 | sed 's/^/    /'; } > "$work/$name.failed"
fi
EOF
cat > "$work/jobs" << 'EOF'
run g++-11 -std=c++20
run clang++-19 -stdlib=libc++ -std=c++26
compile g++-11 -std=c++20
compile g++-11 -std=c++23
compile g++-12 -std=c++20
compile g++-12 -std=c++23
compile clang++-14 -std=c++20
compile clang++-14 -std=c++2b
compile clang++-16 -std=c++20
compile clang++-16 -std=c++2b
compile clang++-19 -std=c++20
compile clang++-19 -std=c++23
compile clang++-19 -std=c++26
compile clang++-19 -stdlib=libc++ -std=c++20
compile clang++-19 -stdlib=libc++ -std=c++23
compile clang++-19 -stdlib=libc++ -std=c++26
first_line g++-11 -std=c++17
first_line g++-12 -std=c++14
first_line clang++-14 -std=c++17
first_line clang++-19 -std=c++17
EOF
: > "$work/passed"
xargs -P 2 -L 1 sh "$work/job" < "$work/jobs"
cat "$work"/*.failed 2> /dev/null
passed=$(wc -l < "$work/passed")
failed=$(find "$work" -maxdepth 1 -name '*.failed' | wc -l)
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq "$(wc -l < "$work/jobs")" ]
