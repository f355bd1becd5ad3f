#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# consumer.sh [DIR]: what a user does with the library before writing a line. Installing it builds nothing; what is
# installed is found by pkg-config and by Meson, and so is the library as a subproject; a client and a transport link by
# one name, in a build of each optimization. DIR keeps the builds. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
rm -rf "${1:-.build/consumer}"
mkdir -p "${1:-.build/consumer}" || exit 1
work=$(cd "${1:-.build/consumer}" && pwd)
passed=0
failed=0

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

builds_nothing() { # BUILD
    ninja -C "$1" -n all > "$work/steps" && grep -q 'no work to do' "$work/steps" && ! find "$1" -name '*.o' | grep .
}

installed() { # DIR: names of what is installed there
    (cd "$1" && find . -type f | sort)
}

same_files() { # DIR DIR
    installed "$1" > "$work/files" && installed "$2" | diff "$work/files" -
}

headers_and_pkgconfig() { # DIR
    {
        (cd include && find portwright -type f) | sed 's|^|./usr/include/|'
        echo ./usr/share/pkgconfig/portwright.pc
        echo ./usr/share/pkgconfig/portwright-headers.pc
    } | sort > "$work/expected"
    installed "$1" | diff "$work/expected" -
}

install() { # ROOT ARGUMENT...
    root=$1
    shift
    DESTDIR=$root meson install -C "$work/library" "$@"
}

check 'is set up as a user does' meson setup "$work/library" --prefix=/usr
check 'builds nothing unasked' builds_nothing "$work/library"
check 'meson install' install "$work/root"
check 'meson install builds nothing' builds_nothing "$work/library"
check 'meson install installs headers and pkg-config files' headers_and_pkgconfig "$work/root"
check 'meson install --tags devel' install "$work/devel" --tags devel
check 'meson install --tags devel installs the same' same_files "$work/root" "$work/devel"
check 'is set up without warnings as errors' sh -c '! grep -q -e -Werror "$1/build.ninja"' sh "$work/library"

export PKG_CONFIG_PATH="$work/root/usr/share/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$work/root"
compiled() { # NAME FLAG...
    output=$work/$1
    shift
    "${CXX:-g++}" -std=c++20 -Wall -Wextra -Werror "$@" -o "$output" && "$output"
}
with_mbedtls() { # OPTIMIZATION
    # shellcheck disable=SC2046
    compiled "by_pkg_config$1" "$1" tests/consumer/main.cpp $(pkg-config --cflags --libs portwright)
}
headers_only() { # OPTIMIZATION
    # shellcheck disable=SC2046
    compiled "headers_by_pkg_config$1" "$1" tests/consumer/main.cpp $(pkg-config --cflags --libs portwright-headers) \
        -lmbedtls -lmbedx509 -lmbedcrypto
}
for optimization in -O0 -O3; do
    check "by pkg-config, $optimization" with_mbedtls $optimization
done
check 'the headers alone by pkg-config' headers_only -O0

project() { # BUILD DIR ARGUMENT...
    build=$work/$1
    directory=$2
    shift 2
    meson setup "$build" "$directory" "$@" && meson compile -C "$build" && "$build/with_mbedtls" && "$build/headers_only"
}
check 'by Meson, as installed' project by_meson tests/consumer --wrap-mode=nofallback
check 'by Meson, as installed, release' project by_meson_release tests/consumer --wrap-mode=nofallback --buildtype=release
unset PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR

mkdir -p "$work/project/subprojects"
cp tests/consumer/main.cpp tests/consumer/meson.build "$work/project/"
ln -s "$PWD" "$work/project/subprojects/portwright"
check 'as a subproject' project subproject "$work/project" --wrap-mode=forcefallback
check 'as a subproject, release' project subproject_release "$work/project" --wrap-mode=forcefallback --buildtype=release

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
