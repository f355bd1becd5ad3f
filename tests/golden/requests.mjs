// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The requests that are signed: for every action a few trees of parameters, spelled and nested as in the
// vendors' documents. They keep every documented bound, list of values, condition and cross-field rule, so that a
// typed builder that checks its requests must accept each of them. Fields stand in the documents' order, which is that
// of the library's structures: typed.mjs writes them as designated initializers, and another order does not compile.
//
//   minimal   required parameters, and what a rule asks for ("exactly one of ProxyId and GroupId")
//   full...   as many parameters at once as the rules allow; lists of twelve where twelve are allowed, so that
//             Ports.10 and Ports.11 sort before Ports.2; several variants where conditions exclude each other
//   text      reserved characters, UTF-8, line breaks, control characters and empty text
//
// Numbers, identifiers and choices come from a generator seeded with the action's name: no clock, no chance.

// ---------------------------------------------------------------------------------------------------------------
// Deterministic chance

/** xmur3 + sfc32: 32-bit arithmetic only, the same on every machine. */
export function random_source(seed) {
  let h = 1779033703 ^ seed.length;
  for (let i = 0; i < seed.length; i++) {
    h = Math.imul(h ^ seed.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  const word = () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^= h >>> 16) >>> 0;
  };
  let a = word(), b = word(), c = word(), d = word();
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  const integer = (low, high) => low + (next() % (high - low + 1));
  const pick = (list) => list[next() % list.length];
  const characters = (count, alphabet) => {
    let out = '';
    while (out.length < count) out += alphabet[next() % alphabet.length];
    return out;
  };
  const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const id = (prefix) => prefix + '-' + characters(8, lower);
  const hex = (count) => characters(count, '0123456789abcdef');
  const ip = () => `10.${integer(0, 255)}.${integer(0, 255)}.${integer(1, 254)}`;
  /** `count` different ports in ascending order, none near the edges. */
  const ports = (count, low = 1024, high = 60000) => {
    const step = Math.floor((high - low) / count);
    return many(count, (i) => low + i * step + integer(0, step - 1));
  };
  return { next, integer, pick, characters, id, hex, ip, ports };
}

const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** A list of structures: the first element has everything, each later one the required part and one optional group. */
const rotated = (count, required, optional) =>
  many(count, (i) => {
    const groups = optional(i);
    return Object.assign(required(i), ...(i === 0 ? groups : [groups[i % groups.length]]));
  });

// ---------------------------------------------------------------------------------------------------------------
// Text that breaks careless encoders

const RESERVED = `~*+%&=/?# '()!"<>@:;,[]`;
const PUNCTUATION = '{}|\\^`$.-_';
const CHINESE = '监听器';
const EMOJI = '😀';
const LINES = 'first line\nsecond line\r\nthird line\n';
const CONTROL = 'tab\there, \b\f\u0001\u001f\u007f.';
const TRICKY = [
  `a${RESERVED}z`,
  `${CHINESE} ${EMOJI} é`,
  `${PUNCTUATION}${RESERVED}`,
  'a=b&c=d%20+e#f?g/h%2F%',
  LINES,
  ' spaces outside and  inside ',
  CONTROL,
  `<b title="it's">100%</b>\\n`,
  '\u2028\ufeff\u{10fffd}e\u0301~',
  '~user_name*(1)!',
];
const tricky = (i) => TRICKY[i % TRICKY.length];

const CERTIFICATE = [
  '-----BEGIN CERTIFICATE-----',
  'THIS+IS/NOT+A/CERTIFICATE+IT/ONLY+LOOKS/LIKE+ONE==',
  '-----END CERTIFICATE-----',
  '',
].join('\n');
const CA_CERTIFICATE = CERTIFICATE.replaceAll('NOT+A', 'NO+CA').replaceAll('\n', '\r\n');
// Not "PRIVATE KEY": nothing in the tree shall look like one.
const FAKE_KEY = ['-----BEGIN EXAMPLE KEY-----', 'an+obviously/fake+key=', '-----END EXAMPLE KEY-----', ''].join('\n');

// ---------------------------------------------------------------------------------------------------------------
// tencent.clb

/** The layer-7 part of a health check; `r` chooses. */
const rule_health_check = (r) => ({
  HealthSwitch: 1,
  TimeOut: 60,
  IntervalTime: 300,
  HealthNum: 2,
  UnHealthNum: 10,
  HttpCode: 31,
  HttpCheckPath: `/health_check?full=1&n=${r.integer(1, 99)}`,
  HttpCheckDomain: 'check.example.com',
  HttpCheckMethod: 'GET',
  CheckType: 'HTTP',
  SourceIpType: 1,
});

const clb_targets = (r, text) =>
  many(12, (i) => {
    const target = { Port: 8000 + i };
    if (i % 3 === 0) target.Type = i % 2 === 0 ? 'CVM' : 'ENI';
    if (i % 2 === 0) target.InstanceId = text ? `ins-${tricky(i)}` : r.id('ins');
    if (i % 4 === 0) target.Weight = [0, 100, 10][i / 4];
    if (i % 2 !== 0) target.EniIp = r.ip();
    if (i % 5 === 0 || text) target.Tag = text ? (i === 3 ? '' : tricky(i + 1)) : `blue-${i}`;
    return target;
  });

const clb_target_action = (r) => ({
  minimal: { LoadBalancerId: r.id('lb'), ListenerId: r.id('lbl'), Targets: [{ Port: 80, InstanceId: r.id('ins') }] },
  full: { LoadBalancerId: r.id('lb'), ListenerId: r.id('lbl'), Targets: clb_targets(r), LocationId: r.id('loc') },
  full_domain: {
    LoadBalancerId: r.id('lb'),
    ListenerId: r.id('lbl'),
    Targets: [{ Port: 65535, Type: 'ENI', Weight: 100, EniIp: '2001:db8::1', Tag: 'v6' }],
    Domain: 'www.example.com',
    Url: '/index.html',
  },
  text: {
    LoadBalancerId: 'lb-' + tricky(0),
    ListenerId: 'lbl-' + tricky(1),
    Targets: clb_targets(r, true),
    Domain: '*.example.com',
    Url: '/' + tricky(3),
  },
});

