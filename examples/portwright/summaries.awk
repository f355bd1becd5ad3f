# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# The first sentence that each action's header says of its structure, and the header's name as its subject, for the
# listings of the tool: {"tencent.clb", "CreateListener", "Creates a listener for each of Ports.", "create listener"},

function base(path) { sub(/.*\//, "", path); return path }

FNR == 1 {
    text = ""
    name = ""
    subject = base(FILENAME)
    sub(/\.hpp$/, "", subject)
    gsub(/_/, " ", subject)
    folder = FILENAME
    sub(/\/[^\/]*$/, "", folder)
    system_name = base(folder)
    sub(/\/[^\/]*$/, "", folder)
    system_name = base(folder) "." system_name
}
/^\/\/\/ / { text = text (text == "" ? "" : " ") substr($0, 5); next }
/^struct [A-Za-z0-9_]+/ { said = text }
/^    static constexpr operation call\{"/ {
    split($0, part, "\"")
    sentence = said
    if (match(sentence, /\. /)) sentence = substr(sentence, 1, RSTART)
    gsub(/"/, "\\\"", sentence)
    printf "{\"%s\", \"%s\", \"%s\", \"%s\"},\n", system_name, part[2], sentence, subject
}
{ text = "" }
