#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# install_cross.sh: installs what the cross files of this directory name. To be run as root; a second
# run changes nothing. Compilers and qemu-user come from the machine's own architecture; the libraries
# of each target are unpacked below /usr/local/portwright-cross/TARGET, as they lie below / elsewhere.
# dpkg learns no foreign architecture: its libraries must match the machine's to the last revision,
# and each `apt-get update` would then depend on four more package lists.
set -eu

root=/usr/local/portwright-cross
here=$(cd "$(dirname "$0")" && pwd)
[ "$(id -u)" -eq 0 ] || { echo "install_cross.sh: must be run as root" >&2; exit 1; }

packages="dpkg-dev meson ninja-build pkg-config qemu-user-static
    g++-arm-linux-gnueabihf g++-aarch64-linux-gnu g++-mipsel-linux-gnu g++-s390x-linux-gnu
    gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf
    gcc-arm-none-eabi libnewlib-arm-none-eabi libstdc++-arm-none-eabi-newlib"
missing=
for package in $packages; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2> /dev/null | grep -qx installed || missing="$missing $package"
done
if [ -n "$missing" ]; then
    # As examples/packages.sh does: one at a time.
    # shellcheck disable=SC2086
    flock /var/cache/apt/portwright.lock sh -c 'apt-get -qq update &&
        DEBIAN_FRONTEND=noninteractive apt-get -qq install -y -o DPkg::Lock::Timeout=300 --no-install-recommends "$@"' \
        sh $missing
fi

# What examples/packages.sh names, less the tools, with the shared objects that cpp-httplib and OpenSSL need to run.
libraries="doctest-dev libbrotli-dev libbrotli1 libcli11-dev libcpp-httplib-dev libcpp-httplib0.11 libmbedtls-dev
    libssl-dev libssl3 nlohmann-json3-dev zlib1g zlib1g-dev"

for target in armhf arm64 mipsel s390x; do
    # Written last, so that a run that was cut off is made good.
    complete=$root/$target/packages
    [ "$(cat "$complete" 2> /dev/null)" != "$libraries" ] || continue
    . "$here/private_apt.sh"
    work=$(mktemp -d)
    private_apt "$work/apt" bookworm "$target"
    # shellcheck disable=SC2086
    (cd "$work" && apt-get -c "$work/apt/apt.conf" -qq download $libraries >&2)
    rm -rf "${root:?}/$target"
    mkdir -p "$root/$target"
    for archive in "$work"/*.deb; do
        dpkg-deb -x "$archive" "$root/$target"
    done
    # One directory of libraries; where a shared object is not unpacked (mbedTLS's), its link goes, and the static one
    # is found.
    if [ -d "$root/$target/lib" ]; then
        cp -a "$root/$target/lib/." "$root/$target/usr/lib/"
        rm -r "${root:?}/$target/lib"
    fi
    find "$root/$target/usr/lib" -xtype l -delete
    rm -r "$root/$target/usr/share/doc"
    echo "$libraries" > "$complete"
    rm -rf "$work"
done

# Debian has no libstdc++ for bare-metal RISC-V. The headers of the one for ARM fit: it is the same
# release of GCC, and its configuration speaks of newlib's interface, which picolibc offers too.
mkdir -p "$root/rv32/include"
for library in mbedtls psa; do
    ln -sfn "$root/armhf/usr/include/$library" "$root/rv32/include/$library"
done
# picolibc has no threads, which Debian's mbedTLS uses.
cat > "$root/rv32/include/without_threads.h" << 'EOF'
#include <mbedtls/config.h>
#undef MBEDTLS_THREADING_C
#undef MBEDTLS_THREADING_PTHREAD
EOF
array=$(echo '#include <array>' | arm-none-eabi-g++ -std=c++20 -x c++ -M - | tr ' ' '\n' | grep '/array$')
ln -sfn "${array%/array}" "$root/rv32/c++"
