# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# The guide again, with the figures of figures.tsv: a row that begins with a figure's name has its value next.
# usage: awk -f thousands.awk -f guide_rows.awk figures.tsv GUIDE

FNR == NR {
    split($0, figure, "\t")
    value[figure[1]] = figure[2]
    next
}
/^\| `[a-z0-9_]+\.[a-z0-9_.]+` \| [0-9,.]+ \|/ {
    split($0, cell, "|")
    name = cell[2]
    gsub(/[ `]/, "", name)
    if (!(name in value)) {
        print "guide_rows.awk: there is no " name > "/dev/stderr"
        missing = 1
    }
    print "|" cell[2] "| " thousands(value[name]) " |" substr($0, length(cell[2]) + length(cell[3]) + 4)
    next
}
{ print }
END { exit missing }
