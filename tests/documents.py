#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""documents.py [--update]: holds what the README says of the tree, and its translation to the README.

- What the README promises of compilers and platforms is named by the test beside it, which its stage of .ci/run runs.
- Each small program is there, and so is the test that runs it.
- Each question of tests/questions.tsv leads to its page in at most two clicks from a line that has its words.
- examples/README.zh-CN.md has the README's headings, blocks, rows, code, figures and links. --update copies code and
  figures over, and says what is left to translate.

The last line is `N passed, M failed`.
"""

import collections
import difflib
import os
import re
import sys

README = 'README.md'
CHINESE = 'examples/README.zh-CN.md'
LINK = re.compile(r'\]\(([^)\s]+)\)')
NUMBER = re.compile(r'\d[\d,.]*\d|\d')

passed = 0
failures = []


def hold(good, what):
    global passed
    if good:
        passed += 1
    else:
        failures.append('FAIL ' + what)


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


# ---- blocks ----

Block = collections.namedtuple('Block', 'kind line lines')


def blocks_of(text):
    """Headings, code, comments, tables, lists and paragraphs, each with the line that it begins at."""
    blocks = []
    lines = text.splitlines()
    i = 0
    while i < len(lines):
        begin = i
        line = lines[i]
        if not line.strip():
            i += 1
            continue
        if line.startswith('```'):
            kind = 'code'
            i += 1
            while not lines[i].startswith('```'):
                i += 1
            i += 1
        elif line.startswith('#'):
            kind = 'heading'
            i += 1
        elif line.startswith('<!--'):
            kind = 'comment'
            i += 1
        else:
            kind = 'table' if line.startswith('|') else 'list' if line.startswith('- ') else 'paragraph'
            while i < len(lines) and lines[i].strip() and not re.match(r'```|#|<!--', lines[i]):
                i += 1
        blocks.append(Block(kind, begin + 1, lines[begin:i]))
    return blocks


def cells(row):
    return [cell.strip() for cell in row.strip().strip('|').split('|')]


# ---- the README ----

def section(text, heading):
    return text.split(f'\n## {heading}\n', 1)[1].split('\n## ', 1)[0]


def rows_under(text, first_cell):
    """The table whose head begins so."""
    table = next(block for block in blocks_of(text) if block.kind == 'table' and cells(block.lines[0])[0] == first_cell)
    return [cells(row) for row in table.lines[2:]]


def stage_text(ci, stage):
    found = re.search(rf'^stage {stage}\b.*?(?=^stage |^end_stage)', ci, re.M | re.S)
    return found.group(0) if found else ''


def check_promises(text):
    ci = read('.ci/run')
    build = read('tests/meson.build')
    rows = rows_under(section(text, 'Compatibility'), 'with')
    hold(len(rows) >= 9, 'the README promises less than it did')
    for what, names, test, stage in rows:
        test, stage = test.strip('`'), stage.strip('`')
        if not os.path.isfile(test):
            hold(False, f'{what}: there is no {test}')
            continue
        said = read(test)
        for name in re.findall(r'`([^`]+)`', names):
            hold(re.search(r'(?<![\w.+-])' + re.escape(name) + r'(?![\w+])', said),
                 f'{what}: {test} does not name {name}')
        runs = stage_text(ci, stage)
        hold(test in runs or (stage == 'tests' and os.path.relpath(test, 'tests') in build),
             f'{what}: the stage {stage} does not run {test}')


def check_programs(text):
    rows = rows_under(text, 'a program that')
    hold(len(rows) >= 8, 'the README has fewer small programs than it had')
    build = read('tests/meson.build')
    for what, place, test in rows:
        path = (LINK.search(place) or re.search(r'`([^`]+)`', place)).group(1)
        test = test.strip('`')
        hold(os.path.isfile(path), f'a program that {what}: there is no {path}')
        hold(os.path.isfile(test) and os.path.basename(test) in build, f'a program that {what}: {test} is not run')
        if path.endswith('.md'):
            hold('```cpp\n' in read(path), f'a program that {what}: {path} has none')
        else:
            said = read(test) + build
            hold(os.path.basename(path) in said or os.path.basename(path).removesuffix('.cpp') in said,
                 f'a program that {what}: {test} does not run it')


def links_of(path):
    folder = os.path.dirname(path)
    return {os.path.normpath(os.path.join(folder, link.split('#')[0])) for link in LINK.findall(read(path))
            if '://' not in link and not link.startswith('#')}


def check_questions(text):
    lines = text.splitlines()
    for question in read('tests/questions.tsv').splitlines():
        if question.startswith('#'):
            continue
        words, page = question.split('\t')
        near = set()
        for i, line in enumerate(lines):
            # A sentence may go on in the next line.
            if words.lower() in (line + ' ' + ''.join(lines[i + 1:i + 2])).lower():
                near |= {os.path.normpath(link.split('#')[0]) for link in LINK.findall(line)
                         if not link.startswith('#')}
                for anchor in re.findall(r'\]\(#([^)]+)\)', line):
                    near |= {os.path.normpath(link.split('#')[0]) for link in LINK.findall(section_of(text, anchor))
                             if not link.startswith('#')}
        further = set().union(*(links_of(one) for one in near if one.endswith('.md') and os.path.isfile(one)))
        hold(os.path.isfile(page) and page in near | further, f'"{words}" does not lead to {page} in two clicks')
    for guide in sorted(os.listdir('examples/guides')):
        hold('(examples/guides/' + guide + ')' in text, f'no question leads to {guide}')


def slug(heading):
    return re.sub(r'[^\w\- ]', '', heading.lower()).replace(' ', '-')


def section_of(text, anchor):
    for heading in re.findall(r'^## (.*)$', text, re.M):
        if slug(heading) == anchor:
            return section(text, heading)
    return ''


# ---- the translation ----

def is_figure(cell):
    """A cell that says the same in any language: numbers with their marks and units."""
    return re.fullmatch(r'[\s*\d,.%]*(KB|MB|s)?\**', cell) is not None and re.search(r'\d', cell) is not None


def numbers(text):
    text = re.sub(r'`[^`]*`|\]\([^)]*\)', '', text)
    return NUMBER.findall(text)


def in_code(text):
    return re.findall(r'`([^`]+)`', text)


def target(link, ours, blocks):
    """Where a link of README.md (ours) or of its translation leads; a heading by its number."""
    if '://' in link:
        return link
    if link.startswith('#'):
        slugs = [slug(block.lines[0].lstrip('# ')) for block in blocks if block.kind == 'heading']
        return slugs.index(link[1:]) if link[1:] in slugs else 'no heading ' + link
    path = os.path.normpath(os.path.join('' if ours else 'examples', link))
    return path if path not in (README, CHINESE) else 'the other one'


def same(block, other, blocks, others):
    """What of a block's translation differs, a line for each thing."""
    text, translated = '\n'.join(block.lines), '\n'.join(other.lines)
    if block.kind in ('code', 'comment'):
        return [] if text == translated else ['is another']
    if block.kind == 'heading':
        level = len(text) - len(text.lstrip('#'))
        return [] if translated.startswith('#' * level + ' ') else ['is of another level']
    wrong = []
    for what, found in (('numbers', numbers), ('code', in_code)):
        pairs = [(text, translated)]
        if block.kind == 'table':
            if len(block.lines) != len(other.lines):
                return [f'has {len(other.lines) - 2} rows in place of {len(block.lines) - 2}']
            pairs = list(zip(block.lines, other.lines))
        for a, b in pairs:
            lost = collections.Counter(found(a)) - collections.Counter(found(b))
            more = collections.Counter(found(b)) - collections.Counter(found(a))
            if lost or more:
                where = f' of the row "{cells(a)[0]}"' if block.kind == 'table' else ''
                wrong.append(f'{what}{where}: lacks {sorted(lost.elements())}, has {sorted(more.elements())} instead')
    if block.kind == 'table' and any(len(cells(a)) != len(cells(b)) for a, b in zip(block.lines, other.lines)):
        wrong.append('has a row of another number of cells')
    if block.kind == 'list':
        items = [sum(line.startswith('- ') for line in one.lines) for one in (block, other)]
        if items[0] != items[1]:
            wrong.append(f'has {items[1]} items in place of {items[0]}')
    leads = [sorted(str(target(link, ours, of)) for link in LINK.findall(one))
             for one, ours, of in ((text, True, blocks), (translated, False, others))]
    if leads[0] != leads[1]:
        wrong.append(f'leads to {leads[1]} in place of {leads[0]}')
    return wrong


