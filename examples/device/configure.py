#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""configure.py FILE.json: writes the block of flash that a device reads at boot to standard output.

The keys come from the environment, by the names that the tool `portwright` knows. FILE.json has the rest:

    {"anchor": "ca.pem", "endpoint": "", "address": "10.0.2.100", "poll_ms": 1000,
     "listeners": [{"system": "tencent.clb", "region": "ap-guangzhou", "owner": "lb-1", "protocol": "TCP",
                    "port": 80, "target_port": 8080, "name": "gateway"}]}

application/settings.hpp says how the block is laid out.
"""
import base64
import json
import os
import re
import socket
import struct
import sys
import zlib

SYSTEMS = ["tencent.clb", "tencent.gaap", "tencent.lb", "tencent.bmlb", "aliyun.ga"]
KEYS = {
    "tencent": ("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"),
    "aliyun": ("ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
}
BLOCK = 4096
MOST_LISTENERS = 8


def sized(data: bytes) -> bytes:
    return struct.pack("<H", len(data)) + data


def text(value: str) -> bytes:
    return sized(value.encode())


def certificate(path: str) -> bytes:
    pem = open(path).read()
    body = re.search("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", pem, re.S)
    if body is None:
        raise SystemExit(f"{path}: no certificate in it")
    return base64.b64decode(body.group(1))


def make_block(facts: dict, environment: dict) -> bytes:
    listeners = facts["listeners"]
    if len(listeners) > MOST_LISTENERS:
        raise SystemExit(f"a device has room for {MOST_LISTENERS} listeners, not {len(listeners)}")
    for one in listeners:
        for name in KEYS[one["system"].split(".")[0]]:
            if not environment.get(name):
                raise SystemExit(f"{one['system']} needs {name} in the environment")
    payload = b"".join(text(environment.get(name, "")) for cloud in ("tencent", "aliyun") for name in KEYS[cloud])
    payload += text(facts.get("endpoint", ""))
    address = facts.get("address", "")
    payload += struct.pack("<I", struct.unpack("!I", socket.inet_aton(address))[0] if address else 0)
    payload += struct.pack("<I", facts.get("poll_ms", 1000))
    payload += sized(certificate(facts["anchor"]))
    payload += struct.pack("<B", len(listeners))
    for one in listeners:
        payload += struct.pack(
            "<BBHH",
            SYSTEMS.index(one["system"]),
            one.get("protocol", "TCP") == "UDP",
            one["port"],
            one.get("target_port", one["port"]),
        )
        payload += text(one.get("region", "")) + text(one["owner"]) + text(one["name"])
    block = b"PWST" + struct.pack("<II", len(payload), zlib.crc32(payload)) + payload
    if len(block) > BLOCK:
        raise SystemExit(f"{len(block)} bytes do not fit into the block of {BLOCK}")
    return block.ljust(BLOCK, b"\xff")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.stdout.buffer.write(make_block(json.load(open(sys.argv[1])), dict(os.environ)))
