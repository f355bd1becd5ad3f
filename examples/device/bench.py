#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""bench.py IMAGE TOOL [--trials N] [--seed N] [--desk] --work DIR: lets the device boot while its power, its link or the cloud
fails at random, and holds what its log says in the end to what stands at the emulator: exactly one listener on each of
the five systems, with the ID that the log names. Each boot has another wrong clock, from 1970 to 2100.

The board reaches one port of this machine's loopback and nothing else. With --desk IMAGE is what linux/build.sh built
with lwIP: a process that is killed for a power cut, on the same network. The last line is `N passed, N failed`; a trial
that failed says its seed, and leaves its log in DIR.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import configure  # noqa: E402

KEYS = {
    "TENCENTCLOUD_SECRET_ID": "AKIDexample",
    "TENCENTCLOUD_SECRET_KEY": "example-secret",
    "ALIBABA_CLOUD_ACCESS_KEY_ID": "LTAIexample",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "another-secret",
}
# The system, its region, the action that lists its listeners, the owner's parameter, and the member with an ID.
SYSTEMS = [
    ("tencent.clb", "ap-guangzhou", "DescribeListeners", "LoadBalancerId", "ListenerId"),
    ("tencent.gaap", "", "DescribeTCPListeners", "ProxyId", "ListenerId"),
    ("tencent.lb", "ap-guangzhou", "DescribeLoadBalancerListeners", "loadBalancerId", "unListenerId"),
    ("tencent.bmlb", "ap-guangzhou", "DescribeBmListeners", "loadBalancerId", "listenerId"),
    ("aliyun.ga", "cn-hangzhou", "ListListeners", "AcceleratorId", "ListenerId"),
]
FAULTS = [
    "lost", "drop", "malformed", "throttle", "busy", "close", "no-date", "truncate=40", "oversize=5000", "status=200",
    "status=403", "status=429,retry-after=1", "status=500", "status=502,done", "status=503,empty,retry-after=1",
    "skew=86400", "skew=-315360000",
]  # fmt: skip
LAST_LINE = re.compile(r"all 5 listeners stand after \d+ ms")
LONGEST_BOOT = 600.0  # seconds: a declaration may take two minutes, and is then tried again
YEAR_2100 = 4102444800


def forward_to(port):
    """What QEMU's user network lets through, and nothing else."""
    return f"restrict=on,guestfwd=tcp:10.0.2.100:443-cmd:python3 -SE {HERE / 'relay.py'} {port}"


class Emulator:
    def __init__(self, tool, work, name, faults=()):
        self.ca = work / f"{name}.pem"
        command = [tool, "emulate", "--ca-file", self.ca]
        for fault in faults:
            command += ["--fault", fault]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **KEYS}
        )
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])

    def stop(self):
        self.process.kill()
        self.process.wait()


