# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154,SC3013 # sourced by measure.sh, whose variables these are
#
# What a figure consists of: `NAME<TAB>AMOUNT`. To be sourced after the measuring.

figures_by_symbol='x86.hmacsha256 x86.tc3 x86.aliyun_rpc m4.hmacsha256 m4.tc3 m4.aliyun_rpc
    m4.stack.hmacsha256 m4.stack.tc3 m4.stack.aliyun_rpc m4.stack.acs3 m4.stream.two_certificates_stack
    m4.flash.gaap_create_http_listener m4.flash.clb_create_listener m4.flash.all_actions'

# Without namespace, arguments and what the compiler cloned; one line for what is left the same.
plain_names() {
    awk -F'\t' '
        function without(text, open, close_,    i, c, depth, out) {
            for (i = 1; i <= length(text); i++) {
                c = substr(text, i, 1)
                if (c == open) depth++
                if (!depth) out = out c
                if (c == close_ && depth) depth--
            }
            return out
        }
        {
            name = $1
            sub(/ \[clone .*/, "", name)
            sub(/@GLIBC.*/, "", name)
            gsub(/\(anonymous namespace\)/, "-", name)
            operator_ = match(name, /operator[^a-z0-9_ ]+/) ? substr(name, RSTART, RLENGTH) : ""
            if (operator_ ~ /[<>(]/) name = "operator"
            else name = without(without(name, "<", ">"), "(", ")")
            sub(/ (const|volatile|&)+$/, "", name)
            sub(/^.* /, "", name)
            gsub(/portwright::|detail::/, "", name)
            sub(/[.](isra|part|constprop|cold|lto_priv)[.0-9a-z]*$/, "", name)
            amount[name] += $2
        }
        END { for (name in amount) if (amount[name]) print name "\t" amount[name] }'
}

# deepest FUNCTION: its frames. All are traced at once: a trace has each register before each instruction.
deepest() {
    image=$work/m4/library.elf
    if [ ! "$work/m4/deepest" -nt "$image" ]; then
        sh "$tests/firmware/deepest.sh" mps2-an386 "$image" ours_hmacsha256 ours_tc3 ours_aliyun_rpc ours_acs3 \
            stream_two_certificates > "$work/m4/deepest.new" || return
        mv "$work/m4/deepest.new" "$work/m4/deepest"
    fi
    awk -v function_="$1" '/^[0-9]/ { inside = $2 == function_ }
        inside && /^ / { amount = $1; sub(/^ *[0-9]+ /, ""); print $0 "\t" amount }' "$work/m4/deepest"
}

# symbols FIGURE
symbols() {
    case $1 in
        x86.*)
            PROFILE=1 sh "$tests/bench/count.sh" "$work/x86/count" "ours_${1#x86.}" | awk -F'\t' '{ print $2 "\t" $1 }'
            ;;
        m4.flash.*)
            image=$work/m4/flash_${1#m4.flash.}
            sh "$tests/firmware/symbols.sh" "$image.elf" "$image.o" "$(value "$1")"
            ;;
        m4.stack.* | m4.stream.two_certificates_stack)
            function=ours_${1#m4.stack.}
            [ "$1" = m4.stream.two_certificates_stack ] && function=stream_two_certificates
            deepest "$function"
            ;;
        m4.*)
            PROFILE=ours_${1#m4.} sh "$tests/firmware/count.sh" mps2-an386 "$work/m4/library.elf" |
                awk '{ amount = $1; sub(/^[0-9]+ /, ""); print $0 "\t" amount }' | arm-none-eabi-c++filt
            ;;
    esac | plain_names | sort -t '	' -k 2,2nr -k 1,1
}

# all_symbols: `FIGURE<TAB>NAME<TAB>AMOUNT` of all that symbols knows; fails where it knows none of a figure
all_symbols() {
    for each in $figures_by_symbol; do
        symbols "$each" > "$work/symbols.one"
        [ -s "$work/symbols.one" ] || { echo "measure.sh: no symbols of $each" >&2; return 1; }
        sed "s/^/$each	/" "$work/symbols.one"
    done
}
