# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh
#
# To be sourced: $any_processor, to be given as GLIBC_TUNABLES. The C library has each of memcpy, memset, ... for several
# processors, and valgrind shows it the machine's own. The ones that every x86-64 processor runs are chosen here, so that
# the counts are the same on all of them.

any_processor=
for feature in AVX AVX2 AVX_Fast_Unaligned_Load AVX512F AVX512VL AVX512BW BMI1 BMI2 ERMS FSRM LZCNT MOVBE RTM SSE4_1 \
    SSE4_2 SSSE3 Fast_Copy_Backward Fast_Rep_String Fast_Unaligned_Copy Fast_Unaligned_Load; do
    any_processor=$any_processor,-$feature
done
any_processor=glibc.cpu.hwcaps=${any_processor#,}
