#!/usr/bin/env python3
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
"""check.py FOLDER [LEAST]: holds what Doxygen's XML in FOLDER says of the public names. The last line is `N passed,
M failed`, and fewer than LEAST that pass are a failure, too.

Public is each name in namespace portwright that is in no `detail`, in no system's folder (there are actions, which are
data) and in no member group `@name For the library`. Of these, what is deleted, defaulted or a destructor says nothing.

A public type, enumeration and concept has a comment. A public function has one that it may share with its overloads:

- parameters: each is named in it, or in its type's comment, a short one as `name`; but `out`, to which write_...() writes;
- result: a function that returns something begins with what that is, or says so behind Returns, Whether, True, False;
- units: where a size or a time goes in or comes out, it names the unit;
- borrowing: where a view, pointer or reference is kept by a constructor or returned, it says whose text that is;
- errors: where a result or a reply is returned, it lists codes of errc behind "Error", or says whose errors they are, and
  each code is listed by some function;
- threads: a type that can be changed by a function says in its comment what threads may do with it.
"""

import glob
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

UNITS = re.compile(r'\b(bytes?|characters?|elements?|digits|bits|milliseconds|seconds|attempts|parameters|requests|'
                   r'listeners|blocks|levels|pieces|times|days?|names|retries|slots|status)\b', re.I)
LIFETIME = re.compile(r'\b(borrow\w*|views?|keeps?|kept|lives?|copy|copies|copied|until|as long as|yours|constants?|'
                      r'itself|own)\b', re.I)
RETURNED = re.compile(r'\b(returns?|returned|whether|true|false)\b', re.I)
SIZE_OR_TIME = re.compile(r'\b(size_t|unix_time|monotonic_ms|instant)\b')
VIEW = re.compile(r'[&*]|\bspan\b|\bstring_view\b|\bborrowed_text\b|\bsink\b')
# What a comment may begin with and yet be of what is returned: plurals. Another first word in -s is taken for a verb.
PLURALS = {'milliseconds', 'seconds', 'bytes', 'attempts', 'characters', 'elements', 'words', 'blocks', 'digits', 'names',
           'parameters', 'levels', 'this', 'its'}


def words(node):
    """The comment's text; what stands in it as code is between backticks."""
    if node is None:
        return ''
    parts = []

    def walk(element):
        code = element.tag in ('computeroutput', 'parametername')
        if code:
            parts.append('`')
        parts.append(element.text or '')
        for child in element:
            walk(child)
            parts.append(child.tail or '')
        if code:
            parts.append('`')
        if element.tag in ('para', 'simplesect', 'parameteritem'):
            parts.append('\n')
    walk(node)
    return ''.join(parts)


def comment_of(node):
    return ' '.join(words(node.find(part)) for part in ('briefdescription', 'detaileddescription')).strip()


def text_of(node):
    return ''.join(node.itertext()) if node is not None else ''


def error_codes():
    with open('include/portwright/core/error.hpp', encoding='utf-8') as file:
        body = re.search(r'enum class errc[^{]*\{(.*?)\n\};', file.read(), re.S).group(1)
    return set(re.findall(r'^\s*(\w+)[ ,=]', body, re.M)) - {'none'}


def names_in_code(comment):
    return {name for code in re.findall(r'`([^`]*)`', comment) for name in re.findall(r'\w+', code)}