const clb = {
  CreateListener: (r) => ({
    minimal: { LoadBalancerId: r.id('lb'), Ports: [80], Protocol: 'TCP' },
    full: {
      LoadBalancerId: r.id('lb'),
      Ports: r.ports(12),
      Protocol: 'TCP',
      ListenerNames: many(12, (i) => `listener_${i}-${CHINESE}`),
      HealthCheck: {
        HealthSwitch: 1,
        TimeOut: 2,
        IntervalTime: 3,
        HealthNum: 2,
        UnHealthNum: 10,
        HttpCode: 31,
        HttpCheckPath: '/check?a=1&b=2',
        HttpCheckDomain: 'www.example.com',
        HttpCheckMethod: 'HEAD',
        CheckPort: 8080,
        CheckType: 'HTTP',
        HttpVersion: 'HTTP/1.1',
        SourceIpType: 0,
      },
      SessionExpireTime: 30,
      Scheduler: 'LEAST_CONN',
      TargetType: 'NODE',
      SessionType: 'NORMAL',
      DeregisterTargetRst: true,
      MaxConn: -1,
      MaxCps: 100000,
      IdleConnectTimeout: 1980,
      SnatEnable: false,
      RescheduleTargetZeroWeight: true,
      RescheduleUnhealthy: false,
      RescheduleExpandTarget: true,
      RescheduleStartTime: 0,
      RescheduleInterval: 3600,
    },
    full_range: {
      LoadBalancerId: r.id('lb'),
      Ports: many(12, (i) => 1000 + 100 * i),
      Protocol: 'TCP',
      FullEndPorts: many(12, (i) => 1099 + 100 * i),
    },
    full_udp: {
      LoadBalancerId: r.id('lb'),
      Ports: [1],
      Protocol: 'UDP',
      ListenerNames: ['quic'],
      HealthCheck: {
        HealthSwitch: 1,
        TimeOut: 59,
        IntervalTime: 60,
        HealthNum: 10,
        UnHealthNum: 2,
        CheckPort: -1,
        ContextType: 'TEXT',
        SendContext: `ping${RESERVED.replaceAll(' ', '')}`,
        RecvContext: `pong${PUNCTUATION}`,
        CheckType: 'CUSTOM',
        SourceIpType: 1,
      },
      SessionExpireTime: 0,
      Scheduler: 'WRR',
      TargetType: 'TARGETGROUP',
      SessionType: 'QUIC_CID',
      EndPort: 65535,
      DeregisterTargetRst: false,
      MaxConn: 1,
      MaxCps: -1,
      IdleConnectTimeout: 10,
      RescheduleStartTime: 3600,
    },
    full_hex: {
      LoadBalancerId: r.id('lb'),
      Ports: [53],
      Protocol: 'UDP',
      HealthCheck: { ContextType: 'HEX', SendContext: '00FF0A', RecvContext: r.hex(500).toUpperCase(), CheckType: 'CUSTOM' },
    },
    full_tls: {
      LoadBalancerId: r.id('lb'),
      Ports: [443, 8443],
      Protocol: 'TCP_SSL',
      ListenerNames: ['tls', '加密'],
      HealthCheck: { HealthSwitch: 0, TimeOut: 2, IntervalTime: 300, HealthNum: 3, UnHealthNum: 3, CheckType: 'TCP' },
      Certificate: {
        SSLMode: 'MUTUAL',
        SSLVerifyClient: 'OPTIONAL',
        CertName: `server ${CHINESE}`,
        CertKey: FAKE_KEY,
        CertContent: CERTIFICATE,
        CertCaName: 'client ca',
        CertCaContent: CA_CERTIFICATE,
      },
      Scheduler: 'WRR',
      MaxConn: 200000,
      ProxyProtocol: true,
      SnatEnable: true,
      SslCloseSwitch: true,
    },
    full_https: {
      LoadBalancerId: r.id('lb'),
      Ports: [443],
      Protocol: 'HTTPS',
      SniSwitch: 0,
      KeepaliveEnable: 1,
      MultiCertInfo: {
        SSLMode: 'MUTUAL',
        CertList: many(12, (i) =>
          i % 3 === 2
            ? { CertName: `cert ${i}`, CertContent: CERTIFICATE, ...(i % 2 ? { CertKey: FAKE_KEY } : {}) }
            : { CertId: r.id('cert') }
        ),
        SSLVerifyClient: 'ON',
      },
      SnatEnable: false,
      DataCompressMode: 'compatibility',
    },
    full_ids: {
      LoadBalancerId: r.id('lb'),
      Ports: [443],
      Protocol: 'HTTPS',
      Certificate: { SSLMode: 'MUTUAL', CertId: r.id('cert'), CertCaId: r.id('ca') },
    },
    full_http: {
      LoadBalancerId: r.id('lb'),
      Ports: [80],
      Protocol: 'HTTP',
      ListenerNames: ['h2c'],
      KeepaliveEnable: 0,
      H2cSwitch: true,
      DataCompressMode: 'transparent',
    },
    text: {
      LoadBalancerId: 'lb-' + tricky(2),
      Ports: [443],
      Protocol: 'HTTPS',
      ListenerNames: ['名字_测试-a'],
      Certificate: {
        SSLMode: 'MUTUAL',
        CertId: 'cert' + tricky(7),
        CertCaName: tricky(1),
        CertCaContent: CA_CERTIFICATE + tricky(6),
      },
    },
  }),

  DescribeTaskStatus: (r) => ({
    minimal: { TaskId: `${r.hex(8)}-${r.hex(4)}-4${r.hex(3)}-8${r.hex(3)}-${r.hex(12)}` },
    full: { TaskId: `${r.hex(8)}-${r.hex(4)}-4${r.hex(3)}-8${r.hex(3)}-${r.hex(12)}`, DealName: r.characters(14, '0123456789') },
    text: { TaskId: tricky(0), DealName: tricky(1) + tricky(6) },
    text_empty: { TaskId: 'task', DealName: '' },
  }),

  DescribeListeners: (r) => ({
    minimal: { LoadBalancerId: r.id('lb') },
    full: { LoadBalancerId: r.id('lb'), ListenerIds: many(12, () => r.id('lbl')), Protocol: 'TCP_SSL', Port: 65535 },
    text: { LoadBalancerId: tricky(1), ListenerIds: many(10, tricky), Protocol: 'QUIC', Port: 1 },
  }),

  ModifyListener: (r) => ({
    minimal: { LoadBalancerId: r.id('lb'), ListenerId: r.id('lbl') },
    full: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      ListenerName: 'web_1',
      SessionExpireTime: 3600,
      HealthCheck: {
        HealthSwitch: 1,
        TimeOut: 2,
        IntervalTime: 300,
        HealthNum: 10,
        UnHealthNum: 2,
        HttpCode: 1,
        HttpCheckPath: '/',
        HttpCheckDomain: 'check.example.com',
        HttpCheckMethod: 'GET',
        CheckPort: 65535,
        CheckType: 'HTTP',
        HttpVersion: 'HTTP/1.0',
        SourceIpType: 1,
      },
      Scheduler: 'IP_HASH',
      TargetType: 'NODE',
      DeregisterTargetRst: true,
      SessionType: 'NORMAL',
      MaxConn: -1,
      MaxCps: -1,
      IdleConnectTimeout: 900,
      SnatEnable: true,
      RescheduleTargetZeroWeight: false,
      RescheduleUnhealthy: true,
      RescheduleExpandTarget: false,
      RescheduleStartTime: 1,
      RescheduleInterval: 0,
    },
    full_udp: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      HealthCheck: { CheckPort: -1, ContextType: 'HEX', SendContext: 'DEADBEEF', RecvContext: '00', CheckType: 'CUSTOM' },
    },
    full_tls: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      Certificate: {
        SSLMode: 'MUTUAL',
        SSLVerifyClient: 'ON',
        CertName: 'server',
        CertKey: FAKE_KEY,
        CertContent: CERTIFICATE,
        CertCaName: 'ca',
        CertCaContent: CA_CERTIFICATE,
      },
      Scheduler: 'LEAST_CONN',
      ProxyProtocol: false,
    },
    full_https: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      SniSwitch: 0,
      KeepaliveEnable: 1,
      MultiCertInfo: {
        SSLMode: 'MUTUAL',
        CertList: [
          { CertId: r.id('cert') },
          { CertName: 'second', CertContent: CERTIFICATE, CertKey: FAKE_KEY },
          { CertName: 'client ca', CertContent: CA_CERTIFICATE },
        ],
        SSLVerifyClient: 'OPTIONAL',
      },
      DataCompressMode: 'transparent',
    },
    text: {
      LoadBalancerId: tricky(3),
      ListenerId: tricky(8),
      ListenerName: `${CHINESE} ${RESERVED}`,
      Certificate: { SSLMode: 'MUTUAL', CertId: tricky(2), CertCaId: tricky(4) },
    },
  }),

  DeleteListener: (r) => ({
    minimal: { LoadBalancerId: r.id('lb'), ListenerId: r.id('lbl') },
    text: { LoadBalancerId: 'lb-' + tricky(0), ListenerId: 'lbl-' + tricky(1) },
  }),

  CreateRule: (r) => ({
    minimal: { LoadBalancerId: r.id('lb'), ListenerId: r.id('lbl'), Rules: [{ Url: '/', Domain: 'www.example.com' }] },
    full: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      Rules: rotated(
        12,
        (i) => (i === 1 ? { Url: '/1' } : { Url: `/${i}`, Domain: `r${i}.example.com` }),
        (i) => [
          { SessionExpireTime: 86400 },
          {
            HealthCheck: i === 0 ? rule_health_check(r) : { HealthSwitch: 0 },
            ...(i === 1 ? { Domains: many(12, (k) => `d${k}.example.com`) } : {}),
          },
          { Scheduler: ['WRR', 'LEAST_CONN', 'IP_HASH'][i % 3] },
          { ForwardType: 'HTTP' },
          { DefaultServer: i === 0 },
          { TargetType: 'TARGETGROUP-V2' },
          { CookieName: 'session_id' },
        ]
      ),
    },
    full_https: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      Rules: [
        {
          Url: '/grpc.Service/Method',
          HealthCheck: { HealthSwitch: 1, CheckType: 'GRPC', ExtendedCode: '0-99' },
          Certificate: {
            SSLMode: 'MUTUAL',
            SSLVerifyClient: 'ON',
            CertName: 'server',
            CertKey: FAKE_KEY,
            CertContent: CERTIFICATE,
            CertCaName: 'ca',
            CertCaContent: CA_CERTIFICATE,
          },
          ForwardType: 'GRPC',
          Http2: true,
          Quic: false,
          Domains: ['a.example.com', 'b.example.com'],
        },
        {
          Url: '/',
          Domain: 'c.example.com',
          SessionExpireTime: 30,
          Certificate: { SSLMode: 'MUTUAL', CertId: r.id('cert'), CertCaId: r.id('ca') },
          Http2: false,
          Quic: true,
        },
        {
          Url: '/',
          Domain: 'd.example.com',
          SessionExpireTime: 0,
          ForwardType: 'TRPC',
          TrpcCallee: 'app.server.service',
          TrpcFunc: '/method',
          MultiCertInfo: {
            SSLMode: 'MUTUAL',
            CertList: [
              { CertId: r.id('cert') },
              { CertName: 'ecc', CertContent: CERTIFICATE, CertKey: FAKE_KEY },
              { CertName: 'ca', CertContent: CA_CERTIFICATE },
            ],
            SSLVerifyClient: 'OPTIONAL',
          },
        },
      ],
    },
    text: {
      LoadBalancerId: tricky(0),
      ListenerId: tricky(5),
      Rules: [
        { Url: `~* ^/(a|b)+\\.(gif|jpg)$`, Domain: `~^www\\d+\\.例子\\.com$`, CookieName: '' },
        {
          Url: `/${RESERVED}`,
          HealthCheck: { HttpCheckPath: `/${tricky(3)}`, HttpCheckDomain: '' },
          Domains: ['*.example.com', '例子.测试'],
          CookieName: tricky(1),
        },
        {
          Url: '/' + tricky(1),
          Domain: 'x.example.com',
          Certificate: { CertId: tricky(4) },
          ForwardType: 'TRPC',
          TrpcCallee: tricky(2),
          TrpcFunc: tricky(6),
        },
      ],
    },
  }),

  DeleteRule: (r) => ({
    minimal: { LoadBalancerId: r.id('lb'), ListenerId: r.id('lbl'), LocationIds: [r.id('loc')] },
    full: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      LocationIds: many(12, () => r.id('loc')),
      NewDefaultServerDomain: 'default.example.com',
    },
    full_domain: {
      LoadBalancerId: r.id('lb'),
      ListenerId: r.id('lbl'),
      Domain: 'www.example.com',
      Url: '/index.html',
      NewDefaultServerDomain: 'default.example.com',
    },
    text: { LoadBalancerId: tricky(1), ListenerId: tricky(2), Domain: '~^\\w+\\.example\\.com$', Url: '/' + tricky(0) },
  }),

  RegisterTargets: clb_target_action,
  DeregisterTargets: clb_target_action,

  DescribeTargets: (r) => ({
    minimal: { LoadBalancerId: r.id('lb') },
    full: {
      LoadBalancerId: r.id('lb'),
      ListenerIds: many(12, () => r.id('lbl')),
      Protocol: 'HTTPS',
      Port: 443,
      Filters: many(12, (i) => ({
        Name: ['location-id', 'private-ip-address', 'tag'][i % 3],
        Values: many(i === 0 ? 12 : 1, (k) => `value-${i}-${k}`),
      })),
    },
    text: {
      LoadBalancerId: tricky(0),
      ListenerIds: [tricky(1), tricky(2)],
      Filters: [
        { Name: 'tag', Values: many(10, tricky) },
        { Name: 'location-id', Values: ['', 'loc'] },
      ],
    },
  }),

  DescribeTargetHealth: (r) => ({
    minimal: { LoadBalancerIds: [r.id('lb')] },
    full: {
      LoadBalancerIds: many(12, () => r.id('lb')),
      ListenerIds: many(12, () => r.id('lbl')),
      LocationIds: many(12, () => r.id('loc')),
    },
    text: { LoadBalancerIds: [tricky(0), tricky(4)], ListenerIds: [tricky(1)], LocationIds: [tricky(6), tricky(8)] },
  }),
};

