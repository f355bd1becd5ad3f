#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""What the whole device of examples/device does at a boot where nothing goes wrong, in QEMU against the emulator.

    boots.py transcript IMAGE TOOL WORK GUIDE [--write]
        boots twice, from nothing and then with the state of the first boot: what it logs is the guide's text, apart
        from IDs, times and the clock's offset. --write puts it there.
    boots.py figures IMAGE TOOL WORK
        `NAME<TAB>VALUE` a line: the most that was used of arena and stack, the size of the machine, the state and TLS's
        contexts, and the instructions from power to "stands".
        TLS draws other numbers each time: of the instructions it is the median of several boots.
    boots.py arena DIRECTORY TOOL WORK MAKE...
        holds the painted peak to what an image does whose arena is as small: it boots with little more than that, and
        has no memory for a connection with less. DIRECTORY has the built image, MAKE... is what built it without OUT=.

    boots.py desk PROGRAM TOOL WORK
    boots.py desk_lwip PROGRAM TOOL WORK
        PROGRAM, which linux/build.sh built, runs twice: all listeners are created, and then stand already, over resumed
        sessions. With lwIP it gets its address by DHCP, as the board does, and its clock shows 1970 and 2100.

WORK is made anew. The last line of all but `figures` is `N passed, N failed`.
"""
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "examples/device"))
import bench  # noqa: E402
import configure  # noqa: E402

OWNERS = ["lb-1", "link-1", "lb-2", "lb-3", "ga-1"]
BY_INSTRUCTION = ["-icount", "shift=0"]  # an instruction takes a nanosecond, whatever the host is busy with
NANOSECONDS_A_TICK = 20  # of the board's 50 MHz
BOOTS_TO_COUNT = 5
LONGEST = 120.0  # seconds


def log_of(image, directory, emulator, owners, options=()):
    """Boots once, to the end."""
    facts = bench.describe(owners, emulator)
    for one in facts["listeners"]:
        one["port"] = 80
    (directory / "settings.bin").write_bytes(configure.make_block(facts, bench.KEYS))
    device = bench.Boot(image, directory, emulator.port, 0, 1, options)
    try:
        status = device.wait(LONGEST)
    finally:
        device.cut_power()
    if status != 0:
        raise SystemExit(f"the boot ended with {status}:\n{device.log()}")
    return device.log()


def said(log):
    return [line for line in log.splitlines() if not line.startswith("figure ")]


def figure(log, name):
    return int(re.search(rf"^figure {name} (\d+)$", log, re.M).group(1))


def plain(lines):
    """Without what is another one in each run."""
    text = "\n".join(lines)
    text = re.sub(r"(created|stood already), ([a-z]+)-\S+", r"\1, \2-?", text)
    text = re.sub(r"\b\d+ ms\b", "? ms", text)
    return re.sub(r"\boffset \d{9,}", "offset ?", text).splitlines()


def transcript(image, directory, emulator, guide, write):
    boots = [said(log_of(image, directory, emulator, OWNERS)) for _ in range(2)]
    got = [*boots[0], "", *boots[1]]
    lines = guide.read_text().splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith("    boot: "))
    end = max(at for at, line in enumerate(lines) if re.match(r"    all \d+ listeners stand", line)) + 1
    shown = [line.removeprefix("    ") for line in lines[begin:end]]
    if write:
        lines[begin:end] = [line and "    " + line for line in got]
        guide.write_text("\n".join(lines) + "\n")
    elif plain(got) != plain(shown):
        print(*got, sep="\n")
        print("0 passed, 1 failed: the guide shows something else")
        return 1
    print("1 passed, 0 failed")
    return 0


def figures(image, directory, emulator):
    logs = [log_of(image, directory, emulator, OWNERS)]
    used = {"first": [], "resumed": [], "nothing": []}
    kinds = {
        "first": ("a", "whole handshake, .*: created, "),
        "resumed": ("b", "resumed, .*: created, "),
        "nothing": ("b", "resumed, .*: stood already, "),
    }
    for number in range(BOOTS_TO_COUNT):
        (directory / "state.flash").unlink()
        for kind, (owner, does) in kinds.items():
            log = log_of(image, directory, emulator, [f"lb-{owner}{number}"], BY_INSTRUCTION)
            if not re.search(does, log, re.S):
                raise SystemExit(f"this is no boot of the kind {kind}:\n{log}")
            used[kind].append(figure(log, "ticks") * NANOSECONDS_A_TICK)
            logs.append(log)
    for name in ("arena", "stack"):
        print(f"ram.{name}\t{max(figure(log, name) for log in logs)}")
    for name in ("machine", "state", "tls"):
        print(f"ram.{name}\t{figure(logs[0], name)}")
    for kind, counts in used.items():
        print(f"instructions.{kind}\t{int(statistics.median(counts))}")
        print(f"{kind}: {min(counts)} to {max(counts)}", file=sys.stderr)


def arena(built, directory, emulator, make):
    # A boot may need some more or less than another one: its signatures are of other lengths.
    peak = figure(log_of(built / "device.elf", directory, emulator, ["lb-arena"]), "arena")
    passed = 0
    for size, boots in ((peak + 512, True), (peak - 1024, False)):
        out = directory / "image"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(built, out, copy_function=shutil.copy2)
        (out / "application_main.o").unlink()
        subprocess.run([*make, f"OUT={out}", f"ARENA={size // 8 * 8}"], check=True)
        (directory / "state.flash").unlink()
        device = bench.Boot(out / "device.elf", directory, emulator.port, 0, 1)
        status, until = None, time.monotonic() + LONGEST
        while status is None and time.monotonic() < until and (boots or "no connection, " not in device.log()):
            status = device.wait(0.5)
        device.cut_power()
        log = device.log()
        good = status == 0 and figure(log, "arena") <= size if boots else status is None and "no connection, " in log
        passed += good
        print(f"{'ok' if good else 'FAILED'} {'boots' if boots else 'has no room'}: an arena of {size} bytes, of {peak} used")
        if not good:
            print(log)
    print(f"{passed} passed, {2 - passed} failed")
    return passed != 2


def run_twice(boot):
    """`boot` returns how it ended and what was said, given a clock."""
    passed = 0
    for clock, tls, change in ((0, "whole handshake", "created"), (bench.YEAR_2100, "resumed", "stood already")):
        status, lines = boot(str(clock))
        # One endpoint serves all: who comes later may resume what was opened at this boot.
        good = status == 0 and lines.count(f": {change}, ") == len(OWNERS) and f", {tls}, " in lines
        passed += good
        if not good:
            print(f"FAILED on a desk, ended with {status}:\n{lines}")
    print(f"{passed} passed, {2 - passed} failed")
    return passed != 2


def desk(program, directory, emulator):
    facts = bench.describe(OWNERS, emulator)
    facts.update(address="127.0.0.1", endpoint=f"localhost:{emulator.port}")
    settings = directory / "settings.bin"
    settings.write_bytes(configure.make_block(facts, bench.KEYS))

    def boot(clock):
        ran = subprocess.run(
            [program, settings, directory / "state", clock], capture_output=True, text=True, timeout=LONGEST, check=False
        )
        return ran.returncode, ran.stdout + ran.stderr

    return run_twice(boot)


def desk_lwip(program, directory, emulator):
    settings = configure.make_block(bench.describe(OWNERS, emulator), bench.KEYS)
    (directory / "settings.bin").write_bytes(settings)
    switch = bench.Switch(directory, emulator.port)

    def boot(clock):
        device = bench.DeskBoot(program, directory, switch, clock, clock)
        status = device.wait(LONGEST)
        device.cut_power()
        return status, device.log()

    try:
        return run_twice(boot)
    finally:
        switch.stop()


def main():
    what, image, tool, work, *rest = sys.argv[1:]
    image, tool, work = (pathlib.Path(one).resolve() for one in (image, tool, work))
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    emulator = bench.Emulator(tool, work, "steady")
    try:
        if what == "transcript":
            return transcript(image, work, emulator, pathlib.Path(rest[0]), "--write" in rest)
        if what == "figures":
            return figures(image, work, emulator)
        if what == "arena":
            return arena(image, work, emulator, rest)
        if what == "desk":
            return desk(image, work, emulator)
        if what == "desk_lwip":
            return desk_lwip(image, work, emulator)
        raise SystemExit(__doc__)
    finally:
        emulator.stop()


if __name__ == "__main__":
    sys.exit(main())
