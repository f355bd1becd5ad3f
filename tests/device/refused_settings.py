#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""What examples/device/configure.py refuses: each key that a listener's cloud needs and that is missing or empty, and
more listeners or bytes than a device has room for. The device itself could only be refused by the cloud, for ever."""
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples/device"))
import configure  # noqa: E402

passed = failed = 0


def expect(what, word, facts, environment):
    """`word` is in the reason of the refusal; None: it is none."""
    global passed, failed
    try:
        said = configure.make_block(facts, environment)
        good, said = word is None and len(said) == configure.BLOCK, "was taken"
    except SystemExit as refused:
        said = str(refused)
        good = word is not None and word in said
    passed, failed = passed + good, failed + (not good)
    if not good:
        print(f"FAILED {what}: {said}")


with tempfile.TemporaryDirectory() as directory:
    anchor = pathlib.Path(directory, "anchor.pem")
    anchor.write_text("-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n")
    for system in configure.SYSTEMS:
        listener = {"system": system, "owner": "lb-1", "port": 80, "name": "gateway"}
        facts = {"anchor": str(anchor), "listeners": [listener]}
        names = configure.KEYS[system.split(".")[0]]
        keys = dict.fromkeys(names, "example")
        expect(f"{system} with its keys alone", None, facts, keys)
        for name in names:
            expect(f"{system} with an empty {name}", name, facts, {**keys, name: ""})
            expect(f"{system} without {name}", name, facts, {one: keys[one] for one in names if one != name})
    most = configure.MOST_LISTENERS
    expect("as many listeners as there is room for", None, {**facts, "listeners": [listener] * most}, keys)
    expect("one more", str(most), {**facts, "listeners": [listener] * (most + 1)}, keys)
    expect("more bytes than the block has", "do not fit", facts, {**keys, names[0]: "k" * configure.BLOCK})
    anchor.write_text("no certificate\n")
    expect("a file without a certificate", "no certificate", facts, keys)

print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
