#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""complexity.py [--update]: no function of include/ has a cyclomatic complexity over 10 but those of complexity.tsv.

Counted is as McCabe did: one, and one more for each if, loop, case, catch, conditional operator, && and || of the body. A
lambda is a function of its own. clang parses, so that templates count that nobody instantiates, and macros as what they become. The
list shrinks only: a function that is over its line there fails, and so does one that has become simpler than it says,
until --update writes the list anew, which adds nothing. The last line is `N passed, N failed`, in functions.

Needs python3-clang-19.
"""

import collections
import os
import pathlib
import sys

from clang import cindex

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = ROOT / 'include'
LIST = ROOT / 'tests/complexity.tsv'
LIMIT = 10

KIND = cindex.CursorKind
DECISIONS = {KIND.IF_STMT, KIND.FOR_STMT, KIND.WHILE_STMT, KIND.DO_STMT, KIND.CXX_FOR_RANGE_STMT, KIND.CASE_STMT,
             KIND.CXX_CATCH_STMT, KIND.CONDITIONAL_OPERATOR}
LOGICAL = {cindex.BinaryOperator.LAnd, cindex.BinaryOperator.LOr}
FUNCTIONS = {KIND.FUNCTION_DECL, KIND.CXX_METHOD, KIND.CONSTRUCTOR, KIND.DESTRUCTOR, KIND.CONVERSION_FUNCTION,
             KIND.FUNCTION_TEMPLATE, KIND.LAMBDA_EXPR}


def is_decision(cursor):
    return cursor.kind in DECISIONS or cursor.kind == KIND.BINARY_OPERATOR and cursor.binary_operator in LOGICAL


def name_of(cursor):
    """Header, scopes and name; overloads and lambdas of one function are told together, as the worst of them."""
    names = []
    while cursor is not None and cursor.kind != KIND.TRANSLATION_UNIT:
        if cursor.kind in FUNCTIONS or cursor.kind not in (KIND.NAMESPACE, KIND.LINKAGE_SPEC):
            names.append(cursor.spelling.split('<')[0] if cursor.kind != KIND.LAMBDA_EXPR else 'lambda')
        cursor = cursor.semantic_parent
    return '::'.join(reversed([name for name in names if name]))


def measure(function, name, found):
    """The function's own complexity, with those of the lambdas and local types in it told as their own."""
    total = 1
    # Behind the parameters and what is required of them.
    pending = [child for child in function.get_children() if child.kind in (KIND.COMPOUND_STMT, KIND.CXX_TRY_STMT)]
    while pending:
        cursor = pending.pop()
        if cursor.kind in FUNCTIONS:
            if cursor.kind == KIND.LAMBDA_EXPR or cursor.is_definition():
                measure(cursor, f'{name}::{"lambda" if cursor.kind == KIND.LAMBDA_EXPR else cursor.spelling}', found)
            continue
        total += is_decision(cursor)
        pending.extend(cursor.get_children())
    found[name] = max(found[name], total)


def visit(cursor, found):
    for child in cursor.get_children():
        location = child.location.file
        if location is None or not str(location).startswith(str(INCLUDE)):
            continue
        if child.kind in FUNCTIONS:
            if child.is_definition():
                header = os.path.relpath(str(location), INCLUDE / 'portwright')
                measure(child, f'{header}\t{name_of(child)}', found)
        else:
            visit(child, found)


def measured():
    headers = sorted(path.relative_to(INCLUDE) for path in INCLUDE.rglob('*.hpp'))
    unit = cindex.Index.create().parse('all.cpp', args=['-std=c++20', f'-I{INCLUDE}'], unsaved_files=[
        ('all.cpp', ''.join(f'#include <{header}>\n' for header in headers))])
    wrong = [str(said) for said in unit.diagnostics if said.severity >= cindex.Diagnostic.Error]
    if wrong:
        sys.exit('\n'.join(wrong))
    found = collections.Counter()
    visit(unit.cursor, found)
    return found


def main():
    found = measured()
    listed = {}
    for line in LIST.read_text(encoding='utf-8').splitlines():
        if not line.startswith('#'):
            header, name, complexity = line.split('\t')
            listed[f'{header}\t{name}'] = int(complexity)
    failures = []
    for name, complexity in sorted(found.items()):
        allowed = listed.get(name, LIMIT)
        if complexity > allowed:
            failures.append(f'FAIL {name}: complexity {complexity}, over {allowed}')
    for name, allowed in sorted(listed.items()):
        if found[name] < allowed:
            failures.append(f'FAIL {name}: complexity {found[name]}, and not {allowed} as complexity.tsv says')
    if '--update' in sys.argv:
        kept = [f'{name}\t{min(allowed, found[name])}' for name, allowed in sorted(listed.items()) if found[name] > LIMIT]
        head = [line for line in LIST.read_text(encoding='utf-8').splitlines() if line.startswith('#')]
        LIST.write_text('\n'.join(head + kept) + '\n', encoding='utf-8')
    print('\n'.join(failures))
    print(f'{len(found) - len(failures)} passed, {len(failures)} failed')
    sys.exit(bool(failures) or not found)


if __name__ == '__main__':
    main()
