#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# measure.sh [--table | --update], or measure.sh [--compare] [PART...]: measures, and prints one line a figure: name, value
# and limit, tab-separated; an empty limit bounds nothing. Exits 1 where a figure passes its limit and is not one of
# measure/open.tsv, the goals not reached yet, which it says on stderr. PART is x86, connection, cortex_m, compile, stream
# (after cortex_m) or device; all of them where none is given.
#
#   --table     prints the README's tables instead
#   --compare   then holds the figures to measure/figures.tsv, and the README to it: one that grew by more than 2 % fails,
#               and what grew in it is printed; so does a missed limit that is not in open.tsv, a line of open.tsv that is
#               met, and a symbols.tsv of other figures. The last line is `N passed, N failed`. What is timed has
#               tolerances of its own: measure/verdicts.awk. With PART, what other parts measure is not judged.
#   --update    then rewrites figures.tsv, symbols.tsv and the README's tables
#
# Each file in measure/ measures something and calls figure. PORTWRIGHT_MEASURE_DIR keeps sources and objects
# from one run to the next.
set -eu

unset PROFILE MAKEFLAGS MFLAGS CXXFLAGS CPPFLAGS LDFLAGS CPATH CPLUS_INCLUDE_PATH LIBRARY_PATH
export LC_ALL=C
tests=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC2034 # for the parts
include=$tests/../include
measure=$tests/measure
work=${PORTWRIGHT_MEASURE_DIR:-${TMPDIR:-/tmp}/portwright-measure}
mode=lines
case ${1:-} in
    --table | --compare | --update) mode=${1#--}; shift ;;
esac
parts='x86 connection cortex_m compile stream device'
partial=
if [ $# -gt 0 ]; then
    case $mode in lines | compare) ;; *) set -- -- ;; esac
    for part in "$@"; do
        case " $parts " in
            *" $part "*) ;;
            *) echo "usage: measure.sh [--table | --update], or measure.sh [--compare] [x86] [connection] [cortex_m] [compile] [stream] [device]" >&2; exit 2 ;;
        esac
    done
    parts=$*
    # What the two stages of .ci/run leave to each other; of fewer parts it is not known which figures are theirs.
    case $parts in
        device) partial='^(x86|m4|m0plus|floor|peer|provision|compile|stream)[.]' ;;
        'x86 connection cortex_m compile stream') partial='^device[.]' ;;
        *) partial=. ;;
    esac
fi

missing=0
need() { # COMMAND PACKAGE: both are named where the command fails
    if ! sh -c "$1" > /dev/null 2>&1; then
        echo "measure.sh: needs $2 (apt-get install $2)" >&2
        missing=1
    fi
}
need 'command -v bash' bash
need 'command -v g++' g++
need 'command -v make' make
need 'echo "#include <mbedtls/sha256.h>" | g++ -x c++ -E -' libmbedtls-dev
need 'command -v qemu-system-arm' qemu-system-arm
need 'command -v arm-none-eabi-g++' gcc-arm-none-eabi
need 'test -e "$(arm-none-eabi-gcc -print-file-name=nano.specs)"' libnewlib-arm-none-eabi
need 'echo "#include <span>" | arm-none-eabi-g++ -std=c++20 -x c++ -E -' libstdc++-arm-none-eabi-newlib
need 'command -v dpkg-source' dpkg-dev
# The emulator, which a client's connections are measured against.
need 'command -v meson' meson
need 'command -v ninja' ninja-build
need 'pkg-config --exists cpp-httplib' libcpp-httplib-dev
need 'pkg-config --exists openssl' libssl-dev
need 'pkg-config --exists nlohmann_json' nlohmann-json3-dev
need 'pkg-config --exists CLI11' libcli11-dev
need 'command -v python3' python3
# The whole device alone needs none of these.
if [ "$parts" != device ]; then
    need 'command -v clang++' clang
    need 'command -v valgrind' valgrind
    # The peers that answers are decoded by as well.
    need 'echo "#include <cjson/cJSON.h>" | g++ -x c++ -E -' libcjson-dev
    need 'echo "#include <jsmn.h>" | g++ -x c++ -E -' libjsmn-dev
    need 'echo "#include <rapidjson/reader.h>" | g++ -x c++ -E -' rapidjson-dev
    need 'echo "#include <simdjson.h>" | g++ -std=c++20 -x c++ -E -' libsimdjson-dev
fi
[ "$missing" -eq 0 ] || exit 1

mkdir -p "$work"
results=$work/results
timed=$work/timed
: > "$results"
: > "$timed"

# figure NAME VALUE [LIMIT]: reports it.
figure() {
    if ! printf '%s\n' "$2" | grep -qE '^-?[0-9]+([.][0-9]+)?$'; then
        echo "measure.sh: '$2' for $1 is no number" >&2
        exit 1
    fi
    printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}" >> "$results"
    [ "$mode" = table ] || printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}"
}

# timed_figure TOLERANCE UNIT NAME VALUE [LIMIT]: one that is not the same twice: see verdicts.awk. Without a tolerance
# nothing bounds its growth.
timed_figure() {
    printf '%s\t%s\t%s\n' "$3" "$1" "$2" >> "$timed"
    shift 2
    figure "$@"
}

# value NAME: what was reported earlier in this run.
value() {
    awk -F'\t' -v name="$1" '$1 == name { print $2; found = 1 } END { exit !found }' "$results"
}

# ratio NAME NAME: the first figure over the second. Prints nothing where there is none, which figure refuses.
ratio() {
    over=$(value "$1") || return
    under=$(value "$2") || return
    awk -v over="$over" -v under="$under" 'BEGIN { printf "%.3f\n", over / under }'
}

# difference NAME NAME: the first figure less the second.
difference() {
    over=$(value "$1") || return
    under=$(value "$2") || return
    echo $((over - under))
}

for part in $parts; do
    # shellcheck disable=SC2034 # for the part
    case $part in
        cortex_m | device) mbedtls=$(sh "$tests/toolchain/fetch_mbedtls.sh" 2.28 "$work") ;;
    esac
    # shellcheck disable=SC1090 # each is looked at by itself
    . "$measure/$part.sh"
done

# shellcheck source=tests/measure/symbols.sh
. "$measure/symbols.sh"
# shellcheck source=tests/measure/compare.sh
. "$measure/compare.sh"
case $mode in
    table) awk -f "$measure/thousands.awk" -f "$measure/tables.awk" "$measure/open.tsv" "$results" ;;
    update)
        all_symbols > "$work/symbols"
        # The two belong together.
        cp "$work/symbols" "$measure/symbols.tsv"
        cp "$results" "$measure/figures.tsv"
        sh "$measure/readme.sh" --update
        ;;
    compare)
        compare
        exit
        ;;
esac
awk -F'\t' '
    FILENAME == ARGV[1] { open[$1]; next }
    $3 != "" && $2 + 0 > $3 + 0 {
        print "measure.sh: " $1 " is " $2 ", past its limit " $3 ($1 in open ? ": open" : "")
        past = past || !($1 in open)
    }
    END { exit past }' "$measure/open.tsv" "$results" >&2
