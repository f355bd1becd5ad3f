// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Makes the golden vectors: every action of requests.mjs signed by the vendors' own SDK packages under every scheme
// that its system accepts.
//
//   npm ci && node make.mjs            writes <system>.json for the five systems, untyped.json, and typed_<system>.inc,
//                                      the same requests as typed C++
//   npm ci && node make.mjs --check    writes nothing; exit status 1 if the files in the tree differ
//   node make.mjs --count              how many vectors there are, by system and scheme
//
// A vector:
//   id              system/action/kind/scheme/method, and /token with a session token
//   host, path, region ("" = none sent), timestamp (seconds), nonce (text), secret_id, secret_key, token ("" = none)
//   params          the action's own parameters, flattened: [wire name, value as text, type]; in the documents' order,
//                   not sorted. Common parameters (Region and RegionId among them) are not listed
//   query, form or json   exactly one of them: the finished text of the request. A GET has `query`, a POST with a
//                   form body `form`: RFC 3986, sorted by the bytes of the names, Signature last where the scheme
//                   puts it there. `json` is the body of a TC3 POST: compact, names sorted by bytes at each level
//   content_type    where it is signed
//   canonical_request, authorization   TC3 and ACS3
//   payload_hash    ACS3: x-acs-content-sha256
//   string_to_sign, signature
//
// Nothing depends on the clock, on chance, or on the machine: the same input gives the same bytes.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SECRETS, SYSTEMS, random_source } from './requests.mjs';
import {
  PACKAGES, check_known_answers, encoded_pairs, fail, require_equal, sign_acs3, sign_rpc, sign_tc3, sign_v1, sign_v2,
} from './signers.mjs';
import { typed_files } from './typed.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

// ---------------------------------------------------------------------------------------------------------------
// Request trees

/** [name, value] of every leaf, with wire names: lists count from `base`. */
export function flatten(tree, base, prefix = '') {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = prefix + (Array.isArray(tree) ? String(Number(key) + base) : key);
    return value !== null && typeof value === 'object' ? flatten(value, base, name + '.') : [[name, value]];
  });
}

const type_of = (value) => (typeof value === 'number' ? 'integer' : typeof value);

function has_secret(tree) {
  return Object.entries(tree).some(([key, value]) => SECRETS.has(key) || (typeof value === 'object' && has_secret(value)));
}

