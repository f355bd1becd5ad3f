# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# Holds this run to figures.tsv. To be sourced after the measuring.

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

# compare: prints what fails, and `N passed, N failed`
compare() {
    awk -F'\t' '
        FILENAME == ARGV[1] { timed[$1]; next }
        FILENAME == ARGV[2] { before[$1] = $2; limit_before[$1] = $3; order[++count] = $1; next }
        {
            why = ""
            if (!($1 in before)) why = "is " $2 ", and not in figures.tsv"
            else if (!($1 in timed) && $2 - before[$1] > 0.02 * (before[$1] < 0 ? -before[$1] : before[$1]))
                why = sprintf("grew from %s to %s%s", before[$1], $2, before[$1] + 0 ? sprintf(" (%+.1f %%)", 100 * ($2 / before[$1] - 1)) : "")
            else if ($3 != limit_before[$1]) why = "has another limit than in figures.tsv"
            if ($3 != "" && $2 + 0 > $3 + 0) why = (why == "" ? "is " $2 : why) ", past its limit " $3
            print (why == "" ? "ok" : "FAIL") "\t" $1 "\t" why
            seen[$1]
        }
        END { for (i = 1; i <= count; i++) if (!(order[i] in seen)) print "FAIL\t" order[i] "\twas not measured" }
    ' "$timed" "$measure/figures.tsv" "$results" > "$work/verdicts"
    if sh "$measure/readme.sh"; then printf 'ok\tREADME.md\t\n'; else printf 'FAIL\tREADME.md\tdoes not hold figures.tsv\n'; fi >> "$work/verdicts"

    awk -F'\t' '$1 == "FAIL" { print $2 }' "$work/verdicts" > "$work/failed"
    while read -r name; do
        awk -F'\t' -v name="$name" '$1 == "FAIL" && $2 == name { print "FAIL " $2 " " $3 }' "$work/verdicts"
        base=${name%.ratio_to_*}
        case " $(echo $figures_by_symbol) " in
            *" $base "*) differences "$base" ;;
        esac
    done < "$work/failed"
    failed=$(wc -l < "$work/failed")
    echo "$(($(wc -l < "$work/verdicts") - failed)) passed, $failed failed"
    [ "$failed" -eq 0 ]
}
