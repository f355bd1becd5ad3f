# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034 # for who sources it

# start_emulator FOLDER TOOL OPTION...: sets `emulator` to its process and `address` to its HOST:PORT when it listens; its
# certificate is FOLDER/ca.pem. For scripts that source it.
start_emulator() {
    serving=$1
    tool=$2
    shift 2
    : > "$serving/where" # or the last one's could be read
    "$tool" emulate --ca-file "$serving/ca.pem" "$@" > "$serving/where" 2>&1 &
    emulator=$!
    tries=0
    until grep -q ^listening "$serving/where"; do
        tries=$((tries + 1))
        [ $tries -lt 300 ] || { cat "$serving/where" >&2; return 1; }
        sleep 0.1
    done
    address=$(sed -n 's|^listening on https://||p' "$serving/where")
}
