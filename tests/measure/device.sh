# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# The whole device of examples/device, -Os, all five systems in one image, booted in QEMU against the emulator. Flash is
# by the linker's map, what of arena and stack was used is painted. An instruction of the emulated board takes a
# nanosecond; those that it slept are not counted. TLS draws other numbers each time, and the host answers when it does:
# of 75 boots those of a kind were within 1 %, and a figure is the median of five.

device=$work/board-2.28
mkdir -p "$device"
make -s -j2 -f "$tests/../examples/device/Makefile" MBEDTLS="$mbedtls" OUT="$device" \
    LWIP="$(sh "$tests/toolchain/fetch_lwip.sh" "$work")" >&2
tool=$(cd "$tests/.." && sh tests/toolchain/tool.sh)
python3 "$tests/device/boots.py" figures "$device/device.elf" "$tool" "$work/boots" > "$work/device"

device_figure() { # NAME
    awk -F'\t' -v name="$1" '$1 == name { print $2 }' "$work/device"
}
device_flash() { # OBJECTS
    sh "$tests/firmware/flash.sh" "$device/device.map" "$1"
}
device_section() { # NAME
    arm-none-eabi-size -A -d "$device/device.elf" | awk -v name="$1" '$1 == name { print $2 }'
}
device_arena() {
    arm-none-eabi-nm -S -t d "$device/device.elf" | awk '$4 ~ /5arenaE$/ { print $2 + 0 }'
}

figure device.flash $(($(device_section .text) + $(device_section .data))) 258048
figure device.flash.portwright "$(device_flash '/application_[a-z0-9_]*[.]o$')" 131072
figure device.flash.mbedtls "$(device_flash '/mbedtls_[a-z0-9_]*[.]o$')"
figure device.flash.lwip "$(device_flash '/lwip_[a-z0-9_]*[.]o$')"
figure device.flash.board "$(device_flash '/(board|network)_[a-z0-9_]*[.]o$')"
figure device.flash.c_library "$(device_flash '[.]a[(]')"
# Without the arena, of which its most counts, below.
figure device.ram.static $(($(device_section .data) + $(device_section .bss) - $(device_arena))) 25600
figure device.ram.lwip "$(arm-none-eabi-nm -S -t d "$device/device.elf" |
    awk '$4 ~ /^(memp_memory_.*|ram_heap)$/ { sum += $2 } END { print sum }')"
for each in machine state tls; do
    figure "device.ram.$each" "$(device_figure "ram.$each")"
done
figure device.ram.arena "$(device_figure ram.arena)" 16384
figure device.ram.stack "$(device_figure ram.stack)" 5120
figure device.ram $(($(value device.ram.static) + $(value device.ram.arena) + $(value device.ram.stack))) 49152
timed_figure 0.03 '' device.instructions.first "$(device_figure instructions.first)" 84000000
timed_figure 0.03 '' device.instructions.resumed "$(device_figure instructions.resumed)" 2000000
timed_figure 0.03 '' device.instructions.nothing "$(device_figure instructions.nothing)" 1200000
