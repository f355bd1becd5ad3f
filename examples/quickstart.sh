#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# From nothing to a listener on each of the five systems: installs what is missing, builds the tool, starts its local
# endpoint, which verifies every signature, and provisions against that. Nothing leaves the machine.

set -eu
cd "$(dirname "$0")/.."
. examples/packages.sh
# shellcheck disable=SC2119 # nothing but what all need
install_missing

build=.build/${PORTWRIGHT_BUILD:-quickstart}
log=$(mktemp)
quietly() { # COMMAND...: what it says is shown where it fails
    "$@" >"$log" 2>&1 || { cat "$log"; rm -f "$log"; exit 1; }
}
if [ ! -f "$build/build.ninja" ]; then
    echo "setting up $build"
    quietly meson setup "$build" -Doptimization=0 -Ddebug=false # the quickest to build
fi
echo "building the tool in $build: some minutes the first time"
# A terminal has ninja's own count; elsewhere that would be a line for each file.
if [ -t 1 ]; then ninja -C "$build" examples/portwright; else quietly ninja -C "$build" examples/portwright; fi
rm -f "$log"
echo "starting the local endpoint"
tool="$build/examples/portwright"

work=$(mktemp -d)
emulator=
cleanup() {
    [ -z "$emulator" ] || kill "$emulator" 2>/dev/null || :
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

# Made up, in place of any real ones: the endpoint takes them from where the tool does.
for name in $(env | sed -n 's/^\(TENCENTCLOUD_[A-Z_]*\|ALI[A-Z_]*CLOUD_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export TENCENTCLOUD_SECRET_ID=AKIDquickstart TENCENTCLOUD_SECRET_KEY=quickstart-secret
export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAIquickstart ALIBABA_CLOUD_ACCESS_KEY_SECRET=quickstart-secret

: >"$work/listening" # the loop below may look before the endpoint's shell has made it
"$tool" emulate --port 0 --ca-file "$work/ca.pem" >"$work/listening" 2>"$work/log" &
emulator=$!
tries=0
until grep -q '^listening on ' "$work/listening" && [ -s "$work/ca.pem" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { cat "$work/log" >&2; echo "the local endpoint did not start" >&2; exit 1; }
    sleep 0.1
done
endpoint=$(sed -n 's|^listening on https://||p' "$work/listening")

provision() {
    printf '\n== %s\n' "$1"
    shift
    "$tool" call "$@" --wait --verbose --endpoint "$endpoint" --ca-file "$work/ca.pem"
}

provision tencent.clb tencent.clb.CreateListener --region ap-guangzhou \
    LoadBalancerId=lb-cuxw2rm0 Ports.0=7569 Ports.1=7570 Protocol=TCP ListenerNames.0=lis0 ListenerNames.1=lis1
provision tencent.gaap tencent.gaap.CreateHTTPListener ProxyId=link-cuxw2rm0 ListenerName=listener-1 Port=8080
provision tencent.lb tencent.lb.CreateLoadBalancerListeners --region ap-guangzhou \
    loadBalancerId=lb-abcdefgh listeners.0.loadBalancerPort=80 listeners.0.instancePort=8080 listeners.0.protocol=1 \
    listeners.0.listenerName=web
provision tencent.bmlb tencent.bmlb.CreateBmListeners --region ap-guangzhou \
    loadBalancerId=lb-abcdefgh listeners.0.loadBalancerPort=1234 listeners.0.protocol=tcp \
    listeners.0.listenerName=tcp-test
provision aliyun.ga aliyun.ga.CreateListener --region cn-hangzhou \
    AcceleratorId=ga-bp1odcab8tmno0hdq PortRanges.1.FromPort=20 PortRanges.1.ToPort=20 Protocol=tcp
printf '\nA listener stands on each of the five systems.\n'
