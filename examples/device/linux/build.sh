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
    [ "$object" -nt "$here/../device_mbedtls.h" ] && continue
    # shellcheck disable=SC2086
    ${CC:-cc} -g -O1 $flags -c "$file" -o "$object"
done
# shellcheck disable=SC2086
${CXX:-c++} -std=c++20 -g -O1 -fsanitize=address,undefined -Wall -Wextra $flags \
    "$here"/../application/*.cpp "$here"/*.cpp "$2"/linux/*.o -o "$2/device"
