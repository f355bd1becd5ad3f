// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// An HTTPS server that signs each request anew with the vendors' own code, and takes it where that comes to the same.
// Nothing here signs or encodes: it gives what came to the vendors' functions, and compares.

import { createRequire } from 'node:module';
import https from 'node:https';
import querystring from 'node:querystring';
import { sign_rpc, sign_v1, sign_v2 } from '../golden/signers.mjs';

const require = createRequire(new URL('../golden/package.json', import.meta.url));
const Sign = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign').default;
const OpenApiUtil = require('@alicloud/openapi-util').default;

const VERSIONS = { clb: '2018-03-17', gaap: '2018-05-29', ga: '2019-11-20' };

/** Names and values of a query or a form, or an empty object for what is none. */
function pairs_of(text) {
  const pairs = {};
  for (const part of text.split('&')) {
    const equals = part.indexOf('=');
    if (equals < 1) return {};
    const name = querystring.unescape(part.slice(0, equals));
    if (name in pairs) return {};
    pairs[name] = querystring.unescape(part.slice(equals + 1));
  }
  return pairs;
}

const sorted = (pairs) => JSON.stringify(Object.entries(pairs).sort());

/** Signed by the vendor's code, the pairs must be the same: every one of them, and no other. */
async function check_pairs(pairs, sign) {
  return sorted(pairs_of((await sign()).encoded)) === sorted(pairs);
}

function v2_is_right({ method, path, host, pairs }, { id, key, token }) {
  const { Action, Region, Timestamp, Nonce, SecretId, SignatureMethod, Signature, Token, ...tree } = pairs;
  if (SecretId !== id || (Token ?? '') !== token || Signature === undefined || !/^\d+$/.test(Timestamp)) return false;
  const as = { host, path, method, action: Action, region: Region, timestamp: Number(Timestamp), nonce: Nonce };
  return check_pairs(pairs, () => sign_v2({ ...as, id, key, token, scheme: SignatureMethod, tree }));
}

function v1_is_right({ method, host, pairs }, { id, key, token }) {
  const { Action, Version, Region, Timestamp, Nonce, SecretId, SignatureMethod, Signature, Token, ...tree } = pairs;
  if (SecretId !== id || (Token ?? '') !== token || Signature === undefined || !/^\d+$/.test(Timestamp)) return false;
  const as = { host, method, version: Version, action: Action, region: Region, scheme: SignatureMethod };
  const once = { timestamp: Number(Timestamp), nonce: Nonce };
  return check_pairs(pairs, () => sign_v1({ ...as, ...once, id, key, token, tree }));
}

function tc3_is_right({ method, host, url, headers, body }, { id, key, token }) {
  if ((headers['x-tc-token'] ?? '') !== token) return false;
  const expected = Sign.sign3({
    method,
    url: `https://${host}${url}`,
    payload: method === 'POST' ? body : '',
    timestamp: Number(headers['x-tc-timestamp']),
    service: host.split('.')[0],
    secretId: id,
    secretKey: key,
    headers: { 'Content-Type': headers['content-type'] },
  });
  return expected === headers.authorization;
}

function rpc_is_right({ method, host, pairs }, { id, key, token }) {
  const {
    Action,
    Version,
    Format,
    AccessKeyId,
    Signature,
    SignatureMethod,
    SignatureVersion,
    SignatureNonce,
    SecurityToken,
    Timestamp,
    ...tree
  } = pairs;
  if (AccessKeyId !== id || (SecurityToken ?? '') !== token || Signature === undefined) return false;
  const timestamp = Date.parse(Timestamp) / 1000;
  if (Number.isNaN(timestamp)) return false;
  const as = { host, version: Version, method, action: Action, timestamp, nonce: SignatureNonce };
  return check_pairs(pairs, () => sign_rpc({ ...as, id, key, token, tree, common: { Format } }));
}

function acs3_is_right({ method, path, headers, query, body }, { id, key, token }) {
  if ((headers['x-acs-security-token'] ?? '') !== token) return false;
  const hash = OpenApiUtil.hexEncode(OpenApiUtil.hash(body, 'ACS3-HMAC-SHA256'));
  if (headers['x-acs-content-sha256'] !== hash) return false;
  // It takes out by itself what is to be signed: host, content-type and x-acs-*.
  const request = { method, pathname: path, query: query === '' ? {} : pairs_of(query), headers };
  return OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', hash, id, key) === headers.authorization;
}

