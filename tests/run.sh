#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# Installs what is missing, builds, and runs the tests. The last line is `N passed, N failed`. Arguments go to meson
# setup; PORTWRIGHT_BUILD names another build directory below .build than `tests`.

set -eu
cd "$(dirname "$0")/.."
. examples/packages.sh
# shellcheck disable=SC2086
install_missing $test_packages

# Meson takes ccache by itself for a compiler that it finds by itself only.
if [ -n "${CXX:-}" ] && command -v ccache > /dev/null; then
    CXX="ccache ${CXX#ccache }"
    export CXX
fi

# The quickest: optimizing the tests takes longer than they then save, and what debuggers need half as long again. What an
# optimizer can make wrong is looked at in other stages, and figures are taken of builds of their own.
ours='-Dauto_features=enabled -Dwerror=true -Doptimization=0 -Ddebug=false'
build=.build/${PORTWRIGHT_BUILD:-tests}
again=
[ ! -f "$build/build.ninja" ] || again=--reconfigure
# shellcheck disable=SC2086
meson setup $again "$build" $ours "$@"
meson compile -C "$build"

status=0
# Other stages may run beside.
meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 2 || status=$?
counted=$(sh tests/count.sh "$build/meson-logs/testlog.txt")
echo "$counted"
case $counted in
    "0 passed"*) echo "no test was run" >&2; exit 1 ;;
esac
exit $status
