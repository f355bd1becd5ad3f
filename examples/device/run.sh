#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# run.sh DIR TOOL [TRIALS [SEED]]: builds the device's image in DIR with mbedTLS 2.28 and lwIP, whose sources it
# fetches, with mbedTLS 3.6 to see that it links, and lets the first boot in QEMU under what bench.py does. TOOL is
# the built `portwright`. The last line is `N passed, N failed`.
#
#     apt-get install make gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib qemu-system-arm \
#         dpkg-dev python3
set -eu

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
work=$(cd "$1" && pwd)
lwip=$(sh "$here/../../tests/toolchain/fetch_lwip.sh" "$work")
for version in 3.6 2.28; do
    mbedtls=$(sh "$here/../../tests/toolchain/fetch_mbedtls.sh" $version "$work")
    mkdir -p "$work/board-$version"
    make -s -j2 -f "$here/Makefile" MBEDTLS="$mbedtls" LWIP="$lwip" OUT="$work/board-$version"
    arm-none-eabi-size "$work/board-$version/device.elf"
done
rm -rf "$work/bench"
python3 "$here/bench.py" "$work/board-2.28/device.elf" "$2" --work "$work/bench" --trials "${3:-3}" --seed "${4:-1000}"