// ---------------------------------------------------------------------------------------------------------------
// tencent.gaap

/** In the documents of layer 4 the group stands behind the page, in those of layer 7 before it. */
const gaap_describe = (r, search_alone, layer, extra = {}) => ({
  minimal: { ListenerId: r.id('listener') },
  full: {
    ProxyId: r.id('link'),
    ListenerId: r.id('listener'),
    ListenerName: 'web',
    Port: 443,
    Offset: 0,
    Limit: 50,
    ...(search_alone ? {} : { SearchValue: 'web' }),
    ...extra,
  },
  full_group:
    layer === 7
      ? { GroupId: r.id('lg'), Offset: 100, Limit: 20, SearchValue: '443' }
      : { Offset: 100, Limit: 20, GroupId: r.id('lg'), SearchValue: '443' },
  text: { ProxyId: 'link-' + tricky(0), ListenerName: tricky(1) + tricky(6), Offset: 2147483647 },
  text_empty: search_alone ? { GroupId: tricky(8), SearchValue: '' } : { GroupId: tricky(8), ListenerName: '', SearchValue: '' },
});

const gaap = {
  CreateHTTPListener: (r) => ({
    minimal: { ListenerName: 'web', Port: 80, ProxyId: r.id('link') },
    full_group: { ListenerName: 'web_2', Port: 65535, GroupId: r.id('lg') },
    text: { ListenerName: `${CHINESE}${EMOJI}${RESERVED}`, Port: 8080, ProxyId: tricky(6) },
  }),

  CreateHTTPSListener: (r) => ({
    minimal: { ListenerName: 'tls', Port: 443, CertificateId: r.id('cert'), ForwardProtocol: 'HTTP', ProxyId: r.id('link') },
    full: {
      ListenerName: 'mutual',
      Port: 8443,
      CertificateId: r.id('cert'),
      ForwardProtocol: 'HTTPS',
      ProxyId: r.id('link'),
      AuthType: 1,
      PolyClientCertificateIds: many(12, () => r.id('cert')),
      Http3Supported: 1,
    },
    full_group: {
      ListenerName: 'mutual',
      Port: 443,
      CertificateId: r.id('cert'),
      ForwardProtocol: 'HTTP',
      AuthType: 1,
      ClientCertificateId: r.id('cert'),
      GroupId: r.id('lg'),
      Http3Supported: 0,
    },
    text: {
      ListenerName: tricky(2),
      Port: 443,
      CertificateId: tricky(0),
      ForwardProtocol: 'HTTPS',
      ProxyId: tricky(1),
      AuthType: 1,
      PolyClientCertificateIds: [tricky(4), tricky(5), tricky(8)],
    },
  }),

  CreateTCPListeners: (r) => ({
    minimal: { ListenerName: 'tcp', Ports: [22], Scheduler: 'rr', HealthCheck: 0, RealServerType: 'IP', ProxyId: r.id('link') },
    full: {
      ListenerName: 'tcp',
      Ports: r.ports(12),
      Scheduler: 'lrtt',
      HealthCheck: 1,
      RealServerType: 'IP',
      ProxyId: r.id('link'),
      DelayLoop: 300,
      ConnectTimeout: 60,
      RealServerPorts: r.ports(12),
      ClientIPMethod: 1,
      FailoverSwitch: 1,
      HealthyThreshold: 1,
      UnhealthyThreshold: 10,
    },
    full_group: {
      ListenerName: 'domain',
      Ports: [1, 65535],
      Scheduler: 'lc',
      HealthCheck: 1,
      RealServerType: 'DOMAIN',
      GroupId: r.id('lg'),
      DelayLoop: 5,
      ConnectTimeout: 2,
      ClientIPMethod: 0,
    },
    text: { ListenerName: tricky(0) + tricky(1), Ports: [80, 81], Scheduler: 'wrr', HealthCheck: 0, RealServerType: 'IP', ProxyId: tricky(4) },
  }),

  CreateUDPListeners: (r) => ({
    minimal: { ListenerName: 'udp', Ports: [53], Scheduler: 'wrr', RealServerType: 'DOMAIN', GroupId: r.id('lg') },
    full: {
      ListenerName: 'udp',
      Ports: r.ports(12),
      Scheduler: 'lc',
      RealServerType: 'IP',
      ProxyId: r.id('link'),
      RealServerPorts: r.ports(12),
      DelayLoop: 5,
      ConnectTimeout: 4,
      HealthyThreshold: 10,
      UnhealthyThreshold: 1,
      FailoverSwitch: 1,
      HealthCheck: 1,
      CheckType: 'PORT',
      CheckPort: 53,
      ContextType: 'TEXT',
      SendContext: 'ping',
      RecvContext: 'pong',
    },
    text: {
      ListenerName: tricky(1),
      Ports: [65535],
      Scheduler: 'rr',
      RealServerType: 'IP',
      ProxyId: tricky(2),
      HealthCheck: 1,
      CheckType: 'PORT',
      CheckPort: 9,
      ContextType: 'TEXT',
      SendContext: `${RESERVED}${CHINESE}${EMOJI}\n`,
      RecvContext: '',
    },
  }),

  DescribeHTTPListeners: (r) => gaap_describe(r, true, 7),
  DescribeHTTPSListeners: (r) => gaap_describe(r, false, 7, { Http3Supported: 1 }),
  DescribeTCPListeners: (r) => gaap_describe(r, true, 4),
  DescribeUDPListeners: (r) => gaap_describe(r, true, 4),

  ModifyHTTPListenerAttribute: (r) => ({
    minimal: { ListenerId: r.id('listener'), ListenerName: 'renamed' },
    full: { ListenerId: r.id('listener'), ListenerName: 'renamed', ProxyId: r.id('link') },
    text: { ListenerId: tricky(3), ListenerName: tricky(1) + tricky(0), ProxyId: tricky(6) },
  }),

  ModifyHTTPSListenerAttribute: (r) => ({
    minimal: { ListenerId: r.id('listener') },
    full: {
      ListenerId: r.id('listener'),
      ProxyId: r.id('link'),
      ListenerName: 'renamed',
      ForwardProtocol: 'HTTPS',
      CertificateId: r.id('cert'),
      PolyClientCertificateIds: many(11, () => r.id('cert')),
    },
    text: { ListenerId: tricky(3), ListenerName: tricky(1), CertificateId: tricky(6), ClientCertificateId: tricky(7) },
  }),
  ModifyTCPListenerAttribute: (r) => ({
    minimal: { ListenerId: r.id('listener'), ProxyId: r.id('link') },
    full: {
      ListenerId: r.id('listener'),
      GroupId: r.id('lg'),
      ListenerName: 'renamed',
      Scheduler: 'wrr',
      DelayLoop: 300,
      ConnectTimeout: 60,
      HealthCheck: 1,
      FailoverSwitch: 0,
      HealthyThreshold: 10,
      UnhealthyThreshold: 1,
    },
    text: { ListenerId: tricky(3), ProxyId: tricky(6), ListenerName: tricky(1) + tricky(0), Scheduler: 'lrtt' },
  }),
  ModifyUDPListenerAttribute: (r) => ({
    minimal: { ListenerId: r.id('listener'), GroupId: r.id('lg') },
    full: {
      ListenerId: r.id('listener'),
      ProxyId: r.id('link'),
      ListenerName: 'renamed',
      Scheduler: 'lc',
      DelayLoop: 5,
      ConnectTimeout: 2,
      HealthyThreshold: 1,
      UnhealthyThreshold: 10,
      FailoverSwitch: 1,
      HealthCheck: 1,
      CheckType: 'PORT',
      CheckPort: 9,
      ContextType: 'TEXT',
      SendContext: 'ping',
      RecvContext: 'pong',
    },
    text: {
      ListenerId: tricky(2),
      ProxyId: tricky(4),
      CheckType: 'PORT',
      SendContext: `${RESERVED}${CHINESE}${EMOJI}\n`,
      RecvContext: '',
    },
  }),

  DeleteListeners: (r) => ({
    minimal: { ListenerIds: [r.id('listener')], Force: 0, ProxyId: r.id('link') },
    full_group: { ListenerIds: many(12, () => r.id('listener')), Force: 1, GroupId: r.id('lg') },
    text: { ListenerIds: many(10, tricky), Force: 1, ProxyId: tricky(9) },
  }),
};

