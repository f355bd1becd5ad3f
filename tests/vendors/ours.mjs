// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Our client calls a server that verifies with the vendors' code, directly and through a proxy that changes a byte. The
// server is at 127.0.0.1, the proxy at 127.0.0.2; which of them the real host names mean is written into the file of
// hosts. usage: node ours.mjs TOOL DIRECTORY, which has server.key, server.pem and hosts; see run.sh

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import tls from 'node:tls';
import { API_V2, API_V3, RPC } from './places.mjs';
import { start_verifier } from './verifier.mjs';
import { answers_to, changed_at, end_of_request, signed_offsets, with_each_changed } from './wire.mjs';

const [tool, directory] = process.argv.slice(2);
const identity = { key: readFileSync(`${directory}/server.key`), cert: readFileSync(`${directory}/server.pem`) };
const HOSTS = {
  'tencent.clb': 'clb.tencentcloudapi.com',
  'tencent.gaap': 'gaap.tencentcloudapi.com',
  'tencent.lb': 'lb.api.qcloud.com',
  'tencent.bmlb': 'bmlb.api.qcloud.com',
  'aliyun.ga': 'ga.cn-hangzhou.aliyuncs.com',
};
const { env } = process;
const keys = {
  tencent: { id: env.TENCENTCLOUD_SECRET_ID, key: env.TENCENTCLOUD_SECRET_KEY, token: env.TENCENTCLOUD_SESSION_TOKEN },
  aliyun: {
    id: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    key: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    token: env.ALIBABA_CLOUD_SECURITY_TOKEN,
  },
};

let agreed = 0;
let bytes_changed = 0;
const differing = [];
function state(what, got, expected) {
  if (got === expected) agreed++;
  else differing.push(`${what}: got ${got}, expected ${expected}`);
}

const expected = { action: '' };
let requests = [];
await start_verifier({ identity, address: '127.0.0.1', keys, expected, seen: (request) => requests.push(request) });

// Ends TLS on both sides, and makes of a whole request what `change` does; nothing, and it is not sent on.
let change = (request) => request;
const proxy = tls.createServer(identity, (client) => {
  let kept = Buffer.alloc(0);
  client.on('error', () => {});
  client.on('data', (data) => {
    kept = Buffer.concat([kept, data]);
    const end = end_of_request(kept);
    if (end === 0) return;
    const request = change(kept.subarray(0, end));
    kept = kept.subarray(end);
    if (request === undefined) return client.destroy();
    const server = tls.connect({ host: '127.0.0.1', port: 443, ca: identity.cert, servername: client.servername });
    server.on('error', () => client.destroy());
    server.pipe(client);
    server.write(request);
  });
});
await new Promise((resolve) => proxy.listen(443, '127.0.0.2', resolve));

const names_mean = (address) =>
  writeFileSync(`${directory}/hosts`, Object.values(HOSTS).map((host) => `${address} ${host}\n`).join(''));

/** The tool's exit status, and what it said. */
const call = (words) =>
  new Promise((resolve) =>
    execFile(tool, ['call', ...words, '--ca-file', `${directory}/server.pem`], { timeout: 30000 }, (error, out, said) =>
      resolve({ status: error === null ? 0 : (error.code ?? String(error)), out, said })
    )
  );

