# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# Completion of portwright's command line in bash, with the package bash-completion. What fits, the tool says itself.

_portwright() {
    local cur prev words cword line
    _get_comp_words_by_ref -n = cur prev words cword || return
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2> /dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
        fi
        COMPREPLY+=("${line%%$'\t'*}")
    done < <("$1" __complete "${words[@]:1:cword}" 2> /dev/null)
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2> /dev/null
    # Readline takes what stands behind an equals sign for a word of its own.
    if [[ $cur == *=* && $COMP_WORDBREAKS == *=* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${cur%=*}="}")
    fi
}
complete -F _portwright portwright
