// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Calls of the vendors' own npm clients, as they ship, each with the right key, a wrong one, an unknown id and, where a
// token is wanted, without it; and with one byte of what they send changed on its way. Nothing here signs or encodes.
// See run.sh, which starts the emulator.
//
//   tencentcloud-sdk-nodejs-common  Tencent API 3.0: TC3-HMAC-SHA256, HmacSHA256, HmacSHA1
//   qcloudapi-sdk                   Tencent API v2: HmacSHA256, HmacSHA1
//   @alicloud/pop-core              Aliyun RPC: HMAC-SHA1
//   @alicloud/openapi-client        Aliyun: ACS3-HMAC-SHA256, and the older HMAC-SHA1

import { createRequire } from 'node:module';
import { API_V2 as V2, API_V3 as V3, RPC } from './places.mjs';
import {
  answers_to,
  changed_at,
  end_connections,
  in_one_piece,
  signed_offsets,
  with_change,
  with_each_changed,
} from './wire.mjs';

const require = createRequire(new URL('../golden/package.json', import.meta.url));
const { AbstractClient } = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/abstract_client');
const QcloudApi = require('qcloudapi-sdk');
const { RPCClient } = require('@alicloud/pop-core');
const OpenApi = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');

process.noDeprecation = true; // qcloudapi-sdk calls the deprecated Buffer constructor

// Both Tencent clients take one of 65,536 nonces by chance: in order, no two are the same.
let taken = 0;
Math.random = () => (++taken % 65535) / 65535;

const METHODS = ['GET', 'POST'];
// Whatever a client could encode in a way of its own.
const NAME = "名 a+b*c~d/e_f'(g)!=&%41";
let port = 1000;

const tencent = {
  id: process.env.TENCENTCLOUD_SECRET_ID,
  key: process.env.TENCENTCLOUD_SECRET_KEY,
  token: process.env.TENCENTCLOUD_SESSION_TOKEN,
};
const aliyun = {
  id: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  key: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
  token: process.env.ALIBABA_CLOUD_SECURITY_TOKEN,
};

// A caller is (key, action, parameters) => the answer of a success; a refusal is thrown, with its code.

function tencent_v3(service, version, signMethod, reqMethod) {
  return ({ id, key, token }, action, parameters) =>
    new AbstractClient(`${service}.tencentcloudapi.com`, version, {
      credential: { secretId: id, secretKey: key, token: token || undefined },
      region: service === 'clb' ? 'ap-guangzhou' : undefined,
      profile: { signMethod, httpProfile: { reqMethod } },
    }).request(action, parameters);
}

function tencent_v2(serviceType, signatureMethod, method) {
  return ({ id, key, token }, action, parameters) =>
    new Promise((resolve, reject) => {
      const client = new QcloudApi({ SecretId: id, SecretKey: key, Region: 'gz', serviceType, method, signatureMethod });
      const data = { Action: action, ...(token ? { Token: token } : {}), ...parameters };
      const options = { serviceType, method, signatureMethod };
      const done = (error, body) => {
        if (error) reject(error);
        else if (body.code !== 0) reject(Object.assign(new Error(body.message), { code: body.code }));
        else resolve(body);
      };
      client.request(data, options, done, { strictSSL: true });
    });
}

function pop_core(method) {
  return ({ id, key, token }, action, parameters) =>
    new RPCClient({
      endpoint: 'https://ga.cn-hangzhou.aliyuncs.com',
      apiVersion: '2019-11-20',
      accessKeyId: id,
      accessKeySecret: key,
      securityToken: token || undefined,
    }).request(action, parameters, { method });
}

