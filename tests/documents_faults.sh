#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# documents_faults.sh: what documents.py says of a README, or of a translation, that has one thing wrong, and what its
# --update mends. The last line is `N passed, N failed`.
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
for entry in include tests .ci .github LICENSE meson.build; do ln -s "$root/$entry" "$work/$entry"; done
mkdir "$work/examples"
for entry in "$root"/examples/*; do ln -s "$entry" "$work/examples/"; done
chinese=$work/examples/README.zh-CN.md
rm "$chinese"
fresh() {
    cp "$root/README.md" "$work/README.md"
    cp "$root/examples/README.zh-CN.md" "$chinese"
}
expect() { # TITLE STATUS TEXT
    python3 "$work/tests/documents.py" > "$work/said" 2>&1
    if [ $? -eq "$2" ] && grep -qF -- "$3" "$work/said"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "FAIL $1"
        head -n 5 "$work/said"
    fi
}
# fault TITLE FILE SED TEXT: the file changed so is found, and with these words.
fault() {
    fresh
    sed -i "$3" "$2"
    if cmp -s "$2" "$root/${2#"$work"/}"; then
        failed=$((failed + 1))
        echo "FAIL $1: changes nothing"
        return
    fi
    expect "$1" 1 "$4"
}

fresh
expect 'as it is' 0 ' 0 failed'
fault 'a compiler that the test has not' "$work/README.md" 's/`g++-11`/`g++-10`/' 'tests/compilers.sh does not name g++-10'
fault 'another stage' "$work/README.md" 's/| `consumers` |$/| `tidy` |/' 'the stage tidy does not run'
fault 'a test that is not there' "$work/README.md" 's/| `tests\/targets.sh` |/| `tests\/target.sh` |/' 'there is no tests/target.sh'
fault 'a program that is not there' "$work/README.md" 's/| `examples\/ensure.cpp` |/| `examples\/ensured.cpp` |/' \
    'there is no examples/ensured.cpp'
fault 'a guide without a question' "$work/README.md" 's/(examples\/guides\/threat-model.md)/(LICENSE)/' \
    'no question leads to threat-model.md'
fault 'a question nobody can find' "$work/README.md" 's/refuse my signature/say no/' '"refuse my signature" does not lead to'
fault 'other code' "$chinese" 's/\.Ports = ports,/.Ports = port,/' 'the code of README.md'
fault 'a heading less' "$chinese" '/^## 系统与签名方案$/d' 'this heading is not in examples/README.zh-CN.md: ## Systems'
fault 'a row less' "$chinese" '/^| Meson 子项目/d' 'has 4 rows in place of 5'
fault 'another figure in a table' "$chinese" 's/| 136.5 |/| 136.6 |/' "lacks ['136.5'], has ['136.6'] instead"
fault 'another figure in a sentence' "$chinese" 's/每秒 20 个请求/每秒 21 个请求/' "lacks ['20'], has ['21'] instead"
fault 'an item less' "$chinese" '/^- 签名完成后/d' 'items in place of'
fault 'a link elsewhere' "$chinese" 's/(guides\/choose-a-scheme.md)/(guides\/threat-model.md)/' 'leads to'
fault 'a link to nowhere' "$chinese" 's/](#性能数据)/](#性能)/' 'no heading #性能'
fault 'a paragraph more' "$work/README.md" 's/^## Builds$/&\n\nOne more./' 'is not in examples/README.zh-CN.md: One more.'

# What --update mends: code and figures.
fresh
sed -i 's/\.Ports = ports,/.Ports = other,/; s/| 136.5 |/| 99.9 |/; s/on 20 requests/on 25 requests/' "$work/README.md"
expect 'before --update' 1 "lacks ['25'], has ['20'] instead"
python3 "$work/tests/documents.py" --update > "$work/said"
expect 'after --update' 0 ' 0 failed'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