// ---------------------------------------------------------------------------------------------------------------
// tencent.lb (API v2)

const certificate_v2 = {
  SSLMode: 'mutual',
  certCaContent: CA_CERTIFICATE,
  certCaName: 'client ca',
  certContent: CERTIFICATE,
  certKey: FAKE_KEY,
  certName: `server ${CHINESE}`,
};

/** Health check and session fields of a layer-4 listener; timeOut and intervalTime stay together. */
const layer4_groups = (i) => [
  { listenerName: `listener ${i}` },
  { sessionExpire: i === 0 ? 3600 : i % 2 ? 0 : 30 },
  { healthSwitch: i % 2 },
  { timeOut: 2 + i, intervalTime: 5 + i },
  { healthNum: 2 },
  { unhealthNum: 10 },
  { scheduler: i % 2 ? 'wrr' : 'least_conn' },
];

const rule_groups = (i) => [
  { sessionExpire: [3600, 30, 0][i % 3] },
  { healthSwitch: (i + 1) % 2 },
  { intervalTime: i ? 5 : 300 },
  { healthNum: 10 },
  { unhealthNum: 2 },
  { httpHash: ['ip_hash', 'wrr', 'least_conn'][i % 3] },
  { httpCode: [31, 1, 2, 4, 8, 16][i % 6] },
  { httpCheckPath: `/check/${i}` },
];

/** Twelve servers: by instance or by address in turn. */
const servers = (r, text, more = () => ({})) =>
  many(12, (i) => ({
    ...(i % 2 === 0 ? { instanceId: text ? `ins-${tricky(i)}` : r.id('ins') } : { eniIp: r.ip() }),
    port: [80, 65535, 1][i % 3],
    ...more(i),
  }));

const sometimes_weight = (i) => (i % 3 === 0 ? { weight: [100, 0, 10, 1][i / 3] } : {});

/** An action on the servers of a layer-7 rule: `more` gives the further fields of a server. */
const layer7_servers = (more, required) => (r) => ({
  minimal: {
    loadBalancerId: r.id('lb'),
    listenerId: r.id('lbl'),
    locationIds: [r.id('loc')],
    backends: [{ instanceId: r.id('ins'), port: 80, ...required }],
  },
  full: {
    loadBalancerId: r.id('lb'),
    listenerId: r.id('lbl'),
    locationIds: many(12, () => r.id('loc')),
    backends: servers(r, false, more),
  },
  full_domain: {
    loadBalancerId: r.id('lb'),
    listenerId: r.id('lbl'),
    domain: 'www.example.com',
    url: '/index.html',
    backends: [{ eniIp: r.ip(), port: 1, ...required }],
  },
  text: {
    loadBalancerId: tricky(0),
    listenerId: tricky(4),
    domain: '~^(\\w+)\\.例子\\.com$',
    url: '/' + tricky(3),
    backends: servers(r, true, more),
  },
});

const layer4_servers = (more, required) => (r) => ({
  minimal: {
    loadBalancerId: r.id('lb'),
    listenerId: r.id('lbl'),
    backends: [{ instanceId: r.id('ins'), port: 80, ...required }],
  },
  full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), backends: servers(r, false, more) },
  text: { loadBalancerId: tricky(1), listenerId: tricky(2), backends: servers(r, true, more) },
});

const rewrite = (list) => (r) => ({
  minimal: {
    loadBalancerId: r.id('lb'),
    [list]: [{ sourceLocation: r.id('loc'), targetLocation: r.id('loc') }],
    sourceuListenerId: r.id('lbl'),
    targetuListenerId: r.id('lbl'),
  },
  full: {
    loadBalancerId: r.id('lb'),
    [list]: many(12, () => ({ sourceLocation: r.id('loc'), targetLocation: r.id('loc') })),
    sourceuListenerId: r.id('lbl'),
    targetuListenerId: r.id('lbl'),
  },
  text: {
    loadBalancerId: tricky(0),
    [list]: [
      { sourceLocation: tricky(1), targetLocation: tricky(2) },
      { sourceLocation: tricky(3), targetLocation: tricky(4) },
    ],
    sourceuListenerId: tricky(5),
    targetuListenerId: tricky(6),
  },
});

