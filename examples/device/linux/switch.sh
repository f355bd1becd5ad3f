#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# switch.sh PATH [OPTIONS]: the network of a device that linux/build.sh built with lwIP, for DEVICE_ETHERNET=PATH. QEMU's
# user network without a machine: DHCP, names, and addresses like any program's; this machine is 10.0.2.2. OPTIONS are
# those of `-netdev user`, with a comma before each. Standard input is QEMU's monitor: `set_link device off` pulls the
# cable.
set -eu

[ $# -ge 1 ] || { echo "usage: switch.sh PATH [,OPTION...]" >&2; exit 2; }
exec qemu-system-arm -M none -nodefaults -display none -monitor stdio \
    -netdev "user,id=network${2:-}" -netdev hubport,hubid=0,id=cloud,netdev=network \
    -netdev "dgram,id=cable,local.type=unix,local.path=$1,remote.type=unix,remote.path=$1.device" \
    -netdev hubport,hubid=0,id=device,netdev=cable
