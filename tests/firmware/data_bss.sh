#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# data_bss.sh IMAGE NAMESPACE: the bytes of RAM that the namespace's objects take, initialised or not, its
# functions' statics and their guards included.
set -eu

arm-none-eabi-nm -S -t d "$1" | awk -v name="${#2}$2" '
    NF == 4 && $3 ~ /^[bBdDsSgGCuV]$/ && index($4, name) { total += $2 }
    END { print total + 0 }'