const list_of_listeners = (r) => ({
  minimal: { loadBalancerId: r.id('lb') },
  full: { loadBalancerId: r.id('lb'), listenerIds: many(12, () => r.id('lbl')), protocol: 4, loadBalancerPort: 443 },
  text: { loadBalancerId: tricky(0), listenerIds: many(10, tricky), protocol: 1, loadBalancerPort: 80 },
});

/** DescribeLoadBalancerLog asks for a span of the last three days: its requests are signed just after this time. */
const LOG_TIME = 1546300800;

const lb = {
  DescribeForwardLBHealthStatus: (r) => ({
    minimal: { loadBalancerIds: [r.id('lb')] },
    full: { loadBalancerIds: many(30, () => r.id('lb')) },
    text: { loadBalancerIds: many(10, tricky) },
  }),

  ModifyForwardLBSeventhListener: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), listenerName: 'https', ...certificate_v2 },
    full_ids: {
      loadBalancerId: r.id('lb'),
      listenerId: r.id('lbl'),
      listenerName: 'https',
      SSLMode: 'mutual',
      certId: r.id('cert'),
      certCaId: r.id('ca'),
    },
    text: {
      loadBalancerId: tricky(0),
      listenerId: tricky(1),
      listenerName: '',
      SSLMode: 'mutual',
      certId: tricky(2),
      certCaContent: CA_CERTIFICATE,
      certCaName: tricky(6),
    },
  }),

  ModifyForwardLBFourthListener: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), ...Object.assign({}, ...layer4_groups(0)) },
    text: { loadBalancerId: tricky(0), listenerId: tricky(1), listenerName: tricky(2), sessionExpire: 0, scheduler: 'wrr' },
    text_empty: { loadBalancerId: tricky(6), listenerId: tricky(8), listenerName: '' },
  }),

  CreateForwardLBSeventhLayerListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listeners: [{ loadBalancerPort: 80, protocol: 1 }] },
    full: {
      loadBalancerId: r.id('lb'),
      listeners: many(12, (i) => {
        const listener = { loadBalancerPort: 8080 + i, protocol: i % 4 ? 1 : 4, listenerName: `listener-${i}` };
        if (i === 0) Object.assign(listener, certificate_v2);
        if (i === 4) Object.assign(listener, { SSLMode: 'unidirectional', certId: r.id('cert') });
        if (i === 8) Object.assign(listener, { SSLMode: 'mutual', certId: r.id('cert'), certCaId: r.id('ca') });
        return listener;
      }),
    },
    text: {
      loadBalancerId: tricky(1),
      listeners: [
        { loadBalancerPort: 1, protocol: 1, listenerName: '' },
        { loadBalancerPort: 65535, protocol: 4, listenerName: tricky(2), SSLMode: 'mutual', certId: tricky(0), certCaContent: CA_CERTIFICATE, certCaName: tricky(4) },
      ],
    },
  }),

  CreateForwardLBFourthLayerListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listeners: [{ loadBalancerPort: 22, protocol: 2 }] },
    full: {
      loadBalancerId: r.id('lb'),
      listeners: rotated(12, (i) => ({ loadBalancerPort: 7000 + i, protocol: 2 + (i % 2) }), layer4_groups),
    },
    text: {
      loadBalancerId: tricky(0),
      listeners: many(10, (i) => ({ loadBalancerPort: 100 + i, protocol: 3, listenerName: i === 5 ? '' : tricky(i) })),
    },
  }),

  DescribeForwardLBListeners: list_of_listeners,

  ModifyForwardLBRulesDomain: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), domain: 'www.example.com', newDomain: '*.example.com' },
    text: { loadBalancerId: tricky(0), listenerId: tricky(1), domain: tricky(2), newDomain: '~^www\\d+\\.example\\.(com|cn)$' },
  }),

  ModifyLoadBalancerRulesProbe: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), locationId: r.id('loc') },
    full: {
      loadBalancerId: r.id('lb'),
      listenerId: r.id('lbl'),
      locationId: r.id('loc'),
      url: '/index.html',
      ...Object.assign({}, ...rule_groups(0)),
      httpCheckMethod: 'HEAD',
      httpCheckDomain: 'check_1.example.com',
    },
    text: {
      loadBalancerId: tricky(0),
      listenerId: tricky(4),
      locationId: tricky(6),
      url: '~* \\.(gif|jpg|png)$',
      httpCheckPath: '/a_b-c.d&e#f?g%20/',
    },
  }),

  CreateForwardLBListenerRules: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), rules: [{ domain: 'www.example.com', url: '/' }] },
    full: {
      loadBalancerId: r.id('lb'),
      listenerId: r.id('lbl'),
      rules: rotated(12, (i) => ({ domain: `d${i}.example.com`, url: `/path_${i}` }), rule_groups),
    },
    text: {
      loadBalancerId: tricky(2),
      listenerId: tricky(8),
      rules: [
        { domain: '*.example.com', url: '/a_b-c.d&e#f?g%20/', httpCheckPath: '/%E4%BD%A0?&#' },
        { domain: '~^\\w+\\.例子\\.com$', url: '^~ /static/' },
        { domain: 'www.example.*', url: '= /exact' },
      ],
    },
  }),

  DeleteForwardLBListenerRules: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), locationIds: [r.id('loc')] },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), locationIds: many(12, () => r.id('loc')) },
    full_domain: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), domain: 'www.example.com', url: '/index.html' },
    text: { loadBalancerId: tricky(0), listenerId: tricky(1), domain: tricky(2), url: '/' + tricky(3) },
  }),

  InquiryLBPrice: () => ({ minimal: { loadBalancerType: 2 }, full: { loadBalancerType: 3 } }),

  ReplaceCert: (r) => ({
    minimal: { oldCertId: r.id('cert'), newCertId: r.id('cert') },
    full: { oldCertId: r.id('cert'), newCertContent: CERTIFICATE, newCertName: `new ${CHINESE}`, newCertKey: FAKE_KEY },
    full_ca: { oldCertId: r.id('cert'), newCertContent: CA_CERTIFICATE, newCertName: 'new ca' },
    text: { oldCertId: tricky(0), newCertContent: CA_CERTIFICATE + tricky(6), newCertName: tricky(1) },
  }),

  GetCertListWithLoadBalancer: (r) => ({
    minimal: { certIds: [r.id('cert')] },
    full: { certIds: many(12, () => r.id('cert')) },
    text: { certIds: many(10, tricky) },
  }),

  DescribeLoadBalancersTaskResult: () => ({
    minimal: { requestId: 1 },
    full: { requestId: Number.MAX_SAFE_INTEGER },
  }),

  DescribeLoadBalancerLog: (r) => ({
    minimal: { loadBalancerId: r.id('lb') },
    full: {
      loadBalancerId: r.id('lb'),
      order: 'asc',
      startTime: LOG_TIME - 86400,
      endTime: LOG_TIME,
      offset: 10000,
      limit: 500,
      filter: [
        ['status', '404'],
        ['status_not', '200'],
        ['server_name', 'a.example.com'],
        ['server_name_not', 'b.example.com'],
        ['http_host', 'c.example.com'],
        ['http_host_not', 'd.example.com'],
        ['remote_addr', '10.0.0.1'],
        ['remote_addr_not', '10.0.0.2'],
        ['request_time_less_than', '9'],
        ['request_time_greater_than', '1'],
        ['status', '500'],
        ['status', '503'],
      ].map(([key, value]) => ({ key, value })),
    },
    text: {
      loadBalancerId: tricky(0),
      order: 'desc',
      offset: 0,
      limit: 0,
      filter: many(10, (i) => ({ key: i % 2 ? 'http_host' : 'server_name_not', value: tricky(i) })),
    },
  }),

  DeleteLoadBalancers: (r) => ({
    minimal: { loadBalancerIds: [r.id('lb')] },
    full: { loadBalancerIds: many(12, () => r.id('lb')) },
    text: { loadBalancerIds: many(10, tricky) },
  }),

  ModifyLoadBalancerAttributes: (r) => ({
    minimal: { loadBalancerId: r.id('lb') },
    full: { loadBalancerId: r.id('lb'), loadBalancerName: 'renamed_1-a', domainPrefix: 'www-2' },
    text: { loadBalancerId: tricky(0) + tricky(1) + tricky(6), loadBalancerName: 'A-z_0' },
  }),

  CreateLoadBalancerListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listeners: [{ loadBalancerPort: 80, instancePort: 8080, protocol: 2 }] },
    full: {
      loadBalancerId: r.id('lb'),
      listeners: rotated(12, (i) => ({ loadBalancerPort: 7000 + i, instancePort: 65535 - i, protocol: 2 + (i % 2) }), layer4_groups),
    },
    full_http: {
      loadBalancerId: r.id('lb'),
      listeners: rotated(12, (i) => ({ loadBalancerPort: 8000 + i, instancePort: 80, protocol: 1 }), (i) => [
        { listenerName: `http ${i}` },
        ...rule_groups(i),
      ]),
    },
    full_https: {
      loadBalancerId: r.id('lb'),
      listeners: [
        {
          loadBalancerPort: 443,
          instancePort: 80,
          protocol: 4,
          listenerName: 'https',
          ...Object.assign({}, ...rule_groups(0)),
          ...certificate_v2,
        },
      ],
    },
    full_ids: {
      loadBalancerId: r.id('lb'),
      listeners: [{ loadBalancerPort: 443, instancePort: 1, protocol: 4, SSLMode: 'mutual', certId: r.id('cert'), certCaId: r.id('ca') }],
    },
    text: {
      loadBalancerId: tricky(0),
      listeners: many(10, (i) => ({ loadBalancerPort: 100 + i, instancePort: 200 + i, protocol: 1, listenerName: i === 3 ? '' : tricky(i), httpCheckPath: '/' + tricky(i) })),
    },
  }),

  DescribeLoadBalancerListeners: (r) => {
    const trees = list_of_listeners(r);
    trees.full.status = 1;
    trees.full_status = { loadBalancerId: r.id('lb'), protocol: 3, status: 0 };
    return trees;
  },

  ModifyLoadBalancerListener: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), ...Object.assign({}, ...layer4_groups(0)) },
    full_https: {
      loadBalancerId: r.id('lb'),
      listenerId: r.id('lbl'),
      listenerName: 'https',
      ...Object.assign({}, ...rule_groups(0)),
      ...certificate_v2,
    },
    full_ids: {
      loadBalancerId: r.id('lb'),
      listenerId: r.id('lbl'),
      SSLMode: 'mutual',
      certId: r.id('cert'),
      certCaId: r.id('ca'),
    },
    text: { loadBalancerId: tricky(0), listenerId: tricky(4), listenerName: tricky(1), httpCheckPath: '/' + tricky(2), certId: tricky(6) },
    text_empty: { loadBalancerId: tricky(5), listenerId: tricky(8), listenerName: '' },
  }),

  DeleteLoadBalancerListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerIds: [r.id('lbl')] },
    full: { loadBalancerId: r.id('lb'), listenerIds: many(12, () => r.id('lbl')) },
    text: { loadBalancerId: tricky(1), listenerIds: many(10, tricky) },
  }),

  RegisterInstancesWithLoadBalancer: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), backends: [{ instanceId: r.id('ins') }] },
    full: { loadBalancerId: r.id('lb'), backends: many(12, (i) => ({ instanceId: r.id('ins'), ...sometimes_weight(i) })) },
    text: { loadBalancerId: tricky(0), backends: many(10, (i) => ({ instanceId: tricky(i) })) },
  }),

  ModifyLoadBalancerBackends: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), backends: [{ instanceId: r.id('ins'), weight: 0 }] },
    full: { loadBalancerId: r.id('lb'), backends: many(12, (i) => ({ instanceId: r.id('ins'), weight: i ? i : 100 })) },
    text: { loadBalancerId: tricky(0), backends: many(10, (i) => ({ instanceId: tricky(i), weight: 10 * i })) },
  }),

  DeregisterInstancesFromLoadBalancer: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), backends: [{ instanceId: r.id('ins') }] },
    full: { loadBalancerId: r.id('lb'), backends: many(12, () => ({ instanceId: r.id('ins') })) },
    text: { loadBalancerId: tricky(0), backends: many(10, (i) => ({ instanceId: tricky(i) })) },
  }),

  DescribeLBHealthStatus: (r) => ({
    minimal: { loadBalancerId: r.id('lb') },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    text: { loadBalancerId: tricky(0), listenerId: tricky(1) + tricky(4) },
    text_empty: { loadBalancerId: tricky(6), listenerId: '' },
  }),

  CreateLoadBalancer: (r) => ({
    minimal: { loadBalancerType: 2 },
    full: {
      loadBalancerType: 2,
      forward: 0,
      loadBalancerName: `web_1-${CHINESE}`,
      domainPrefix: 'www-1',
      vpcId: r.id('vpc'),
      projectId: 0,
      number: 1,
    },
    full_private: { loadBalancerType: 3, forward: 1, vpcId: '4711', subnetId: 1000123, projectId: 1000456, number: 20 },
    text: { loadBalancerType: 2, forward: 1, loadBalancerName: '名字-测试_b', vpcId: tricky(0) + tricky(1) + tricky(6) },
    text_empty: { loadBalancerType: 2, vpcId: '' },
  }),

  DescribeLoadBalancers: (r) => ({
    minimal: {},
    full: {
      loadBalancerIds: many(12, () => r.id('lb')),
      loadBalancerType: 3,
      forward: -1,
      loadBalancerName: 'web',
      domain: 'www.example.com',
      loadBalancerVips: many(12, () => r.ip()),
      backendWanIps: many(12, () => r.ip()),
      backendLanIps: many(12, () => r.ip()),
      offset: 0,
      limit: 100,
      orderBy: 'createTime',
      orderType: 1,
      searchKey: 'web',
      projectId: 0,
      withRs: 2,
    },
    text: {
      loadBalancerIds: many(10, tricky),
      loadBalancerName: tricky(0) + tricky(1),
      domain: '',
      offset: 2147483647,
      searchKey: tricky(6) + tricky(4),
    },
    text_empty: { loadBalancerName: '', domain: '', searchKey: '' },
  }),

  DescribeLoadBalancerBackends: (r) => ({
    minimal: { loadBalancerId: r.id('lb') },
    text: { loadBalancerId: tricky(0) + tricky(1) + tricky(4) },
  }),

  GetMonitorData: (r) => ({
    minimal: {
      namespace: 'qce/lb',
      metricName: 'pvv_connum',
      dimensions: [
        { name: 'protocol', value: 'tcp' },
        { name: 'vip', value: r.ip() },
        { name: 'vport', value: '80' },
      ],
    },
    full: {
      namespace: 'qce/lb',
      metricName: 'rrv_outtraffic',
      dimensions: [
        { name: 'rsip', value: r.ip() },
        { name: 'vpcid', value: '4711' },
        { name: 'rsport', value: '8080' },
      ],
      startTime: '2019-01-01 00:00:00',
      endTime: '2019-01-01 23:59:59',
      period: 300,
    },
    text: {
      namespace: 'qce/lb',
      metricName: 'rv_new_conn',
      dimensions: [
        { name: 'vpcid', value: tricky(0) },
        { name: 'rsip', value: tricky(1) },
      ],
    },
  }),

  ModifyForwardLBName: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), loadBalancerName: 'a' },
    full: { loadBalancerId: r.id('lb'), loadBalancerName: 'exactly-20-char_name' },
    text: { loadBalancerId: tricky(0), loadBalancerName: '名字测试' },
  }),

  DeleteForwardLBListener: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    text: { loadBalancerId: tricky(1), listenerId: tricky(0) + tricky(6) },
  }),

  DescribeForwardLBBackends: list_of_listeners,

  RegisterInstancesWithForwardLBSeventhListener: layer7_servers(sometimes_weight, {}),
  DeregisterInstancesFromForwardLB: layer7_servers(() => ({}), {}),
  ModifyForwardSeventhBackendsPort: layer7_servers((i) => ({ newPort: 9000 + i, ...sometimes_weight(i) }), { newPort: 65535 }),
  ModifyForwardSeventhBackends: layer7_servers((i) => ({ weight: 100 - i }), { weight: 0 }),
  RegisterInstancesWithForwardLBFourthListener: layer4_servers(sometimes_weight, {}),
  DeregisterInstancesFromForwardLBFourthListener: layer4_servers(() => ({}), {}),
  ModifyForwardFourthBackendsPort: layer4_servers((i) => ({ newPort: 9000 + i }), { newPort: 1 }),
  ModifyForwardFourthBackendsWeight: layer4_servers((i) => ({ weight: i ? i : 100 }), { weight: 0 }),

  DescribeRewrite: (r) => ({
    minimal: {},
    full: {
      loadBalancerIds: many(12, () => r.id('lb')),
      listenerIds: many(12, () => r.id('lbl')),
      locationIds: many(12, () => r.id('loc')),
    },
    text: { loadBalancerIds: [tricky(0)], listenerIds: [tricky(1), tricky(4)], locationIds: [tricky(6), tricky(8), tricky(2)] },
  }),

  DeleteRewrite: rewrite('delRewriteInfo'),
  ManualRewrite: rewrite('rewriteInfo'),

  AutoRewrite: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), domains: many(12, (i) => `d${i}.example.com`) },
    text: { loadBalancerId: tricky(0), listenerId: tricky(1), domains: many(10, tricky) },
  }),
};

