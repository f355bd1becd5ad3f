# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# -f thousands.awk -f tables.awk OPEN FIGURES: the README's tables. A figure that they name and that is missing fails.

BEGIN { FS = "\t" }
FILENAME == ARGV[1] { open[$1]; next }
{
    value[$1] = $2
    if ($3 != "") { limit[$1] = $3; limited[++limits] = $1 }
}

function of(name) {
    if (!(name in value)) {
        print "tables.awk: there is no " name > "/dev/stderr"
        missing = 1
    }
    return value[name]
}
function count(name) { return thousands(of(name)) }
function floor_row(what, name, heap) {
    printf "| %s | %s | %s | %s | %s | %s |\n", what, count("floor.x86." name), count("floor.m4." name), heap,
        count("floor.x86." name ".stack"), count("floor.m4." name ".stack")
}
function our_row(what, name) {
    printf "| **Portwright**: %s | **%s** | **%s** | **%s** | **%s** | **%s** |\n", what, count("x86." name),
        count("m4." name), count("m4.heap"), count("x86.stack." name), count("m4.stack." name)
}
function decoding_row(what) {
    printf "| **Portwright** | **%s** | **%s** | **%s** | **%s** | %s |\n", count("x86.decode.create_listener"),
        count("m4.decode.create_listener"), count("x86.decode.listeners_72k"), count("m4.decode.listeners_72k"), what
}
function peer_row(what, name, how) {
    printf "| %s | %s | | %s | | %s |\n", what, count("peer.x86." name ".create_listener"),
        count("peer.x86." name ".listeners_72k"), how
}
function ram_row(what, name) { printf "| %s | %s | %s |\n", what, count("m4.ram." name), count("m0plus.ram." name) }
function connection_row(what, name) { printf "| %s | %s |\n", what, count("x86." name) }
function device_row(what, name) { printf "| %s | %s |\n", what, count("device." name) }
function flash_row(what, name) { printf "| %s | %s | %s |\n", what, count("m4.flash." name), count("m0plus.flash." name) }

END {
    print "| one request, built and signed | instructions, x86-64 | Cortex-M4 | heap | stack, x86-64 | Cortex-M4 |"
    print "|---|--:|--:|--:|--:|--:|"
    floor_row("`mbedtls_md_hmac` alone, of the 302 bytes that are signed next", "md_hmac", "2 allocations")
    our_row("CLB CreateListener, HmacSHA256", "hmacsha256")
    floor_row("hashing alone of the next, prepared key", "tc3", 0)
    our_row("CLB CreateListener with a health check, TC3", "tc3")
    print "| AWS SigV4 embedded library, the equal request | 129,270 | 92,422 | 0 | 8,408 | 4,924 |"
    print "| Tencent C++ SDK, TC3 | 227,790 | | 213 allocations, 82 KB | 6,448 | |"
    floor_row("hashing alone of the next, prepared key", "hmac_sha1", 0)
    our_row("GA CreateListener, Aliyun RPC", "aliyun_rpc")
    print "| Aliyun C++ SDK, RPC | 728,003 | | 505 allocations, 298 KB | 5,600 | |"
    print ""
    print "| an answer read: its two fields, or two of each of 72 listeners | 96 bytes, x86-64 | Cortex-M4 | 72 KB, x86-64 | Cortex-M4 | |"
    print "|---|--:|--:|--:|--:|---|"
    decoding_row("checks all but UTF-8, copies what is wanted; the text in any pieces, no heap")
    peer_row("RapidJSON 1.1, its reader", "rapidjson", "checks all but UTF-8; the text whole, heap for its stack")
    peer_row("simdjson 3.0, On Demand, for any x86-64", "simdjson",
        "does not check what it passes over; the text whole and padded, heap for its index")
    print "| the same with AVX2 | 993 | | 462,757 | | |"
    peer_row("jsmn 1.1", "jsmn", "checks no word or number; the text whole, 16 bytes for each of its tokens")
    peer_row("cJSON 1.7", "cjson", "lets `01`, `1.` and control characters pass; a tree of all of it on the heap")
    print "| ArduinoJson 7.2 | 7,627 | 8,811 | 1,282,129 | 2,409,462 | measured apart, over texts of these sizes |"
    print "| coreJSON 3.3.1 | 10,696 | 9,179 | 6,339,584 | 5,270,249 | the same |"
    print ""
    print "| bytes of flash | Cortex-M4 | Cortex-M0+ |"
    print "|---|--:|--:|"
    flash_row("GAAP CreateHTTPListener, checked, one scheme", "gaap_create_http_listener")
    flash_row("CLB CreateListener, 59 parameters, checked, one scheme", "clb_create_listener")
    flash_row("a parameter, over all 78 actions, name and rules included", "per_parameter")
    flash_row("answers, beside the first row, without the classes of errors", "and_decoding")
    flash_row("a client: calls with their attempts, answers, waiting for tasks", "client")
    flash_row("the same with HTTP of its own, over any bytes", "client_over_bytes")
    flash_row("a client that declares a listener of one kind with `ensure`", "ensure")
    print "| AWS SigV4 embedded library, which knows no parameters | 5,062 | 5,124 |"
    print "| Tencent C++ SDK, Aliyun C++ SDK (x86-64) | 204 KB, 286 KB + 22 MB of shared libraries | |"
    print ""
    print "| bytes of stack, all of it: machine, signing and mbedTLS's hashes included | Cortex-M4 | Cortex-M0+ |"
    print "|---|--:|--:|"
    ram_row("`client.call`, with HTTP of its own", "call")
    ram_row("`client.ensure`, the same", "ensure")
    print ""
    print "| over mbedTLS's TLS 1.2, the peer's certificate of ECDSA P-256 | instructions, x86-64 |"
    print "|---|--:|"
    connection_row("a listener provisioned: a create and three looks at its task, over one connection",
        "provision.instructions")
    connection_row("the first connection, and one call over it", "connection.first")
    connection_row("a resumed connection, and one call over it", "connection.resumed")
    connection_row("one more call over a connection that was kept", "connection.kept")
    print ""
    print "| a whole device, booted: Cortex-M3, no operating system, 256 KB of flash, 64 KB of RAM | |"
    print "|---|--:|"
    device_row("bytes of flash: five systems, mbedTLS, lwIP and the C library", "flash")
    device_row("of these Portwright and the application", "flash.portwright")
    device_row("bytes of RAM: static, and the most of mbedTLS's heap and of the stack", "ram")
    device_row("instructions from power to a listener that stands: TLS's first handshake, created", "instructions.first")
    device_row("with the session of an earlier boot, created", "instructions.resumed")
    device_row("with that session, and it stood already", "instructions.nothing")
    print ""
    print "| one action and one scheme in a unit | seconds to compile |"
    print "|---|--:|"
    printf "| **Portwright** (g++, clang++) | **%.2f**, **%.2f** |\n", of("compile.seconds_over_empty_unit"),
        of("compile.clang.seconds_over_empty_unit")
    print "| AWS SigV4 embedded library, Aliyun C++ SDK, Tencent C++ SDK | 0.18, 2.3, 2.5 |"
    print ""
    print "Goals. What is open is not reached yet, and must not grow:"
    print ""
    print "| figure | value | limit | |"
    print "|---|--:|--:|---|"
    for (i = 1; i <= limits; i++) {
        name = limited[i]
        printf "| `%s` | %s | %s | %s |\n", name, thousands(value[name]), thousands(limit[name]),
            (name in open ? "open" : value[name] + 0 > limit[name] + 0 ? "missed" : "met")
    }
    exit missing
}