def kinds(blocks):
    return [block.kind + (block.lines[0].split(' ')[0] if block.kind == 'heading' else '') for block in blocks]


# What a table says of a goal, the only words in its rows.
VERDICTS = {'met': '达到', 'open': '未达到'}


def updated(block, other):
    """The translated block with the README's code, and its figures where these stand alone in a cell."""
    if block.kind in ('code', 'comment'):
        return block.lines
    if block.kind == 'table' and all(cells(row)[-1] in VERDICTS for row in block.lines[2:]):
        rows = [cells(row)[:-1] + [VERDICTS[cells(row)[-1]]] for row in block.lines[2:]]
        return other.lines[:2] + ['| ' + ' | '.join(row) + ' |' for row in rows]
    if block.kind == 'table' and len(block.lines) == len(other.lines):
        rows = []
        for a, b in zip(block.lines, other.lines):
            own, translated = cells(a), cells(b)
            if len(own) == len(translated):
                made = [x if is_figure(x) else y for x, y in zip(own, translated)]
                b = '| ' + ' | '.join(made) + ' |' if made != translated else b
            rows.append(b)
        return rows
    lost = collections.Counter(numbers('\n'.join(block.lines))) - collections.Counter(numbers('\n'.join(other.lines)))
    more = collections.Counter(numbers('\n'.join(other.lines))) - collections.Counter(numbers('\n'.join(block.lines)))
    if sum(lost.values()) == sum(more.values()) == 1:
        old, new = next(iter(more)), next(iter(lost))
        return [re.sub(r'(?<![\d.,])' + re.escape(old) + r'(?![\d])', new, line) for line in other.lines]
    return other.lines


