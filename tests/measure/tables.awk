# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# tables.awk OPEN FIGURES: the README's tables. A figure that they name and that is missing fails.

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
function thousands(number,    text) {
    text = ""
    while (match(number, /^[0-9]+[0-9][0-9][0-9]$/)) {
        text = "," substr(number, length(number) - 2) text
        number = substr(number, 1, length(number) - 3)
    }
    return number text
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
function ram_row(what, name) { printf "| %s | %s | %s |\n", what, count("m4.ram." name), count("m0plus.ram." name) }
function connection_row(what, name) { printf "| %s | %s |\n", what, count("x86." name) }
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
    print "| bytes of flash | Cortex-M4 | Cortex-M0+ |"
    print "|---|--:|--:|"
    flash_row("GAAP CreateHTTPListener, checked, one scheme", "gaap_create_http_listener")
    flash_row("CLB CreateListener, 59 parameters, checked, one scheme", "clb_create_listener")
    flash_row("a parameter, over all 78 actions, name and rules included", "per_parameter")
    flash_row("answers, beside the first row", "and_decoding")
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
