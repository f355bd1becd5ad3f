#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# consumers.sh [NAME...]: what a user does with the library before writing a line, by each way that it is delivered, or by
# the named ones: in a clean folder outside of the tree, from a clone of what stands here, with no network. Each builds
# the same program, runs it, and must print the bytes of tests/consumers/signed.txt. The table at the end has the seconds
# from the clone to the signed request. --list says which there are. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
. examples/packages.sh
all='include single_header pkg_config installed subproject wrap cmake fetch_content'
wanted=$all
if [ $# -gt 0 ]; then
    wanted=$*
    [ "$1" != --list ] || { echo "$all" | tr ' ' '\n'; exit; }
fi
for name in $wanted; do
    case " $all " in *" $name "*) ;; *) echo "consumers.sh: no consumer $name; there are: $all" >&2; exit 2 ;; esac
done
install_missing cmake git || exit 1

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
export CCACHE_DISABLE=1 # or the seconds are those of a second time

check() { # NAME COMMAND...
    name=$1
    shift
    if "$@" > "$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        head -n 40 "$work/log" | sed 's/^/    /'
    fi
}

# ---- a repository as users clone it, of what stands here, changes that are in no commit included

version=$(sed -n 's/.*string_view version = "\(.*\)";/\1/p' include/portwright/version.hpp)
git init --quiet "$work/published" || exit 1
if git rev-parse --git-dir > /dev/null 2>&1; then git ls-files -co --exclude-standard
else find . -name .git -prune -o -name '.build' -prune -o -name 'build*' -type d -prune -o -type f -print
fi | while read -r file; do [ ! -f "$file" ] || echo "$file"; done | tar cf - -T - | tar xf - -C "$work/published" || exit 1
in_published() { git -C "$work/published" -c user.name=us -c user.email=us@example.org "$@"; }
in_published add -A && in_published commit --quiet -m "$version" && in_published tag "v$version" || exit 1
repository=file://$work/published

milliseconds() { date +%s%3N; }

# begin NAME: a clean folder, $here, with a clone in it.
begin() {
    here=$work/$1
    mkdir "$here"
    cp -r tests/consumers "$here/project"
    started=$(milliseconds)
    git clone --quiet --depth 1 "$repository" "$here/portwright"
}

signs() { # PROGRAM
    "$1" > "$here/signed" && diff "$here/project/signed.txt" "$here/signed"
}

# end NAME: the first signed request is there.
end() {
    printf '%s\t%s\n' "$1" $(($(milliseconds) - started)) >> "$work/times"
}

compile() { # PROGRAM ARGUMENT...
    program=$here/$1
    shift
    "${CXX:-g++}" -std=c++20 -Wall -Wextra -Werror "$@" -o "$program"
}
mbedtls='-lmbedtls -lmbedx509 -lmbedcrypto'

# ---- without a build system

with_include() {
    # shellcheck disable=SC2086
    compile by_include -I"$here/portwright/include" "$here/project/main.cpp" $mbedtls && signs "$here/by_include"
}
include() {
    begin include
    check 'the include directory' with_include
    end '-I'
}

with_single_header() { # OPTIMIZATION
    # shellcheck disable=SC2086
    compile by_single_header "$1" -I"$here/built" "$here/project/single.cpp" $mbedtls && signs "$here/by_single_header"
}
# Beside a platform that has macros of our names, and in two units of one program.
single_header_among_macros() {
    printf '#define word\n#define write(a) 1\n#define HEX 16\n#define Status int\n#include "portwright.hpp"\n%s\n' \
        'static_assert(HEX == 16 && write(2) == 1); int other() { Status s = 0; return s; }' > "$here/other.cpp"
    # shellcheck disable=SC2086
    compile two_units -I"$here/built" "$here/project/single.cpp" "$here/other.cpp" $mbedtls && signs "$here/two_units"
}
without_mbedtls() { # what is over it is left out, and the rest is whole
    sed 's/__has_include(<mbedtls[^)]*)/0/' "$here/built/portwright.hpp" > "$here/none.hpp"
    printf '#include "none.hpp"\nint main() { return portwright::version.empty() ? 1 : 0; }\n' > "$here/none.cpp"
    compile none -I"$here" "$here/none.cpp"
}
single_header() {
    begin single_header
    check 'meson setup' meson setup "$here/built" "$here/portwright"
    check 'meson compile single_header' meson compile -C "$here/built" single_header
    { echo '#include "portwright.hpp"'; grep -v '^#include <portwright/' "$here/project/main.cpp"; } > "$here/project/single.cpp"
    check 'the single header' with_single_header -O0
    end 'single header'
    check 'the single header, -O3' with_single_header -O3
    check 'the single header among macros, in two units' single_header_among_macros
    check 'the single header without mbedTLS' without_mbedtls
}

# ---- installed

