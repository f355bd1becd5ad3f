#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# contradictions.sh [TESTS]: the vendors' documents contradict themselves and each other. These are the places where a
# program built on the wrong side fails, and the side that the library takes. Each is held by a test that names its
# number: `contradiction 7.24`.
set -u

tests=${1:-$(dirname "$0")}
named=$(find "$tests" -name node_modules -prune -o -name '*.cpp' -exec grep -hoE '[Cc]ontradictions? [0-9].*' '{}' + |
    grep -oE '[0-9]+\.[0-9]+' | sort -u)
passed=0
failed=0
while read -r number subject; do
    if echo "$named" | grep -qxF "$number"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL no test names contradiction $number: $subject"
    fi
done << 'EOF'
1.1 the string to sign has the names that are sent, subscripts and all
1.2 a signature of HMAC-SHA256 has 44 characters in Base64
1.3 a printed capital I is a small l
1.4 the signature is percent-encoded where it is sent
1.6 parameters are sorted, whatever an example does; codes are capital
1.7 API v2 signs "." for "_" in names, not in values
1.8 a POST is signed raw and sent as an encoded form
1.10 clocks within 5 minutes (Aliyun 15); again with a new nonce
1.17 code is a number or a text
1.18 requestId is a number or a text
1.19 the detail of a batch is an object by resource, or a list
1.20 5100 and 5400 may be those of a batch
1.24 certCaId, vpcId, uniqVpcId: read with a small l, too, never sent so
2.1 subscripts from 0 at Tencent, from 1 at Aliyun
2.2 backends.0
2.3 listenerIds.0, by a constant that a user can change
3.1 UDP and QUIC are protocols; the list is open
3.7 one threshold, four names
3.8 a health check is switched by the caller alone
3.9 TLS modes are each system's own words
3.10 protocols are words or numbers
4.1 ProxyId or GroupId
4.7 four statuses of which 0 means different things
5.1 protocols in both cases
5.4 ProxyProtocol is true or false
5.6 UpdateListener with its PortRanges
5.8 active is ready, every other word means wait
5.9 a listener is gone after NotExist.Listener alone
5.10 lists, or objects with a list inside
6.4 CreateBmListeners returns no listeners: look them up
6.5 bmlb.api.qcloud.com, or the caller's host
6.6 the sign is part of the code
7.1 loadBalancerIds.0
7.3 layer 4 has no SSLMode
7.4 domain and newDomain, no SSLMode
7.6 port 443
7.8 a task where a requestId comes
7.9 wrr, never sent unasked
7.11 one structure for the listeners of both layers
7.14 httpHash is a word
7.19 rules are deleted by ID or domain, never all of them
7.23 Action=GetCertListWithLoadBalancer&certIds.0
7.24 certSet is an object by certificate
7.27 data is an object
7.28 http_host_not
7.29 filter.0.key and filter.0.value
7.31 "-" in the place of a number is none
7.34 listeners are told apart by unListenerId
7.38 a change sends no defaults
7.40 an HTTPS listener alone
7.46 unLoadBalancerIds is an object by deal
8.1 DeleteForwardLBListener: loadBalancerId and listenerId
8.2 ModifyForwardFourthBackendsPort: listenerId
8.4 backends are unbound by port and rule
8.7 GetMonitorData has a host of its own
8.9 a bought load balancer: its task, or the load balancer itself
9.1 which request IDs are tasks
9.2 a 200 proves nothing
9.3 raw values at Tencent, encoded ones at Aliyun
EOF
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
