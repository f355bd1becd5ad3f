# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# verdicts.awk OPEN TIMED SYMBOLS FIGURES RESULTS: judges a run. Prints `ok`, `open` or `FAIL`, the figure's name and why,
# tab-separated. RESULTS is what measure.sh measured now, FIGURES what it did when they were recorded.
#
#   OPEN      `NAME<TAB>WHY`: a goal that is not reached yet. It may miss its limit and must not grow; once it is reached
#             it must leave the list.
#   TIMED     `NAME<TAB>TOLERANCE<TAB>UNIT`: not the same twice. TOLERANCE, a fraction, is given to its growth and its
#             limit. Where UNIT names a figure, it is seconds of a machine that took so long for that one: it is judged
#             as the recording machine's, by the ratio of the two.
#   -v partial=NAMES: a figure of FIGURES that matches this regular expression may be missing in RESULTS
#   SYMBOLS   `FIGURE<TAB>SYMBOL<TAB>AMOUNT`: what FIGURES has of -v by_symbol='FIGURE...', which are their sums

function verdict(state, name, why) { print state "\t" name "\t" why }

function size(number) { return number < 0 ? -number : number }

# as_recorded NAME VALUE: as the machine that recorded FIGURES would have it
function as_recorded(name, value,    unit) {
    unit = unit_of[name]
    return unit in before && unit in now ? value * before[unit] / now[unit] : value + 0
}

function judge(name,    value, limit, room, growth, shown, why) {
    value = as_recorded(name, now[name])
    limit = limit_now[name]
    room = name in tolerance ? tolerance[name] : 0
    growth = name in tolerance ? tolerance[name] : 0.02
    shown = now[name] (size(value - now[name]) > 0.0005 ? sprintf(" (%.3f where it was recorded)", value) : "")

    if (!(name in before)) why = "is " shown ", and not in figures.tsv"
    else if (growth != "" && value - before[name] > growth * size(before[name]))
        why = sprintf("grew from %s to %s%s", before[name], shown,
                      before[name] + 0 ? sprintf(", %+.1f %%", 100 * (value - before[name]) / size(before[name])) : "")
    else if (limit != limit_before[name]) why = "has another limit than in figures.tsv"

    if (name in open) {
        if (limit == "") return verdict("FAIL", name, "is in open.tsv, and has no limit")
        if (value <= limit * (1 - room))
            return verdict("FAIL", name, "is " shown ", limit " limit ". It is met: take it off open.tsv")
        if (why == "") return verdict("open", name, "is " shown ", limit " limit ": " open[name])
    } else if (limit != "" && value > limit * (1 + room)) {
        why = (why == "" ? "is " shown : why) ", past its limit " limit
    }
    verdict(why == "" ? "ok" : "FAIL", name, why)
}

BEGIN { FS = "\t" }
FILENAME == ARGV[1] {
    if ($1 in open) verdict("FAIL", $1, "is twice in open.tsv")
    if ($2 == "") verdict("FAIL", $1, "is in open.tsv without a reason")
    open[$1] = $2
    opened[++open_count] = $1
}
FILENAME == ARGV[2] { tolerance[$1] = $2; unit_of[$1] = $3 }
FILENAME == ARGV[3] { sum[$1] += $3; if (!summed[$1]++) sums[++sum_count] = $1 }
FILENAME == ARGV[4] { before[$1] = $2; limit_before[$1] = $3; recorded[++recorded_count] = $1 }
FILENAME == ARGV[5] { now[$1] = $2; limit_now[$1] = $3; measured[++measured_count] = $1 }
END {
    for (i = 1; i <= measured_count; i++) judge(measured[i])
    for (i = 1; i <= recorded_count; i++)
        if (!(partial != "" && recorded[i] ~ partial) && !(recorded[i] in now)) verdict("FAIL", recorded[i], "was not measured")
    for (i = 1; i <= open_count; i++)
        if (!(opened[i] in now) && !(opened[i] in before)) verdict("FAIL", opened[i], "is in open.tsv, and is no figure")

    listed_count = split(by_symbol, listed, " ")
    for (i = 1; i <= listed_count; i++) {
        known[listed[i]]
        if (listed[i] in before && sum[listed[i]] + 0 == before[listed[i]] + 0) continue
        verdict("FAIL", "symbols.tsv", sprintf("has %d for %s, and figures.tsv %s: --update writes both", sum[listed[i]],
                                               listed[i], listed[i] in before ? before[listed[i]] : "none"))
        out_of_step = 1
    }
    for (i = 1; i <= sum_count; i++) if (!(sums[i] in known)) {
        verdict("FAIL", "symbols.tsv", "has " sums[i] ", which is not taken apart: --update writes it anew")
        out_of_step = 1
    }
    if (!out_of_step) verdict("ok", "symbols.tsv", "")
}
