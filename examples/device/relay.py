#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""relay.py PORT: carries standard input and output to and from that port of loopback, until either side ends. QEMU runs
it for each connection that the board makes to the one address that is forwarded."""
import os
import select
import socket
import sys

there = socket.create_connection(("127.0.0.1", int(sys.argv[1]))).detach()
ways = {0: there, there: 1}
while True:
    for source in select.select(list(ways), [], [])[0]:
        data = os.read(source, 65536)
        if not data:
            sys.exit()
        while data:
            data = data[os.write(ways[source], data) :]
