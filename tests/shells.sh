#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# What the tool offers to shells and readers: completion of a command line in bash, zsh and fish, each asked as somebody
# at a keyboard would, and the manual page, which man and mandoc have nothing to say against, and which names every
# option and every variable that --help does. usage: shells.sh TOOL

set -u
cd "$(dirname "$0")/.." || exit 1
tool=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
completion=$PWD/examples/portwright/completion
page=examples/portwright/portwright.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for shell in bash zsh fish mandoc man; do
    command -v "$shell" > /dev/null || { echo "shells.sh: $shell is missing" >&2; exit 1; }
done
[ -f /usr/share/bash-completion/bash_completion ] || { echo "shells.sh: bash-completion is missing" >&2; exit 1; }
mkdir "$work/bin"
ln -s "$tool" "$work/bin/portwright"
PATH=$work/bin:$PATH
export PATH HOME="$work" LC_ALL=C.UTF-8
unset TENCENTCLOUD_REGION
passed=0
failed=0

expect() { # WHAT EXPECTED FOUND
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3" >&2
    fi
}

# ---- completion: what a line becomes, or what it may ----

in_bash() { # LINE: the candidates, sorted
    bash --norc -c '
        . /usr/share/bash-completion/bash_completion
        . "$0"/portwright.bash
        COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COMP_KEY=9
        # Readline splits at the equals sign, too.
        read -ra COMP_WORDS <<< "${1//=/ = }"
        [[ $1 == *" " ]] && COMP_WORDS+=("")
        [[ $1 == *= ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _portwright portwright "${COMP_WORDS[COMP_CWORD]}" ""
        printf "%s\n" "${COMPREPLY[@]}"' "$completion" "$1" 2> "$work/said" | sort | tr '\n' ' '
    cat "$work/said" >&2
}

# shellcheck disable=SC2016 # what stands in single quotes is for fish
in_fish() { # LINE: the candidates, sorted, without what they are
    fish --no-config -c 'source $argv[1]/portwright.fish; complete -C $argv[2]' "$completion" "$1" 2>&1 |
        cut -f 1 | sort | tr '\n' ' '
}

in_zsh() { # LINE: the line after a tab
    zsh -f -c '
        zmodload zsh/zpty
        zpty shell "TERM=dumb zsh -f -i"
        zpty -w shell "PS1= PS2= RPS1=; unsetopt zle_bracketed_paste 2> /dev/null; stty cols 500 2> /dev/null"
        zpty -w shell "fpath=($1 \$fpath); autoload -U compinit; compinit -D -u; setopt no_list_beep no_auto_menu; unsetopt list_ambiguous"
        zpty -w shell "show-line() { print -r -- \"<<\$BUFFER>>\"; BUFFER=; zle accept-line }; zle -N show-line; bindkey \"^X\" show-line; echo ready-\$((1 + 1))"
        zpty -r -m shell text "*ready-2*"
        zpty -w -n shell "$2"$'\''\t\x18'\''
        zpty -r -m shell text "*<<*>>*"
        print -r -- "${${text##*<<}%%>>*}"
        zpty -d shell' zsh "$completion" "$1"
}

while IFS='|' read -r line candidates after; do
    expect "bash: $line" "$candidates" "$(in_bash "$line")"
    # In bash, only what stands behind the equals sign is in the place of the word.
    case ${line##* } in
        *=*) begun=${line##* } candidates="${begun%%=*}=$(echo "$candidates" | sed "s/ \(.\)/ ${begun%%=*}=\1/g")" ;;
    esac
    expect "fish: $line" "$candidates" "$(in_fish "$line")"
    [ -z "$after" ] || expect "zsh: $line" "$after" "$(in_zsh "$line")"
done << 'END'
portwright sig|sign |portwright sign 
portwright e|emulate ensure explain |
portwright sign aliyun.ga.D|aliyun.ga.DeleteListener aliyun.ga.DescribeListener |
portwright sign tencent.clb.CreateL|tencent.clb.CreateListener |portwright sign tencent.clb.CreateListener 
portwright sign tencent.clb.CreateListener --sig|--signature |portwright sign tencent.clb.CreateListener --signature 
portwright sign tencent.clb.CreateListener --signature T|TC3-HMAC-SHA256 |
portwright call aliyun.ga.CreateListener --region c|cn-hangzhou |
portwright sign tencent.clb.CreateListener Ports.0=80 Por|Ports.1= |portwright sign tencent.clb.CreateListener Ports.0=80 Ports.1=
portwright sign tencent.clb.CreateListener Protocol=TCP|TCP TCP_SSL |
portwright sign tencent.clb.CreateListener Protocol=U|UDP |portwright sign tencent.clb.CreateListener Protocol=UDP 
portwright call tencent.clb.CreateListener --field Response.L|Response.ListenerIds.0 |
portwright emulate --fau|--fault |
END
cd "$work" && : > request.json && mkdir requests
expect 'bash: a file' 'request.json requests ' "$(in_bash 'portwright sign x --request req')"
expect 'fish: a file' 'request.json requests/ ' "$(in_fish 'portwright sign x --request req')"
expect 'zsh: a file' 'portwright sign x --request request.' "$(rm -r requests; : > request.yaml; in_zsh 'portwright sign x --request req')"
cd - > /dev/null || exit 1
expect 'what cannot be completed' '' "$("$tool" __complete; "$tool" __complete nothing ''; "$tool" __complete sign x '')"

# ---- the manual page ----

expect 'man --warnings' '' "$(MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 > "$work/page")"
expect 'mandoc -Tlint' '' "$(mandoc -Tlint -W warning "$page")"
sed 's/\\-/-/g' "$page" > "$work/plain"
for command in actions describe check sign explain call ensure plan emulate; do
    "$tool" "$command" --help
done > "$work/help"
"$tool" --help >> "$work/help"
missing=$(grep -o -- '--[a-z][a-z-]*' "$work/help" | sort -u | while read -r option; do
    grep -qF -- "$option" "$work/plain" || echo "$option"
done)
expect 'every option is in the page' '' "$missing"
missing=$(grep -oE '(TENCENTCLOUD|TCCLI|ALIBABA_CLOUD)_[A-Z_]+' "$work/help" | sort -u | while read -r variable; do
    grep -qF -- "$variable" "$work/plain" || echo "$variable"
done)
expect 'every variable is in the page' '' "$missing"
# And none that is not the tool's.
missing=$(grep -oE -- '--[a-z][a-z-]+' "$work/plain" | sort -u | while read -r option; do
    grep -qF -- "$option" "$work/help" || echo "$option"
done)
expect 'every option of the page is the tool'"'"'s' '' "$missing"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
