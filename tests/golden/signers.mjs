// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The vendors' own signing code, reached with a fixed time and nonce. Nothing here computes a canonical text or a
// signature: the functions below call into the SDK packages and read from them what they hashed.
//
//   qcloudapi-sdk                   QcloudApi#generateQueryString, #sign         Tencent API v2
//   tencentcloud-sdk-nodejs-common  AbstractClient#mergeData, #formatRequestData Tencent API 3.0, signature v1
//                                   Sign.sign3                                   Tencent API 3.0, TC3-HMAC-SHA256
//   @alicloud/pop-core              RPCClient#request                            Aliyun RPC, HMAC-SHA1
//   @alicloud/openapi-util          Client.query, .hash, .getAuthorization       Aliyun ACS3-HMAC-SHA256

import { createRequire } from 'node:module';
import querystring from 'node:querystring';

const require = createRequire(import.meta.url);
const crypto = require('crypto');

// A recorder of everything that goes into a hash. It comes before the SDKs: some of them copy the functions.
const hashed = []; // every text given to createHash/createHmac objects, in order
for (const name of ['createHash', 'createHmac']) {
  const original = crypto[name];
  crypto[name] = (...args) => {
    const object = original.apply(crypto, args);
    const update = object.update;
    object.update = (data, ...rest) => {
      hashed.push(Buffer.from(data).toString('utf8'));
      return update.call(object, data, ...rest);
    };
    return object;
  };
}

const QcloudApi = require('qcloudapi-sdk');
const { AbstractClient } = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/abstract_client');
const Sign = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign').default;
const { RPCClient } = require('@alicloud/pop-core');
const OpenApiUtil = require('@alicloud/openapi-util').default;
const httpx = createRequire(require.resolve('@alicloud/pop-core'))('httpx'); // the copy that pop-core uses

// qcloudapi-sdk calls the deprecated Buffer constructor.
process.noDeprecation = true;

export const PACKAGES = ['qcloudapi-sdk', 'tencentcloud-sdk-nodejs-common', '@alicloud/pop-core', '@alicloud/openapi-util'];

export function fail(message) {
  throw new Error(message);
}

export function require_equal(actual, expected, what) {
  if (actual !== expected) fail(`${what}:\n  got      ${actual}\n  expected ${expected}`);
}

// ---------------------------------------------------------------------------------------------------------------
// Stubs: the clock and chance

/** Runs `work` while the clock stands at `seconds` and Math.random() leads the SDKs to `nonce`, an integer's digits. */
function frozen(seconds, nonce, work) {
  const RealDate = globalThis.Date;
  const { random: real_random, round: real_round } = Math;
  const restore = () => {
    globalThis.Date = RealDate;
    Math.random = real_random;
    Math.round = real_round;
  };
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length ? args : [seconds * 1000]));
    }
    static now() {
      return seconds * 1000;
    }
  };
  // Both Tencent SDKs compute Math.round(Math.random() * 65535); a number has no room for 63 bits.
  Math.random = () => NaN;
  Math.round = (value) => (Number.isNaN(value) ? nonce : real_round(value));
  let result;
  try {
    result = work();
  } catch (error) {
    restore();
    throw error;
  }
  if (!(result instanceof Promise)) {
    restore();
    return result;
  }
  return result.finally(restore);
}

/** The last hashed text that starts so: the SDK's own canonical text. */
const last_hashed = (start) => hashed.findLast((text) => text.startsWith(start)) ?? fail(`nothing hashed starts with ${start}`);

// ---------------------------------------------------------------------------------------------------------------
// Encoding: Aliyun's SDK has an RFC 3986 encoder, and only it

export const encode = (text) => OpenApiUtil.getEncodeParam(text);

const in_byte_order = (keys) => keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** name=value&..., sorted by the bytes of the names, with `last` appended. */
export function encoded_pairs(pairs, last) {
  const text = in_byte_order(Object.keys(pairs)).map((name) => `${encode(name)}=${encode(String(pairs[name]))}`);
  if (last) text.push(`${encode(last[0])}=${encode(last[1])}`);
  return text.join('&');
}

/** Both sides hold the same names and values, whatever their order and encoding. */
function require_same_pairs(sdk_text, our_text, what) {
  const sorted = (text) => JSON.stringify(Object.entries(querystring.parse(text, '&', '=', { maxKeys: 0 })).sort());
  require_equal(sorted(our_text), sorted(sdk_text), what);
}

// ---------------------------------------------------------------------------------------------------------------
// Tencent API v2

