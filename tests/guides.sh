#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# Each cpp block of examples/guides/*.md is a whole program: it is compiled with warnings as errors and without exceptions
# and RTTI, run, and must print the text block that follows it. A program below a comment `emulate: OPTIONS` gets a new
# emulator's HOST:PORT and certificate as its arguments. What stands behind `$` in a console block is run by sh, and must
# print the rest of it. Identifiers that an emulator gives are compared by their kind, and times not at all. The README leads to each guide, and
# each guide's links lead somewhere.
# usage: guides.sh TOOL COMPILER...; GUIDES in the environment names those to take in place of all

set -eu
cd "$(dirname "$0")/.."
. tests/start_emulator.sh
tool=$1
shift
work=$(mktemp -d)
emulator=
trap '[ -z "$emulator" ] || kill "$emulator"; rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$(cd "$(dirname "$tool")" && pwd)/$(basename "$tool")" "$work/bin/portwright"
ln -s "$(cd "$(dirname "$tool")" && pwd)/portwrightd" "$work/bin/portwrightd"
for name in $(env | sed -n 's/^\(TENCENTCLOUD_[A-Z_]*\|ALI[A-Z_]*CLOUD_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export TENCENTCLOUD_SECRET_ID=AKIDexample TENCENTCLOUD_SECRET_KEY=secret
export ALIBABA_CLOUD_ACCESS_KEY_ID=LTAIexample ALIBABA_CLOUD_ACCESS_KEY_SECRET=secret

passed=0
failed=0
fail() { # BLOCK WHY
    echo "FAIL $1: $2" >&2
    failed=$((failed + 1))
}

# The blocks of a guide, as NUMBER.cpp or NUMBER.console with what is to be printed in NUMBER.expected.
split() { # GUIDE FOLDER
    awk -v to="$2/" '
        /^<!-- emulate:.*-->$/ { options = $0; sub(/^<!-- emulate: */, "", options); sub(/ *-->$/, "", options); asked = 1 }
        !inside && /^```(cpp|console)$/ { inside = 1; kind = substr($0, 4); name = to sprintf("%02d", ++count)
            file = name "." kind; printf "" > file; printf "" > (name ".expected")
            if (asked) print options > (name ".emulate")
            asked = 0; next }
        !inside && /^```text$/ { inside = 1; file = name ".expected"; printed[name] = 1; next }
        !inside && /^```/ { print "a block of another kind: " $0; exit 1 }
        /^```$/ { inside = 0; next }
        !inside { next }
        kind == "console" && file ~ /console$/ { if (/^\$ /) print substr($0, 3) > file
            else print > (name ".expected"); next }
        { print > file }
        END { if (inside) { print "a block has no end"; exit 1 } }' "$1" >&2
}

compare() { # BLOCK
    for file in expected printed; do
        sed 's/\(lbl\|lst\|lsn\|lb\)-[0-9a-z]\{8,\}/\1-????????/g; s/"time":"[^"]*"/"time":"?"/' "$1.$file" > "$1.$file.plain"
    done
    diff -u "$1.expected.plain" "$1.printed.plain" >&2
}

for guide in ${GUIDES:-examples/guides/*.md}; do
    name=$(basename "$guide" .md)
    mkdir "$work/$name"
    split "$guide" "$work/$name" || { fail "$name" "cannot be read"; continue; }
    grep -q "(examples/guides/$name.md)" README.md || fail "$name" "the README does not lead to it"
    for link in $(awk '/^```/ { code = !code } !code' "$guide" | grep -o ']([^)#:]*)' | tr -d '])(' | sort -u); do
        [ -e "examples/guides/$link" ] || fail "$name" "leads to $link, which is not there"
    done
    for block in "$work/$name"/*.cpp "$work/$name"/*.console; do
        [ -e "$block" ] || continue
        title="$name, block $(basename "$block")"
        base=${block%.*}
        if [ "${block##*.}" = console ]; then
            (cd "$work/$name" && PATH="$work/bin:$PATH" sh "$block") > "$base.printed" 2>&1 || true # its status is not shown
        else
            where=
            "$@" -std=c++20 -O0 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fno-exceptions -fno-rtti -Iinclude \
                "$block" -Wl,--as-needed -lcurl -lmbedtls -lmbedx509 -lmbedcrypto -lcrypto -o "$base" ||
                { fail "$title" "does not compile"; continue; }
            if [ -e "$base.emulate" ]; then
                # shellcheck disable=SC2046
                start_emulator "$work" "$tool" $(cat "$base.emulate")
                where="$address $work/ca.pem"
            fi
            status=0
            # shellcheck disable=SC2086
            timeout 60 "$base" $where > "$base.printed" 2>&1 || status=$?
            if [ -n "$emulator" ]; then
                kill "$emulator"
                wait "$emulator" || true
                emulator=
            fi
            [ $status -eq 0 ] || { cat "$base.printed" >&2; fail "$title" "ended with $status"; continue; }
        fi
        if compare "$base"; then passed=$((passed + 1)); else fail "$title" "prints something else"; fi
    done
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
