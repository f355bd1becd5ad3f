#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# threads.sh [DIR]: what threads may share, under ThreadSanitizer; and the same program in valgrind, whose memcheck sees
# what is read before it was written, in mbedTLS as well, which a MemorySanitizer would need other builds of. Both must
# find what the program does wrong on purpose. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
. examples/packages.sh
install_missing ccache valgrind || exit 1
work=${1:-.build/threads}
mkdir -p "$work"
passed=0
failed=0

verdict() { # WHAT STATUS LOG
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        head -n 40 "$3"
    fi
}

build() { # NAME FLAG...
    name=$1
    shift
    ccache g++ -std=c++20 -O1 -g1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror "$@" -Iinclude \
        -c tests/threads/main.cpp -o "$work/$name.o" &&
        g++ "$@" "$work/$name.o" -lmbedcrypto -pthread -o "$work/$name"
}

build sanitized -fsanitize=thread > "$work/log" 2>&1 && "$work/sanitized" race > "$work/log" 2>&1
grep -q 'WARNING: ThreadSanitizer: data race' "$work/log"
verdict 'ThreadSanitizer finds no race where there is one' $? "$work/log"
TSAN_OPTIONS=halt_on_error=1 "$work/sanitized" > "$work/log" 2>&1
verdict 'threads share what they may' $? "$work/log"

build plain > "$work/log" 2>&1 && valgrind -q --error-exitcode=9 "$work/plain" unwritten > "$work/log" 2>&1
[ $? -eq 9 ]
verdict 'valgrind finds no unwritten byte where there is one' $? "$work/log"
valgrind -q --error-exitcode=9 --leak-check=full "$work/plain" > "$work/log" 2>&1
verdict 'nothing is read before it was written' $? "$work/log"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
