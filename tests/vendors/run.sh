#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# Both ways: the vendors' own npm clients call the emulator, which must find right what they sign, and wrong with
# another key or one byte changed; and our client calls a server that verifies with the vendors' code, with the same in
# mind. Where no TOOL is given and the tests' build has none, it is built. All sign a host without its port, so they call
# the real names at port 443, in namespaces of this script's own: the names mean loopback there, and nothing else can be
# reached. usage: run.sh [TOOL]

set -eu
cd "$(dirname "$0")/../.."

if [ "${1:-}" != inside ]; then
    tool=${1:-$(sh tests/toolchain/tool.sh)}
    [ -x "$tool" ] || { echo "$tool is not built" >&2; exit 1; }
    command -v ip >/dev/null || { echo "needs ip (iproute2)" >&2; exit 1; }
    command -v openssl >/dev/null || { echo "needs openssl" >&2; exit 1; }
    sh tests/golden/install.sh >/dev/null
    as_root=
    [ "$(id -u)" -eq 0 ] || as_root=--map-root-user
    # shellcheck disable=SC2086
    exec unshare $as_root --net --mount sh tests/vendors/run.sh inside "$tool"
fi
tool=$2

work=$(mktemp -d)
emulator=
stop_emulator() {
    if [ -n "$emulator" ] && kill "$emulator"; then wait "$emulator"; fi
    emulator=
}
cleanup() {
    stop_emulator
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

ip link set lo up
hosts="clb.tencentcloudapi.com gaap.tencentcloudapi.com lb.api.qcloud.com bmlb.api.qcloud.com"
hosts="$hosts ga.cn-hangzhou.aliyuncs.com"
for host in $hosts; do echo "127.0.0.1 $host"; done >"$work/hosts"
mount --bind "$work/hosts" /etc/hosts
# Of the server that verifies. What is sent to it must trust this certificate and no other.
# shellcheck disable=SC2086
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=verifier \
    -addext "subjectAltName=$(printf 'DNS:%s,' $hosts | sed 's/,$//')" \
    -keyout "$work/server.key" -out "$work/server.pem" 2>/dev/null

for name in $(env | sed -n 's/^\(TENCENTCLOUD_[A-Z_]*\|ALI[A-Z_]*CLOUD_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export TENCENTCLOUD_SECRET_ID=AKIDvendors TENCENTCLOUD_SECRET_KEY=tencent-secret
export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAIvendors ALIBABA_CLOUD_ACCESS_KEY_SECRET=aliyun-secret
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy

passed=0
failed=0
count() { # SCRIPT ARGUMENT...: runs it, and adds what it says
    timeout 300 node "$@" >"$work/calls" || :
    cat "$work/calls"
    counted=$(sed -n 's/^\([0-9]*\) calls agreed, \([0-9]*\) did not$/\1 \2/p' "$work/calls")
    [ -n "$counted" ] || { echo "the calls did not come to their end" >&2; exit 1; }
    passed=$((passed + ${counted% *}))
    failed=$((failed + ${counted#* }))
}

# First with a permanent key, then with a temporary one, which has a token.
for token in '' a-session-token; do
    export TENCENTCLOUD_SESSION_TOKEN="$token" ALIBABA_CLOUD_SECURITY_TOKEN="$token"
    rm -f "$work/ca.pem"
    "$tool" emulate --port 443 --ca-file "$work/ca.pem" >"$work/listening" 2>"$work/log" &
    emulator=$!
    tries=0
    until grep -q '^listening on ' "$work/listening" && [ -s "$work/ca.pem" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { cat "$work/log" >&2; echo "the emulator did not start" >&2; exit 1; }
        sleep 0.1
    done
    echo "the vendors' clients, the emulator${token:+, with a token}"
    NODE_EXTRA_CA_CERTS="$work/ca.pem" count tests/vendors/calls.mjs
    stop_emulator
    echo "our client, the vendors' code${token:+, with a token}"
    NODE_EXTRA_CA_CERTS="$work/server.pem" count tests/vendors/ours.mjs "$tool" "$work"
done
echo "$passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ]
