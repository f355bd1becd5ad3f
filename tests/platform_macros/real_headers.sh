#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# real_headers.sh: user.cpp with the headers of platforms that Debian has, before and after ours. Installs what is
# missing. Each set shows that it defines a macro that we mean, so that it cannot pass by defining none.
set -u

cd "$(dirname "$0")/../.." || exit 1
. examples/packages.sh
install_missing liblwip-dev g++-mingw-w64-x86-64-posix libx11-dev libncurses-dev gcc-arm-none-eabi libnewlib-arm-none-eabi \
    libstdc++-arm-none-eabi-newlib || exit 1

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
: > "$work/passed"
: > "$work/failed"

(cd include && find portwright -name '*.hpp' | sort | sed 's/.*/#include <&>/') > "$work/all"
# What includes mbedTLS, itself or by one of ours that does.
with_mbedtls='<(mbedtls|psa)/'
while :; do
    found=$(cd include && grep -rlE --include='*.hpp' "^ *# *include ($with_mbedtls)" portwright | sort)
    pattern="<(mbedtls|psa)/|<($(echo "$found" | paste -sd '|'))>"
    [ "$pattern" != "$with_mbedtls" ] || break
    with_mbedtls=$pattern
done
echo "$found" | sed 's/.*/#include <&>/' > "$work/with"
grep -vxFf "$work/with" "$work/all" > "$work/without"

# set NAME MACRO HEADERS FLAGS COMPILER...: HEADERS are separated by blanks, MACRO is one that they define.
set_of() {
    name=$1
    macro=$2
    headers=$3
    ours=$4
    shift 4
    for order in first last; do
        try "$@" &
    done
    wait
}

# try COMPILER...: of one order, beside the other.
try() {
    folder=$work/$order
    mkdir -p "$folder"
    cp "$work/$ours" "$folder/ours.hpp"
    : > "$folder/theirs_first.hpp"
    : > "$folder/theirs_last.hpp"
    # shellcheck disable=SC2086 # several
    printf '%s\n' $headers | sed 's/.*/#include <&>/' > "$folder/theirs_$order.hpp"
    printf '#ifndef %s\n#error "%s is no macro here"\n#endif\n' "$macro" "$macro" >> "$folder/theirs_last.hpp"
    if "$@" -std=gnu++20 -w -fsyntax-only -Iinclude -I"$folder" tests/platform_macros/user.cpp > "$folder/log" 2>&1; then
        echo "$name, theirs $order" >> "$work/passed"
    else
        echo "$name, theirs $order" >> "$work/failed"
        echo "FAIL $name, theirs $order"
        grep -E 'error|warning' "$folder/log" | sed 's/^/    /' | head -n 10
    fi
}

# lwIP with its own defaults: its compatible names for sockets are macros. It is a platform without Unix.
mkdir -p "$work/lwip_options"
: > "$work/lwip_options/lwipopts.h"
set_of lwIP write 'lwip/sockets.h lwip/netdb.h' all \
    g++ -U__unix__ -U__linux__ -DLWIP_TIMEVAL_PRIVATE=0 -include sys/time.h -I"$work/lwip_options" -I/usr/include/lwip

set_of 'Windows, lean' OPTIONAL 'winsock2.h windows.h' without \
    x86_64-w64-mingw32-g++-posix -DWITHOUT_MBEDTLS -DNOMINMAX -DWIN32_LEAN_AND_MEAN
set_of Windows DOMAIN 'winsock2.h windows.h shlobj.h wincrypt.h winhttp.h math.h' without \
    x86_64-w64-mingw32-g++-posix -DWITHOUT_MBEDTLS

set_of X11 Status 'X11/Xlib.h X11/Xutil.h X11/Xos.h' all g++
set_of curses lines 'curses.h term.h' all g++
set_of glibc I 'complex.h sys/sysmacros.h sys/param.h resolv.h arpa/nameser_compat.h termios.h sys/ioctl.h unistd.h
    netdb.h poll.h sys/select.h sys/socket.h math.h stdlib.h string.h' all g++
set_of 'mbedTLS with its names of 1.3' sha256 'mbedtls/compat-1.3.h' all g++

mkdir -p "$work/arm"
cat > "$work/arm/without_threads.h" << 'EOF'
#include <mbedtls/config.h>
#undef MBEDTLS_THREADING_C
#undef MBEDTLS_THREADING_PTHREAD
EOF
ln -s /usr/include/mbedtls "$work/arm/mbedtls"
ln -s /usr/include/psa "$work/arm/psa"
set_of newlib I 'complex.h sys/param.h sys/types.h sys/signal.h unistd.h math.h stdlib.h string.h' all \
    arm-none-eabi-g++ -mcpu=cortex-m4 -mthumb -isystem "$work/arm" '-DMBEDTLS_CONFIG_FILE=<without_threads.h>'

passed=$(wc -l < "$work/passed")
failed=$(wc -l < "$work/failed")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -eq 16 ]
