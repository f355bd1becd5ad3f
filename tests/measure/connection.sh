# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# Instructions of a client over TLS on x86-64, mbedTLS's included, against the emulator, whose certificate is of ECDSA
# over P-256: a create with three looks at its task; then the first connection with one exchange, another exchange over
# it, and one over a resumed connection. Keys and signatures are other ones in each run, which makes up to 1 % of a
# difference.

connection=$work/connection
mkdir -p "$connection"
if [ ! -f "$connection/build/build.ninja" ]; then
    meson setup "$connection/build" "$tests/.." -Doptimization=0 -Ddebug=false >&2
fi
ninja -C "$connection/build" examples/libemulator.a examples/libenvironment.a >&2
g++ -std=c++20 -O2 -I"$include" -I"$tests/../examples/portwright" -c "$tests/bench/connection.cpp" \
    -o "$connection/client.o"
# shellcheck disable=SC2046 # several libraries
g++ "$connection/client.o" "$connection/build/examples/libemulator.a" "$connection/build/examples/libenvironment.a" \
    $(pkg-config --libs cpp-httplib openssl) -lmbedtls -lmbedx509 -lmbedcrypto -pthread -o "$connection/client"
"$connection/client" > "$connection/connections"
sh "$tests/bench/count.sh" "$connection/client" provision connection_first connection_kept connection_resumed \
    > "$connection/counts"

connection_count() {
    awk -v name="$1" '$1 == name { print $2 }' "$connection/counts"
}

figure x86.provision.instructions "$(connection_count provision)" 80000000
figure provision.connections "$(awk '$1 == "connections" { print $2 }' "$connection/connections")" 1
for which in first kept resumed; do
    figure "x86.connection.$which" "$(connection_count "connection_$which")"
done
