# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# Instructions, stack, heap and flash of emulated microcontrollers, -Os, over mbedTLS 2.28. QEMU has no Cortex-M0+ but
# a Cortex-M0, whose instruction set is the same.

firmware=$tests/firmware

# counted NAME WHAT FUNCTION: WHAT (instructions, stack, heap) of a function that run_images ran
counted() {
    awk -v what="$2" -v name="$3" '$1 == what && $2 == name { print $3; found = 1 } END { exit !found }' "$work/$1"/*.counts
}

# run_images BOARD DIRECTORY IMAGE...: `stack`, `heap` and `instructions` lines into DIRECTORY/IMAGE.counts, two at a time
run_images() {
    board=$1
    directory=$2
    shift 2
    printf '%s\n' "$@" | xargs -P 2 -I '{}' sh -c 'sh "$1" "$2" "$3.elf" > "$3.counts"' sh "$firmware/count.sh" "$board" \
        "$directory/{}"
    if grep overflow "$directory"/*.counts >&2; then exit 1; fi
}

# flash NAME FEATURE: what the unit flash/FEATURE.cpp puts into flash. Without mbedTLS and the C library.
flash() {
    sh "$firmware/flash.sh" "$work/$1/flash_$2.map" "/flash_$2[.]o\$"
}

# parameters NAME FEATURE: how many request parameters its actions have
parameters() {
    arm-none-eabi-nm -S -t d "$work/$1/flash_$2.o" | awk '$4 == "parameter_count" { print $2 + 0; found = 1 } END { exit !found }'
}

# cortex_m NAME CPU BOARD [LIMITS]: with LIMITS those of flash and stack hold; the others always do.
cortex_m() {
    out=$work/$1
    limits=${4:-}
    features="gaap_create_http_listener clb_create_listener two_actions hmac_sha1 hmac_sha256 tc3 aliyun_rpc acs3
        unchecked prepare_key decoding error_classes client client_over_bytes ensure smallest_actions all_actions
        prepared_clb_hmacsha256 prepared_clb_tc3 prepared_gaap prepared_two prepared_three template_clb_hmacsha256
        template_clb_tc3"
    images="floors floor_md library prepared template stack calls answers"
    mkdir -p "$out"
    rm -f "$out"/*.counts
    # shellcheck disable=SC2046 # several images
    make -s -j2 -f "$firmware/Makefile" CPU="$2" MBEDTLS="$mbedtls" OUT="$out" \
        $(for image in $images $(for feature in $features; do echo "flash_$feature"; done); do echo "$out/$image.elf"; done) >&2

    # shellcheck disable=SC2086 # several images
    run_images "$3" "$out" $images
    if ! grep -qx 'instructions calibration 3002' "$out/floors.counts"; then
        echo "measure.sh: $3 miscounts: $(grep 'instructions calibration' "$out/floors.counts") of 3002" >&2
        exit 1
    fi
    for floor in hmac_sha256 md_hmac tc3 hmac_sha1; do
        figure "floor.$1.$floor" "$(counted "$1" instructions "floor_$floor")"
        figure "floor.$1.$floor.stack" "$(counted "$1" stack "floor_$floor")"
    done
    figure "floor.$1.md_hmac.heap" "$(counted "$1" heap floor_md_hmac)"

    for ours in hmacsha256 tc3 aliyun_rpc; do
        figure "$1.$ours" "$(counted "$1" instructions "ours_$ours")"
    done
    figure "$1.hmacsha256.ratio_to_md_hmac" "$(ratio "$1.hmacsha256" "floor.$1.md_hmac")" ${limits:+1.20}
    figure "$1.tc3.ratio_to_floor" "$(ratio "$1.tc3" "floor.$1.tc3")" ${limits:+1.50}
    figure "$1.aliyun_rpc.ratio_to_floor" "$(ratio "$1.aliyun_rpc" "floor.$1.hmac_sha1")"

    # Of constant requests, which are prepared.
    figure "$1.prepared.clb_hmacsha256" "$(counted "$1" instructions prepared_clb_hmacsha256)" ${limits:+22150}
    figure "$1.prepared.clb_tc3" "$(counted "$1" instructions prepared_clb_tc3)" ${limits:+11363}
    figure "$1.prepared.gaap" "$(counted "$1" instructions prepared_gaap)" ${limits:+19027}
    # The same with a load balancer and a port that come at run time.
    figure "$1.template.clb_hmacsha256" "$(counted "$1" instructions template_clb_hmacsha256)" ${limits:+23170}
    figure "$1.template.clb_tc3" "$(counted "$1" instructions template_clb_tc3)" ${limits:+24942}
    figure "$1.decode.create_listener" "$(counted "$1" instructions decode_create_listener)" ${limits:+5109}
    figure "$1.decode.listeners_72k" "$(counted "$1" instructions decode_listeners_72k)" ${limits:+889271}

    # Painted, the frames of mbedTLS included. What a call takes: without the frame of the function that calls, where the
    # request, the context and the result are.
    figure "$1.stack" "$(awk '
        FNR == NR { if (match($1, /ours_[a-z0-9_]*\(\)$/)) own[substr($1, RSTART, RLENGTH - 2)] = $2; next }
        $1 == "stack" && $2 in own && $3 - own[$2] > most { most = $3 - own[$2] }
        END { if (most) print most }' FS='[\t]' "$out/bench_library.su" FS=' ' "$out/library.counts")" ${limits:+768}
    # With that frame:
    for ours in hmacsha256 tc3 aliyun_rpc acs3; do
        figure "$1.stack.$ours" "$(counted "$1" stack "ours_$ours")"
    done
    figure "$1.stack.growth_to_50_listeners" "$(awk '$1 == "stack" && $2 ~ /^listeners_/ {
        if (!count++ || $3 < least) least = $3
        if ($3 > most) most = $3
    } END { if (count == 3) print most - least }' "$out/library.counts")" 0
    for each in hmac_sha1 hmac_sha256 tc3 aliyun_rpc_nested acs3_nested acs3_nested_streamed; do
        figure "$1.stack.sign_$each" "$(counted "$1" stack $each)"
    done
    figure "$1.stream.two_certificates_stack" "$(counted "$1" stack stream_two_certificates)"
    # The compiler's own account; a frame without a bound is none.
    figure "$1.stack.largest_frame" "$(awk -F'\t' '$1 ~ /\/portwright\// && $3 !~ /^(static|dynamic,bounded)$/ { unbounded = 1 }
        $1 ~ /\/portwright\// && $2 > most { most = $2 } END { if (most && !unbounded) print most }' "$out/bench_library.su" "$out/stack.su")"
    figure "$1.heap" "$(counted "$1" heap library)" 0
    figure "$1.data_bss" "$(for feature in $features; do
        sh "$firmware/data_bss.sh" "$out/flash_$feature.elf" portwright
    done | sort -n | tail -n 1)" 0
    # Painted, too: the machine is on the stack, with all that it calls and with the frame that has its outcome.
    for whole in call ensure; do
        figure "$1.ram.$whole" "$(counted "$1" stack $whole)"
    done

    figure "$1.flash.gaap_create_http_listener" "$(flash "$1" gaap_create_http_listener)" ${limits:+3072}
    figure "$1.flash.clb_create_listener" "$(flash "$1" clb_create_listener)" ${limits:+6144}
    figure "$1.flash.prepared.clb_hmacsha256" "$(flash "$1" prepared_clb_hmacsha256)" ${limits:+1364}
    figure "$1.flash.prepared.clb_tc3" "$(flash "$1" prepared_clb_tc3)" ${limits:+1931}
    figure "$1.flash.prepared.gaap" "$(flash "$1" prepared_gaap)" ${limits:+1294}
    figure "$1.flash.prepared.two" "$(flash "$1" prepared_two)" ${limits:+1602}
    figure "$1.flash.prepared.three" "$(flash "$1" prepared_three)"
    figure "$1.flash.template.clb_hmacsha256" "$(flash "$1" template_clb_hmacsha256)" ${limits:+1418}
    figure "$1.flash.template.clb_tc3" "$(flash "$1" template_clb_tc3)" ${limits:+2794}
    # All that 72 more actions of five systems add, names, rules and calls of sign() included, by their parameters. A
    # list is one, a structure is what is in it; Region and the like, which `describe` lists too, are none.
    figure "$1.flash.per_parameter" "$(awk -v all="$(flash "$1" all_actions)" -v few="$(flash "$1" smallest_actions)" \
        -v parameters="$(($(parameters "$1" all_actions) - $(parameters "$1" smallest_actions)))" \
        'BEGIN { printf "%.1f\n", (all - few) / parameters }')" ${limits:+40}
    figure "$1.flash.all_actions" "$(flash "$1" all_actions)"
    for scheme in hmac_sha1 hmac_sha256 tc3 aliyun_rpc acs3; do
        figure "$1.flash.$scheme" "$(flash "$1" "$scheme")"
    done
    # Beside gaap_create_http_listener.
    for more in two_actions prepare_key decoding; do
        figure "$1.flash.and_$more" $(($(flash "$1" $more) - $(flash "$1" gaap_create_http_listener)))
    done
    for whole in unchecked error_classes client client_over_bytes ensure; do
        figure "$1.flash.$whole" "$(flash "$1" $whole)"
    done
}

cortex_m m4 cortex-m4 mps2-an386 limits
cortex_m m0plus cortex-m0plus microbit
