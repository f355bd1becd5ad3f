#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# fetch_lwip.sh DIR: puts Debian's lwIP source (bookworm: 2.1.3) in DIR/lwip and prints that path. Needs no root; a
# second call finds the first one's work.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 1 ] || { echo "usage: fetch_lwip.sh DIR" >&2; exit 2; }
mkdir -p "$1"
directory=$(cd "$1" && pwd)
source=$directory/lwip

if [ ! -e "$source/src/core/tcp.c" ]; then
    command -v dpkg-source > /dev/null || { echo "fetch_lwip.sh: dpkg-source is missing (package dpkg-dev)" >&2; exit 1; }
    . "$here/private_apt.sh"
    work=$directory/fetch-lwip
    rm -rf "$work" "$source"
    mkdir -p "$work/unpacked"
    private_apt "$work/apt" bookworm
    (cd "$work/unpacked" && apt-get -c "$work/apt/apt.conf" -qq source lwip >&2)
    mv "$work"/unpacked/lwip-*/ "$source"
    rm -rf "$work"
fi
echo "$source"
