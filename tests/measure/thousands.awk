# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# A whole number as the tables show it: 73703 is 73,703.

function thousands(number,    text) {
    text = ""
    while (match(number, /^[0-9]+[0-9][0-9][0-9]$/)) {
        text = "," substr(number, length(number) - 2) text
        number = substr(number, 1, length(number) - 3)
    }
    return number text
}