class Reference:
    def __init__(self, folder):
        self.failures = []
        self.passed = 0
        self.codes = error_codes()
        self.functions = {}  # (scope, name): those of that name
        self.types = {}  # scope: its comment
        self.places = {}
        self.changeable = set()
        self.listed = set()
        for path in sorted(glob.glob(os.path.join(folder, '*.xml'))):
            for compound in ElementTree.parse(path).getroot().findall('compounddef'):
                self.take(compound)

    def hold(self, good, where, what):
        if good:
            self.passed += 1
        else:
            self.failures.append(f'FAIL {where}: {what}')

    def take(self, compound):
        kind = compound.get('kind')
        scope = re.sub(r'\s', '', compound.findtext('compoundname'))
        if kind not in ('class', 'struct', 'namespace', 'concept') or compound.get('prot') in ('private', 'protected'):
            return
        if not scope.startswith('portwright') or 'detail' in re.split(r'::|<', scope):
            return
        comment = comment_of(compound)
        if kind == 'namespace':
            self.types[scope] = ''
        else:
            self.types[scope] = comment
            self.places[scope] = self.place(compound)
            self.hold(comment, self.place(compound) + ' ' + scope, 'has no comment')
        for section in compound.findall('sectiondef'):
            if section.findtext('header') == 'For the library':
                continue
            for member in section.findall('memberdef'):
                if member.get('prot') == 'public':
                    self.take_member(scope, kind, member)

    def place(self, node):
        location = node.find('location')
        return f"{location.get('file')}:{location.get('line')}"

    def take_member(self, scope, kind, member):
        if member.get('kind') == 'enum':
            self.hold(comment_of(member), f'{self.place(member)} {scope}::{member.findtext("name")}', 'has no comment')
        if member.get('kind') != 'function':
            return
        arguments = member.findtext('argsstring')
        name = member.findtext('name')
        own = re.split(r'[<:]', scope)[0] if kind == 'namespace' else re.sub(r'<.*', '', scope).split('::')[-1]
        is_guide = ('->' in arguments.split(')')[-1] and kind == 'namespace' and
                    not text_of(member.find('type')).startswith('auto'))
        if re.search(r'=\s*(delete|default)\b', arguments) or name.startswith('~') or is_guide:
            return
        if kind != 'namespace' and name != own and member.get('const') == 'no' and member.get('static') == 'no':
            self.changeable.add(scope)
        self.functions.setdefault((scope, name), []).append(member)

    def check(self):
        for scope in sorted(self.changeable):
            self.hold(re.search(r'\bthread', self.types[scope]), self.places[scope] + ' ' + scope,
                      'does not say what threads may do with it')
        for (scope, name), members in self.functions.items():
            comments = '\n'.join(comment_of(member) for member in members)
            for member in members:
                self.check_function(scope, name, member, comments)
        for code in sorted(self.codes):
            self.hold(code in self.listed, 'errc::' + code, 'is listed by no function')

    def check_function(self, scope, name, member, comment):
        where = f'{self.place(member)} {scope}::{name}{member.findtext("argsstring")}'
        whole = comment + '\n' + self.types.get(scope, '')
        self.hold(comment, where, 'has no comment')
        if not comment:
            return
        self.listed |= set(re.findall(r'\w+', comment)) & self.codes
        named = names_in_code(whole) | {word for word in re.findall(r'\w+', whole) if len(word) > 3}
        named |= {'out'} if name.startswith('write') else set()
        # `const char (&&)[N]`, which Doxygen takes for a parameter of the name char, only says that it does not compile.
        parameters = [(text_of(p.find('type')), p.findtext('declname')) for p in member.findall('param')
                      if '(&&)' not in member.findtext('argsstring')]
        for _, parameter in parameters:
            if parameter:
                self.hold(parameter in named, where, f'does not name `{parameter}`')
        returned = re.sub(r'\b(constexpr|static|inline|explicit|friend|virtual|consteval)\b|PORTWRIGHT_\w+', '',
                          text_of(member.find('type'))).strip()
        is_constructor = returned == '' and not name.startswith('operator')
        if name.startswith('operator ') and not returned:
            returned = name[len('operator '):]
        if not is_constructor and returned not in ('void', '', 'result< void >'):
            first = re.match(r'\W*(\w+)', comment)
            is_noun = first is not None and (not first.group(1).endswith('s') or first.group(1).lower() in PLURALS)
            self.hold(is_noun or RETURNED.search(comment), where, 'does not say what it returns')
        if any(SIZE_OR_TIME.search(kind) for kind in [returned] + [kind for kind, _ in parameters]):
            self.hold(UNITS.search(whole), where, 'takes or returns a size or a time, and names no unit')
        keeps = is_constructor and any(VIEW.search(kind) for kind, _ in parameters)
        if keeps or (not is_constructor and VIEW.search(returned)):
            self.hold(LIFETIME.search(whole), where, 'does not say what is borrowed')
        if re.search(r'\b(result|reply)\s*<', returned):
            listed = re.search(r'\bErrors?\b.*', comment, re.S)
            codes = set(re.findall(r'\w+', listed.group(0))) & self.codes if listed else set()
            refers = listed and re.search(r'\b(of|as) `?\w+(::\w+)*\(\)|\bas `?\w+', listed.group(0))
            self.hold(codes or refers, where, 'lists no errors')


def main():
    reference = Reference(sys.argv[1])
    reference.check()
    for failure in reference.failures:
        print(failure)
    print(f'{reference.passed} passed, {len(reference.failures)} failed')
    return 1 if reference.failures or reference.passed < int(sys.argv[2] if len(sys.argv) > 2 else 1) else 0


sys.exit(main())
