# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# As much of OpenWrt's buildroot as the package's Makefile uses: `make install ROOT=DIR` does what is done for a package.
INSTALL_DIR:=install -d -m0755
INSTALL_BIN:=install -m0755
INSTALL_CONF:=install -m0600
CP:=cp -fpR
TAR:=tar
BUILD_DIR:=$(WORK)/build
DL_DIR:=$(WORK)/dl
