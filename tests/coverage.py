#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""coverage.py EXPORT...: what the tests ran of include/, by llvm-cov's exports, one of each test program.

A line or a branch counts as run where any program ran it, in any instantiation. What a template decides when it is
instantiated is no branch. A constant expression is not run, and is not counted as if it were: coverage.tsv lists the
functions that nothing but the compiler enters, by the line that their body begins on. They are left out of the shares, and
one that was entered, or that is not proven by `coverage.sh --constants`, must not be in the list. Everything else that was
missed is printed. The last lines are the shares, of which lines must be 98 % and branches 95 %, and `N passed, N failed`.

coverage.py --constants [HEADER...]: proves that list. A function is entered in constant expressions where a test of its
header, or of its room, does not compile any more once the compiler would meet a trap in it. Takes seconds a function.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import mutants

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = ROOT / 'include/portwright'
LIST = ROOT / 'tests/coverage.tsv'
LEAST_LINES = 98
LEAST_BRANCHES = 95


def counts_by_line(segments):
    """As llvm-cov's line view counts them: the greatest of what is open when a line begins, and of what begins on it."""
    counts = {}
    open_count = None
    by_line = {}
    for line, column, count, has_count, is_entry, is_gap in segments:
        by_line.setdefault(line, []).append((count if has_count else None, is_entry, is_gap))
    if not by_line:
        return counts
    for line in range(min(by_line), max(by_line) + 1):
        here = by_line.get(line, [])
        found = [count for count, is_entry, is_gap in here if count is not None and is_entry and not is_gap]
        begins_uncounted = bool(here) and here[0][0] is None and here[0][1]
        if open_count is not None and not begins_uncounted:
            found.append(open_count)
        if found:
            counts[line] = max(found)
        if here:
            count, _, is_gap = here[-1]
            open_count = None if is_gap else count
    return counts


def count_before(segments, line, column):
    """The count of the region that the place lies in."""
    last = None
    for at_line, at_column, count, has_count, _, _ in segments:
        if (at_line, at_column) > (line, column):
            break
        last = count if has_count else None
    return last


class Header:
    def __init__(self):
        self.lines = {}
        self.branches = {}  # place: [true, false, whether it was come to]
        self.functions = {}  # first and last line: how often it was entered

    def take(self, file):
        for line, count in counts_by_line(file['segments']).items():
            self.lines[line] = self.lines.get(line, 0) + count
        for line, column, end_line, end_column, true, false, *_ in file['branches']:
            branch = self.branches.setdefault((line, column, end_line, end_column), [0, 0, 0])
            branch[0] += true
            branch[1] += false
            branch[2] += count_before(file['segments'], line, column) or 0

    def take_function(self, function):
        begin, _, end, *_ = function['regions'][0]
        self.functions[begin, end] = self.functions.get((begin, end), 0) + function['count']

    def missed_branches(self):
        """A condition that was come to and counted neither way was decided when the template was instantiated."""
        for place, (true, false, reached) in sorted(self.branches.items()):
            if not true and not false and reached:
                continue
            for way, count in (('true', true), ('false', false)):
                yield place, way, count


def read_exports(exports):
    headers = {}

    def header_of(filename):
        path = pathlib.Path(filename).resolve()
        return headers.setdefault(str(path.relative_to(INCLUDE)), Header()) if INCLUDE in path.parents else None

    for export in exports:
        data = json.loads(pathlib.Path(export).read_text(encoding='utf-8'))['data'][0]
        for file in data['files']:
            header = header_of(file['filename'])
            if header:
                header.take(file)
        for function in data['functions']:
            header = header_of(function['filenames'][0])
            if header:
                header.take_function(function)
    return headers


def read_constants():
    rows = [line.split('\t') for line in LIST.read_text(encoding='utf-8').splitlines() if not line.startswith('#')]
    return [(header, text) for header, text in rows]


def text_of(header):
    return (INCLUDE / header).read_text(encoding='utf-8').split('\n')


