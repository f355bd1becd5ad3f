# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# Completion of portwright's command line in fish. What fits, the tool says itself.

function __portwright_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] __complete $words[2..-1] "$current" 2> /dev/null)
    if contains -- :files $found
        __fish_complete_path "$current"
    else
        printf '%s\n' $found
    end
end
complete -c portwright -f -a '(__portwright_complete)'