const NAME = "名 a+b*c~d/e_f'(g)!=&%41";
const REQUESTS = [
  {
    action: 'tencent.clb.CreateListener',
    schemes: ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'],
    places: API_V3.places,
    words: ['LoadBalancerId=lb-1', 'Ports.0=8080', 'Ports.1=8081', 'Protocol=TCP', `ListenerNames.0=${NAME}`,
      'ListenerNames.1=b', 'HealthCheck.TimeOut=5', '--region', 'ap-guangzhou'],
  },
  {
    action: 'tencent.gaap.CreateHTTPListener',
    schemes: ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'],
    places: API_V3.places,
    words: [`ListenerName=${NAME}`, 'Port=8080', 'ProxyId=link-1'],
  },
  {
    action: 'tencent.lb.CreateLoadBalancerListeners',
    schemes: ['HmacSHA256', 'HmacSHA1'],
    places: API_V2.places,
    words: ['loadBalancerId=lb-1', 'listeners.0.loadBalancerPort=8080', 'listeners.0.instancePort=80',
      'listeners.0.protocol=2', `listeners.0.listenerName=${NAME}`, '--region', 'gz'],
  },
  {
    action: 'tencent.bmlb.CreateBmListeners',
    schemes: ['HmacSHA256', 'HmacSHA1'],
    places: API_V2.places,
    words: ['loadBalancerId=lb-1', 'listeners.0.loadBalancerPort=8080', 'listeners.0.protocol=tcp',
      'listeners.0.listenerName=a_b', '--region', 'gz'],
  },
  {
    action: 'aliyun.ga.CreateListener',
    schemes: ['ACS3-HMAC-SHA256', 'HMAC-SHA1'],
    places: RPC.places,
    words: ['AcceleratorId=ga-1', 'PortRanges.1.FromPort=8080', 'PortRanges.1.ToPort=8080', 'Protocol=tcp',
      `Name=${NAME}`, '--region', 'cn-hangzhou'],
  },
];
const signature_codes = { tencent: /AuthFailure\.SignatureFailure|4100/, aliyun: /SignatureDoesNotMatch/ };

for (const { action, schemes, places, words } of REQUESTS) {
  const system = action.slice(0, action.lastIndexOf('.'));
  expected.action = action.slice(system.length + 1);
  const refused = signature_codes[system.split('.')[0]];
  for (const scheme of schemes) {
    for (const method of ['GET', 'POST']) {
      const what = `${action}, ${scheme}, ${method}`;
      const all = [action, ...words, '--signature', scheme, '--method', method];

      names_mean('127.0.0.1');
      requests = [];
      const taken = await call(all);
      state(`${what}, exit status ${taken.said}`, taken.status, 0);
      const [seen] = requests;
      state(`${what}, requests`, requests.length, 1);
      state(`${what}, its scheme`, seen?.scheme, scheme);
      state(`${what}, its method`, seen?.method, method);
      const name = system === 'tencent.bmlb' ? 'a_b' : NAME;
      const arrives = Object.values(seen?.pairs ?? {}).includes(name) || seen?.body.includes(JSON.stringify(name));
      state(`${what}, the name arrives`, arrives, true);

      names_mean('127.0.0.2');
      let changed_places = 0;
      for (const [place, pattern] of places) {
        let changed;
        change = (request) => (changed = changed_at(request, pattern));
        requests = [];
        const got = await call([...all, '--timeout', '20']);
        if (changed === undefined) continue;
        changed_places++;
        state(`${what}, a byte of ${place} changed`, `${got.status}, ${refused.test(got.said)}`, '1, true');
        state(`${what}, a byte of ${place} changed, nothing is right`, requests.some(({ right }) => right), false);
      }
      state(`${what}, places that were changed`, changed_places >= 5, true);

      // One request as we have signed it, which did not arrive; then each byte of it.
      let kept;
      change = (request) => {
        // Thousands of copies on one connection: nobody signs that it shall be closed.
        kept ??= Buffer.from(request.toString('latin1').replace('\r\nConnection: close', ''), 'latin1');
      };
      await call([...all, '--timeout', '20']);
      names_mean('127.0.0.1');
      const offsets = signed_offsets(kept);
      const answers = await answers_to(HOSTS[system], [...with_each_changed(kept, offsets), kept]);
      const is_taken = ({ body }) => /lbl-1|lsn-1/.test(body);
      state(`${what}, the same unchanged`, is_taken(answers.pop()), true);
      answers.forEach((answer, i) => {
        const where = JSON.stringify(kept.toString('latin1', offsets[i] - 10, offsets[i] + 1));
        if (is_taken(answer)) differing.push(`${what}: taken with the last byte of ${where} changed`);
      });
      bytes_changed += offsets.length;
      state(`${what}, whether many bytes were changed`, offsets.length > 200, true);
    }
  }
}

for (const line of differing) console.log(line);
console.log(`${bytes_changed} bytes were changed one by one`);
console.log(`${agreed} calls agreed, ${differing.length} did not`);
process.exit(differing.length === 0 ? 0 : 1);
