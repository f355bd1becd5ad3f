#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# build.sh MBEDTLS OUT [LWIP]: OUT/device, the same application on a desk, over sockets, with the same mbedTLS and the
# sanitizers. With LWIP, Debian's source of lwIP, OUT/device-lwip too: over the board's own stack. For gdb as they are.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
device=$here/..
out=$2/linux
mkdir -p "$out"
version=
case $1 in *2.28*) version=-DPORTWRIGHT_DEVICE_MBEDTLS_2 ;; esac
flags="-I$1/include -I$device -I$device/../../include $version
    -DMBEDTLS_CONFIG_FILE=<device_mbedtls.h> -DDEVICE_ARENA=65536"
c_objects=
# c_object OBJECT FILE SETTINGS FLAG...: again only where the header of settings is newer.
c_object() {
    object=$1
    file=$2
    settings=$3
    shift 3
    c_objects="$c_objects $object"
    # shellcheck disable=SC3013 # each shell here knows which file is newer
    [ "$object" -nt "$settings" ] || ${CC:-cc} -g -O1 "$@" -c "$file" -o "$object"
}
cxx_objects=
# cxx_object OBJECT FILE FLAG...: in a process of its own. One that failed leaves no object, and the link says so.
cxx_object() {
    object=$1
    file=$2
    shift 2
    rm -f "$object"
    cxx_objects="$cxx_objects $object"
    # shellcheck disable=SC2086
    ${CXX:-c++} -std=c++20 -g ${CXXFLAGS:--O1} -fsanitize=address,undefined -Wall -Wextra $flags "$@" -c "$file" -o "$object" &
}
# network FOLDER FLAG...: the files of it, and those of the application that include its tcp.hpp.
network() {
    folder=$1
    shift
    for file in "$device"/application/application.cpp "$device"/application/main.cpp "$device"/application/tls.cpp \
        "$here/$folder"/*.cpp; do
        cxx_object "$out/${folder}_$(basename "$file" .cpp).o" "$file" "$@"
    done
}
# program NAME
program() {
    # shellcheck disable=SC2086
    ${CXX:-c++} -fsanitize=address,undefined $cxx_objects $c_objects -o "$1"
}

for file in "$1"/library/*.c; do
    # shellcheck disable=SC2086
    c_object "$out/$(basename "$file" .c).o" "$file" "$device/device_mbedtls.h" $flags
done
for file in "$here"/board.cpp "$device"/application/declaration.cpp "$device"/application/kept_state.cpp \
    "$device"/application/settings.cpp; do
    cxx_object "$out/$(basename "$file" .cpp).o" "$file"
done
shared=$cxx_objects
network sockets "-I$here/sockets"
wait
program "$2/device"
[ $# -gt 2 ] || exit 0

# Its Unix port has the types; the options and random words are the board's.
stack="-I$here/lwip -I$3/port/include -I$device/lwip -I$3/src/include"
# shellcheck disable=SC2012 # names of our own
settings=$(ls -t "$device/lwip/lwipopts.h" "$here/lwip/lwipopts.h" "$here/lwip/arch/cc.h" | head -n 1)
for file in "$3"/src/core/*.c "$3"/src/core/ipv4/*.c "$3/src/netif/ethernet.c"; do
    # shellcheck disable=SC2086
    c_object "$out/stack_$(basename "$file" .c).o" "$file" "$settings" $stack
done
cxx_objects=$shared
# shellcheck disable=SC2086
network lwip $stack
for file in network tcp; do
    # shellcheck disable=SC2086
    cxx_object "$out/lwip_$file.o" "$device/lwip/$file.cpp" $stack
done
wait
program "$2/device-lwip"