// What a create answers, and a refusal of the signature, in the form of each API.
const V3 = {
  good: { Response: { RequestId: 'r-1', ListenerIds: ['lbl-1'], ListenerId: 'lbl-1' } },
  bad: {
    Response: { RequestId: 'r-1', Error: { Code: 'AuthFailure.SignatureFailure', Message: 'not what the SDK signs' } },
  },
};
const V2 = {
  good: { code: 0, message: '', codeDesc: 'Success', requestId: 1, listenerIds: ['lbl-1'] },
  bad: { code: 4100, message: 'not what the SDK signs', codeDesc: 'SignatureFailure' },
};
const RPC = {
  good: { RequestId: 'r-1', ListenerId: 'lsn-1' },
  bad: { RequestId: 'r-1', Code: 'SignatureDoesNotMatch', Message: 'not what the SDK signs' },
};

const SYSTEMS = {
  'clb.tencentcloudapi.com': 'clb',
  'gaap.tencentcloudapi.com': 'gaap',
  'lb.api.qcloud.com': 'lb',
  'bmlb.api.qcloud.com': 'bmlb',
  'ga.cn-hangzhou.aliyuncs.com': 'ga',
};

async function is_right(request, system, action, keys) {
  const { headers, pairs } = request;
  const scheme = headers.authorization?.split(' ')[0] ?? pairs.SignatureMethod;
  request.seen.scheme = scheme;
  if (headers.authorization !== undefined) {
    const prefix = { TC3: 'x-tc-', ACS3: 'x-acs-' }[scheme.split('-')[0]];
    request.seen.action = headers[`${prefix}action`];
    request.seen.version = headers[`${prefix}version`];
  } else {
    request.seen.action = pairs.Action;
    request.seen.version = pairs.Version;
  }
  if (request.seen.version !== VERSIONS[system] || request.seen.action !== action) return false;
  if (system === 'lb' || system === 'bmlb') return v2_is_right(request, keys.tencent);
  const in_header = headers.authorization !== undefined;
  if (system === 'ga') return (in_header ? acs3_is_right : rpc_is_right)(request, keys.aliyun);
  return (in_header ? tc3_is_right : v1_is_right)(request, keys.tencent);
}

/** `expected.action`: what the next requests may ask for. `seen` is told what each was, and whether it was right. */
export function start_verifier({ identity, address, keys, expected, seen }) {
  let turn = Promise.resolve(); // the vendors' clocks are set while they sign: one request after another
  const server = https.createServer(identity, (incoming, answer) => {
    const pieces = [];
    incoming.on('data', (data) => pieces.push(data));
    incoming.on('end', () => {
      turn = turn.then(decide);
    });
    const decide = async () => {
      const { method, url, headers } = incoming;
      const body = Buffer.concat(pieces);
      const mark = url.indexOf('?');
      const path = mark < 0 ? url : url.slice(0, mark);
      const query = mark < 0 ? '' : url.slice(mark + 1);
      const host = headers.host ?? '';
      const system = SYSTEMS[host];
      const of_form = method === 'POST' && headers['content-type'] === 'application/x-www-form-urlencoded';
      const text = body.toString('utf8');
      const pairs = pairs_of(method === 'GET' || (system === 'ga' && query !== '') ? query : of_form ? text : '');
      const said = { method, pairs, body: text };
      const request = { method, url, path, query, host, headers, body, pairs, seen: said };
      let right = false;
      try {
        const path_is_right = path === (system === 'lb' || system === 'bmlb' ? '/v2/index.php' : '/');
        right = system !== undefined && path_is_right && (await is_right(request, system, expected.action, keys));
      } catch {
        right = false; // what no SDK can sign
      }
      seen({ ...said, right });
      const of = system === 'ga' ? RPC : system === 'lb' || system === 'bmlb' ? V2 : V3;
      answer.writeHead(of === RPC && !right ? 400 : 200, { 'Content-Type': 'application/json; charset=utf-8' });
      answer.end(JSON.stringify(right ? of.good : of.bad));
    };
  });
  return new Promise((resolve) => server.listen(443, address, () => resolve(server)));
}
