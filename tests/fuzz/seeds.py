# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""seeds.py DIR: what the fuzzers begin with, below DIR a folder for each: the documents' answers, some of HTTP, and for
those whose bytes are choices, bytes of many lengths, the same ones each time."""

import pathlib
import random
import re
import sys

TESTS = pathlib.Path(__file__).parent.parent
HEADERS = TESTS.parent / 'include/portwright'
SYSTEMS = ['tencent/clb', 'tencent/gaap', 'tencent/lb', 'tencent/bmlb', 'aliyun/ga']  # in the order of decode.cpp

HTTP = [
    b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: Mon, 30 Nov 2026 18:06:54 GMT\r\n\r\n{}',
    b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n3;a=b\r\n{} \r\n0\r\nX: y\r\n\r\n',
    b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nConnection: close\r\n\r\nwait',
    b'HTTP/1.0 503\r\nServer: x\r\n\r\nsorry',
    b'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\nConnection: keep-alive, close\r\n\r\n',
    b'HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\nDate: Monday, 30-Nov-26 18:06:54 GMT\r\n\r\n{}HTTP',
]
JSON = [b'{"a":[1,-0,2.5e3,true,null,"\\u00e9\\n"],"b":{}}', b'[[[[]]],"\\ud83d\\ude00",1e400]', b'\xef\xbb\xbf""']


def actions():
    """Each action as the documents' answers name it, by its place in decode.cpp's list."""
    named = []
    for system in SYSTEMS:
        listed = (HEADERS / system / 'actions.hpp').read_text(encoding='utf-8').split('action_list<')[1].split('>')[0]
        named += [f'{system.split("/")[1]}::{name}' for name in re.findall(r'\w+', listed)]
    return {name: place for place, name in enumerate(named)}


def answers():
    text = (TESTS / 'response/documented.inc').read_text(encoding='utf-8')
    return re.findall(r'^ANSWER\("[^"]+", ([\w:]+), R"json\((.*?)\)json"', text, re.MULTILINE | re.DOTALL)


def choices(targets, count):
    """`count` texts of random bytes; the first byte names one of the target's trials, in turn."""
    dice = random.Random(targets)
    return [bytes([number % targets]) + dice.randbytes(20 + number * 9 % 500) for number in range(count)]


def main():
    places = actions()
    # The action; scratch, offset, status and cuts of the first bytes as decode.cpp takes them.
    decode = [bytes([places[action], 0x40, 0, 8, 0, 7]) + text.encode() for action, text in answers()]
    assert len(decode) > 30
    for name, seeds in {
        'http_response': [b'\x05\0\0' + seed for seed in HTTP],
        'json_reader': [b'\x05\x01' + seed for seed in JSON],
        'decode': decode,
        'requests': choices(19, 76),
        'prepared': choices(9, 45),
        'machines': choices(3, 60),
        'texts': choices(5, 50),
    }.items():
        folder = pathlib.Path(sys.argv[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (folder / f'seed_{number:02}').write_bytes(seed)


main()
