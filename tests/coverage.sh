#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# coverage.sh [--constants]: which lines and branches of include/ the library's tests run, by clang's source-based
# coverage, which counts what a template was instantiated to and not what the compiler made of it. Of the tests, those of
# the rooms, the client, the golden vectors and the two rehearsals; not those of the tool. Installs what is missing,
# builds below .build/coverage, and takes a quarter of an hour. `--constants` proves the list of what only the compiler
# runs instead: see coverage.py, which judges, too. The last line is `N passed, N failed`.
set -u

cd "$(dirname "$0")/.." || exit 1
. examples/packages.sh
# shellcheck disable=SC2086
install_missing ccache clang llvm-14 libclang-rt-14-dev $test_packages || exit 1
[ "${1:-}" != --constants ] || exec python3 tests/coverage.py "$@"

work=.build/coverage
if [ ! -f "$work/build.ninja" ]; then
    CXX='ccache clang++' meson setup "$work" -Dauto_features=enabled -Doptimization=0 -Ddebug=false \
        -Dcpp_args='-fprofile-instr-generate -fcoverage-mapping' -Dcpp_link_args=-fprofile-instr-generate || exit 1
fi
rm -rf "$work/profiles"
mkdir -p "$work/profiles"
for test in core encoding crypto http request signature calls families response actions client golden ensure_rehearsal \
    replacing_rehearsal; do
    if ! {
        CCACHE_DEPEND=1 ninja -C "$work" "tests/test_$test" &&
            LLVM_PROFILE_FILE=$work/profiles/$test.profraw "$work/tests/test_$test" &&
            llvm-profdata-14 merge -sparse "$work/profiles/$test.profraw" -o "$work/profiles/$test.profdata"
    } > "$work/profiles/$test.log" 2>&1 ||
        ! llvm-cov-14 export -instr-profile "$work/profiles/$test.profdata" "$work/tests/test_$test" -skip-expansions \
            > "$work/profiles/$test.json"; then
        tail -n 30 "$work/profiles/$test.log"
        echo '0 passed, 1 failed'
        exit 1
    fi
done
python3 tests/coverage.py "$work"/profiles/*.json
