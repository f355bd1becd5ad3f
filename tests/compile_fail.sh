#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# compile_fail.sh COMPILER...: what must not compile does not, and says the text after `EXPECT:`, which is ours; the
# same file compiles with -DGOOD, so that nothing else is wrong with it. `CASES: N` compiles it with -DCASE=1 to N, each
# of which is wrong in its own way; `EXPECT 3:` is the text of case 3 where the cases differ. `FIRST` wants the text in
# the first error; `ERRORS: N` allows at most N errors, so that the text is not lost among others.
#
# All are compiled after the headers of all files, precompiled, in a third of the time, but for `ALONE`, or `ALONE 3`: what
# is wrong because something is not included. First many as one: see compile_fail_joined.py.
set -u

tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export tests work

# check 'FILE -DGOOD' COMPILER..., or 'FILE -DCASE=N'
cat > "$work/check" << 'EOF'
file=${1% *}
with=${1##* }
shift
name=$(basename "$file" .cpp)
log=$work/$name$with.log
if ! grep -qE "^// ALONE( ${with#-DCASE=})?\$" "$file"; then
    set -- "$@" -include "$work/headers.hpp"
fi
"$@" -std=c++20 -fsyntax-only -I"$tests/../include" "$with" "$file" > "$log" 2>&1
status=$?
if [ "$with" = -DGOOD ]; then
    wrong='does not compile when it is right'
    [ $status -ne 0 ] || wrong=
else
    expected=$(sed -n "s|^// EXPECT ${with#-DCASE=}: ||p" "$file")
    [ -n "$expected" ] || expected=$(sed -n 's|^// EXPECT: ||p' "$file")
    errors=$(grep -q '^// FIRST$' "$file" && echo 1 || echo 1000)
    wrong="$with: no error that says \"$expected\""
    # Neither a quotation of the source nor a note counts, only the compiler's own error.
    if [ $status -ne 0 ] && [ -n "$expected" ] && grep 'error:' "$log" | head -n "$errors" | grep -qF "$expected"; then
        wrong=
        most=$(sed -n 's|^// ERRORS: ||p' "$file")
        count=$(grep -c 'error:' "$log")
        [ "$count" -le "${most:-1000}" ] || wrong="$with: $count errors, of at most $most"
    fi
fi
if [ -z "$wrong" ]; then
    echo "$name $with" >> "$work/passed"
else
    { echo "FAIL $name: $wrong"; sed 's/^/    /' "$log" | head -n 20; } > "$work/$name$with.failed"
fi
EOF

grep -hE '^#include [<"]' "$tests"/compile_fail/*.cpp | sed "s|\"\.\./|\"$tests/|" | sort -u > "$work/headers.hpp"
"$@" -std=c++20 -I"$tests/../include" -x c++-header "$work/headers.hpp" -o "$work/headers.hpp.gch" || exit 1

for file in "$tests"/compile_fail/*.cpp; do
    cases=$(sed -n 's|^// CASES: ||p' "$file")
    for with in -DGOOD $(seq -f -DCASE=%g "${cases:-1}"); do echo "$file $with"; done
done > "$work/jobs"
: > "$work/passed"
all=$(wc -l < "$work/jobs")
python3 "$tests/compile_fail_joined.py" "$work" "$@" || exit 1
xargs -P 2 -I '{}' sh "$work/check" '{}' "$@" < "$work/jobs"
cat "$work"/*.failed 2> /dev/null
passed=$(wc -l < "$work/passed")
failed=$((all - passed))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
