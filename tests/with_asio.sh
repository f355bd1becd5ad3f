#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# with_asio.sh TOOL WITH_ASIO: the example of an event loop opens a port on three load balancers of the emulator, at once.
set -eu

work=$(mktemp -d)
: > "$work/where"
export TENCENTCLOUD_SECRET_ID=AKIDexample TENCENTCLOUD_SECRET_KEY=secret
"$1" emulate --port 0 --ca-file "$work/ca.pem" > "$work/where" 2>&1 &
emulator=$!
trap 'kill "$emulator"; rm -rf "$work"' EXIT
tries=0
until grep -q ^listening "$work/where"; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { cat "$work/where" >&2; exit 1; }
    sleep 0.1
done
ENDPOINT=$(sed -n 's|^listening on https://||p' "$work/where")
export ENDPOINT SSL_CERT_FILE="$work/ca.pem"
"$2" ap-guangzhou lb-1 lb-2 lb-3 > "$work/said" || { cat "$work/said" >&2; exit 1; }
sort "$work/said" | sed 's/ *$//' > "$work/sorted"
printf '%s\n' 'lb-1: done' 'lb-2: done' 'lb-3: done' | diff - "$work/sorted" >&2
# The port is taken now, and the program's status says so.
if "$2" ap-guangzhou lb-1 > "$work/said"; then exit 1; fi
grep -q '^lb-1: refused ' "$work/said"
