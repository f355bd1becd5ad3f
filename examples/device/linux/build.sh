#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# build.sh MBEDTLS OUT: OUT/device, the same application on a desk, over sockets, with the same mbedTLS and the
# sanitizers. For gdb as it is.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2/linux"
version=
case $1 in *2.28*) version=-DPORTWRIGHT_DEVICE_MBEDTLS_2 ;; esac
# shellcheck disable=SC2086
flags="-I$1/include -I$here/.. -I$here -I$here/../../../include $version
    -DMBEDTLS_CONFIG_FILE=<device_mbedtls.h> -DDEVICE_ARENA=65536"
for file in "$1"/library/*.c; do
    object=$2/linux/$(basename "$file" .c).o
    # shellcheck disable=SC3013 # each shell here knows which file is newer
    [ "$object" -nt "$here/../device_mbedtls.h" ] && continue
    # shellcheck disable=SC2086
    ${CC:-cc} -g -O1 $flags -c "$file" -o "$object"
done
# Each in a process of its own: one that failed leaves no object, and the last command says so.
objects=
for file in "$here"/../application/*.cpp "$here"/*.cpp; do
    object=$2/linux/$(basename "$(dirname "$file")")_$(basename "$file" .cpp).o
    rm -f "$object"
    objects="$objects $object"
    # shellcheck disable=SC2086
    ${CXX:-c++} -std=c++20 -g ${CXXFLAGS:--O1} -fsanitize=address,undefined -Wall -Wextra $flags -c "$file" -o "$object" &
done
wait
c_objects=$(for file in "$1"/library/*.c; do echo "$2/linux/$(basename "$file" .c).o"; done)
# shellcheck disable=SC2086
${CXX:-c++} -fsanitize=address,undefined $objects $c_objects -o "$2/device"
