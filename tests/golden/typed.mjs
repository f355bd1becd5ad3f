// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Emits every request of requests.mjs as typed C++: one namespace a request, in it the lists as named arrays (a list
// of the library is a view) and the action as a constant.
//
//     namespace CreateListener_minimal {
//     constexpr std::int32_t Ports[] = {80};
//     constexpr clb::CreateListener request{
//         .LoadBalancerId = "lb-bko3ibpg",
//         .Ports = Ports,
//         .Protocol = "TCP",
//     };
//     } // namespace CreateListener_minimal
//
// An array is called after its list, and numbered where a request has several lists of that name.

import { SYSTEMS } from './requests.mjs';

/** Wire names that are words of C++: the library puts "_" after them. */
const KEYWORDS = new Set(['namespace']);

const member = (name) => (KEYWORDS.has(name) ? name + '_' : name);

const COLUMNS = 118;
const indent = (depth) => '    '.repeat(depth);

// ---------------------------------------------------------------------------------------------------------------
// Text

const ESCAPES = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** Octal: three digits at most, so that nothing that follows can join them, as it could with \x. */
const octal = (character) =>
  [...Buffer.from(character, 'utf8')].map((byte) => '\\' + byte.toString(8).padStart(3, '0')).join('');

/** What an editor would hide or trip over: control characters, combining and private ones, line separators. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u0300-\u036f\u2028\u2029\ufeff]|[\u{f0000}-\u{10ffff}]/u;

const escaped = (character) => ESCAPES[character] ?? (HIDDEN.test(character) ? octal(character) : character);

/** A C++ literal of exactly these bytes. Long text goes on in another one: after a line break, or where it is full. */
function text_literal(text, depth) {
  if (text.includes('\0')) throw new Error('a NUL would end the text');
  const pieces = [''];
  for (const character of text) {
    const piece = pieces.at(-1) + escaped(character);
    pieces[pieces.length - 1] = piece;
    if (piece.length > 90 - 4 * depth || (character === '\n' && text.length > 60)) pieces.push('');
  }
  if (pieces.length > 1 && pieces.at(-1) === '') pieces.pop();
  return pieces.map((piece) => `"${piece}"`).join('\n' + indent(depth + 1));
}

// ---------------------------------------------------------------------------------------------------------------
// Values

const INT32_MAX = 2147483647;

function scalar(value, depth) {
  if (typeof value === 'string') return text_literal(value, depth);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${value} is no whole number`);
  return String(value);
}

/** "{a, b, c}", on one line where it fits after `before` more characters. */
function braces(items, depth, before) {
  const line = `{${items.join(', ')}}`;
  if (!line.includes('\n') && 4 * depth + before + line.length <= COLUMNS) return line;
  return `{\n${items.map((item) => `${indent(depth + 1)}${item},\n`).join('')}${indent(depth)}}`;
}

/** The C++ type of the elements of a list of scalars. */
function element_type(list) {
  if (list.every((value) => typeof value === 'string')) return 'std::string_view';
  if (!list.every((value) => typeof value === 'number')) throw new Error('a list of mixed types');
  return list.every((value) => Math.abs(value) <= INT32_MAX) ? 'std::int32_t' : 'std::int64_t';
}

/**
 * Emits one request. `type` always says which structure is at hand by way of its member, not by name, so that the
 * library can call its nested structures as it likes.
 */
function request_text(action_type, tree) {
  const lines = []; // the arrays and the types of their elements, each before what uses it
  const names = new Map(); // what is defined, to its name: equal lists share one array

  /** Defines `prefix` name `suffix`, called `wanted` or, where that is taken, `wanted_2`. Gives the name. */
  function define(prefix, wanted, suffix) {
    const key = prefix + wanted + suffix;
    if (!names.has(key)) {
      const taken = new Set(names.values());
      let name = wanted;
      for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
      names.set(key, name);
      lines.push(`${prefix}${name}${suffix};\n`);
    }
    return names.get(key);
  }

  function structure(value, type, depth, before = 0) {
    const fields = Object.entries(value).map(([name, inner]) => {
      const start = `.${member(name)} = `;
      const field_type = `decltype(${type}::${member(name)})`;
      return start + field(inner, field_type, name, depth + 1, start.length);
    });
    return braces(fields, depth, before);
  }

  function field(value, type, name, depth, before) {
    if (Array.isArray(value)) return array(value, type, name);
    if (typeof value === 'object') return structure(value, type, depth, before);
    return scalar(value, depth);
  }

  /** Defines the array and gives its name. */
  function array(list, type, name) {
    if (list.length === 0) throw new Error(`${name}: an empty list`);
    const structures = typeof list[0] === 'object';
    const item_type = structures ? define('using ', `${name}_element`, ` = ${type}::element`) : element_type(list);
    const items = list.map((item) => (structures ? structure(item, item_type, 1) : scalar(item, 1)));
    const start = `constexpr ${item_type} `;
    return define(start, name, `[] = ${braces(items, 0, start.length + name.length + 5)}`);
  }

  const start = `constexpr ${action_type} request`;
  const request = structure(tree, action_type, 0, start.length);
  return `${lines.join('')}${start}${request};\n`;
}

// ---------------------------------------------------------------------------------------------------------------
// Files

export const typed_file_name = (system) => `typed_${system.replace('.', '_')}.inc`;

/** `requests` as make_all() has it: "system/action/kind" to its tree. File names to their text. */
export function typed_files(requests) {
  const files = new Map();
  for (const system of Object.keys(SYSTEMS)) {
    const space = system.split('.')[1]; // clb of tencent.clb: typed_<system>.cpp brings that name in
    const own = [...requests].filter(([id]) => id.startsWith(system + '/'));
    const definitions = own.map(([id, tree]) => {
      const [, action, kind] = id.split('/');
      const name = `${action}_${kind}`;
      return `namespace ${name} {\n${request_text(`${space}::${action}`, tree)}} // namespace ${name}\n`;
    });
    const visits = own.map(([id]) => {
      const [, action, kind] = id.split('/');
      return `    visit("${id}", ${action}_${kind}::request);\n`;
    });
    files.set(
      typed_file_name(system),
      '// Copyright (c) 2026 The Portwright authors.\n// SPDX-License-Identifier: MIT\n' +
        `// Made by make.mjs: do not edit. The requests of ${system}.json.\n\n` +
        `${definitions.join('\n')}\n` +
        `inline constexpr std::size_t number_of_requests = ${own.length};\n\n` +
        // Where a file defines visit as a macro, nothing is left of the parameter.
        `template <class Visit>\nvoid for_each_request([[maybe_unused]] Visit&& visit) {\n${visits.join('')}}\n`
    );
  }
  return files;
}