// ---------------------------------------------------------------------------------------------------------------
// tencent.bmlb (API v2)

const bm_groups = (i) => [
  { sessionExpire: i ? 900 : 3600 },
  { healthSwitch: i ? 0 : 1 },
  { timeOut: 2 + i, intervalTime: 5 + i },
  { healthNum: 2 },
  { unhealthNum: 10 },
  { bandwidth: i ? 0 : 1000 },
  // A custom check needs the health check on, and text lines the input type "text".
  {
    healthSwitch: 1,
    customHealthSwitch: 1,
    inputType: 'text',
    lineSeparatorType: 1 + (i % 3),
    healthRequest: 'ping',
    healthResponse: 'pong',
  },
  { toaFlag: i ? 0 : 1 },
];

const bmlb = {
  CreateBmListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listeners: [{ loadBalancerPort: 80, protocol: 'tcp', listenerName: 'web' }] },
    full: {
      loadBalancerId: r.id('lb'),
      listeners: rotated(
        12,
        (i) => ({ loadBalancerPort: 7000 + i, protocol: i % 2 ? 'udp' : 'tcp', listenerName: `listener_${i}` }),
        bm_groups
      ),
    },
    full_fifty: {
      loadBalancerId: r.id('lb'),
      listeners: many(50, (i) => ({ loadBalancerPort: 1000 + i, protocol: 'udp', listenerName: `n${i}` })),
    },
    text: {
      loadBalancerId: tricky(0),
      listeners: many(10, (i) => ({
        loadBalancerPort: 100 + i,
        protocol: 'tcp',
        listenerName: tricky(i),
        ...(i === 4
          ? { healthSwitch: 1, customHealthSwitch: 1, inputType: 'hexadecimal', healthRequest: '0D0A', healthResponse: '' }
          : {}),
        ...(i === 6
          ? {
              healthSwitch: 1,
              customHealthSwitch: 1,
              inputType: 'text',
              lineSeparatorType: 3,
              healthRequest: LINES,
              healthResponse: `${RESERVED}${EMOJI}`,
            }
          : {}),
      })),
    },
  }),

  DescribeBmLoadBalancersTaskResult: () => ({ minimal: { requestId: 1 }, full: { requestId: 4294967296 } }),

  DescribeBmListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb') },
    full: { loadBalancerId: r.id('lb'), listenerIds: many(12, () => r.id('lbl')) },
    text: { loadBalancerId: tricky(1), listenerIds: many(10, tricky) },
  }),

  DeleteBmListeners: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerIds: [r.id('lbl')] },
    full: { loadBalancerId: r.id('lb'), listenerIds: many(12, () => r.id('lbl')) },
    text: { loadBalancerId: tricky(0), listenerIds: many(10, tricky) },
  }),

  ModifyBmListener: (r) => ({
    minimal: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl') },
    full: { loadBalancerId: r.id('lb'), listenerId: r.id('lbl'), listenerName: 'renamed', ...Object.assign({}, ...bm_groups(0)) },
    text: {
      loadBalancerId: tricky(0),
      listenerId: tricky(1),
      listenerName: tricky(2),
      healthSwitch: 1,
      customHealthSwitch: 1,
      inputType: 'text',
      lineSeparatorType: 2,
      healthRequest: tricky(6),
      healthResponse: LINES,
    },
    text_empty: { loadBalancerId: tricky(8), listenerId: tricky(4), listenerName: '' },
  }),
};

