# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# Bare-metal images, one from each NAME.cpp beside the makefile that includes this: $(OUT)/NAME.elf from it, what
# UNITS.NAME lists and the base. CPU, MBEDTLS (a source tree) and OUT come from the command line.
#
# Libraries are limited to the C library and libgcc: operator new, exceptions and type information have no
# definition, and check_image.sh deletes an image with a heap.

base := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
here ?= $(dir $(abspath $(firstword $(MAKEFILE_LIST))))
PORTWRIGHT ?= $(base)../../../include
CROSS ?= arm-none-eabi-
OPTIMIZE ?= -Os
HEAP ?=

common := -mcpu=$(CPU) -mthumb $(OPTIMIZE) -g -ffunction-sections -fdata-sections \
    -fno-unwind-tables -fno-asynchronous-unwind-tables -Wall -Wextra --specs=nano.specs \
    -I$(MBEDTLS)/include -I$(PORTWRIGHT) -I$(base) -DMBEDTLS_CONFIG_FILE='<mbedtls_config.h>'
cxx := $(common) -std=c++20 -fno-exceptions -fno-rtti -fno-threadsafe-statics
linking = -nostdlib -Wl,--gc-sections -Wl,--no-warn-rwx-segments -Wl,-Map=$(@:.elf=.map) -T $(base)image.ld
hashes := $(addprefix mbedtls_,sha1 sha256 platform_util)

.SECONDARY:
.DELETE_ON_ERROR:

$(OUT)/%.o: $(here)%.cpp
	$(CROSS)g++ $(cxx) -MMD -c $< -o $@

$(OUT)/base_%.o: $(base)%.cpp
	$(CROSS)g++ $(cxx) -MMD -c $< -o $@

$(OUT)/mbedtls_%.o: $(MBEDTLS)/library/%.c
	$(CROSS)gcc $(common) -MMD -c $< -o $@

.SECONDEXPANSION:
$(OUT)/%.elf: $(OUT)/%.o $$(foreach unit,base_start $$(UNITS.$$*) $(hashes),$(OUT)/$$(unit).o) $(base)image.ld
	$(CROSS)g++ $(cxx) $(linking) $(filter %.o,$^) -lc -lgcc -o $@
	sh $(base)check_image.sh $@ $(HEAP)

-include $(wildcard $(OUT)/*.d)
