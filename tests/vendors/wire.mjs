// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Changes one byte of a request: of a client's, between the client and TLS; or of a request that was seen before.

import { createRequire } from 'node:module';
import tls from 'node:tls';

const https = createRequire(import.meta.url)('https'); // the object whose functions the clients call

/** Where the request that starts a buffer ends; 0 while more is to come. */
export function end_of_request(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const text = bytes.toString('latin1', 0, head + 2);
  if (/\r\ntransfer-encoding:/i.test(text)) {
    const last = bytes.indexOf('\r\n0\r\n\r\n', head + 2);
    return last < 0 ? 0 : last + 7;
  }
  const end = head + 4 + Number(text.match(/\r\ncontent-length: *(\d+)/i)?.[1] ?? 0);
  return bytes.length < end ? 0 : end;
}

/** The same request with its body in one piece. What frames the pieces is signed by nobody. */
export function in_one_piece(request) {
  const begin = request.indexOf('\r\n\r\n') + 4;
  const head = request.toString('latin1', 0, begin);
  if (!/\r\ntransfer-encoding:/i.test(head)) return request;
  const pieces = [];
  for (let at = begin; ; ) {
    const data = request.indexOf('\r\n', at) + 2;
    const size = parseInt(request.toString('latin1', at, data), 16);
    if (size === 0) break;
    pieces.push(request.subarray(data, data + size));
    at = data + size + 2;
  }
  const body = Buffer.concat(pieces);
  const length = `\r\nContent-Length: ${body.length}\r\n`;
  return Buffer.concat([Buffer.from(head.replace(/\r\ntransfer-encoding:[^\r]*\r\n/i, length), 'latin1'), body]);
}

/** Another byte for this one, of its kind: a digit for a digit, no 0, and a letter for a letter. */
function other_byte(byte) {
  const c = String.fromCharCode(byte);
  if (/[2-9b-zB-Z]/.test(c)) return byte - 1;
  return /[01aA]/.test(c) ? byte + 1 : byte ^ 1;
}

/** A copy with the byte changed that the first group of `place` finds. Undefined where it finds none. */
export function changed_at(request, place) {
  const found = new RegExp(place.source, place.flags + 'd').exec(request.toString('latin1'));
  if (found === null) return undefined;
  const copy = Buffer.from(request);
  const at = found.indices[1][0];
  copy[at] = other_byte(copy[at]);
  return copy;
}

/** The offsets of all that a signature vouches for, or that is compared with something. */
export function signed_offsets(request) {
  const text = request.toString('latin1');
  const offsets = [];
  const take = (begin, end) => {
    for (let at = begin; at < end; at++) offsets.push(at);
  };
  const line = text.indexOf(' HTTP/1.1\r\n');
  const query = text.indexOf('?');
  if (query >= 0 && query < line) take(query + 1, line);
  const body = text.indexOf('\r\n\r\n') + 4;
  take(body, text.length);
  const headers = text.match(/SignedHeaders=([^, ]*)/i)?.[1].split(';') ?? [];
  // Nobody signs the other headers of TC3; the region's is free, these decide by what they are.
  if (headers.length) headers.push('authorization', 'x-tc-timestamp', 'x-tc-token', 'x-tc-action', 'x-tc-version');
  for (const field of text.slice(0, body).matchAll(/\r\n([^:\r]+): *([^\r]*)/dg))
    if (headers.includes(field[1].toLowerCase())) take(...field.indices[2]);
  return offsets;
}

// What is done to the next requests of this process's clients. A client sees no difference.
let on_the_wire = (request) => request;
const open_sockets = new Set();
const open = https.Agent.prototype.createConnection;
https.Agent.prototype.createConnection = function (...args) {
  const socket = open.apply(this, args);
  open_sockets.add(socket);
  socket.once('close', () => open_sockets.delete(socket));
  const write = socket.write;
  let kept = Buffer.alloc(0);
  socket.write = (data, encoding, done) => {
    const called = typeof encoding === 'function' ? encoding : done;
    kept = Buffer.concat([kept, Buffer.from(data, typeof encoding === 'string' ? encoding : 'utf8')]);
    const end = end_of_request(kept);
    if (end === 0) {
      if (called) process.nextTick(called);
      return true;
    }
    const request = kept.subarray(0, end);
    kept = kept.subarray(end);
    return write.call(socket, on_the_wire(request), called);
  };
  return socket;
};

/** Some clients keep a connection for each call that they never use again, and a server has so many threads. */
export function end_connections() {
  for (const socket of open_sockets) socket.destroy();
}

/** Runs `work` while `change` makes of each request what is sent in its place. */
export async function with_change(change, work) {
  on_the_wire = change;
  try {
    return await work();
  } finally {
    on_the_wire = (request) => request;
  }
}

/** The answers to requests that are sent to a host as they are, in batches. The peer may close after any answer. */
export async function answers_to(host, requests) {
  const answers = [];
  while (answers.length < requests.length) {
    const socket = tls.connect({ host, port: 443, servername: host });
    const before = answers.length;
    let bytes = Buffer.alloc(0);
    let sent = before;
    await new Promise((resolve, reject) => {
      const send_batch = () => {
        const batch = requests.slice(sent, sent + 16);
        sent += batch.length;
        socket.write(Buffer.concat(batch));
      };
      socket.setTimeout(30000, () => reject(new Error(`${host} does not answer`)));
      socket.on('error', () => {}).on('close', resolve);
      socket.on('data', (data) => {
        bytes = Buffer.concat([bytes, data]);
        for (let end; (end = end_of_request(bytes)) !== 0; bytes = bytes.subarray(end)) {
          const text = bytes.toString('utf8', 0, end);
          answers.push({ status: Number(text.slice(9, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) });
          if (/\r\nconnection: *close/i.test(text)) return socket.destroy();
        }
        if (answers.length === requests.length) socket.destroy();
        else if (answers.length === sent) send_batch();
      });
      send_batch();
    });
    if (answers.length === before) throw new Error(`${host} closed without an answer`);
  }
  return answers;
}

/** Copies of a request, each with another one of the bytes at `offsets` changed. */
export const with_each_changed = (request, offsets) =>
  offsets.map((at) => {
    const changed = Buffer.from(request);
    changed[at] ^= 1;
    return changed;
  });
