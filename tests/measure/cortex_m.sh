# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# Instructions and stack on emulated microcontrollers. QEMU has no Cortex-M0+ but a Cortex-M0, whose
# instruction set is the same.

# run_image BOARD DIRECTORY IMAGE: `stack`, `heap` and `instructions` lines into DIRECTORY/IMAGE.counts
run_image() {
    sh "$tests/firmware/count.sh" "$1" "$2/$3.elf" > "$2/$3.counts"
    if grep overflow "$2/$3.counts" >&2; then exit 1; fi
}

# floors_of NAME CPU BOARD
floors_of() {
    out=$work/$1
    mkdir -p "$out"
    make -s -f "$tests/firmware/Makefile" CPU="$2" MBEDTLS="$mbedtls" OUT="$out" "$out/floors.elf" "$out/floor_md.elf" >&2
    run_image "$3" "$out" floors
    run_image "$3" "$out" floor_md
    if ! grep -qx 'instructions calibration 3002' "$out/floors.counts"; then
        echo "measure.sh: $3 miscounts: $(grep 'instructions calibration' "$out/floors.counts") of 3002" >&2
        exit 1
    fi
    for floor in hmac_sha256 md_hmac tc3 hmac_sha1; do
        figure "floor.$1.$floor" "$(awk -v name="floor_$floor" '$1 == "instructions" && $2 == name { print $3 }' "$out"/*.counts)"
        figure "floor.$1.$floor.stack" "$(awk -v name="floor_$floor" '$1 == "stack" && $2 == name { print $3 }' "$out"/*.counts)"
    done
}

floors_of m4 cortex-m4 mps2-an386
floors_of m0plus cortex-m0plus microbit