/** `place`: where the parameters go, "query" or "body". */
function openapi(signatureAlgorithm, method, place) {
  return async ({ id, key, token }, action, parameters) => {
    const client = new OpenApi.default(
      new OpenApi.Config({
        accessKeyId: id,
        accessKeySecret: key,
        securityToken: token || undefined,
        endpoint: 'ga.cn-hangzhou.aliyuncs.com',
        signatureAlgorithm,
      })
    );
    const params = new OpenApi.Params({
      action,
      version: '2019-11-20',
      protocol: 'HTTPS',
      pathname: '/',
      method,
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const flat = OpenApiUtil.query(parameters);
    const request = new OpenApi.OpenApiRequest(place === 'query' ? { query: flat } : { body: parameters });
    return (await client.callApi(params, request, new RuntimeOptions({}))).body;
  };
}
const OpenApiUtil = createRequire(require.resolve('@alicloud/openapi-client'))('@alicloud/openapi-util').default;

// ---------------------------------------------------------------------------------------------------------------

let agreed = 0;
const differing = [];

function state(what, got, expected) {
  if (got === expected) agreed++;
  else differing.push(`${what}: got ${got}, expected ${expected}`);
}

/** The answer, with `code` "" for a success. */
async function outcome_of(call) {
  try {
    return { ...(await call()), code: '' };
  } catch (error) {
    return { code: String(error.code ?? error) };
  } finally {
    end_connections();
  }
}

/** What `what` sends, with one byte changed: by name, as its client sees it, then each that is signed, as we do. */
async function change_bytes(what, caller, key, codes, creating) {
  let places = 0;
  for (const [name, place, expected] of codes.places) {
    let changed;
    const { code } = await with_change(
      (request) => {
        changed = changed_at(request, place);
        return changed ?? request.fill(0, 0, 1); // never the request itself, which may be sent but once
      },
      () => outcome_of(() => caller(key, ...creating()))
    );
    if (changed === undefined) continue;
    places++;
    state(`${what}, a byte of ${name} changed`, code, expected);
  }
  state(`${what}, places that were changed`, places >= 4, true);

  // One request that the client has signed and that did not arrive.
  let seen;
  await with_change(
    (request) => {
      seen = Buffer.from(in_one_piece(request));
      return request.fill(0, 0, 1);
    },
    () => outcome_of(() => caller(key, ...creating()))
  );
  const code_of = ({ status, body }) => {
    if (status === 400 && body === '') return 'no HTTP';
    const answer = JSON.parse(body);
    const code = String((answer.Response ? answer.Response.Error?.Code : (answer.Code ?? answer.code)) ?? '');
    return code === '0' ? '' : code;
  };
  const offsets = signed_offsets(seen);
  const host = seen.toString('latin1').match(/\r\nhost: *([^\r]*)/i)[1];
  const answers = await answers_to(host, [...with_each_changed(seen, offsets), seen]);
  state(`${what}, the same unchanged`, code_of(answers.pop()), '');
  answers.forEach((answer, i) => {
    const where = JSON.stringify(seen.toString('latin1', offsets[i] - 10, offsets[i] + 1));
    if (!codes.refusals.test(code_of(answer)))
      differing.push(`${what}: the last byte of ${where} changed: got ${code_of(answer)}`);
  });
  bytes_changed += offsets.length;
  state(`${what}, whether many bytes were changed`, offsets.length > 200, true);
}
let bytes_changed = 0;

/** `creating` gives action and parameters of a new listener; `asking(answer)` those of the question after it. */
async function converse(what, caller, key, codes, creating, asking, expected) {
  const create = creating();
  const with_key = (changed) => outcome_of(() => caller({ ...key, ...changed }, ...create));
  state(`${what}, a wrong key`, (await with_key({ key: 'wrong' })).code, codes.signature);
  state(`${what}, an unknown id`, (await with_key({ id: 'unknown' })).code, codes.id);
  if (key.token) {
    state(`${what}, a wrong token`, (await with_key({ token: 'wrong' })).code, codes.token);
    state(`${what}, no token`, (await with_key({ token: '' })).code, codes.no_token ?? codes.token);
  }
  await change_bytes(what, caller, key, codes, creating);
  const created = await with_key({});
  state(`${what}, ${create[0]}`, created.code, '');
  if (created.code !== '') return;
  const question = asking(created);
  const answer = await outcome_of(() => caller(key, ...question));
  state(`${what}, ${question[0]}`, answer.code, '');
  if (expected) state(`${what}, what ${question[0]} gives back`, expected(answer), NAME);
}

for (const method of METHODS) {
  for (const scheme of ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1']) {
    await converse(
      `tencent.clb, ${scheme}, ${method}`,
      tencent_v3('clb', '2018-03-17', scheme, method),
      tencent,
      V3,
      () => [
        'CreateListener',
        {
          LoadBalancerId: 'lb-1',
          Ports: [port++, port++],
          Protocol: 'TCP',
          ListenerNames: [NAME, 'b'],
          HealthCheck: { TimeOut: 5, IntervalTime: 7 },
        },
      ],
      ({ RequestId }) => ['DescribeTaskStatus', { TaskId: RequestId }]
    );
    await converse(
      `tencent.gaap, ${scheme}, ${method}`,
      tencent_v3('gaap', '2018-05-29', scheme, method),
      tencent,
      V3,
      () => ['CreateHTTPListener', { ListenerName: NAME, Port: port++, ProxyId: 'link-1' }],
      ({ ListenerId }) => ['DescribeHTTPListeners', { ProxyId: 'link-1', ListenerId }],
      ({ ListenerSet }) => ListenerSet?.[0]?.ListenerName
    );
  }
  for (const hash of ['sha256', 'sha1']) {
    await converse(
      `tencent.lb, ${hash}, ${method}`,
      tencent_v2('lb', hash, method),
      tencent,
      V2,
      () => [
        'CreateLoadBalancerListeners',
        {
          loadBalancerId: 'lb-1',
          listeners: [
            { loadBalancerPort: port++, instancePort: 80, protocol: 2, listenerName: NAME },
            { loadBalancerPort: port++, instancePort: 81, protocol: 2, listenerName: 'a_b' },
          ],
        },
      ],
      ({ requestId }) => ['DescribeLoadBalancersTaskResult', { requestId }]
    );
    await converse(
      `tencent.bmlb, ${hash}, ${method}`,
      tencent_v2('bmlb', hash, method),
      tencent,
      V2,
      () => [
        'CreateBmListeners',
        { loadBalancerId: 'lb-1', listeners: [{ loadBalancerPort: port++, protocol: 'tcp', listenerName: 'a_b' }] },
      ],
      ({ requestId }) => ['DescribeBmLoadBalancersTaskResult', { requestId }]
    );
  }
  for (const [client, caller] of [
    ['pop-core, HMAC-SHA1', pop_core(method)],
    ['openapi-client, ACS3-HMAC-SHA256', openapi('ACS3-HMAC-SHA256', method, 'query')],
    ['openapi-client, HMAC-SHA1', openapi('v2', method, 'query')],
    ...(method === 'POST'
      ? [
          ['openapi-client, ACS3-HMAC-SHA256, in the body', openapi('ACS3-HMAC-SHA256', method, 'body')],
          ['openapi-client, HMAC-SHA1, in the body', openapi('v2', method, 'body')],
        ]
      : []),
  ]) {
    await converse(
      `aliyun.ga, ${client}, ${method}`,
      caller,
      aliyun,
      RPC,
      () => [
        'CreateListener',
        {
          RegionId: 'cn-hangzhou',
          AcceleratorId: 'ga-1',
          PortRanges: [{ FromPort: port, ToPort: port++ }],
          Protocol: 'tcp',
          Name: NAME,
        },
      ],
      ({ ListenerId }) => ['DescribeListener', { RegionId: 'cn-hangzhou', ListenerId }],
      ({ Name }) => Name
    );
  }
}

for (const line of differing) console.log(line);
console.log(`${bytes_changed} bytes were changed one by one`);
console.log(`${agreed} calls agreed, ${differing.length} did not`);
process.exit(differing.length === 0 ? 0 : 1);