class Monitored:
    """A process that takes commands of QEMU's monitor."""

    def command(self, text):
        try:
            self.process.stdin.write(text + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended

    def stop(self):
        self.process.kill()
        self.process.wait()


class Boot(Monitored):
    """One power-on. The log and the block of flash that keeps the state are files of the work directory."""

    LONGEST_UNDISTURBED = 3.5  # seconds until all is done: when the power is cut

    def __init__(self, image, directory, port, clock, number, options=()):
        self.log_file = directory / f"log.{number}"
        self.process = subprocess.Popen(
            ["qemu-system-arm", "-M", "lm3s6965evb", "-kernel", image, "-display", "none", "-monitor", "stdio"]
            + ["-serial", f"file:{self.log_file}"]
            + ["-device", f"loader,file={directory / 'settings.bin'},addr=0x3f000,force-raw=on"]
            + ["-semihosting-config", f"enable=on,target=native,arg=device,arg={clock}"]
            + ["-nic", f"user,id=net,model=stellaris,{forward_to(port)}", *options],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=directory, text=True,
        )  # fmt: skip

    def set_link(self, state):
        self.command(f"set_link net {state}")

    def wait(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def cut_power(self):
        self.stop()

    def log(self):
        return self.log_file.read_text() if self.log_file.exists() else ""


class Switch(Monitored):
    """The network of a desk, which outlasts its boots: to it, the last boot's connections stand when the next begins."""

    def __init__(self, directory, port):
        self.process = subprocess.Popen(
            ["sh", HERE / "linux/switch.sh", "switch", f",{forward_to(port)}"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=directory, text=True,
        )  # fmt: skip
        while not (directory / "switch").exists():
            if self.process.poll() is not None:
                raise RuntimeError("the switch does not start")
            time.sleep(0.01)


class DeskBoot(Boot):
    """The same on a desk."""

    LONGEST_UNDISTURBED = 1.5

    def __init__(self, program, directory, switch, clock, number):
        self.log_file = directory / f"log.{number}"
        self.switch = switch
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                [program, "settings.bin", "state.flash", str(clock)], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=directory, env={**os.environ, "DEVICE_ETHERNET": "switch"},
            )  # fmt: skip

    def set_link(self, state):
        self.switch.command(f"set_link device {state}")


def listeners_at(tool, emulator, system, region, action, parameter, member, owner):
    """The IDs that stand, by the tool; it asks again where a fault hits it."""
    command = [tool, "call", f"{system}.{action}", "--endpoint", f"localhost:{emulator.port}", "--ca-file", emulator.ca]
    command += ["--region", region] if region else []
    for _ in range(20):
        got = subprocess.run(
            command + [f"{parameter}={owner}"], capture_output=True, text=True, env={**os.environ, **KEYS}
        )
        if got.returncode == 0:
            return re.findall(rf'"{member}":"([^"]+)"', got.stdout)
    raise RuntimeError(f"{action}: {got.stderr}")


def describe(owners, emulator):
    return {
        "anchor": str(emulator.ca),
        "address": "10.0.2.100",
        "poll_ms": 60,
        "listeners": [
            {"system": system, "region": region, "owner": owner, "port": 7569, "name": "device"}
            for (system, region, *_), owner in zip(SYSTEMS, owners)
        ],
    }


def try_once(image, tool, work, seed, steady, on_desk):
    """Returns what went wrong, or None; and what was done to the device."""
    chance = random.Random(seed)
    directory = work / f"trial.{seed}"
    directory.mkdir()
    owners = [f"{prefix}-t{seed}" for prefix in ("lb", "link", "lb", "lb", "ga")]
    kind = chance.choice(["power", "link", "fault"])
    emulator = steady
    if kind == "fault":
        faults = [f"{one}@{chance.choice([10, 20, 30])}%,seed={seed}" for one in chance.sample(FAULTS, 2)]
        emulator = Emulator(tool, directory, "ca", faults)
        kind = "fault " + " ".join(faults)
    (directory / "settings.bin").write_bytes(configure.make_block(describe(owners, emulator), KEYS))
    switch = Switch(directory, emulator.port) if on_desk else None
    boots = 0

    def boot():
        nonlocal boots
        boots += 1
        clock = chance.randrange(YEAR_2100)
        if on_desk:
            return DeskBoot(image, directory, switch, clock, boots)
        return Boot(image, directory, emulator.port, clock, boots)

    try:
        if kind == "power":
            cuts = chance.choice([1, 1, 2, 3])
            hits = 0
            for _ in range(cuts):
                device = boot()
                hits += device.wait(chance.uniform(0, device.LONGEST_UNDISTURBED)) is None
                device.cut_power()
            kind = f"power cut {hits} times of {cuts} before the end"
        device = boot()
        if kind == "link":
            device.wait(chance.uniform(0, device.LONGEST_UNDISTURBED - 1))
            device.set_link("off")
            device.wait(chance.uniform(0.05, 3))
            device.set_link("on")
        status = device.wait(LONGEST_BOOT)
        device.cut_power()
        lines = [line for line in device.log().splitlines() if not line.startswith("figure ")]
        if status != 0 or not lines or not LAST_LINE.match(lines[-1]):
            return f"status {status}, last line: {lines[-1] if lines else 'none'}", kind, boots
        for (system, region, action, parameter, member), owner in zip(SYSTEMS, owners):
            line = rf"^{system} {owner} TCP 7569: (?:created|changed|stood already), (\S+)$"
            said = re.findall(line, device.log(), re.M)
            stand = listeners_at(tool, emulator, system, region, action, parameter, member, owner)
            if len(stand) != 1 or said != stand:
                return f"{system}: {stand} stand, the log says {said}", kind, boots
        return None, kind, boots
    finally:
        device.cut_power()
        if switch is not None:
            switch.stop()
        if emulator is not steady:
            emulator.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image", type=pathlib.Path)
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("--trials", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--desk", action="store_true")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    options = parser.parse_args()
    image, tool = options.image.resolve(), options.tool.resolve()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    steady = Emulator(tool, work, "steady")
    passed, failed, boots, kinds = 0, 0, 0, collections.Counter()
    try:
        for seed in range(options.seed, options.seed + options.trials):
            start = time.monotonic()
            wrong, kind, count = try_once(image, tool, work, seed, steady, options.desk)
            boots += count
            kinds[kind.split()[0]] += 1
            passed, failed = passed + (wrong is None), failed + (wrong is not None)
            print(f"{'ok' if wrong is None else 'FAILED'} seed {seed}, {kind}, {count} boots, "
                  f"{time.monotonic() - start:.1f} s{'' if wrong is None else ': ' + wrong}", flush=True)  # fmt: skip
    finally:
        steady.stop()
    print(f"{boots} boots; " + ", ".join(f"{count} trials of {kind}" for kind, count in sorted(kinds.items())))
    print(f"{passed} passed, {failed} failed")
    return failed != 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
