# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # sourced by measure.sh, whose variables these are
#
# What a user's unit with one action and one scheme costs to compile, -O2. Seconds are the compiler's own (user time), the
# least of five runs: whatever else the machine does only adds. They are judged by how long <iostream> takes in the same
# run. What grows is told to 2 % by the compiler's instructions, which are the same on every machine.

# shellcheck source=tests/bench/any_processor.sh
. "$tests/bench/any_processor.sh"
compile=$work/compile
rm -rf "$compile"
mkdir -p "$compile"
: > "$compile/empty.cpp"
echo '#include <iostream>' > "$compile/iostream.cpp"
for unit in action:tencent/clb/create_listener umbrella:tencent/clb; do
    cat > "$compile/${unit%%:*}.cpp" << EOF
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/${unit#*:}.hpp>

namespace clb = portwright::tencent::clb;
using scheme = portwright::tc3<portwright::mbedtls>;

portwright::result<portwright::signed_request> open(const clb::CreateListener& request,
                                                    const portwright::context<scheme>& context, std::span<char> buffer) {
    return portwright::sign(request, context, buffer);
}
EOF
done

# compile_times COMPILER: `UNIT SECONDS` for each, in turn, so that what disturbs one disturbs all
compile_times() {
    for _ in 1 2 3 4 5; do
        for unit in empty iostream action umbrella; do
            seconds=$(bash -c 'TIMEFORMAT=%U; time "$@" 2>&1 >&3' bash "$1" -std=c++20 -O2 -I"$include" -c "$compile/$unit.cpp" \
                -o "$compile/$unit.o" 3>&1 2>&1)
            echo "$unit $seconds"
        done
    done | awk '$2 !~ /^[0-9.]+$/ { print > "/dev/stderr"; exit 1 }
        !($1 in least) || $2 < least[$1] { least[$1] = $2 }
        END { for (unit in least) print unit, least[unit] }'
}

# compile_instructions COMPILER UNIT: those of the compiler and what it calls
compile_instructions() {
    rm -f "$compile/instructions.$1".*
    env -i PATH="$PATH" LD_BIND_NOW=1 GLIBC_TUNABLES="$any_processor" valgrind --trace-children=yes --tool=cachegrind \
        --cache-sim=no --cachegrind-out-file=/dev/null --log-file="$compile/instructions.$1.%p" \
        "$1" -std=c++20 -O2 -I"$include" -S "$compile/$2.cpp" -o "$compile/$2.$1.s"
    awk '/I +refs:/ { gsub(",", ""); total += $NF } END { if (total) printf "%.0f\n", total / 1e6 }' "$compile/instructions.$1".*
}

for compiler in g++ clang++; do compile_times "$compiler" > "$compile/times.$compiler"; done
# Both at a time, as none of what the other does is counted.
compile_instructions clang++ action > "$compile/instructions_of.clang++" &
counting=$!
compile_instructions g++ action > "$compile/instructions_of.g++"
wait $counting

# over UNIT UNIT, per UNIT UNIT: the seconds of the first less, or by, those of the second, of the file $times
over() {
    awk -v unit="$1" -v base="$2" '{ seconds[$1] = $2 } END { printf "%.3f\n", seconds[unit] - seconds[base] }' "$times"
}
per() {
    awk -v unit="$1" -v base="$2" '{ seconds[$1] = $2 } END { printf "%.3f\n", seconds[unit] / seconds[base] }' "$times"
}

# Under up to four busy loops on two processors, what is judged was within 8 % of an idle machine's.
tolerance=0.20
for compiler in g++ clang++; do
    [ "$compiler" = g++ ] && name=compile || name=compile.clang
    times=$compile/times.$compiler
    # A third of the 2.3 s of Aliyun's SDK, with g++, as that was.
    [ "$compiler" = g++ ] && limit=0.76 || limit=
    unit=$name.seconds_of_iostream_unit
    timed_figure '' '' "$unit" "$(over iostream empty)"
    # shellcheck disable=SC2086 # a limit, or none
    timed_figure $tolerance "$unit" "$name.seconds_over_empty_unit" "$(over action empty)" $limit
    timed_figure $tolerance '' "$name.ratio_to_iostream_unit" "$(per action iostream)"
    timed_figure $tolerance '' "$name.catalogue_growth" "$(per umbrella action)" 1.30
    figure "$name.million_instructions" "$(cat "$compile/instructions_of.$compiler")"
    figure "$name.preprocessed_lines" "$("$compiler" -std=c++20 -O2 -I"$include" -E -P "$compile/action.cpp" | wc -l)"
    figure "$name.preprocessed_lines_of_us" "$("$compiler" -std=c++20 -O2 -I"$include" -E "$compile/action.cpp" |
        awk '/^# [0-9]+ "/ { ours = $3 ~ /\/portwright\//; next } ours && NF { n++ } END { print n + 0 }')"
done
