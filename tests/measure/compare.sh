# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# Holds this run to figures.tsv. To be sourced after the measuring.

# verdicts: see verdicts.awk
verdicts() {
    # shellcheck disable=SC2086,SC2116 # in one line
    awk -v by_symbol="$(echo $figures_by_symbol)" -v partial="$partial" -f "$measure/verdicts.awk" "$measure/open.tsv" "$timed" \
        "$measure/symbols.tsv" "$measure/figures.tsv" "$results"
}

# differences FIGURE: what grew and shrank in it, largest first
differences() {
    symbols "$1" > "$work/symbols.now"
    awk -F'\t' -v figure="$1" '
        FNR == NR { if ($1 == figure) before[$2] = $3; next }
        { now[$1] = $2 }
        END {
            for (name in before) all[name]
            for (name in now) all[name]
            for (name in all) if (now[name] != before[name])
                printf "%d\t    %+d\t%d\t%d\t%s\n", (now[name] > before[name] ? 1 : -1) * (now[name] - before[name]),
                    now[name] - before[name], before[name], now[name], name
        }' "$measure/symbols.tsv" "$work/symbols.now" | sort -nr | cut -f 2- | head -n 30
}

# taken_apart FIGURE: the figures that are known by symbol and that it is made of
taken_apart() {
    case $1 in
        m4.stack) echo m4.stack.hmacsha256 m4.stack.tc3 m4.stack.aliyun_rpc m4.stack.acs3 ;;
        m4.flash.per_parameter) echo m4.flash.all_actions ;;
        stream.two_certificates_bytes) echo m4.stream.two_certificates_stack ;;
        *) echo "${1%.ratio_to_*}" ;;
    esac
}

# compare: prints what is open and what fails, and `N passed, N failed`; what is open is neither.
compare() {
    verdicts > "$work/verdicts"
    if sh "$measure/readme.sh"; then printf 'ok\tREADME.md\t\n'; else printf 'FAIL\tREADME.md\tdoes not hold figures.tsv\n'; fi >> "$work/verdicts"

    awk -F'\t' '$1 == "open" { print "open " $2 " " $3 }' "$work/verdicts"
    awk -F'\t' '$1 == "FAIL" { print $2 }' "$work/verdicts" | uniq > "$work/failed"
    while read -r name; do
        awk -F'\t' -v name="$name" '$1 == "FAIL" && $2 == name { print "FAIL " $2 " " $3 }' "$work/verdicts"
        for each in $(taken_apart "$name"); do
            # shellcheck disable=SC2086,SC2116 # in one line
            case " $(echo $figures_by_symbol) " in
                *" $each "*) differences "$each" ;;
            esac
        done
    done < "$work/failed"
    awk '{ count[$1]++ } END { printf "%d open\n%d passed, %d failed\n", count["open"], count["ok"], count["FAIL"]; exit count["FAIL"] > 0 }' \
        "$work/verdicts"
}