const SHORT_ESCAPES = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const json_text = (text) =>
  '"' + text.replace(/["\\\u0000-\u001f]/g, (c) => SHORT_ESCAPES[c] ?? '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + '"';

/** Compact JSON with the names of every level in byte order and everything from U+0020 on raw. */
export function canonical_json(value) {
  if (Array.isArray(value)) return `[${value.map(canonical_json).join(',')}]`;
  if (typeof value === 'object') {
    const names = Object.keys(value).sort(); // all names are ASCII: UTF-16 order is byte order
    return `{${names.map((name) => `${json_text(name)}:${canonical_json(value[name])}`).join(',')}}`;
  }
  return typeof value === 'string' ? json_text(value) : String(value);
}

// ---------------------------------------------------------------------------------------------------------------
// Which request goes out how: [scheme, method, with a token]. A request with a private key goes by POST only.

const WAYS = {
  tencent2: {
    minimal: [['HmacSHA256', 'GET', false], ['HmacSHA1', 'GET', true]],
    full: [['HmacSHA256', 'POST', true], ['HmacSHA1', 'GET', false]],
    text: [['HmacSHA256', 'GET', true], ['HmacSHA1', 'POST', false]],
    other: [['HmacSHA256', 'POST', false]],
  },
  tencent3: {
    minimal: [['TC3-HMAC-SHA256', 'POST', false], ['TC3-HMAC-SHA256', 'GET', false], ['HmacSHA256', 'GET', false], ['HmacSHA1', 'GET', true]],
    full: [['TC3-HMAC-SHA256', 'POST', true], ['HmacSHA256', 'POST', true], ['HmacSHA1', 'GET', false]],
    text: [['TC3-HMAC-SHA256', 'POST', false], ['TC3-HMAC-SHA256', 'GET', true], ['HmacSHA256', 'GET', true], ['HmacSHA1', 'POST', false]],
    other: [['TC3-HMAC-SHA256', 'POST', false], ['HmacSHA256', 'GET', false]],
  },
  aliyun: {
    minimal: [['ACS3-HMAC-SHA256', 'GET', false], ['ACS3-HMAC-SHA256', 'POST', true], ['HMAC-SHA1', 'GET', false], ['HMAC-SHA1', 'POST', true]],
    full: [['ACS3-HMAC-SHA256', 'POST', true], ['ACS3-HMAC-SHA256', 'GET', false], ['HMAC-SHA1', 'POST', true]],
    text: [['ACS3-HMAC-SHA256', 'GET', true], ['ACS3-HMAC-SHA256', 'POST', false], ['HMAC-SHA1', 'GET', true], ['HMAC-SHA1', 'POST', false]],
    other: [['ACS3-HMAC-SHA256', 'POST', false], ['HMAC-SHA1', 'GET', false]],
  },
};

function ways(family, kind, tree) {
  const list = WAYS[family][kind] ?? WAYS[family].other;
  if (!has_secret(tree)) return list;
  const unique = new Map(list.map(([scheme, , token]) => [`${scheme} ${token}`, [scheme, 'POST', token]]));
  return [...unique.values()];
}

/** Each way that a family goes out, once. */
export function ways_of(family) {
  return [...new Map(Object.values(WAYS[family]).flat().map((way) => [way.join(), way])).values()];
}

// ---------------------------------------------------------------------------------------------------------------
// Credentials, times, nonces: drawn per vector, with the awkward ones among them

// Days change between neighbours; a leap day; the ends of signed and unsigned 32 bits; a later century.
const TIMES = [
  1551113065, 1546300799, 1546300800, 1709164800, 1709251199, 2147483647, 2147483648, 4294967295, 4294967296, 1000000000,
];

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function circumstances(system, action, kind, way) {
  const [scheme, method, with_token] = way;
  const definition = SYSTEMS[system];
  const id = [system, action, kind, scheme, method, ...(with_token ? ['token'] : [])].join('/');
  const r = random_source(id);
  const region = definition.region?.(action, kind) ?? r.pick(definition.regions);
  const aliyun = definition.family === 'aliyun';
  // Keys shorter than a hash block, of exactly one block, and longer (which HMAC hashes first). TC3 puts three, RPC
  // one character more to it.
  const key_length = r.pick([32, 32, 32, 30, 16, 61, 63, 64, 65, 100]);
  return {
    id,
    system,
    action,
    scheme,
    method,
    host: definition.host(action, region),
    path: definition.path,
    region,
    timestamp: definition.time?.(action) ?? (r.integer(0, 3) ? r.integer(1500000000, 1900000000) : r.pick(TIMES)),
    nonce: aliyun
      ? r.pick([() => r.hex(32), () => `${r.hex(8)}-${r.hex(4)}-4${r.hex(3)}-a${r.hex(3)}-${r.hex(12)}`])()
      : String(r.pick([1, 65535, 2147483647, r.integer(1, 65535), r.integer(1, 65535), r.integer(1, 2147483647)])),
    secret_id: (aliyun ? 'LTAI-EXAMPLE-' : 'AKID-EXAMPLE-') + r.characters(12, ALPHANUMERIC),
    secret_key: 'EXAMPLE-' + r.characters(key_length - 8, ALPHANUMERIC),
    token: with_token ? r.characters(r.pick([24, 120]), ALPHANUMERIC + '+/') + '==' : '',
  };
}

// ---------------------------------------------------------------------------------------------------------------
// One vector

export async function make_vector(system, action, kind, tree, way) {
  const definition = SYSTEMS[system];
  const vector = circumstances(system, action, kind, way);
  const { scheme, method } = vector;
  const leaves = flatten(tree, definition.index_base);
  vector.params = leaves.map(([name, value]) => [name, String(value), type_of(value)]);
  const slot = method === 'GET' ? 'query' : 'form';
  const input = {
    ...vector,
    version: definition.version,
    id: vector.secret_id,
    key: vector.secret_key,
    tree,
  };
  if (definition.family === 'tencent2') {
    const signed = sign_v2(input);
    vector[slot] = signed.encoded;
    vector.string_to_sign = signed.string_to_sign;
    vector.signature = signed.signature;
  } else if (scheme === 'TC3-HMAC-SHA256') {
    vector[method === 'GET' ? 'query' : 'json'] = method === 'GET' ? encoded_pairs(Object.fromEntries(leaves)) : canonical_json(tree);
    vector.content_type = method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8';
    Object.assign(vector, sign_tc3({ ...input, content_type: vector.content_type, query: vector.query, body: vector.json }));
    if (method === 'POST') require_equal(JSON.stringify(JSON.parse(vector.json)), JSON.stringify(sorted_tree(tree)), vector.id);
    else require_equal(vector.canonical_request.split('\n')[2], vector.query, vector.id);
  } else if (definition.family === 'tencent3') {
    const signed = await sign_v1(input);
    vector[slot] = signed.encoded;
    vector.string_to_sign = signed.string_to_sign;
    vector.signature = signed.signature;
  } else {
    const with_region = vector.region ? { RegionId: vector.region, ...tree } : tree;
    if (scheme === 'HMAC-SHA1') {
      const signed = await sign_rpc({ ...input, tree: with_region });
      vector[slot] = signed.encoded;
      vector.string_to_sign = signed.string_to_sign;
      vector.signature = signed.signature;
    } else {
      const { encoded, ...signed } = sign_acs3({ ...input, tree: with_region, form: method === 'POST' });
      vector[slot] = encoded;
      if (method === 'POST') vector.content_type = 'application/x-www-form-urlencoded';
      Object.assign(vector, signed);
    }
  }
  check_vector(vector);
  return vector;
}

function sorted_tree(value) {
  if (Array.isArray(value)) return value.map(sorted_tree);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted_tree(value[name])]));
}