// ---------------------------------------------------------------------------------------------------------------
// aliyun.ga

const forwarded = (first) => ({
  XForwardedForGaApEnabled: first,
  XForwardedForGaIdEnabled: !first,
  XForwardedForPortEnabled: first,
  XForwardedForProtoEnabled: !first,
  XRealIpEnabled: first,
});

const GA_REGIONS = [
  'cn-shanghai', 'cn-beijing', 'cn-hongkong', 'ap-southeast-1', 'ap-northeast-1', 'us-west-1', 'us-east-1', 'eu-central-1', 'eu-west-1',
];

const ga = {
  CreateListener: (r) => ({
    minimal: { AcceleratorId: r.id('ga'), PortRanges: [{ FromPort: 80, ToPort: 80 }] },
    full: {
      ClientToken: `${r.hex(8)}-${r.hex(4)}-4${r.hex(3)}-8${r.hex(3)}-${r.hex(12)}`,
      AcceleratorId: r.id('ga'),
      Name: 'Listener-1_a.b',
      Description: 'all of a TCP listener',
      ClientAffinity: 'SOURCE_IP',
      Protocol: 'tcp',
      ProxyProtocol: true,
      PortRanges: many(12, (i) => ({ FromPort: 1 + 5000 * i, ToPort: i === 11 ? 65499 : 10 + 5000 * i })),
      EndpointGroupConfigurations: [
        {
          EndpointConfigurations: many(12, (i) => ({
            ...(i === 0 ? { EnableClientIPPreservation: false, EnableProxyProtocol: true } : {}),
            ...(i === 1 ? { EnableClientIPPreservation: true } : {}),
            Endpoint: r.ip(),
            ...(i === 2 ? { SubAddress: r.ip(), Type: 'ENI' } : { Type: i % 2 ? 'Ip' : 'ECS' }),
            Weight: [255, 0, 1][i % 3],
          })),
          EndpointGroupDescription: 'first group',
          EndpointGroupName: 'group-1',
          EndpointGroupRegion: 'cn-hangzhou',
          EndpointGroupType: 'default',
          EndpointIpVersion: 'ProtocolAffinity',
          HealthCheckEnabled: true,
          HealthCheckHost: 'check.example.com',
          HealthCheckIntervalSeconds: 50,
          HealthCheckPath: '/healthcheck',
          HealthCheckPort: 65535,
          HealthCheckProtocol: 'http',
          PortOverrides: many(5, (i) => ({ EndpointPort: 8000 + i, ListenerPort: 1 + 5000 * i })),
          ThresholdCount: 10,
          TrafficPercentage: 100,
        },
        ...many(9, (i) => ({ EndpointGroupRegion: GA_REGIONS[i], TrafficPercentage: 1 + i })),
      ],
      IdleTimeout: 900,
      Type: 'Standard',
    },
    full_https: {
      AcceleratorId: r.id('ga'),
      Name: '监听-https',
      Protocol: 'https',
      PortRanges: [{ FromPort: 443, ToPort: 443 }],
      Certificates: many(12, () => ({ Id: r.id('cert') })),
      EndpointGroupConfigurations: [
        {
          EndpointConfigurations: [
            {
              ApiKeys: ['fake-api-key-1', 'fake-api-key-2'],
              Endpoint: 'api.example.com',
              Provider: 'example',
              Type: 'Domain',
              Weight: 100,
            },
            { Endpoint: r.ip(), Type: 'IpTarget', VSwitchIds: [r.id('vsw'), r.id('vsw')], VpcId: r.id('vpc') },
          ],
          EndpointGroupRegion: 'cn-hangzhou',
          EndpointProtocolVersion: 'HTTP2',
          EndpointRequestProtocol: 'HTTPS',
          HealthCheckEnabled: false,
        },
        // Only HTTP and HTTPS listeners take virtual groups.
        { EndpointGroupRegion: 'cn-hangzhou', EndpointGroupType: 'virtual' },
      ],
      HttpVersion: 'http3',
      IdleTimeout: 60,
      RequestTimeout: 180,
      SecurityPolicyId: 'tls_cipher_policy_1_2_strict_with_1_3',
      XForwardedForConfig: forwarded(true),
    },
    full_custom: {
      AcceleratorId: r.id('ga'),
      PortRanges: [{ FromPort: 1024, ToPort: 65499 }],
      CustomRoutingEndpointGroupConfigurations: [
        {
          Description: 'four arrays deep',
          DestinationConfigurations: many(12, (i) => ({
            FromPort: 1 + 100 * i,
            Protocols: i ? ['tcp'] : ['tcp', 'udp', 'tcp', 'udp'],
            ToPort: 50 + 100 * i,
          })),
          EndpointConfigurations: many(10, (i) => ({
            Endpoint: r.id('vsw'),
            ...(i % 3 === 0
              ? {
                  PolicyConfigurations: many(i ? 1 : 12, (k) => ({
                    Address: r.ip(),
                    PortRanges: many(k ? 1 : 5, (p) => ({ FromPort: 10 * p + 1, ToPort: 10 * p + 9 })),
                  })),
                  TrafficToEndpointPolicy: 'AllowCustom',
                }
              : { TrafficToEndpointPolicy: i % 2 ? 'AllowAll' : 'DenyAll' }),
            Type: 'PrivateSubNet',
          })),
          EndpointGroupRegion: 'cn-hangzhou',
          Name: 'custom-1',
        },
        { EndpointGroupRegion: 'us-west-1', Name: 'custom-2' },
      ],
      Type: 'CustomRouting',
    },
    text: {
      ClientToken: `${RESERVED.replaceAll(' ', '')}token`,
      AcceleratorId: 'ga-' + tricky(0),
      Name: '名字_测试-1.x',
      Description: `${RESERVED}${CHINESE}${EMOJI}\n${PUNCTUATION}`,
      Protocol: 'http',
      PortRanges: [{ FromPort: 80, ToPort: 80 }],
      EndpointGroupConfigurations: [
        {
          EndpointConfigurations: many(10, (i) => ({ Endpoint: tricky(i), Type: 'Domain' })),
          EndpointGroupDescription: '',
          EndpointGroupRegion: 'cn-hangzhou',
          HealthCheckHost: '',
          HealthCheckPath: '/' + tricky(3),
        },
        { EndpointGroupDescription: tricky(6), EndpointGroupName: '组', EndpointGroupRegion: tricky(8) },
      ],
      XForwardedForConfig: { XRealIpEnabled: false },
    },
    text_empty: { AcceleratorId: r.id('ga'), Description: '', Protocol: 'udp', PortRanges: [{ FromPort: 53, ToPort: 54 }], IdleTimeout: 20 },
  }),

  UpdateListener: (r) => ({
    minimal: { ListenerId: r.id('lsr'), PortRanges: [{ FromPort: 80, ToPort: 80 }] },
    full: {
      BackendPorts: many(12, (i) => ({ FromPort: 8000 + i, ToPort: 8000 + i })),
      Certificates: many(12, () => ({ Id: r.id('cert') })),
      ClientAffinity: 'NONE',
      ClientToken: r.hex(64),
      Description: 'updated',
      HttpVersion: 'http1.1',
      IdleTimeout: 1,
      ListenerId: r.id('lsr'),
      Name: 'L',
      PortRanges: [{ FromPort: 65499, ToPort: 65499 }],
      Protocol: 'https',
      ProxyProtocol: 'false',
      RequestTimeout: 1,
      SecurityPolicyId: 'tls_cipher_policy_1_0',
      XForwardedForConfig: forwarded(false),
    },
    full_tcp: {
      ClientAffinity: 'SOURCE_IP',
      IdleTimeout: 10,
      ListenerId: r.id('lsr'),
      PortRanges: many(12, (i) => ({ FromPort: 100 * i + 1, ToPort: 100 * i + 100 })),
      Protocol: 'tcp',
      ProxyProtocol: 'true',
    },
    text: {
      Certificates: [{ Id: tricky(2) }, { Id: tricky(4) }],
      Description: `${RESERVED}${CHINESE}${EMOJI}\r\n`,
      ListenerId: tricky(0) + tricky(1),
      Name: '名.字',
      PortRanges: [{ FromPort: 1, ToPort: 65499 }],
    },
    text_empty: { Description: '', ListenerId: tricky(6), PortRanges: [{ FromPort: 22, ToPort: 22 }] },
  }),

  DeleteListener: (r) => ({
    minimal: { ListenerId: r.id('lsr') },
    full: { ListenerId: r.id('lsr'), AcceleratorId: r.id('ga'), ClientToken: r.hex(32) },
    text: { ListenerId: tricky(0), AcceleratorId: tricky(1) + tricky(6), ClientToken: 'token~*+%&=/' },
    text_empty: { ListenerId: tricky(8), AcceleratorId: '' },
  }),

  DescribeListener: (r) => ({
    minimal: { ListenerId: r.id('lsr') },
    text: { ListenerId: tricky(0) + tricky(1) + tricky(4) + tricky(6) },
  }),

  ListListeners: (r) => ({
    minimal: { AcceleratorId: r.id('ga') },
    full: { AcceleratorId: r.id('ga'), PageNumber: 2147483647, PageSize: 50, Protocol: 'tcp' },
    text: { AcceleratorId: tricky(0) + tricky(1), PageNumber: 1, PageSize: 1, Protocol: '' },
  }),
};

