# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# A request with two certificates of 4 KB and their keys, signed and written out on the Cortex-M4: the head into the
# transport's own buffer, the body in pieces. What is measured is all the memory that it takes beside that and the texts:
# the painted stack below the user's function, with the context and the result in it; less what hashing alone (floor_tc3)
# takes there, which is mbedTLS's own.

figure stream.two_certificates_bytes "$(difference m4.stream.two_certificates_stack floor.m4.tc3.stack)" 512
