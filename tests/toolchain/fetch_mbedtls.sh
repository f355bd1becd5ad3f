#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# fetch_mbedtls.sh VERSION DIR: puts Debian's mbedTLS source in DIR/mbedtls-VERSION and prints that path.
# VERSION is 2.28 (bookworm) or 3.6 (trixie). Needs no root; a second call finds the first one's work.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || { echo "usage: fetch_mbedtls.sh 2.28|3.6 DIR" >&2; exit 2; }
case $1 in
    2.28) suite=bookworm ;;
    3.6) suite=trixie ;;
    *) echo "fetch_mbedtls.sh: 2.28 and 3.6 are known, not '$1'" >&2; exit 2 ;;
esac
mkdir -p "$2"
directory=$(cd "$2" && pwd)
source=$directory/mbedtls-$1

if [ ! -e "$source/library/sha256.c" ]; then
    command -v dpkg-source > /dev/null || { echo "fetch_mbedtls.sh: dpkg-source is missing (package dpkg-dev)" >&2; exit 1; }
    . "$here/private_apt.sh"
    work=$directory/fetch-$1
    rm -rf "$work" "$source"
    mkdir -p "$work/unpacked"
    private_apt "$work/apt" "$suite"
    (cd "$work/unpacked" && apt-get -c "$work/apt/apt.conf" -qq source mbedtls >&2)
    case $(echo "$work"/unpacked/mbedtls-*/) in
        */mbedtls-"$1".*/) mv "$work"/unpacked/mbedtls-*/ "$source" ;;
        *) echo "fetch_mbedtls.sh: $suite has another version:" "$work"/unpacked/* >&2; exit 1 ;;
    esac
    rm -rf "$work"
fi
echo "$source"
