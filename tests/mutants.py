# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""mutants.py [--count N] [--seed TEXT] [--line N] [HEADER...]: whether the tests see a fault in a header.

Each mutant is a header with one fault: an operator, a constant or a word of a condition that is another, or a statement
that is gone. It is compiled with the test of its header, and run: whoever compiles and passes all survives. What a test of
another name is about is in the table of rooms.sh. With --room, whoever survives is tried by the other tests of its room.
HEADER is a path below include/portwright, such as encoding/hex.hpp; without any, all headers of rooms without clouds. The
seed chooses the mutants: the same ones for the same text, all of them with --count 0. Prints each survivor, with its line
before and after. The last line is `N killed, N survived`.

A survivor is a gap in the tests, or means the same as what it came of: read it. Takes some seconds a mutant, and minutes a
survivor with --room.
"""

import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent
INCLUDE = TESTS.parent / 'include'
ROOMS = ['core', 'encoding', 'crypto', 'request', 'response', 'signature', 'http', 'calls']
COMPILE = ['g++', '-std=c++20', '-O0', f'-I{TESTS}', '-DPORTWRIGHT_ONE_OF=10']
LIBRARIES = ['-lmbedtls', '-lmbedx509', '-lmbedcrypto', '-lssl', '-lcrypto', '-pthread']
SECONDS = 120

OTHERS = {
    '==': '!=', '!=': '==', '<=': '<', '>=': '>', '&&': '||', '||': '&&', '++': '--', '+=': '-=', '-=': '+=',
    ' < ': ' <= ', ' > ': ' >= ', ' + ': ' - ', ' - ': ' + ', ' * ': ' + ', ' / ': ' * ', ' % ': ' / ', ' & ': ' | ',
    'true': 'false', 'false': 'true',
}
OPERATOR = re.compile('|'.join(
    rf'\b{word}\b' if word.isalpha() else re.escape(word) for word in sorted(OTHERS, key=len, reverse=True)))
CONSTANT = re.compile(r"(?<![\w.'\"])(0x[0-9A-F]+|\d+)(?![\w.'\"])")
STATEMENT = re.compile(r'^( +)(?!return|using|static|constexpr|const |if |else|for |while |case |default|break|\[\[)'
                       r'[\w:.\->\[\]*]+( [-+|&^]?= |\(|\+\+|--|[-+|&^]= ).*;$')
LEFT_OUT = re.compile(r'^ *(//|#|\*)|static_assert|PORTWRIGHT_|^ *(template|requires|concept|friend|using|class|struct|'
                      r'enum)\b|noexcept\(|operator[<=>!+-]')


def text_free(line):
    """The line with its texts, characters and comment blanked, so that nothing is changed in them."""
    line = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])\'', lambda found: '_' * len(found[0]), line)
    return re.sub(r'//.*', lambda found: '_' * len(found[0]), line)


def mutants_of(header):
    """Every mutant: the line's number, and the line as it becomes."""
    for number, line in enumerate((INCLUDE / 'portwright' / header).read_text(encoding='utf-8').split('\n')):
        if LEFT_OUT.search(line):
            continue
        code = text_free(line)
        for found in OPERATOR.finditer(code):
            yield number, line[:found.start()] + OTHERS[found[0]] + line[found.end():]
        for found in CONSTANT.finditer(code):
            yield number, line[:found.start()] + str(int(found[0], 0) + 1) + line[found.end():]
        if STATEMENT.match(line):
            yield number, ''


def tests_elsewhere():
    rows = re.search(r"tested_elsewhere='(.*?)'", (TESTS / 'rooms.sh').read_text(encoding='utf-8'), re.DOTALL)[1]
    return dict(row.split() for row in rows.strip().split('\n'))


def test_of(header, elsewhere):
    """The unit that tests the header; none where that is no unit that can be compiled by itself."""
    name = header.removesuffix('.hpp')
    test = TESTS / elsewhere.get(name, name + '.cpp')
    by_itself = test.suffix == '.cpp' and test.parent.name not in ('client', 'compile_fail')
    return test if by_itself and test.exists() else None


def passes(folder, main, test):
    program = folder / 'program'
    try:
        compiled = subprocess.run(COMPILE + [f'-I{folder}/include', test, main, '-o', program] + LIBRARIES,
                                  capture_output=True, timeout=SECONDS)
        return compiled.returncode == 0 and subprocess.run(
            [program, '--abort-after=1'], capture_output=True, timeout=SECONDS, cwd=TESTS.parent).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def survives(work, main, header, tests, number, line):
    folder = pathlib.Path(tempfile.mkdtemp(dir=work))
    copy = folder / 'include/portwright' / header
    # The headers as they are but for this one.
    shutil.copytree(INCLUDE, folder / 'include', copy_function=os.link)
    lines = copy.read_text(encoding='utf-8').split('\n')
    lines[number] = line
    copy.unlink()
    copy.write_text('\n'.join(lines), encoding='utf-8')
    try:
        return all(passes(folder, main, test) for test in tests)
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--count', type=int, default=100)
    parser.add_argument('--seed', default='')
    parser.add_argument('--room', action='store_true', help='try survivors by the other tests of the room')
    parser.add_argument('--line', type=int, help='only mutants of this line')
    parser.add_argument('headers', nargs='*')
    options = parser.parse_args()
    elsewhere = tests_elsewhere()
    headers = options.headers or sorted(
        str(path.relative_to(INCLUDE / 'portwright')) for room in ROOMS
        for path in (INCLUDE / 'portwright' / room).glob('*.hpp'))
    chosen = [(header, test_of(header, elsewhere), number, line) for header in headers if test_of(header, elsewhere)
              for number, line in mutants_of(header) if options.line in (None, number + 1)]
    random.Random(options.seed).shuffle(chosen)
    if options.count:
        chosen = chosen[:options.count]
    build = TESTS.parent / '.build'
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as work:
        main_object = pathlib.Path(work) / 'main.o'
        subprocess.run(COMPILE + ['-c', TESTS / 'main.cpp', '-o', main_object], check=True)
        # A test that does not pass on the headers as they are says nothing.
        for header, test in sorted({(header, test) for header, test, _, _ in chosen}):
            first = (INCLUDE / 'portwright' / header).read_text(encoding='utf-8').split('\n')[0]
            if not survives(work, main_object, header, [test], 0, first):
                sys.exit(f'{test} does not pass by itself')

        def is_alive(header, test, number, line):
            others = sorted(test.parent.glob('*.cpp')) if options.room else []
            tests = [test] + [other for other in others if other != test]
            return survives(work, main_object, header, tests, number, line)

        killed = survived = 0
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for (header, _, number, line), alive in zip(
                    chosen, pool.map(lambda one: is_alive(*one), chosen)):
                killed += not alive
                survived += alive
                if alive:
                    before = (INCLUDE / 'portwright' / header).read_text(encoding='utf-8').split('\n')[number]
                    print(f'{header}:{number + 1}: {before.strip()}\n    became: {line.strip()}', flush=True)
    print(f'{killed} killed, {survived} survived')


if __name__ == '__main__':
    main()
