#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# packages.sh: what `meson compile packages` makes is complete and keeps each platform's rules (packages/check.py); its
# sketches and samples compile for the platforms' processors, over the stand-ins of packages/stubs; what can be run here
# is. The same tree makes the same bytes, from an unpacked release as well. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
. examples/packages.sh
install_missing cmake make python3-yaml gcc-xtensa-lx106 gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf \
    gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib || exit 1

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
stubs=$PWD/tests/packages/stubs
version=$(sed -n 's/.*string_view version = "\(.*\)";/\1/p' include/portwright/version.hpp)

check() { # TITLE COMMAND...
    title=$1
    shift
    if "$@" > "$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $title"
        head -n 30 "$work/log" | cut -c1-300 | sed 's/^/    /'
    fi
}
fails() { ! "$@"; }

# ---- made, and what check.py says

check 'meson setup' meson setup "$work/build" .
check 'meson compile packages' meson compile -C "$work/build" packages
made=$work/build/packages
/usr/bin/python3 tests/packages/check.py "$made" > "$work/log" 2>&1
grep FAIL "$work/log" | cut -c1-300
said=$(tail -n 1 "$work/log")
case $said in
    *' passed, '*' failed')
        passed=$((passed + ${said%% passed*}))
        said=${said##*passed, }
        failed=$((failed + ${said%% failed*}))
        ;;
    *) failed=$((failed + 1)); cat "$work/log" ;;
esac

tar xzf "$made/portwright-$version.tar.gz" -C "$work"
again() { python3 "$work/portwright-$version/examples/packages/make.py" "$work/again" && diff -r "$made" "$work/again"; }
check 'the same bytes from an unpacked release' again

# What check.py must find: a header that is missing, one that is another, a version, a hash.
spoilt() { # COMMAND, in a copy of the packages; what check.py must say of it
    rm -rf "$work/spoilt"
    cp -r "$made" "$work/spoilt"
    (cd "$work/spoilt" && sh -c "$1") && fails /usr/bin/python3 tests/packages/check.py "$work/spoilt" > "$work/found" &&
        grep -q "^FAIL $2" "$work/found"
}
check 'a missing header is found' spoilt 'rm zephyr/portwright/include/portwright/core/error.hpp' \
    'zephyr: portwright/core/error.hpp is not'
check 'a header that is another is found' spoilt 'echo >> esp-idf/portwright/include/portwright/client.hpp' \
    'esp-idf: portwright/client.hpp is not'
check 'an archive that lacks a file is found' spoilt 'tar czf portwright-yocto-*.tar.gz -C yocto meta-portwright/conf' \
    'portwright-yocto-.* holds its folder'
check 'another version is found' spoilt "sed -i 's/^version=.*/version=9.9.9/' arduino/Portwright/library.properties" \
    'Arduino: version'
check 'a key in a command is found' spoilt \
    "sed -i 's/^uci set /&portwright.tencent.key=... /' openwrt/portwright-feed/README.md" 'the README of openwrt has a key'
check 'another hash is found' spoilt "sed -i 's/^PKG_HASH:=./PKG_HASH:=x/' openwrt/portwright-feed/portwright/Makefile" \
    'OpenWrt: hash'

# ---- compiled for the platforms' processors

# Debian's mbedTLS has threads, which these do not; and its C++ library for Arm stands in for those of the others, which
# are of the same release of GCC.
mkdir "$work/mbedtls"
ln -s /usr/include/mbedtls /usr/include/psa "$work/mbedtls/"
printf '#include <mbedtls/config.h>\n#undef MBEDTLS_THREADING_C\n#undef MBEDTLS_THREADING_PTHREAD\n' \
    > "$work/mbedtls/without_threads.h"
library=$(echo '#include <array>' | arm-none-eabi-g++ -std=c++20 -x c++ -M - | tr ' ' '\n' | sed -n 's|/array$||p')
newlib=$(echo '#include <stdio.h>' | arm-none-eabi-g++ -x c++ -M - | tr ' ' '\n' | sed -n 's|/stdio.h$||p' | head -n 1)
host="${CXX:-g++}"
arm='arm-none-eabi-g++ -mcpu=cortex-m4 -mthumb'
riscv="riscv64-unknown-elf-g++ --specs=picolibc.specs -march=rv32imac -mabi=ilp32 -isystem $library -isystem $library/arm-none-eabi"
xtensa="xtensa-lx106-elf-g++ -mlongcalls -isystem $library -isystem $library/arm-none-eabi -isystem $newlib"

