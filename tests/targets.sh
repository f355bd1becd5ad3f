#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# targets.sh [TARGET...]: the tests on the processors of routers, under qemu-user: all of the library on armhf; on s390x, which is
# big-endian, what handles bytes, and the client against the emulator; every action signed by every scheme on arm64 and
# mipsel; on rv32 what compiles without a hosted library.
# Installs what is missing (toolchain/) and builds below .build/targets. Says of each target `TARGET: N passed, M failed`;
# the last line is `N passed, M failed`. All targets must sign the same bytes: the requests of the golden vectors are
# digested and compared.
set -u
cd "$(dirname "$0")/.." || exit 1

[ $# -gt 0 ] || set -- armhf arm64 mipsel s390x rv32

# The value of a cross file's key, as words.
value() { # TARGET KEY
    sed -n "s/^$2 = //p" "tests/toolchain/cross_files/$1.ini" | tr -d "[]',"
}

tools="meson ninja pkg-config sha256sum"
for target in "$@"; do
    [ -f "tests/toolchain/cross_files/$target.ini" ] || { echo "targets.sh: no target $target" >&2; exit 2; }
    emulator=$(value "$target" exe_wrapper)
    tools="$tools $(value "$target" cpp) ${emulator%% *}"
done

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || { echo "targets.sh: needs root, or sudo, to install" >&2; exit 1; }
    as_root=sudo
fi
$as_root sh tests/toolchain/install_cross.sh || exit 1
for tool in $tools; do
    command -v "$tool" > /dev/null || { echo "targets.sh: $tool is missing" >&2; exit 1; }
done

# Meson takes ccache by itself for a compiler that it finds by itself only; Debian's has a name for each of these.
[ ! -d /usr/lib/ccache ] || PATH=/usr/lib/ccache:$PATH

work=$PWD/.build/targets
mkdir -p "$work"

set_up() { # TARGET
    cross=tests/toolchain/cross_files/$1.ini
    # Meson reads a cross file once.
    ! cmp -s "$cross" "$work/$1/cross.ini" || return 0
    rm -rf "${work:?}/$1"
    if [ "$1" = rv32 ]; then
        meson setup "$work/$1" tests/toolchain/rv32 --cross-file "$cross" || return 1
    else
        # Compiling takes longer than running: optimizing the tests would cost more than it saves.
        meson setup "$work/$1" --cross-file "$cross" -Dauto_features=enabled -Dwerror=true \
            -Dbuildtype=plain -Doptimization=0 || return 1
    fi
    cp "$cross" "$work/$1/cross.ini"
}

run_tests() { # TARGET
    rm -f "$work/$1/signed" "$work/$1/meson-logs/testlog.txt"
    set_up "$1" && ninja -C "$work/$1" &&
        PORTWRIGHT_SIGNED=$work/$1/signed MESON_EXE_WRAPPER=$(value "$1" exe_wrapper) \
            meson test -C "$work/$1" --no-rebuild --print-errorlogs --timeout-multiplier 4
}

passed=0
failed=0
summary=
signed=
for target in "$@"; do
    printf '\n==== %s\n' "$target"
    start=$(date +%s)
    counted='0 passed, 0 failed'
    run_tests "$target"
    status=$?
    log=$work/$target/meson-logs/testlog.txt
    [ ! -f "$log" ] || counted=$(sh tests/count.sh "$log")
    good=${counted%% *}
    bad=${counted#* passed, }
    bad=${bad% failed}
    # What did not build, or failed without a word, is one.
    if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    passed=$((passed + good))
    failed=$((failed + bad))
    summary="$summary$target: $good passed, $bad failed
"
    echo "==== $target: $(($(date +%s) - start)) s"
    [ "$target" = rv32 ] || signed="$signed $work/$target/signed"
done

echo
if [ -n "$signed" ]; then
    # shellcheck disable=SC2086
    if sha256sum $signed && [ "$(sha256sum $signed | cut -c 1-64 | sort -u | wc -l)" -eq 1 ]; then
        passed=$((passed + 1))
    else
        echo "FAIL the targets do not sign the same bytes"
        failed=$((failed + 1))
    fi
fi
printf '%s' "$summary"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
