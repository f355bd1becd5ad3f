#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""make_settings.py CONFIGURE OUT: the block of settings.cpp by the host's own tool, as a list of C++ numbers."""
import importlib.util
import sys
import tempfile

spec = importlib.util.spec_from_file_location("configure", sys.argv[1])
configure = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(configure)
with tempfile.NamedTemporaryFile("w", suffix=".pem") as anchor:
    anchor.write("-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n")
    anchor.flush()
    block = configure.make_block(
        {
            "anchor": anchor.name,
            "endpoint": "localhost:8443",
            "address": "10.0.2.100",
            "poll_ms": 250,
            "listeners": [
                {"system": "tencent.clb", "region": "ap-guangzhou", "owner": "lb-1", "port": 7569, "target_port": 8080,
                 "name": "gateway"},
                {"system": "aliyun.ga", "region": "cn-hangzhou", "owner": "ga-1", "protocol": "UDP", "port": 53,
                 "name": "names"},
            ],
        },
        {
            "TENCENTCLOUD_SECRET_ID": "AKIDexample",
            "TENCENTCLOUD_SECRET_KEY": "example-secret",
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "LTAIexample",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "another-secret",
        },
    )  # fmt: skip
whole = 12 + int.from_bytes(block[4:8], "little")
open(sys.argv[2], "w").write(",".join(map(str, block[:whole])) + "\n")