compiles() { # COMPILER SOURCE FLAG...
    compiler=$1
    shift
    # shellcheck disable=SC2086 # a compiler with its flags
    $compiler -std=gnu++20 -Os -c -fno-exceptions -fno-rtti -Wall -Wextra -Werror -isystem "$work/mbedtls" \
        '-DMBEDTLS_CONFIG_FILE=<without_threads.h>' -o "$work/object.o" "$@"
}
sketch() { # NAME: as the IDE makes a unit of it
    { echo '#include <Arduino.h>'; cat "$made/arduino/Portwright/examples/$1/$1.ino"; } > "$work/$1.cpp"
    echo "$work/$1.cpp"
}
arduino="-I$stubs/arduino -I$made/arduino/Portwright/src"
esp="-I$stubs/esp-idf -I$made/esp-idf/portwright/include"
freertos="-I$stubs/freertos -I$made/freertos/portwright/include"
printf '#define CONFIG_SAMPLE_REGION "ap-guangzhou"\n#define CONFIG_SAMPLE_LOAD_BALANCER "lb-1"\n%s\n' \
    '#define CONFIG_SAMPLE_PORT 7569' '#define CONFIG_SAMPLE_ENDPOINT ""' > "$work/autoconf.h"
od -An -v -tx1 "$made/zephyr/portwright/samples/ensure/src/ca.pem" | sed 's/ \(..\)/0x\1,/g' > "$work/ca.pem.inc"
zephyr="-I$stubs/zephyr -I$made/zephyr/portwright/include -I$work -include $work/autoconf.h"
printf '#include <portwright_freertos_task.hpp>\n' > "$work/task.cpp"
# shellcheck disable=SC2086
{
    for compiler in "$host" "$xtensa"; do
        check "Esp32.ino by ${compiler%% *}" compiles "$compiler" "$(sketch Esp32)" $arduino
        check "AnyClient.ino by ${compiler%% *}" compiles "$compiler" "$(sketch AnyClient)" $arduino
    done
    for compiler in "$host" "$xtensa" "$riscv"; do
        check "ESP-IDF's example by ${compiler%% *}" compiles "$compiler" \
            "$made/esp-idf/portwright/examples/ensure/main/main.cpp" $esp
    done
    for compiler in "$host" "$arm" "$riscv"; do
        check "Zephyr's sample by ${compiler%% *}" compiles "$compiler" \
            "$made/zephyr/portwright/samples/ensure/src/main.cpp" $zephyr
    done
    for compiler in "$host" "$arm"; do
        check "FreeRTOS's example by ${compiler%% *}" compiles "$compiler" \
            "$made/freertos/portwright/examples/provision_task.cpp" $freertos
    done
    check 'the other task of FreeRTOS by arm-none-eabi-g++' compiles "$arm" "$work/task.cpp" $freertos
}

# ---- run

signs() { "$1" > "$work/signed" && diff tests/consumers/signed.txt "$work/signed"; }
run_port() {
    cmake -DPORT_DIR="$made/vcpkg/portwright-vcpkg/ports/portwright" -DDOWNLOADS="$made" -DVERSION="$version" \
        -DCURRENT_PACKAGES_DIR="$work/vcpkg" -P "$stubs/vcpkg/port.cmake" &&
        test -s "$work/vcpkg/share/portwright/copyright" && test -s "$work/vcpkg/share/portwright/usage" &&
        diff -r include/portwright "$work/vcpkg/include/portwright"
}
by_port() {
    cmake -S tests/consumers/cmake -B "$work/by_port" -Dportwright_DIR="$work/vcpkg/share/portwright" -DWANTED="$version" &&
        cmake --build "$work/by_port" --target with_mbedtls && signs "$work/by_port/with_mbedtls"
}
check "vcpkg's port, by a stand-in of vcpkg" run_port
check 'find_package of what the port installs' by_port

# Conan's own targets come of its generators: the recipe is run by check.py, and the program that tests it here.
test_package() {
    $host -std=c++20 -Wall -Wextra -Werror -Iinclude "$made/conan/portwright-conan/recipes/portwright/all/test_package/test_package.cpp" \
        -lmbedcrypto -o "$work/test_package" && "$work/test_package" | grep '^https://clb.tencentcloudapi.com/?.*&Signature='
}
check "Conan's test package" test_package

# FreeRTOS's package in a project of CMake.
subdirectory() {
    mkdir "$work/subdirectory"
    printf 'cmake_minimum_required(VERSION 3.15)\nproject(board CXX)\nadd_subdirectory(%s portwright)\n%s\n%s\n' \
        "$made/freertos/portwright" "add_executable(board $PWD/tests/consumers/main.cpp)" \
        'target_link_libraries(board PRIVATE portwright::portwright mbedtls mbedx509 mbedcrypto)' > "$work/subdirectory/CMakeLists.txt"
    cmake -S "$work/subdirectory" -B "$work/subdirectory/build" && cmake --build "$work/subdirectory/build" &&
        signs "$work/subdirectory/build/board"
}
check "FreeRTOS's package by add_subdirectory" subdirectory

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
