// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Places of a request, each with the documented code that is the answer where its byte is another one; and the codes
// that can be the answer to any changed byte.

// A place of a request, and the code that is the answer where its byte is another one.
const QUERY_TIME = /[?&\n]Timestamp=\d{9}(\d)/;
const in_every_request = (signature) => [
  ['the port', /Ports?(?:\.\d+)?(?:=|":\[?)(\d)/i, signature],
  ['the name', /(?:%E5%90%8D|\xe5\x90\x8d)(?:%20|\+| )(a)/, signature],
];

// "no HTTP" is a status of 400 without a page.
const one_of = (...codes) => new RegExp(`^(?:${codes.join('|')}|no HTTP)$`);

export const API_V3 = {
  signature: 'AuthFailure.SignatureFailure',
  id: 'AuthFailure.SecretIdNotFound',
  token: 'AuthFailure.TokenFailure',
  refusals: one_of(
    'AuthFailure\\.\\w+',
    'InvalidAction',
    'InvalidParameter',
    'MissingParameter',
    'NoSuchVersion',
    'UnsupportedRegion'
  ),
};
API_V3.places = [
  ...in_every_request(API_V3.signature),
  ['the signature', /[?&\n ]Signature=(.)/, API_V3.signature],
  ['the time', QUERY_TIME, API_V3.signature],
  ['the time', /x-tc-timestamp: *\d{9}(\d)/i, API_V3.signature],
  ['the day', /Credential=[^/]*\/\d{4}-\d\d-\d(\d)/, API_V3.signature],
  ['the year', /(?:[?&\n]Timestamp=|x-tc-timestamp: *)\d(\d)/i, 'AuthFailure.SignatureExpire'],
  ['the nonce', /[?&\n]Nonce=(\d)/, API_V3.signature],
  ['the id', /(?:SecretId=|Credential=)(\w)/, API_V3.id],
];
export const API_V2 = {
  signature: '4100',
  id: '4104',
  token: '4105',
  refusals: one_of('4000', '4100', '4104', '4105', '4200', '4500', '6100'),
};
API_V2.places = [
  ...in_every_request(API_V2.signature),
  ['the signature', /[?&\n]Signature=(.)/, API_V2.signature],
  ['the time', QUERY_TIME, API_V2.signature],
  ['the year', /[?&\n]Timestamp=\d(\d)/, '4200'],
  ['the nonce', /[?&\n]Nonce=(\d)/, API_V2.signature],
  ['the id', /SecretId=(\w)/, API_V2.id],
];
export const RPC = {
  signature: 'SignatureDoesNotMatch',
  id: 'InvalidAccessKeyId.NotFound',
  token: 'InvalidSecurityToken.MismatchWithAccessKey',
  no_token: 'MissingSecurityToken',
  refusals: one_of(
    'SignatureDoesNotMatch',
    'InvalidAccessKeyId\\.NotFound',
    'InvalidSecurityToken\\.\\w+',
    'Missing\\w+',
    'IncompleteSignature',
    'InvalidSignatureMethod',
    'InvalidParamater',
    'InvalidParameter(\\.Format)?',
    'IllegalTimestamp',
    'InvalidTimeStamp\\.\\w+',
    'InvalidApi\\.NotFound',
    'NoSuchVersion'
  ),
};
RPC.places = [
  ...in_every_request(RPC.signature),
  ['the signature', /[?&\n,]Signature=(.)/, RPC.signature],
  ['the time', /(?:[?&\n]Timestamp=|x-acs-date: *)[^&\r]*(\d)Z/i, RPC.signature],
  ['the year', /(?:[?&\n]Timestamp=|x-acs-date: *)(\d)/i, 'InvalidTimeStamp.Expired'],
  ['the nonce', /(?:[?&\n]SignatureNonce=|x-acs-signature-nonce: *)(\w)/i, RPC.signature],
  ['the hash', /x-acs-content-sha256: *(\w)/i, RPC.signature],
  ['the id', /(?:AccessKeyId=|Credential=)(\w)/, RPC.id],
];
