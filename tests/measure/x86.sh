# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# Instructions on the machine itself, by callgrind, with the machine's own mbedTLS.

x86=$work/x86
mkdir -p "$x86"
for unit in floors floor_md count; do
    g++ -std=c++20 -O2 -c "$tests/bench/$unit.cpp" -o "$x86/$unit.o"
done
g++ "$x86/floors.o" "$x86/floor_md.o" "$x86/count.o" -lmbedcrypto -o "$x86/count"

sh "$tests/bench/count.sh" "$x86/count" floor_hmac_sha256 floor_md_hmac floor_tc3 floor_hmac_sha1 > "$x86/counts"
while read -r function count; do
    figure "floor.x86.${function#floor_}" "$count"
done < "$x86/counts"
