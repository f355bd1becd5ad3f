#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# image.sh IMAGE: fails where a segment of the device's image lies in the block of flash that has the settings. What a
# loader puts there, or only reserves, is lost.
set -eu

arm-none-eabi-readelf -lW "$1" > "$1.segments"
settings=$(arm-none-eabi-nm "$1" | awk '$3 == "settings_begin" { print "0x" $1 }')
count=0
while read -r kind _ _ at _ size _; do
    [ "$kind" = LOAD ] || continue
    count=$((count + 1))
    if [ $((at)) -lt $((settings + 4096)) ] && [ $((at + size)) -gt $((settings)) ]; then
        echo "$1: $((size)) bytes from $at reach into the settings at $settings" >&2
        exit 1
    fi
done < "$1.segments"
[ "$count" -ge 2 ] || { echo "$1: no segments" >&2; exit 1; }