/** What must be true of each: every parameter is in the finished text under its wire name; no secret is in a URL. */
function check_vector(vector) {
  const { id, params } = vector;
  if (new Set(params.map(([name]) => name)).size !== params.length) fail(`${id}: a name twice`);
  const text = vector.query ?? vector.form;
  if (text !== undefined) {
    const found = new Map(text.split('&').filter(Boolean).map((pair) => pair.split('=').map(decodeURIComponent)));
    for (const [name, value] of params) require_equal(found.get(name), value, `${id}, ${name}`);
    const names = [...found.keys()].filter((name) => name !== 'Signature');
    require_equal(names.join(), [...names].sort().join(), `${id}, order`);
    if (!/^[A-Za-z0-9\-._~%=&]*$/.test(text)) fail(`${id}: not RFC 3986: ${text}`);
  }
  if (vector.query !== undefined) {
    if (params.some(([name]) => name.split('.').some((part) => SECRETS.has(part)))) fail(`${id}: a secret in a URL`);
    if (vector.query.length > 24000) fail(`${id}: a query of ${vector.query.length} bytes`);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Requests outside the catalogue, for the untyped builder: names that the typed actions do not have

const UNTYPED = [
  // API v2: "_" in a name becomes "." in the string to sign, but not when the name begins with it, and never in a value.
  ['tencent.lb', 'DescribeInstances', { instance_ids: ['a_b', 'c_d'], zone_id: '1_1', image_type: 2 }],
  ['tencent.lb', 'DescribeInstances', { _leading_name: 'kept', trailing_: 'x', a__b: 'y', 'a.b': 'z' }],
  // Order: upper case before "_" before lower case; "." before digits; 10 before 2.
  ['tencent.lb', 'AnyAction', { b: '1', B: '2', _: '3', 'a.10': '4', 'a.2': '5', a1: '6', aB: '7', 'a-b': '8', Z: '9', zz: '' }],
  ['tencent.clb', 'AnyAction', { b: '1', B: '2', a_b: '3', a: many_values(12), Nested: { z: true, A: -1, list: [[1, 2], [3]] } }],
  ['tencent.gaap', 'AnyAction', { Filters: [{ Name: 'n_1', Values: ['~', '*', '+', '%', ' '] }], Limit: 9007199254740991 }],
  ['aliyun.ga', 'AnyAction', { b: '1', B: '2', a_b: '3', A: many_values(12), 'a-b': '~*' }],
];

function many_values(count) {
  return Array.from({ length: count }, (_, i) => `v${i}`);
}

// ---------------------------------------------------------------------------------------------------------------
// Files

const versions = () =>
  Object.fromEntries(
    PACKAGES.map((name) => [name, JSON.parse(fs.readFileSync(path.join(here, 'node_modules', name, 'package.json'), 'utf8')).version])
  );

/** Printable: what an editor would hide or trip over is escaped. */
const printable = (json) =>
  json.replace(/[\u007f-\u009f\u0300-\u036f\u2028\u2029\ufeff]|[\udb80-\udbff][\udc00-\udfff]/g, (text) =>
    [...Array(text.length).keys()].map((i) => '\\u' + text.charCodeAt(i).toString(16).padStart(4, '0')).join('')
  );

/** One field a line. */
function file_text(head, vectors) {
  const field = ([name, value]) => `  ${JSON.stringify(name)}: ${printable(JSON.stringify(value))}`;
  const list = vectors.map((vector) => `{\n${Object.entries(vector).map(field).join(',\n')}\n}`);
  return `{\n${Object.entries(head).map((entry) => field(entry).slice(2)).join(',\n')},\n"vectors": [\n${list.join(',\n')}\n]}\n`;
}

/**
 * files: name to text. by_system: the vectors. requests: "system/action/kind" to its tree; a vector's id begins with
 * that key.
 */
export async function make_all() {
  await check_known_answers();
  const requests = new Map();
  const files = new Map();
  const by_system = new Map();
  for (const [system, definition] of Object.entries(SYSTEMS)) {
    const vectors = [];
    for (const [action, make_trees] of Object.entries(definition.actions)) {
      const trees = make_trees(random_source(`${system}/${action}`));
      for (const [kind, tree] of Object.entries(trees)) {
        requests.set(`${system}/${action}/${kind}`, tree);
        for (const way of ways(definition.family, kind, tree)) vectors.push(await make_vector(system, action, kind, tree, way));
      }
    }
    by_system.set(system, vectors);
    files.set(`${system}.json`, file_text({ system, made_with: versions() }, vectors));
  }

  const untyped = [];
  for (const [number, [system, action, tree]] of UNTYPED.entries()) {
    const { family } = SYSTEMS[system];
    for (const way of WAYS[family].text) {
      untyped.push(await make_vector(system, action, `untyped${number}`, tree, way));
    }
  }
  by_system.set('untyped', untyped);
  files.set('untyped.json', file_text({ made_with: versions() }, untyped));
  for (const [name, text] of typed_files(requests)) files.set(name, text);
  return { files, by_system, requests };
}

function print_counts(by_system) {
  let total = 0;
  for (const [system, vectors] of by_system) {
    const counts = {};
    for (const { scheme, method } of vectors) counts[`${scheme} ${method}`] = (counts[`${scheme} ${method}`] ?? 0) + 1;
    const actions = new Set(vectors.map(({ action }) => action)).size;
    console.log(`${system}: ${actions} actions, ${vectors.length} vectors: ${Object.entries(counts).map(([k, n]) => `${k} ${n}`).join(', ')}`);
    total += vectors.length;
  }
  console.log(`${total} vectors`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mode = process.argv[2];
  if (mode !== undefined && !['--check', '--count'].includes(mode)) {
    console.error('usage: node make.mjs [--check | --count]');
    process.exit(2);
  }
  const { files, by_system } = await make_all();
  const ids = [...by_system.values()].flat().map(({ id }) => id);
  if (new Set(ids).size !== ids.length) fail('an id twice');
  let different = 0;
  for (const [name, text] of files) {
    const file = path.join(here, name);
    if (mode === '--check') {
      if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
        console.error(`${name} differs from what make.mjs makes`);
        different++;
      }
    } else if (mode === undefined) {
      fs.writeFileSync(file, text);
    }
  }
  print_counts(by_system);
  process.exit(different ? 1 : 0);
}
