#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# install_cross.sh: installs what the cross files of this directory name. To be run as root; a second
# run changes nothing. Compilers and qemu-user come from the machine's own architecture; mbedTLS for
# each target is unpacked, headers and static archives, below /usr/local/portwright-cross/TARGET.
# dpkg learns no foreign architecture: its libraries must match the machine's to the last revision,
# and each `apt-get update` would then depend on four more package lists.
set -eu

root=/usr/local/portwright-cross
here=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" -eq 0 ] || { echo "install_cross.sh: must be run as root" >&2; exit 1; }

packages="dpkg-dev meson doctest-dev qemu-user-static
    g++-arm-linux-gnueabihf g++-aarch64-linux-gnu g++-mipsel-linux-gnu g++-s390x-linux-gnu
    gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf
    gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib"
for package in $packages; do
    if ! dpkg-query -W -f '${db:Status-Status}\n' "$package" 2> /dev/null | grep -qx installed; then
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $packages
        break
    fi
done

for target in armhf arm64 mipsel s390x; do
    [ ! -e "$root/$target/lib/libmbedcrypto.a" ] || continue
    . "$here/private_apt.sh"
    work=$(mktemp -d)
    private_apt "$work/apt" bookworm "$target"
    (cd "$work" && apt-get -c "$work/apt/apt.conf" -qq download libmbedtls-dev >&2)
    dpkg-deb -x "$work"/libmbedtls-dev_*.deb "$work/unpacked"
    rm -rf "${root:?}/$target"
    mkdir -p "$root/$target/lib"
    cp -r "$work/unpacked/usr/include" "$root/$target/"
    cp "$work"/unpacked/usr/lib/*/*.a "$root/$target/lib/"
    # doctest is one header without a word of code for any architecture.
    cp -r /usr/include/doctest "$root/$target/include/"
    rm -rf "$work"
done

# Debian has no libstdc++ for bare-metal RISC-V. The headers of the one for ARM fit: it is the same
# release of GCC, and its configuration speaks of newlib's interface, which picolibc offers too.
mkdir -p "$root/rv32"
[ -e "$root/rv32/include" ] || cp -r "$root/armhf/include" "$root/rv32/include"
array=$(echo '#include <array>' | arm-none-eabi-g++ -std=c++20 -x c++ -M - | tr ' ' '\n' | grep '/array$')
ln -sfn "${array%/array}" "$root/rv32/c++"
