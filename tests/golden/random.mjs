// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Requests by chance, signed by the vendors' own SDKs as make.mjs has them sign: names, nesting, lists and texts that no
// document has. One vector a line, for random.cpp.
//
//   node random.mjs COUNT SEED > vectors

import { make_vector, ways_of } from './make.mjs';
import { SYSTEMS, random_source } from './requests.mjs';

const [count, seed] = [Number(process.argv[2]), process.argv[3]];
if (!Number.isInteger(count) || count < 1 || seed === undefined) {
  console.error('usage: node random.mjs COUNT SEED');
  process.exit(2);
}

// What each encoder has a rule for, and a character of each length of UTF-8, thrice as often as others.
const MARKED = [...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\b\f\u0001\u001f\u007f\u0080é߿ࠀ监\ud7ff\ue000\uffff\u{10000}😀\u{10ffff}'];
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = `${UPPER}abcdefghijklmnopqrstuvwxyz0123456789`;

function text(r) {
  const length = r.pick([0, 1, 2, 7, 8, 9, 15, 16, 17, 40, 63, 64, 65, 200]);
  let made = '';
  for (let i = 0; i < length; i++) made += r.integer(0, 3) ? r.pick(MARKED) : r.pick(LETTERS);
  return made;
}

const NUMBERS = [0, 1, -1, 9, 10, 99, 65535, 2147483647, -2147483648, 4294967296, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];

function scalar(r) {
  return r.pick([text, text, text, () => r.pick(NUMBERS), () => r.integer(0, 100000), () => r.integer(0, 1) === 1])(r);
}

function name(r, family) {
  const first = r.characters(1, LETTERS.slice(0, 52));
  const rest = r.characters(r.integer(0, 12), LETTERS + (family === 'tencent2' ? '__' : ''));
  return first + rest;
}

function fields(r, family, count, make) {
  const made = {};
  const lower = new Set(); // pop-core takes names that differ in case for one where it sorts
  while (count > 0) {
    const of = name(r, family);
    if (lower.has(of.toLowerCase())) continue;
    lower.add(of.toLowerCase());
    made[of] = make();
    count--;
  }
  return made;
}

const list = (r, make) => Array.from({ length: r.pick([1, 2, 3, 11, 12]) }, make);

function tree(r, family) {
  const flat = () => fields(r, family, r.integer(1, 4), () => scalar(r));
  return fields(r, family, r.integer(0, 8), () =>
    r.pick([() => scalar(r), () => scalar(r), () => scalar(r), () => list(r, () => scalar(r)), flat, () => list(r, flat)])()
  );
}

// The names of common parameters are the scheme's.
const COMMON = new Set([
  'Action', 'Version', 'Region', 'RegionId', 'Timestamp', 'Nonce', 'SecretId', 'Token', 'Signature', 'SignatureMethod',
  'Format', 'AccessKeyId', 'SignatureNonce', 'SignatureVersion', 'SecurityToken', 'RequestClient', 'Language',
]);

/** A text that begins with @ is a file to upload to qcloudapi-sdk, which signs none by POST; the documents know no such. */
function without_files(value) {
  if (typeof value === 'string') return value.replace(/^@+/, '');
  if (typeof value !== 'object') return value;
  for (const of of Object.keys(value)) value[of] = without_files(value[of]);
  return value;
}

const systems = Object.keys(SYSTEMS);
for (let i = 0; i < count; i++) {
  const r = random_source(`${seed}/${i}`);
  const system = r.pick(systems);
  const { family } = SYSTEMS[system];
  const given = family === 'tencent2' ? without_files(tree(r, family)) : tree(r, family);
  for (const of of COMMON) delete given[of];
  const action = r.characters(1, UPPER) + r.characters(r.integer(1, 20), LETTERS); // pop-core begins it with a capital
  const vector = await make_vector(system, action, `${seed}.${i}`, given, r.pick(ways_of(family)));
  process.stdout.write(JSON.stringify(vector) + '\n');
}