def report(exports):
    constants = set(read_constants())
    needed = set()
    failures = []
    lines = missed_lines = branches = missed_branches = 0
    for name, header in sorted(read_exports(exports).items()):
        text = text_of(name)
        left_out = set()
        for (begin, end), count in header.functions.items():
            if not count and (name, text[begin - 1].strip()) in constants:
                needed.add((name, text[begin - 1].strip()))
                left_out.update(range(begin, end + 1))
        # Overloads that begin alike, and lines that a function shares with its neighbour.
        for (begin, end), count in header.functions.items():
            if count:
                left_out.difference_update(range(begin, end + 1))
        for line, count in sorted(header.lines.items()):
            if line in left_out:
                continue
            lines += 1
            if not count:
                missed_lines += 1
                print(f'{name}:{line}: not run: {text[line - 1].strip()}')
        for (line, column, end_line, end_column), way, count in header.missed_branches():
            code = text[line - 1][column - 1:end_column - 1 if line == end_line else None]
            if line in left_out or (not count and DECIDED.search(code)):
                continue
            branches += 1
            if not count:
                missed_branches += 1
                if header.lines.get(line):
                    print(f'{name}:{line}: never {way}: {code}')
    for name, line in sorted(constants - needed):
        failures.append(f'FAIL coverage.tsv: {name}: is run, or is not there: {line}')
    line_share = 100 * (lines - missed_lines) / lines
    branch_share = 100 * (branches - missed_branches) / branches
    if line_share < LEAST_LINES:
        failures.append(f'FAIL less than {LEAST_LINES} % of the lines are run')
    if branch_share < LEAST_BRANCHES:
        failures.append(f'FAIL less than {LEAST_BRANCHES} % of the branches are taken')
    print('\n'.join(failures))
    print(f'{lines} lines, {line_share:.2f} % run; {branches} branches, {branch_share:.2f} % taken; '
          f'{len(needed)} functions in constant expressions only')
    print(f'{len(needed) + 2 - min(2, len(failures))} passed, {len(failures)} failed')
    return not failures


# What the compiler decides, also where no template has it decide.
DECIDED = re.compile(r'is_constant_evaluated|__builtin_constant_p|requires \{|std::is_\w+_v<|sizeof')
TRAP = 'if (__builtin_is_constant_evaluated()) portwright_trap();'
COMPILE = ['clang++', '-std=c++20', '-fsyntax-only', '-w', '-include', 'trap.hpp', '-DPORTWRIGHT_ONE_OF=10',
           f'-I{ROOT / "tests"}']


def trapped(text):
    """The line with a trap at the beginning of the function's body."""
    place = len(text) - 1 if text.endswith('{') else re.search(r'(?<=[)\w]) \{', text).start() + 1
    return f'{text[:place + 1]} {TRAP} {text[place + 1:]}'


def compiles(folder, test):
    return subprocess.run(COMPILE + [f'-I{folder}', f'-I{folder}/include', test],
                          capture_output=True, timeout=300).returncode == 0


def prove_constant(work, header, line):
    """The test that does not compile with a trap in the function; none where each does."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=work))
    shutil.copytree(INCLUDE.parent, folder / 'include', copy_function=os.link)
    (folder / 'trap.hpp').write_text('#pragma once\ninline void portwright_trap() {}\n', encoding='utf-8')
    copy = folder / 'include/portwright' / header
    copy.unlink()
    copy.write_text('\n'.join(trapped(text) if text.strip() == line else text for text in text_of(header)),
                    encoding='utf-8')
    own = mutants.test_of(header, mutants.tests_elsewhere())
    room = sorted((ROOT / 'tests' / header.split('/')[0]).glob('*.cpp'))
    # Most of what is made of a schema is seen by whoever signs or reads.
    others = [ROOT / 'tests/signature/prepared_later.cpp', ROOT / 'tests/families/families.cpp']
    try:
        for test in [own] * bool(own) + others + room:
            if not compiles(folder, test):
                return os.path.relpath(test, ROOT)
    finally:
        shutil.rmtree(folder)
    return None


def prove_constants(headers):
    passed = failed = 0
    (ROOT / '.build').mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / '.build') as work:
        for header, line in read_constants():
            if headers and header not in headers:
                continue
            test = prove_constant(work, header, line)
            passed += test is not None
            failed += test is None
            print(f'{"ok" if test else "FAIL"} {header}: {line}: {test or "no test enters it"}', flush=True)
    print(f'{passed} passed, {failed} failed')
    return not failed and passed


def main():
    if '--constants' in sys.argv:
        sys.exit(not prove_constants([argument for argument in sys.argv[1:] if argument != '--constants']))
    sys.exit(not report(sys.argv[1:]))


main()