export function sign_v2({ host, path, method, action, region, timestamp, nonce, id, key, token, scheme, tree }) {
  const digest = { HmacSHA1: 'sha1', HmacSHA256: 'sha256' }[scheme];
  const api = new QcloudApi({ SecretId: id, SecretKey: key, Region: region });
  const data = {
    Action: action,
    SignatureMethod: scheme, // the SDK leaves it out for SHA-1; the documents allow it
    RequestClient: [], // an empty list flattens to nothing: no mark of the SDK in the request
    ...(token ? { Token: token } : {}),
    ...tree,
  };
  hashed.length = 0;
  const sdk_query = frozen(timestamp, nonce, () => api.generateQueryString(data, { host, path, method, signatureMethod: digest }));
  const string_to_sign = last_hashed(method + host);
  const { Signature: signature, ...pairs } = querystring.parse(sdk_query, '&', '=', { maxKeys: 0 });
  require_equal(pairs.Nonce, nonce, 'nonce');
  require_equal(pairs.Timestamp, String(timestamp), 'timestamp');
  return { string_to_sign, signature, encoded: encoded_pairs(pairs, ['Signature', signature]) };
}

// ---------------------------------------------------------------------------------------------------------------
// Tencent API 3.0

export async function sign_v1({ host, version, method, action, region, timestamp, nonce, id, key, token, scheme, tree }) {
  const client = new AbstractClient(host, version, {
    credential: { secretId: id, secretKey: key, token: token || null },
    region: region || null,
    profile: { signMethod: scheme, httpProfile: { reqMethod: method } },
  });
  const params = client.mergeData(tree);
  // The SDK adds RequestClient by assignment; not being enumerable, it stays out of what is signed and sent.
  Object.defineProperty(params, 'RequestClient', { value: '', writable: true, enumerable: false });
  hashed.length = 0;
  await frozen(timestamp, nonce, () => client.formatRequestData(action, params));
  const { Signature: signature, ...pairs } = params;
  require_equal(String(pairs.Nonce), nonce, 'nonce');
  require_equal(String(pairs.Timestamp), String(timestamp), 'timestamp');
  const encoded = encoded_pairs(pairs, ['Signature', signature]);
  require_same_pairs(querystring.stringify(params), encoded, 'pairs of signature v1');
  return { string_to_sign: last_hashed(method + host), signature, encoded };
}

/** `query` is the finished query of a GET, `body` the finished text of a POST. */
export function sign_tc3({ host, method, timestamp, id, key, content_type, query, body }) {
  hashed.length = 0;
  const authorization = Sign.sign3({
    method,
    url: `https://${host}/${query ? '?' + query : ''}`,
    payload: method === 'POST' ? Buffer.from(body, 'utf8') : '',
    timestamp,
    service: host.split('.')[0],
    secretId: id,
    secretKey: key,
    headers: { 'Content-Type': content_type },
  });
  return {
    canonical_request: last_hashed(`${method}\n/\n`),
    string_to_sign: last_hashed('TC3-HMAC-SHA256\n'),
    signature: authorization.match(/Signature=([0-9a-f]{64})$/)[1],
    authorization,
  };
}

// ---------------------------------------------------------------------------------------------------------------
// Aliyun

/** pop-core flattens lists (of structures, of lists) but no structure outside a list: those are given with dots. */
function for_pop_core(tree) {
  const out = {};
  for (const [name, value] of Object.entries(tree)) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [member, inner] of Object.entries(value)) out[`${name}.${member}`] = inner;
    } else {
      out[name] = value;
    }
  }
  return out;
}

export async function sign_rpc({ host, version, method, action, timestamp, nonce, id, key, token, tree, common = {} }) {
  const client = new RPCClient({
    endpoint: `https://${host}`,
    apiVersion: version,
    accessKeyId: id,
    accessKeySecret: key,
    securityToken: token || undefined,
  });
  // pop-core signs and sends in one function: keep what it would send.
  const { request, read } = httpx;
  let sent;
  httpx.request = async (url, opts) => {
    sent = { url, body: opts.data };
    return { req: { getHeaders: () => ({}) }, statusCode: 200, headers: {} };
  };
  httpx.read = async () => '{}';
  hashed.length = 0;
  try {
    const params = { SignatureNonce: nonce, ...common, ...for_pop_core(tree) };
    // formatParams would change the first letter of a name to upper case.
    await frozen(timestamp, 0, () => client.request(action, params, { method, formatParams: false }));
  } finally {
    Object.assign(httpx, { request, read });
  }
  const encoded = method === 'POST' ? sent.body : sent.url.slice(sent.url.indexOf('?') + 1);
  return {
    string_to_sign: last_hashed(`${method}&%2F&`),
    signature: querystring.unescape(encoded.match(/&Signature=([^&]*)$/)[1]),
    encoded, // pop-core's own: RFC 3986, sorted, Signature last
  };
}