def check_translation(text, update):
    translated = read(CHINESE)
    blocks, others = blocks_of(text), blocks_of(translated)
    matcher = difflib.SequenceMatcher(None, kinds(blocks), kinds(others), autojunk=False)
    lines = translated.splitlines()
    for operation, a, b, c, d in reversed(matcher.get_opcodes()):
        if operation == 'equal':
            for block, other in reversed(list(zip(blocks[a:b], others[c:d]))):
                if update:
                    lines[other.line - 1:other.line - 1 + len(other.lines)] = updated(block, other)
            continue
        for block in blocks[a:b]:
            hold(False, f'{README}:{block.line}: this {block.kind} is not in {CHINESE}: {block.lines[0][:60]}')
        for other in others[c:d]:
            hold(False, f'{CHINESE}:{other.line}: this {other.kind} is not in {README}: {other.lines[0][:60]}')
    if update:
        translated = '\n'.join(lines) + '\n'
        with open(CHINESE, 'w', encoding='utf-8') as file:
            file.write(translated)
        others = blocks_of(translated)
        matcher = difflib.SequenceMatcher(None, kinds(blocks), kinds(others), autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != 'equal':
            continue
        for block, other in zip(blocks[a:b], others[c:d]):
            wrong = same(block, other, blocks, others)
            hold(not wrong, f'{CHINESE}:{other.line}: the {block.kind} of {README}:{block.line} ' + '; '.join(wrong))
    for link in LINK.findall(translated):
        if '://' not in link and not link.startswith('#'):
            path = os.path.join('examples', link.split('#')[0])
            hold(os.path.exists(path), f'{CHINESE}: leads to {link}, which is not there')
    for block in others:
        if block.kind in ('paragraph', 'list'):
            hold(re.search(r'[\u4e00-\u9fff]|^!?\[', '\n'.join(block.lines)), f'{CHINESE}:{block.line}: is no Chinese')


def main():
    os.chdir(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    text = read(README)
    check_promises(text)
    check_programs(text)
    check_questions(text)
    if os.path.exists(CHINESE):
        check_translation(text, '--update' in sys.argv[1:])
    else:
        hold(False, f'there is no {CHINESE}')
    for failure in failures:
        print(failure)
    print(f'{passed} passed, {len(failures)} failed')
    return 1 if failures or passed < 100 else 0


sys.exit(main())
