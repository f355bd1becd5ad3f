#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""make.py [--update]: fails where the SVGs beside it are not those of flow.txt and the README's tables; or makes them so.

The pictures are of shapes and text alone, and take their colours from the reader's, light or dark.
"""

import html
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
README = HERE.parent.parent / 'README.md'
STYLE = '''<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.small { font-size: 11px; fill: #59636e }
.box { fill: #f6f8fa; stroke: #8c959f }
.line { stroke: #59636e; fill: none }
.head { fill: #59636e }
.ours { fill: #1f6feb }
.floor { fill: #a5b4c5 }
.other { fill: #8c959f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #9198a1 }
  .box { fill: #161b22; stroke: #6e7681 }
  .line { stroke: #9198a1 }
  .head { fill: #9198a1 }
  .ours { fill: #4493f8 }
  .floor { fill: #4a5563 }
  .other { fill: #6e7681 }
}
</style>'''


def svg(width, height, title, body):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-label="{html.escape(title)}">\n<title>{html.escape(title)}</title>\n{STYLE}\n' +
            '\n'.join(body) + '\n</svg>\n')


def text(x, y, words, kind='', anchor='start'):
    return f'<text x="{x}" y="{y}" class="{kind}" text-anchor="{anchor}">{html.escape(words)}</text>'


# ---- the flow ----

BOX, GAP, HIGH, LEFT = 150, 22, 66, 12


def box(x, y, words):
    middle = x + BOX // 2
    lines = [f'<rect x="{x}" y="{y}" width="{BOX}" height="{HIGH}" rx="6" class="box"/>',
             text(middle, y + 21, words[0], 'title', 'middle')]
    return lines + [text(middle, y + 23 + 16 * (i + 1), line, 'small', 'middle') for i, line in enumerate(words[1:])]


def arrow(points, head):
    (x, y), side = points[-1], head * 7
    path = ' '.join(f'{a},{b}' for a, b in points)
    return [f'<polyline points="{path}" class="line"/>',
            f'<polygon points="{x},{y} {x - side},{y - 4} {x - side},{y + 4}" class="head"/>']


def flow():
    rows = [[part.strip() for part in line.split('|')] for line in (HERE / 'flow.txt').read_text().splitlines()
            if line and not line.startswith('#')]
    there = [row[1:] for row in rows if row[0] == 'there']
    back = [row[1:] for row in rows if row[0] == 'back']
    spans = [(int(row[1]), int(row[2]), row[3]) for row in rows if row[0] == 'span']
    left = [LEFT + i * (BOX + GAP) for i in range(len(there))]
    top, below = 8, 8 + HIGH + 34
    body = []
    for i, words in enumerate(there):
        body += box(left[i], top, words)
        if i:
            body += arrow([(left[i] - GAP, top + HIGH // 2), (left[i] - 2, top + HIGH // 2)], 1)
    places = [left[len(there) - 1 - len(back) + i] for i in range(len(back))]
    for x, words in zip(places, back):
        body += box(x, below, words)
    for near, far in zip(places, places[1:]):
        body += arrow([(far, below + HIGH // 2), (near + BOX + 2, below + HIGH // 2)], -1)
    cloud = left[-1] + BOX // 2
    body += arrow([(cloud, top + HIGH), (cloud, below + HIGH // 2), (places[-1] + BOX + 2, below + HIGH // 2)], -1)
    y = below + HIGH + 18
    for first, last, words in spans:
        begin, end = left[first - 1], left[last - 1] + BOX
        body += [f'<path d="M{begin} {y - 5} v5 H{end} v-5" class="line"/>',
                 text((begin + end) // 2, y + 15, words, 'small', 'middle')]
        y += 30
    return svg(left[-1] + BOX + LEFT, y, 'From a request to its outcome', body)


# ---- the figures ----

def table(begins):
    """The rows of the README's table whose first cell begins so, without marks."""
    lines = README.read_text(encoding='utf-8').splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith('| ' + begins))
    rows = []
    for line in lines[first + 2:]:
        if not line.startswith('|'):
            break
        rows.append([re.sub(r'[*`]', '', cell).strip() for cell in line.strip('|').split('|')])
    return rows


def number(cell):
    return float(cell.replace(',', '')) if re.fullmatch(r'[\d,.]+', cell) else None


def bars(title, rows):
    """rows: name, value, kind. A bar for each, from 0, with its number."""
    most = max(value for _, value, _ in rows)
    wide, begin = 400, 330
    body = [text(LEFT, 22, title, 'title')]
    for i, (name, value, kind) in enumerate(rows):
        y = 38 + 24 * i
        length = max(1, round(value / most * wide))
        body += [text(begin - 10, y + 13, name, 'small', 'end'),
                 f'<rect x="{begin}" y="{y}" width="{length}" height="16" class="{kind}"/>',
                 text(begin + length + 6, y + 13, f'{value:,.0f}', 'small')]
    return svg(begin + wide + 90, 38 + 24 * len(rows) + 6, title, body)


def kind_of(name):
    return 'ours' if name.startswith('Portwright') else 'floor' if 'alone' in name else 'other'


def chart(begins, column, title, names=lambda name: name):
    rows = [(names(row[0]), number(row[column]), kind_of(row[0])) for row in table(begins)]
    return bars(title, [row for row in rows if row[1] is not None])


def charts():
    plain = {'hashing alone of the next, prepared key': 'hashing alone of the next',
             'mbedtls_md_hmac alone, of the 302 bytes that are signed next': 'mbedtls_md_hmac alone of the next'}

    def short(name):
        return plain.get(name, name).removesuffix(', the equal request')
    return {
        'flow.svg': flow(),
        'signing.svg': chart('one request, built and signed', 1,
                             'One request, built and signed: instructions on x86-64', short),
        'answers.svg': chart('an answer read', 3,
                             'An answer of 72 KB, two fields of each listener: instructions on x86-64'),
    }


def main():
    different = 0
    for name, made in charts().items():
        path = HERE / name
        if path.exists() and path.read_text(encoding='utf-8') == made:
            continue
        if '--update' in sys.argv[1:]:
            path.write_text(made, encoding='utf-8')
        else:
            print(f'FAIL examples/charts/{name} is not what it is made of: python3 examples/charts/make.py --update')
            different += 1
    return different


sys.exit(main())