builds_nothing() { # BUILD
    ninja -C "$1" -n all > "$work/steps" && grep -q 'no work to do' "$work/steps" && ! find "$1" -name '*.o' | grep .
}
files_in() { # DIR
    (cd "$1" && find . -type f | sort)
}
same_files() { # DIR DIR
    files_in "$1" > "$work/files" && files_in "$2" | diff "$work/files" -
}
what_is_documented() { # DIR
    {
        (cd "$here/portwright/include" && find portwright -type f) | sed 's|^|./usr/include/|'
        printf './usr/share/%s\n' pkgconfig/portwright.pc pkgconfig/portwright-headers.pc \
            cmake/portwright/portwright-config.cmake cmake/portwright/portwright-config-version.cmake \
            cmake/portwright/portwright-mbedtls.cmake
    } | sort > "$work/expected"
    files_in "$1" | diff "$work/expected" -
}
# install: into $here/root, as a package is made.
install() {
    check 'is set up as a user does' meson setup "$here/library" "$here/portwright" --prefix=/usr
    check 'meson install' env DESTDIR="$here/root" meson install -C "$here/library"
    PKG_CONFIG_PATH=$here/root/usr/share/pkgconfig PKG_CONFIG_SYSROOT_DIR=$here/root
    export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
}
forget_installed() { unset PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR; }

by_pkg_config() { # OPTIMIZATION
    # shellcheck disable=SC2046
    compile by_pkg_config "$1" "$here/project/main.cpp" $(pkg-config --cflags --libs portwright) && signs "$here/by_pkg_config"
}
headers_by_pkg_config() {
    # shellcheck disable=SC2046,SC2086
    compile headers_by_pkg_config "$here/project/main.cpp" $(pkg-config --cflags --libs portwright-headers) $mbedtls &&
        signs "$here/headers_by_pkg_config"
}
pkg_config() {
    begin pkg_config
    install
    check 'by pkg-config' by_pkg_config -O0
    end 'pkg-config'
    check 'by pkg-config, -O3' by_pkg_config -O3
    check 'the headers alone by pkg-config' headers_by_pkg_config
    check 'meson install builds nothing' builds_nothing "$here/library"
    check 'meson install installs headers and what finds them' what_is_documented "$here/root"
    check 'meson install --tags devel' env DESTDIR="$here/devel" meson install -C "$here/library" --tags devel
    check 'meson install --tags devel installs the same' same_files "$here/root" "$here/devel"
    check 'is set up without warnings as errors' sh -c '! grep -q -e -Werror "$1/build.ninja"' sh "$here/library"
    forget_installed
}

# ---- Meson

# meson_project NAME ARGUMENT...: another build of the project, of which both programs sign.
meson_project() {
    build=$here/$1
    shift
    meson setup "$build" "$here/project" "$@" && meson compile -C "$build" with_mbedtls && signs "$build/with_mbedtls"
}
meson_headers() { # NAME
    meson compile -C "$here/$1" headers_only && signs "$here/$1/headers_only"
}
installed() {
    begin installed
    install
    check 'by Meson, as installed' meson_project built --wrap-mode=nofallback
    end 'meson, installed'
    check 'the headers alone by Meson, as installed' meson_headers built
    check 'by Meson, as installed, release' meson_project release --wrap-mode=nofallback --buildtype=release
    forget_installed
}
subproject() {
    begin subproject
    mkdir "$here/project/subprojects"
    mv "$here/portwright" "$here/project/subprojects/"
    check 'as a subproject' meson_project built --wrap-mode=forcefallback
    end 'meson subproject'
    check 'the headers alone of a subproject' meson_headers built
    check 'as a subproject, release' meson_project release --wrap-mode=forcefallback --buildtype=release
}
wrap() {
    begin wrap
    rm -rf "$here/portwright" # Meson clones it
    mkdir "$here/project/subprojects"
    started=$(milliseconds)
    sed "s|^url = .*|url = $repository|; s|^revision = .*|revision = v$version|" examples/portwright.wrap \
        > "$here/project/subprojects/portwright.wrap"
    check 'by a wrap file' meson_project built --wrap-mode=forcefallback
    end 'meson wrap file'
}

# ---- CMake

cmake_project() { # ARGUMENT...
    cmake -S "$here/project/cmake" -B "$here/built" "$@" && cmake --build "$here/built" --target with_mbedtls &&
        signs "$here/built/with_mbedtls"
}
cmake_headers() { cmake --build "$here/built" --target headers_only && signs "$here/built/headers_only"; }
other_version() { # VERSION...: none of these is found
    for other in "$@"; do
        ! cmake -S "$here/project/cmake" -B "$here/other" -DWANTED="$other" -Dportwright_ROOT="$here/root/usr" ||
            { echo "$other was found"; return 1; }
    done
}
by_cmake() {
    begin cmake
    install
    check 'by find_package' cmake_project -DCMAKE_PREFIX_PATH="$here/root/usr" -DWANTED="$version"
    end 'CMake, installed'
    check 'the headers alone by find_package' cmake_headers
    check 'find_package takes no other version' other_version "$((${version%%.*} + 1)).0" "${version%.*}.999"
    forget_installed
}
fetch_content() {
    begin fetch_content
    rm -rf "$here/portwright" # CMake clones it
    started=$(milliseconds)
    check 'by FetchContent' cmake_project -DREPOSITORY="$repository" -DTAG="v$version"
    end 'CMake FetchContent'
    check 'the headers alone by FetchContent' cmake_headers
}

: > "$work/times"
for name in $wanted; do
    case $name in cmake) by_cmake ;; *) "$name" ;; esac
done

printf '\nseconds from the clone to the first signed request\n'
awk -F'\t' '{ printf "  %-20s %5.1f\n", $1, $2 / 1000 }' "$work/times"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
