# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

"""single_header.py INCLUDE OUTPUT [HEADER...]

Writes all of the library, or what HEADER... include (such as portwright/tencent/clb.hpp), into one file. It needs what
the headers need: C++20, and mbedTLS for those that are over it, which are left out where a compiler finds no mbedTLS.
"""

import pathlib
import re
import sys

INCLUDE_LINE = re.compile(r'#\s*include <([^>]+)>')
MACROS_OFF = 'portwright/core/platform_macros_off.hpp'
MACROS_ON = 'portwright/core/platform_macros_on.hpp'


def pragmas(text):
    return [line for line in text.splitlines() if line.startswith('#')]


class Amalgamation:
    def __init__(self, include):
        self.include = include
        self.written = set()
        self.standard = set()
        self.body = []
        self.off = False
        self.over_mbedtls = {}

    def text(self, header):
        return (self.include / header).read_text(encoding='utf-8')

    def needs_mbedtls(self, header):
        if header not in self.over_mbedtls:
            self.over_mbedtls[header] = False  # for a cycle, of which there is none
            self.over_mbedtls[header] = any(
                name.startswith(('mbedtls/', 'psa/')) or (name.startswith('portwright/') and self.needs_mbedtls(name))
                for name in INCLUDE_LINE.findall(self.text(header)))
        return self.over_mbedtls[header]

    def switch(self, off):
        """Platform headers must find their macros, and ours must not: only where that changes is it written."""
        if off != self.off:
            self.body += pragmas(self.text(MACROS_OFF if off else MACROS_ON))
            self.off = off

    def add(self, header):
        if header in self.written or header in (MACROS_OFF, MACROS_ON):
            return
        self.written.add(header)
        guarded = self.needs_mbedtls(header)
        lines = [line for line in self.text(header).splitlines()
                 if not line.startswith(('// Copyright', '// SPDX', '#pragma once'))]
        # In its place, as some follow what they need, but none where a condition might leave it out for others.
        depth = 0
        for line in lines:
            depth += line.startswith('#if')
            depth -= line.startswith('#endif')
            found = INCLUDE_LINE.match(line)
            if found and found[1].startswith('portwright/') and (guarded or depth > 0):
                self.add(found[1])
        self.begin(header, guarded)
        for line in lines:
            found = INCLUDE_LINE.match(line)
            if not found:
                self.body.append(line)
            elif found[1] == MACROS_OFF:
                self.switch(True)
            elif found[1] == MACROS_ON:
                continue  # the next header is ours, too, or switches itself
            elif found[1].startswith('portwright/'):
                if found[1] not in self.written:
                    self.add(found[1])
                    self.begin(header, False)
            elif re.fullmatch(r'[a-z_]+', found[1]):
                self.standard.add(found[1])
            else:
                self.switch(False)
                self.body.append(line)
        if guarded:
            self.switch(False)
            self.body.append('#endif')

    def begin(self, header, guarded):
        if guarded:
            self.switch(False)
        self.body += ['', f'// ---- {header}', '']
        if guarded:
            self.body.append('#if __has_include(<mbedtls/version.h>)')

    def whole(self):
        self.switch(False)
        version = re.search(r'string_view version = "(.*)"', self.text('portwright/version.hpp'))[1]
        head = [
            '// Copyright (c) 2026 The Portwright authors.',
            '// SPDX-License-Identifier: MIT',
            '#pragma once',
            '',
            f'// Portwright {version} in one file, made by `meson compile single_header`. Not to be changed, and not to be',
            '// included beside the headers that it is made of.',
            '']
        language = 'portwright/core/language.hpp'
        # The message of too old a language comes before those of standard headers that it lacks.
        mark = f'// ---- {language}'
        at = self.body.index(mark)
        end = next(i for i in range(at, len(self.body)) if self.body[i] == '#endif') + 1
        check = self.body[at:end]
        rest = self.body[:at] + self.body[end:]
        lines = head + check + [''] + [f'#include <{name}>' for name in sorted(self.standard)] + rest
        return re.sub(r'\n{3,}', '\n\n', '\n'.join(lines)) + '\n'


def main():
    include, output, *headers = sys.argv[1:]
    include = pathlib.Path(include)
    whole = Amalgamation(include)
    whole.add('portwright/core/language.hpp')
    for header in headers or sorted(str(path.relative_to(include)) for path in include.glob('portwright/**/*.hpp')):
        whole.add(header)
    pathlib.Path(output).write_text(whole.whole(), encoding='utf-8')


if __name__ == '__main__':
    main()