/** `form`: the parameters go into the body of a POST; otherwise into the query. */
export function sign_acs3({ host, version, method, action, timestamp, nonce, id, key, token, tree, form }) {
  const pairs = OpenApiUtil.query(tree);
  const encoded = encoded_pairs(pairs);
  const body = form ? encoded : '';
  const payload_hash = OpenApiUtil.hexEncode(OpenApiUtil.hash(Buffer.from(body), 'ACS3-HMAC-SHA256'));
  const headers = {
    host,
    ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    'x-acs-action': action,
    'x-acs-content-sha256': payload_hash,
    'x-acs-date': frozen(timestamp, 0, () => OpenApiUtil.getTimestamp()),
    ...(token ? { 'x-acs-security-token': token } : {}),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  hashed.length = 0;
  const request = { method, pathname: '/', query: form ? {} : pairs, headers };
  const authorization = OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', payload_hash, id, key);
  return {
    encoded,
    canonical_request: last_hashed(`${method}\n/\n`),
    string_to_sign: last_hashed('ACS3-HMAC-SHA256\n'),
    signature: authorization.match(/Signature=([0-9a-f]{64})$/)[1],
    authorization,
    payload_hash,
  };
}

// ---------------------------------------------------------------------------------------------------------------
// The vendors' published worked examples, through the same functions

export async function check_known_answers() {
  const v2 = {
    host: 'cvm.api.qcloud.com',
    path: '/v2/index.php',
    method: 'GET',
    action: 'DescribeInstances',
    region: 'ap-guangzhou',
    timestamp: 1465185768,
    nonce: '11886',
    id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
    key: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA',
    tree: { InstanceIds: ['ins-09dx96dg'] },
  };
  require_equal(sign_v2({ ...v2, scheme: 'HmacSHA256' }).signature, '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=', 'v2, SHA-256');
  require_equal(sign_v2({ ...v2, scheme: 'HmacSHA1' }).signature, 'nPVnY6njQmwQ8ciqbPl5Qe+Oru4=', 'v2, SHA-1');
  {
    // SignatureMethod left out: SHA-1.
    const api = new QcloudApi({ SecretId: v2.id, SecretKey: v2.key, Region: v2.region });
    const query = frozen(v2.timestamp, v2.nonce, () =>
      api.generateQueryString({ Action: v2.action, RequestClient: [], ...v2.tree }, { host: v2.host, path: v2.path, method: v2.method })
    );
    require_equal(querystring.parse(query).Signature, 'B6cecqdJznPP5xUBExLyaWYdre4=', 'v2, no SignatureMethod');
  }
  {
    // Signature v1 of API 3.0 without SignatureMethod, which the SDK always sends: its two inner functions.
    const client = new AbstractClient('cvm.tencentcloudapi.com', '2017-03-12', {
      credential: {},
      profile: { signMethod: 'HmacSHA1', httpProfile: { reqMethod: 'GET' } },
    });
    const text = client.formatSignString({
      Action: 'DescribeInstances',
      'InstanceIds.0': 'ins-09dx96dg',
      Limit: 20,
      Nonce: 11886,
      Offset: 0,
      Region: 'ap-guangzhou',
      SecretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      Timestamp: 1465185768,
      Version: '2017-03-12',
    });
    require_equal(Sign.sign('Gu5t9xGARNpq86cd98joQYCN3EXAMPLE', text, 'HmacSHA1'), 'EliP9YW3pW28FpsEdkXt/+WcGeI=', 'signature v1');
  }
  require_equal(
    sign_tc3({
      host: 'cvm.tencentcloudapi.com',
      method: 'POST',
      timestamp: 1551113065,
      id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      key: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
      content_type: 'application/json; charset=utf-8',
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    }).signature,
    '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    'TC3'
  );
  require_equal(
    (
      await sign_rpc({
        host: 'ecs.aliyuncs.com',
        version: '2014-05-26',
        method: 'GET',
        action: 'DescribeRegions',
        timestamp: Date.UTC(2016, 1, 23, 12, 46, 24) / 1000,
        nonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
        id: 'testid',
        key: 'testsecret',
        tree: {},
        common: { Format: 'XML' },
      })
    ).signature,
    'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
    'Aliyun RPC'
  );
  require_equal(
    sign_acs3({
      host: 'ecs.cn-shanghai.aliyuncs.com',
      version: '2014-05-26',
      method: 'POST',
      action: 'RunInstances',
      timestamp: Date.UTC(2023, 9, 26, 10, 22, 32) / 1000,
      nonce: '3156853299f313e23d1673dc12e1703d',
      id: 'YourAccessKeyId',
      key: 'YourAccessKeySecret',
      tree: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
    }).signature,
    '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    'ACS3'
  );
}
