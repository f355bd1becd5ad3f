#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# mbedtls_3.sh [DIR]: the transport over TLS, the client over it and the engines, compiled and linked with mbedTLS 3.6
# in place of the machine's own, and their tests: TLS 1.3 and its tickets among them. Installs what is missing. DIR
# keeps the source, the library and the build. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
. examples/packages.sh
# shellcheck disable=SC2086
install_missing ccache dpkg-dev $test_packages || exit 1
mkdir -p "${1:-.build/mbedtls-3}" || exit 1
work=$(cd "${1:-.build/mbedtls-3}" && pwd)
failed() {
    echo "mbedtls_3.sh: $1" >&2
    echo '0 passed, 1 failed'
    exit 1
}

source=$(sh tests/toolchain/fetch_mbedtls.sh 3.6 "$work") || failed 'there is no source of mbedTLS'
root=$work/installed
if [ ! -f "$root/libmbedtls.a" ]; then
    mkdir -p "$root/objects" "$root/pkgconfig"
    # Unoptimized, a handshake takes ten times as long.
    find "$source/library" -name '*.c' | sort | xargs -P 2 -I '{}' sh -c \
        'ccache gcc -O1 -I"$1/include" -I"$1/library" -c "$2" -o "$3/$(basename "$2" .c).o"' \
        sh "$source" '{}' "$root/objects" &&
        ar rcs "$root/new.a" "$root"/objects/*.o && mv "$root/new.a" "$root/libmbedtls.a"
    [ -f "$root/libmbedtls.a" ] || failed 'mbedTLS does not compile'
fi
# All three libraries are one, and are found as 3.6's own are.
for name in mbedcrypto mbedx509 mbedtls; do
    printf '%s\n' "Name: $name" 'Description: mbedTLS for these tests' 'Version: 3.6' "Cflags: -I$source/include" \
        "Libs: -L$root -lmbedtls" > "$root/pkgconfig/$name.pc"
done

# As measure/connection.sh has it, whose objects of the emulator ccache knows.
if [ ! -f "$work/build/build.ninja" ]; then
    PKG_CONFIG_PATH=$root/pkgconfig meson setup "$work/build" -Dauto_features=enabled -Dwerror=true -Doptimization=0 \
        -Ddebug=false || failed 'meson'
fi
# As a device may have it that needs no more than TLS 1.2, or keeps no tickets.
printf '%s\n' '#include <portwright/http/pinned_mbedtls_transport.hpp>' > "$work/transport.cpp"
for left_out in MBEDTLS_SSL_PROTO_TLS1_3 MBEDTLS_SSL_SESSION_TICKETS; do
    printf '#undef %s\n' "$left_out" > "$work/without.h"
    g++ -std=c++20 -fsyntax-only -Iinclude -isystem "$source/include" "-DMBEDTLS_USER_CONFIG_FILE=\"$work/without.h\"" \
        "$work/transport.cpp" || failed "the transport does not compile without $left_out"
done
ninja -C "$work/build" tests/test_crypto tests/test_http tests/test_client || failed 'the tests do not compile'
nm "$work/build/tests/test_client" | grep -q ' mbedtls_ssl_tls13_' || failed 'the tests have another mbedTLS'
meson test -C "$work/build" --no-rebuild --print-errorlogs crypto http client
status=$?
sh tests/count.sh "$work/build/meson-logs/testlog.txt"
exit $status
