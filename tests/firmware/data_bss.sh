#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# data_bss.sh IMAGE NAMESPACE: the bytes of RAM that the namespace's objects take, initialised or not, its
# functions' statics and their guards included.
set -eu

ram=536870912 # where base/image.ld has it
arm-none-eabi-nm -S -t d "$1" | awk -v name="${#2}$2" -v ram=$ram '
    NF == 4 && $1 >= ram && index($4, name) { total += $2 }
    END { print total + 0 }'
