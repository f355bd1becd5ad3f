# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# The structure of an action from its facts, for new_action.sh: the lines of tests/catalogue/parameters.tsv and
# response.tsv with the file's name before them, then lists.tsv. Without facts it is an example: one parameter, and a
# request ID in the answer.

BEGIN {
    FS = "\t"
    # Those that a parameter or a word may be called.
    keywords = " and auto bool break case catch char class const continue default delete do double else enum explicit" \
        " export extern false float for friend goto if inline int long mutable namespace new not operator or private" \
        " protected public register return short signed sizeof static struct switch template this throw true try" \
        " union unsigned using virtual void volatile while "
}
/^#/ { next }
$1 == "parameters" || $1 == "response" {
    if (/\tcommon(\t|$)/) next
    name = $3
    if ($1 == "response") { sub(/^Response\./, "", name); answers = 1 }
    if (name ~ /[{]/) {
        print "// An object keyed by IDs, which is written by hand as in GetCertListWithLoadBalancer: " name
        next
    }
    add($1, name)
    facts[$1, name, "type"] = $4
    for (i = 5; i <= NF; i++) {
        split($i, fact, "=")
        of = name
        if (fact[1] == "max_items") while (of !~ /\.n$/) sub(/\.[^.]*$/, "", of)
        has[$1, of, fact[1]] = 1
        facts[$1, of, fact[1]] = substr($i, length(fact[1]) + 2)
    }
    next
}
$1 == full {
    for (i = 4; i <= NF; i++) {
        split($i, fact, "=")
        has["parameters", $2, fact[1]] = 1
        facts["parameters", $2, fact[1]] = fact[2]
    }
}

# Each level of a name below the one before it, once, in the order of the documents. "Rules.n" is one level.
function add(kind, name,    parts, count, i, around, inner) {
    count = split(name, parts, ".")
    around = ""
    for (i = 1; i <= count; i++) {
        inner = (around == "" ? "" : around ".") parts[i]
        if (parts[i + 1] == "n") { inner = inner ".n"; i++ }
        if (!((kind, inner) in seen)) {
            seen[kind, inner] = 1
            inside[kind, around, ++size[kind, around]] = inner
        }
        around = inner
    }
}

function leaf_name(name) { sub(/\.n$/, "", name); sub(/.*\./, "", name); return name }
function spelled_in_cpp(name) { return index(keywords, " " name " ") ? name "_" : name }
function member(name) { return spelled_in_cpp(leaf_name(name)) }
function words_as_doc(name) {
    name = leaf_name(name)
    if (name == "RequestId") return "the request"
    gsub(/[A-Z]+/, " &", name)
    sub(/^ /, "", name)
    return tolower(name)
}
function element(name) { name = leaf_name(name); return name ~ /s$/ ? substr(name, 1, length(name) - 1) : name "Item" }
function is_list(name) { return name ~ /\.n$/ }

function type_of(kind, name,    type, list) {
    list = is_list(name)
    if (size[kind, name]) {
        if (!list) return "struct " member(name)
        return (kind == "response" ? "sequence<" : "list<") element(name) ">"
    }
    type = facts[kind, name, "type"]
    if (type == "integer") return list ? (kind == "response" ? "sequence<integer>" : "integers") : "integer"
    if (type == "boolean") return list && kind == "response" ? "sequence<truth_value>" : "truth_value"
    if (list) return kind == "response" ? "sequence<text>" : "texts"
    return kind == "parameters" && has[kind, name, "values"] ? "struct " member(name) : "text"
}

# A word's name in C++ is the word, with what a name may not have as "_".
function word_type(kind, name, indent,    words, count, i, identifier, values, names) {
    count = split(facts[kind, name, "values"], words, "|")
    for (i = 1; i <= count; i++) {
        identifier = words[i]
        gsub(/[^A-Za-z0-9_]/, "_", identifier)
        if (identifier ~ /^[0-9]/) identifier = "_" identifier
        identifier = spelled_in_cpp(identifier)
        values = values (i > 1 ? ", " : "") identifier "{\"" words[i] "\"}"
        names = names (i > 1 ? ", " : "") identifier
    }
    print indent "struct " member(name) " : listed_word<" member(name) "> {"
    print indent "    using listed_word::listed_word;"
    print indent "    static constexpr value " values ";"
    print indent "    static constexpr value listed[] = {" names "};"
    print indent "};\n"
}

function options(kind, name,    all, low, high, also, items) {
    if (leaf_name(name) != member(name)) all = all ", named(\"" leaf_name(name) "\")"
    if (kind == "response") return all (name == "RequestId" ? ", not_empty" : "")
    if (has[kind, name, "required"]) all = all ", required"
    if (has[kind, name, "secret"]) all = all ", secret"
    items = has[kind, name, "max_items"] ? facts[kind, name, "max_items"] : 0
    if (facts[kind, name, "type"] == "integer") {
        if (has[kind, name, "values"]) {
            low = facts[kind, name, "values"]
            gsub(/\|/, ", ", low)
            all = all ", one_of<" low ">"
        } else if (has[kind, name, "min"]) {
            also = has[kind, name, "also"] ? ", " facts[kind, name, "also"] : ""
            low = facts[kind, name, "min"]
            if (has[kind, name, "max"]) all = all ", between<" low ", " facts[kind, name, "max"] also ">"
            else all = all ", at_least<" low ">"
        } else if (has[kind, name, "also"]) {
            all = all ", special<" facts[kind, name, "also"] ">"
        }
        if (items) all = all ", at_most<" items ">"
    } else if (has[kind, name, "min_length"] || has[kind, name, "max_length"] || (items && !size[kind, name])) {
        low = has[kind, name, "min_length"] ? facts[kind, name, "min_length"] : 0
        high = has[kind, name, "max_length"] ? facts[kind, name, "max_length"] : 0
        all = all ", characters<" low ", " high (items ? ", charset::any, " items : "") ">"
    } else if (items) {
        all = all ", at_most<" items ">"
    }
    return all
}

# The types, members and schema of what lies below `around`.
function contents(kind, around, indent, call,    i, name, count) {
    count = size[kind, around]
    for (i = 1; i <= count; i++) {
        name = inside[kind, around, i]
        if (size[kind, name]) {
            printf "%sstruct %s {\n", indent, (is_list(name) ? element(name) : member(name))
            contents(kind, name, indent "    ", "")
            printf "%s};\n\n", indent
        } else if (type_of(kind, name) ~ /^struct /) {
            word_type(kind, name, indent)
        }
    }
    for (i = 1; i <= count; i++) {
        name = inside[kind, around, i]
        printf "%s%s %s = {};\n", indent, type_of(kind, name), member(name)
    }
    printf "%s%s%s", count ? "\n" : "", call, call ? "\n" : ""
    print indent "template <class self>"
    print indent "static consteval auto schema() {"
    print indent "    using namespace portwright::schema;"
    printf "%s    return fields(", indent
    for (i = 1; i <= count; i++) {
        name = inside[kind, around, i]
        if (i > 1) printf ",\n%s                  ", indent
        printf "PORTWRIGHT_FIELD(%s%s, \"%s\")", member(name), options(kind, name), words_as_doc(name)
    }
    printf ");\n%s}\n", indent
}

END {
    if (!size["parameters", ""]) {
        add("parameters", "FirstParameter")   # to be replaced: a structure with a schema has one at least
        facts["parameters", "FirstParameter", "type"] = "string"
    }
    if (!answers) { add("response", "RequestId"); facts["response", "RequestId", "type"] = "string" }
    printf "struct %s {\n", action
    contents("parameters", "", "    ", "    static constexpr operation call{\"" action "\", &service};\n")
    printf "\n    struct response {\n"
    contents("response", "", "        ", "")
    printf "    };\n};\n"
}
