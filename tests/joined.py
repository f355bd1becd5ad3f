# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""joined.py OUTPUT... -- UNIT...: units of tests, which share most of what they instantiate, to be compiled together.

Each output includes its part of the units, in their order, each in a namespace of its own, so that their names cannot
meet. What the units include comes first, outside of these: every header must have its guard. A unit may lean by mistake on
what its neighbour includes; whoever compiles it alone sees that.
"""

import os
import re
import sys

INCLUDE = re.compile(r'^ *# *include *(<[^>]+>|"[^"]+\.hpp")', re.MULTILINE)


def path_from(output, path):
    """As written in `output`: relative, so that another clone's is the same to ccache."""
    return os.path.relpath(path, os.path.dirname(os.path.abspath(output)))


def joined(output, units):
    headers = {}
    for unit in units:
        with open(unit, encoding='utf-8') as text:
            for header in INCLUDE.findall(text.read()):
                beside = os.path.join(os.path.dirname(unit), header.strip('"'))
                if header.startswith('"') and os.path.exists(beside):   # or else the compiler is told where it is
                    header = f'"{path_from(output, beside)}"'
                headers[header] = None
    lines = [f'#include {header}' for header in headers]
    for number, unit in enumerate(units):
        lines += [f'namespace unit_{number} {{', f'#include "{path_from(output, unit)}"', '}']
    return '\n'.join(lines) + '\n'


def main():
    divider = sys.argv.index('--')
    outputs, units = sys.argv[1:divider], sys.argv[divider + 1:]
    share = -(-len(units) // len(outputs))
    for index, output in enumerate(outputs):
        text = joined(output, units[index * share:(index + 1) * share])
        with open(output, 'w', encoding='utf-8') as file:
            file.write(text)


main()
