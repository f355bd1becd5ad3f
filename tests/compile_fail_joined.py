# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""compile_fail_joined.py WORK COMPILER...: compiles many of compile_fail.sh's cases as one, in a fraction of the time.

WORK/jobs has the cases, a line each. Those that are well are taken off and appended to WORK/passed. The others are left, to
be compiled alone: they may be wrong, or hide behind each other, as a compiler says once what is wrong with one type.

Each case stands in a namespace of its own, and under a file name of its own. An error belongs to the case that the compiler
names with it: g++ before the error, clang behind it.
"""

import pathlib
import re
import subprocess
import sys

TOGETHER = 12
INCLUDE = re.compile(r'^ *# *include .*$', re.MULTILINE)
NAMED = re.compile(r'joined_case_(\d+)_')
ERROR = re.compile(r': (fatal )?error: ')
NOTE = re.compile(r': (note|warning): ')


def unit_of(jobs):
    """The unit, whose headers are all precompiled."""
    lines = []
    for number, (file, macro) in enumerate(jobs):
        name, value = macro[2:].partition('=')[::2]
        lines += [f'#define {name} {value}', f'namespace joined_{number} {{',
                  f'#line 1 "joined_case_{number}_{file.name}"', INCLUDE.sub('', file.read_text(encoding='utf-8')),
                  '}', f'#undef {name}']
    return '\n'.join(lines) + '\n'


def errors_of(log, count, is_clang):
    """The errors of each job, in order."""
    errors = [[] for _ in range(count)]
    owner = None
    block = []
    pending = None     # clang's error whose case is not named yet
    for line in log.split('\n'):
        named = NAMED.search(line)
        if ERROR.search(line):
            if is_clang:
                owner, pending = (int(named[1]), None) if named else (None, line)
                if named:
                    errors[owner].append(line)
            else:
                for before in block + [line]:
                    if found := NAMED.search(before):
                        owner = int(found[1])
                        break
                if owner is not None:
                    errors[owner].append(line)
            block = []
        elif is_clang and pending and named:
            errors[int(named[1])].append(pending)
            pending = None
        elif NOTE.search(line):
            block = []
        else:
            block.append(line)
    return errors


def is_well(job, errors):
    file, macro = job
    text = file.read_text(encoding='utf-8')
    case = macro.partition('=')[2]
    expected = (re.search(rf'^// EXPECT {case}: (.*)$', text, re.MULTILINE) or
                re.search(r'^// EXPECT: (.*)$', text, re.MULTILINE))
    first = errors[:1] if re.search(r'^// FIRST$', text, re.MULTILINE) else errors
    most = re.search(r'^// ERRORS: (\d+)$', text, re.MULTILINE)
    return (expected is not None and any(expected[1] in error for error in first) and
            (most is None or len(errors) <= int(most[1])))


def compile_together(work, compiler, jobs):
    """Those that are well."""
    is_clang = 'clang' in ' '.join(compiler)
    without_carets = ['-fno-caret-diagnostics', '-ferror-limit=0'] if is_clang else ['-fno-diagnostics-show-caret']
    unit = work / 'joined.cpp'
    unit.write_text(unit_of(jobs), encoding='utf-8')
    include = pathlib.Path(__file__).resolve().parent.parent / 'include'
    done = subprocess.run([*compiler, *without_carets, '-include', work / 'headers.hpp', '-std=c++20', '-fsyntax-only',
                           f'-I{include}', unit], capture_output=True, text=True, errors='replace', check=False)
    if jobs[0][1] == '-DGOOD':
        return jobs if done.returncode == 0 else []
    errors = errors_of(done.stderr, len(jobs), is_clang)
    return [job for job, own in zip(jobs, errors) if done.returncode != 0 and is_well(job, own)]


def main():
    work, compiler = pathlib.Path(sys.argv[1]), sys.argv[2:]
    jobs = [(pathlib.Path(file), macro) for file, macro in map(str.split, (work / 'jobs').read_text().splitlines())]
    alone = {job for job in jobs if re.search(r'^// ALONE( ' + (job[1].partition('=')[2] or '0') + ')?$',
                                              job[0].read_text(encoding='utf-8'), re.MULTILINE)}
    well = set()
    for is_good in (True, False):
        joined = [job for job in jobs if job not in alone and (job[1] == '-DGOOD') == is_good]
        for begin in range(0, len(joined), TOGETHER):
            well.update(compile_together(work, compiler, joined[begin:begin + TOGETHER]))
    (work / 'jobs').write_text(''.join(f'{file} {macro}\n' for file, macro in jobs if (file, macro) not in well))
    with open(work / 'passed', 'a', encoding='utf-8') as passed:
        passed.writelines(f'{file.stem} {macro}\n' for file, macro in sorted(well))


main()
