# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# Instructions, by callgrind, and stack on the machine itself, with the machine's own mbedTLS, by what is made for speed.

x86=$work/x86
mkdir -p "$x86"
printf '%s\n' library prepared template answers json_peers floors floor_md count stack lengths answers_count |
    xargs -P 2 -I '{}' g++ -std=c++20 -O2 "-DPORTWRIGHT_BENCH_ENGINE=portwright::for_speed<portwright::mbedtls>" \
        -I"$include" -c "$tests/bench/{}.cpp" -o "$x86/{}.o"
g++ "$x86/floors.o" "$x86/floor_md.o" "$x86/library.o" "$x86/prepared.o" "$x86/template.o" "$x86/count.o" -lmbedcrypto -o "$x86/count"
# Bound at the start, or the loader works on the painted stack.
g++ "$x86/floors.o" "$x86/floor_md.o" "$x86/library.o" "$x86/stack.o" -Wl,-z,now -lmbedcrypto -o "$x86/stack"
g++ "$x86/lengths.o" -lmbedcrypto -o "$x86/lengths"

g++ "$x86/answers.o" "$x86/json_peers.o" "$x86/answers_count.o" -lcjson -lsimdjson -o "$x86/answers"

"$x86/lengths" > "$x86/lengths.txt"
"$x86/stack" > "$x86/stacks"
sh "$tests/bench/count.sh" "$x86/count" floor_hmac_sha256 floor_md_hmac floor_tc3 floor_hmac_sha1 ours_hmacsha256 ours_tc3 \
    ours_aliyun_rpc ours_acs3 listeners_1 listeners_10 listeners_50 stream_two_certificates prepared_clb_hmacsha256 \
    prepared_clb_tc3 prepared_gaap template_clb_hmacsha256 template_clb_tc3 > "$x86/counts"

# x86_of FILE FUNCTION
x86_of() {
    awk -v name="$2" '$1 == name { print $2 }' "$x86/$1"
}

for floor in hmac_sha256 md_hmac tc3 hmac_sha1; do
    figure "floor.x86.$floor" "$(x86_of counts "floor_$floor")"
    figure "floor.x86.$floor.stack" "$(x86_of stacks "floor_$floor")"
done
for ours in hmacsha256 tc3 aliyun_rpc acs3; do
    figure "x86.$ours" "$(x86_of counts "ours_$ours")"
    figure "x86.stack.$ours" "$(x86_of stacks "ours_$ours")"
done
figure x86.hmacsha256.ratio_to_md_hmac "$(ratio x86.hmacsha256 floor.x86.md_hmac)" 1.0
figure x86.tc3.ratio_to_floor "$(ratio x86.tc3 floor.x86.tc3)" 1.25
figure x86.aliyun_rpc.ratio_to_floor "$(ratio x86.aliyun_rpc floor.x86.hmac_sha1)" 1.6

figure x86.prepared.clb_hmacsha256 "$(x86_of counts prepared_clb_hmacsha256)" 27436
figure x86.prepared.clb_tc3 "$(x86_of counts prepared_clb_tc3)" 14297
figure x86.prepared.gaap "$(x86_of counts prepared_gaap)" 23299
# The same with a load balancer and a port that come at run time.
figure x86.template.clb_hmacsha256 "$(x86_of counts template_clb_hmacsha256)" 27761
figure x86.template.clb_tc3 "$(x86_of counts template_clb_tc3)" 32716

# Instructions a byte that is hashed for 1, 10 and 50 listeners in one request, the most over the least. Hashed are whole
# blocks of 64 bytes: the string to sign with its padding (at least 9 bytes), and the block of HMAC's second hash.
for count in 1 10 50; do
    figure "x86.listeners_$count" "$(x86_of counts "listeners_$count")"
    figure "x86.listeners_$count.signed_bytes" "$(x86_of lengths.txt "listeners_$count")"
done
figure x86.listeners.spread_per_byte "$(for count in 1 10 50; do
    echo "$(value "x86.listeners_$count") $(value "x86.listeners_$count.signed_bytes")"
done | awk '{
    each = $1 / (64 * (int(($2 + 9 + 63) / 64) + 1))
    if (NR == 1 || each < least) least = each
    if (each > most) most = each
} END { if (NR == 3) printf "%.3f\n", most / least }')" 1.10
# What one more byte of the string to sign costs, from 10 to 50 listeners over from 1 to 10.
figure x86.listeners.growth_per_added_byte "$(awk -v i1="$(value x86.listeners_1)" -v i10="$(value x86.listeners_10)" \
    -v i50="$(value x86.listeners_50)" -v b1="$(value x86.listeners_1.signed_bytes)" \
    -v b10="$(value x86.listeners_10.signed_bytes)" -v b50="$(value x86.listeners_50.signed_bytes)" \
    'BEGIN { printf "%.3f\n", (i50 - i10) / (b50 - b10) / ((i10 - i1) / (b10 - b1)) }')" 1.10
figure x86.stack.growth_to_50_listeners "$(awk '/^listeners_/ {
    if (!count++ || $2 < least) least = $2
    if ($2 > most) most = $2
} END { if (count == 3) print most - least }' "$x86/stacks")" 0

figure x86.stream_two_certificates "$(x86_of counts stream_two_certificates)"
figure x86.stream.two_certificates_stack "$(x86_of stacks stream_two_certificates)"

json_peers='cjson rapidjson jsmn simdjson'
# shellcheck disable=SC2046 # several functions
sh "$tests/bench/count.sh" "$x86/answers" $(for each in decode $json_peers; do echo "${each}_create_listener" "${each}_listeners_72k"; done) > "$x86/answer_counts"
figure x86.decode.create_listener "$(x86_of answer_counts decode_create_listener)" 4700
figure x86.decode.listeners_72k "$(x86_of answer_counts decode_listeners_72k)" 656332
for peer in $json_peers; do
    for answer in create_listener listeners_72k; do
        figure "peer.x86.$peer.$answer" "$(x86_of answer_counts "${peer}_$answer")"
    done
done
