#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# rooms.sh [INCLUDE]: the rooms of the library in their order. A header includes nothing from a room below its own, and
# the clouds nothing from each other. A generic room names no cloud, in its code or its comments: what is a cloud's own
# stands in the cloud's folder. Only the file of a scheme, which has the scheme's name, says whose it is. No line is over
# 120 characters. A header of a room without clouds has a test of its name, or is one of those that another one is about.
set -u

tests=$(cd "$(dirname "$0")" && pwd)
include=${1:-$tests/../include}
cd "$include/portwright" || exit 1
failed=0

long=$(find . -name '*.hpp' -exec env LC_ALL=C.UTF-8 grep -nHE '^.{121,}' {} +)
[ -z "$long" ] || { echo "$long" | cut -c1-160 | sed 's|^\./|FAIL over 120 characters: |'; failed=1; }

# Headers that tests of other names are about: macros, types without behaviour, and the parts of one thing that is tested
# whole. A test that is C++ includes the header, if only by way of others.
tested_elsewhere='
    core/inlining measure.sh
    core/language compilers.sh
    core/platform_macros_off platform_macros/run.sh
    core/platform_macros_on platform_macros/run.sh
    core/policy core/output.cpp
    crypto/mbedtls_nonces crypto/nonces.cpp
    crypto/mbedtls_psa crypto/mbedtls.cpp
    crypto/psa_nonces crypto/nonces.cpp
    request/task_state tencent/clb.cpp
    response/decoding response/decode.cpp
    response/decoding_structure response/decode.cpp
    response/decoding_values response/decode.cpp
    response/json_handler response/json_reader.cpp
    signature/prepared_form signature/prepared.cpp
    http/mbedtls_random http/mbedtls_transport.cpp
    http/mbedtls_session http/mbedtls_transport.cpp
    http/mbedtls_sockets http/mbedtls_transport.cpp
    http/pinned_mbedtls_transport http/mbedtls_certificate.cpp
    http/response_head http/response_reader.cpp
    calls/attempts calls/call.cpp
    calls/call_step calls/call.cpp
    calls/call_subject calls/call.cpp
    calls/carrier client/messages.cpp
    calls/deletions calls/replacing.cpp
    calls/ensure_decisions calls/ensure.cpp
    calls/ensure_report calls/ensure.cpp
    calls/ensure_requests calls/ensure.cpp
    calls/ensure_series calls/ensure.cpp
    calls/ensure_stages calls/ensure.cpp
    calls/listing calls/ensure_systems.cpp
    calls/message_call client/messages.cpp
    calls/misused_client compile_fail/misused_client.cpp
    calls/reply client/attempt.cpp
    calls/waiting client/attempt.cpp'
for header in core/*.hpp encoding/*.hpp crypto/*.hpp request/*.hpp response/*.hpp signature/*.hpp http/*.hpp calls/*.hpp; do
    name=${header%.hpp}
    elsewhere=$(echo "$tested_elsewhere" | sed -n "s|^ *$name ||p")
    if [ -n "$elsewhere" ] && [ -f "$tests/$name.cpp" ]; then
        echo "FAIL $header: has a test of its name, take it out of the table"
        failed=1
    elif [ -n "$elsewhere" ]; then
        [ -f "$tests/$elsewhere" ] || { echo "FAIL $header: there is no tests/$elsewhere"; failed=1; }
    elif [ ! -f "$tests/$name.cpp" ]; then
        echo "FAIL $header: no test of its name, tests/$name.cpp"
        failed=1
    elif ! grep -qF "'$name.cpp'" "$tests/meson.build"; then
        echo "FAIL tests/$name.cpp: not in tests/meson.build"
        failed=1
    fi
done
echo "$tested_elsewhere" | awk '
    function read_includes(file,    line, part, folder) {
        folder = file
        sub(/[^\/]*$/, "", folder)
        done[file] = 1
        while ((getline line < file) > 0)
            if (line ~ /^# *include (<portwright\/|")/) {
                split(line, part, /[<>"]/)
                includes[file] = includes[file] " " (line ~ /"/ ? folder : "../") part[2]
            }
        close(file)
    }
    function reaches(file, wanted, seen,    list, n, i) {
        if (file == wanted) return 1
        if (file in seen) return 0
        seen[file] = 1
        if (!(file in done)) read_includes(file)
        n = split(includes[file], list, " ")
        for (i = 1; i <= n; ++i)
            if (reaches(list[i], wanted, seen)) return 1
        return 0
    }
    NF != 2 { next }
    { header = "../portwright/" $1 ".hpp" }
    (getline line < header) <= 0 { print "FAIL " $1 ".hpp of the table is no header"; wrong = 1; next }
    $2 ~ /\.cpp$/ {
        split("", seen)
        if (!reaches(tests "/" $2, header, seen)) { print "FAIL tests/" $2 " does not include " $1 ".hpp"; wrong = 1 }
    }
    END { exit wrong }' tests="$tests" - || failed=1

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