// ---------------------------------------------------------------------------------------------------------------
// The five systems

/** Names whose values are private keys: such requests go by POST only. */
export const SECRETS = new Set(['CertKey', 'certKey', 'newCertKey', 'ApiKeys']);

export const SYSTEMS = {
  'tencent.clb': {
    family: 'tencent3',
    version: '2018-03-17',
    path: '/',
    index_base: 0,
    regions: ['ap-guangzhou', 'ap-beijing', 'na-siliconvalley', 'eu-frankfurt', 'ap-shanghai-fsi', 'ap-shenzhen-fsi'],
    // Financial regions are isolated and have hosts of their own.
    host: (action, region) => (region.endsWith('-fsi') ? `clb.${region}.tencentcloudapi.com` : 'clb.tencentcloudapi.com'),
    actions: clb,
  },
  'tencent.gaap': {
    family: 'tencent3',
    version: '2018-05-29',
    path: '/',
    index_base: 0,
    regions: [''],
    host: () => 'gaap.tencentcloudapi.com',
    actions: gaap,
  },
  'tencent.lb': {
    family: 'tencent2',
    version: '',
    path: '/v2/index.php',
    index_base: 0,
    regions: ['gz', 'bj', 'sh', 'hk', 'ap-guangzhou', 'ap-shanghai'],
    host: (action) => (action === 'GetMonitorData' ? 'monitor.api.qcloud.com' : 'lb.api.qcloud.com'),
    // A fixed time where the parameters speak of times.
    time: (action) => (action === 'DescribeLoadBalancerLog' ? LOG_TIME + 60 : undefined),
    actions: lb,
  },
  'tencent.bmlb': {
    family: 'tencent2',
    version: '',
    path: '/v2/index.php',
    index_base: 0,
    regions: ['bj', 'gz', 'ap-beijing'],
    host: () => 'bmlb.api.qcloud.com',
    actions: bmlb,
  },
  'aliyun.ga': {
    family: 'aliyun',
    version: '2019-11-20',
    path: '/',
    index_base: 1,
    regions: ['cn-hangzhou'],
    // RegionId is optional in these two: their minimal requests leave it out.
    region: (action, kind) => (kind === 'minimal' && ['UpdateListener', 'DeleteListener'].includes(action) ? '' : undefined),
    host: () => 'ga.cn-hangzhou.aliyuncs.com',
    actions: ga,
  },
};
