#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# Each fenced C++ block of the README is a whole program: it is taken out of it, compiled by the README's own line with
# COMPILER for its compiler, and run. The first is examples/five_minutes.cpp. Its console block is run by sh, and must say
# what stands there. Its cxx block is two lines for the first program. Its c++ block is a piece of examples/ensure.cpp, which is run, too. The five systems are those that the tool lists. usage: readme.sh TOOL COMPILER...

set -eu
cd "$(dirname "$0")/.."
. tests/start_emulator.sh
tool=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v to="$work/block" '
    /^```cpp$/ { inside = 1; number++; next }
    /^```$/ { inside = 0 }
    inside { print > (to number ".cpp") }' README.md
[ -s "$work/block1.cpp" ] || { echo "the README has no code" >&2; exit 1; }
sed -n '/^#include/,$p' examples/five_minutes.cpp | diff - "$work/block1.cpp" >&2 ||
    { echo "the README's first code is not examples/five_minutes.cpp" >&2; exit 1; }

line=$(grep '^g++ .*examples/five_minutes\.cpp' README.md)
flags=$(echo "$line" | sed 's|^g++ \(.*\) examples/five_minutes\.cpp .*|\1|')
libraries=$(echo "$line" | sed 's|.* examples/five_minutes\.cpp \(.*\) -o five_minutes$|\1|')
# The lines of the prepared request: one for the namespace, one in place of that which signs.
awk '/^```cxx$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md > "$work/prepared"
[ "$(wc -l < "$work/prepared")" = 2 ] || { echo "the README prepares no request in two lines" >&2; exit 1; }
{
    echo '#include <portwright/signature/prepared.hpp>'
    awk 'FNR == NR { line[FNR] = $0; next }
        /^int main/ { print line[1] }
        /portwright::sign_url\(/ { print line[2]; replaced++; next }
        { print }
        END { exit replaced != 1 }' "$work/prepared" "$work/block1.cpp"
} > "$work/block0.cpp" || { echo "the README's first program signs no URL in one line" >&2; exit 1; }

for block in "$work"/block*.cpp; do
    # shellcheck disable=SC2086
    "$@" $flags -Wall -Wextra -Werror "$block" $libraries -o "${block%.cpp}" ||
        { echo "does not compile as pasted: block ${block##*block}" >&2; exit 1; }
    TENCENTCLOUD_SECRET_ID=AKIDexample TENCENTCLOUD_SECRET_KEY=secret "${block%.cpp}" > "${block%.cpp}.out" ||
        { echo "ended with an error: block ${block##*block}" >&2; exit 1; }
done
url=$(cat "$work/block1.out")
case $url in
    https://clb.tencentcloudapi.com/\?Action=CreateListener\&*\&Signature=*) ;;
    *) echo "the README's program printed: $url" >&2; exit 1 ;;
esac
# But for the time, which is as long, and the signature.
plain() { sed 's/&Timestamp=[0-9]*//; s/&Signature=.*//' "$work/$1.out"; }
[ "$(plain block0)" = "$(plain block1)" ] || { echo "the README's prepared request is another" >&2; exit 1; }

# The transcript, with the port that is free and the ID that the endpoint gives.
awk '/^```console$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md > "$work/expected"
[ -s "$work/expected" ] || { echo "the README has no transcript" >&2; exit 1; }
mkdir "$work/bin" "$work/here"
ln -s "$(cd "$(dirname "$tool")" && pwd)/$(basename "$tool")" "$work/bin/portwright"
# shellcheck disable=SC2016 # what stands in single quotes is for the session's shell
{
    sed -n 's/^\$ //p' "$work/expected" | while IFS= read -r line; do
        printf "cat <<'END'\n$ %s\nEND\n" "$line"
        printf '%s\n' "$line" | sed 's/--port 8443/--port 0/; s/localhost:8443/localhost:$port/g'
        case $line in
            *'&') # serves from when it has said so
                echo 'emulator=$!; trap "kill $emulator" EXIT; tries=0'
                echo 'until grep -q ^listening ../transcript; do'
                echo '    tries=$((tries + 1)); [ $tries -lt 300 ] || exit 1; sleep 0.1'
                echo 'done'
                echo 'port=$(sed -n "s|^listening on https://localhost:||p" ../transcript)' ;;
        esac
    done
} > "$work/session"
for name in $(env | sed -n 's/^\(TENCENTCLOUD_[A-Z_]*\|ALI[A-Z_]*CLOUD_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
(cd "$work/here" && PATH="$work/bin:$PATH" sh ../session > ../transcript 2>&1) || { cat "$work/transcript" >&2; exit 1; }
given=$(sed -n 's/.*"created","id":"\([^"]*\)".*/\1/p' "$work/transcript" | head -n 1)
shown=$(sed -n 's/.*"created","id":"\([^"]*\)".*/\1/p' "$work/expected" | head -n 1)
sed "s/https:..localhost:[0-9]*/https:\/\/localhost:8443/; s/$given/$shown/g" "$work/transcript" |
    diff "$work/expected" - >&2 || { echo "the README's transcript is another" >&2; exit 1; }

# The piece of an example, which stands there so, compiles by the README's line, and says what it found the second time.
awk '/^```c\+\+$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md > "$work/piece"
[ -s "$work/piece" ] || { echo "the README shows nothing of an example" >&2; exit 1; }
case $(sed 's/^    //' examples/ensure.cpp) in
    *"$(cat "$work/piece")"*) ;;
    *) echo "the README's piece is not in examples/ensure.cpp" >&2; exit 1 ;;
esac
flags=$(sed -n 's|^g++ \(.*\) -o ensure$|\1|p' README.md)
# shellcheck disable=SC2086
"$@" $flags -Wall -Wextra -Werror -o "$work/ensure" || { echo "does not compile: examples/ensure.cpp" >&2; exit 1; }
export TENCENTCLOUD_SECRET_ID=AKIDexample TENCENTCLOUD_SECRET_KEY=secret
emulator=
trap '[ -z "$emulator" ] || kill "$emulator"; rm -rf "$work"' EXIT
start_emulator "$work" "$tool" --polls 0
for did in created stood; do
    said=$("$work/ensure" lb-1 "$work/ca.pem" "$address") || true
    case $said in
        lbl-*": $did") ;;
        *) echo "examples/ensure.cpp did not say that it $did, but: $said" >&2; exit 1 ;;
    esac
done

# The variables that it names are those of the tool.
help=$("$tool" --help)
for name in $(grep -o '`[A-Z_]*CLOUD_[A-Z_]*[A-Z]`' README.md | tr -d '`'); do
    case $help in
        *"$name"*) ;;
        *) echo "not in --help: $name" >&2; exit 1 ;;
    esac
done

systems=$("$tool" actions | sed -n 's/^\([a-z]*[.][a-z]*\)[.].*/\1/p' | sort -u)
[ "$(echo "$systems" | wc -l)" -ge 5 ] || { echo "the tool has only $systems" >&2; exit 1; }
for system in $systems; do
    grep -q "^| \`$system\`" README.md || { echo "not in the README: $system" >&2; exit 1; }
done
