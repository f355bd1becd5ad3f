#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# rooms.sh [INCLUDE]: the rooms of the library in their order. A header includes nothing from a room below its own, and
# the clouds nothing from each other. A generic room names no cloud, in its code or its comments: what is a cloud's own
# stands in the cloud's folder. Only the file of a scheme, which has the scheme's name, says whose it is. No line is over
# 120 characters. A header of a room without clouds and without I/O has a test of its name.
set -u

tests=$(cd "$(dirname "$0")" && pwd)
include=${1:-$tests/../include}
cd "$include/portwright" || exit 1
failed=0

long=$(find . -name '*.hpp' -exec env LC_ALL=C.UTF-8 grep -nHE '^.{121,}' {} +)
[ -z "$long" ] || { echo "$long" | cut -c1-160 | sed 's|^\./|FAIL over 120 characters: |'; failed=1; }

# Headers that other tests are about: macros, types without behaviour, and the parts of one thing that is tested whole.
tested_elsewhere='core/inlining core/language core/platform_macros_off core/platform_macros_on core/policy
    crypto/mbedtls_nonces crypto/mbedtls_psa crypto/psa_nonces request/task_state response/decoding
    response/decoding_structure response/decoding_values response/json_handler'
for header in core/*.hpp encoding/*.hpp crypto/*.hpp request/*.hpp response/*.hpp signature/*.hpp; do
    name=${header%.hpp}
    case " $(echo $tested_elsewhere) " in *" $name "*) continue ;; esac
    if [ ! -f "$tests/$name.cpp" ]; then
        echo "FAIL $header: no test of its name, tests/$name.cpp"
        failed=1
    elif ! grep -qF "'$name.cpp'" "$tests/meson.build"; then
        echo "FAIL tests/$name.cpp: not in tests/meson.build"
        failed=1
    fi
done
clouds='tencent aliyun'
names='tencent|qcloud|aliyun|alibaba'

find . -name '*.hpp' | sed 's|^\./||' | sort | xargs awk -v clouds="$clouds" -v names="$names" -v failed=$failed '
    BEGIN {
        order = "core encoding crypto request response signature CLOUDS http calls client.hpp"
        n = split(order, rooms, " ")
        for (i = 1; i <= n; ++i) rank[rooms[i]] = i
        m = split(clouds, list, " ")
        for (i = 1; i <= m; ++i) { cloud[list[i]] = 1; rank[list[i]] = rank["CLOUDS"] }
        rank["version.hpp"] = rank["core"] # every file may say which version it is
    }
    function room_of(file) { return file ~ /\// ? substr(file, 1, index(file, "/") - 1) : file }
    function fail(why) { print "FAIL " FILENAME ":" FNR ": " why; wrong = 1 }
    FNR == 1 {
        if (here != "") verdict()
        here = room_of(FILENAME)
        wrong = scheme = named = 0
        if (!(here in rank)) fail(here " is no room: say where it stands, in this script and in .github/CONTRIBUTING.md")
    }
    /static constexpr std::string_view name = / { scheme = here == "signature" }
    /^# *include <portwright\// {
        split($0, part, /[<>]/)
        to = room_of(substr(part[2], length("portwright/") + 1))
        ++includes
        if (!(to in rank)) fail("includes " to ", which is no room")
        else if (rank[to] > rank[here]) fail(here " includes " part[2] ", which is below it")
        else if (to != here && (to in cloud) && (here in cloud)) fail(here " includes " to ", another cloud")
    }
    !(here in cloud) && tolower($0) ~ names && !named { named = FNR; line = $0 }
    function verdict() {
        if (named && !scheme) { print "FAIL " last ":" named ": a generic room names a cloud: " line; wrong = 1 }
        if (wrong) ++failed
        else ++passed
    }
    { last = FILENAME }
    END {
        verdict()
        if (includes == 0) { print "FAIL no header includes another"; ++failed }
        print passed + 0 " passed, " failed + 0 " failed"
        exit failed != 0 || passed == 0
    }' || failed=1
exit $failed
