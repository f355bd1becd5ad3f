#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# version.sh MESON_VERSION PKG_CONFIG_FILE...: the version has one source, include/portwright/version.hpp. Its numbers and
# its text agree; every header's namespace is of its major and minor number; Meson, the pkg-config files and the changelog
# say the same.
set -u

cd "$(dirname "$0")/.." || exit 1
header=include/portwright/version.hpp
passed=0
failed=0
# same TITLE EXPECTED SAID
same() {
    if [ -n "$3" ] && [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: $3, expected $2"
    fi
}

number() { sed -n "s/^#define PORTWRIGHT_VERSION_$1 \([0-9]*\)\$/\1/p" "$header"; }
version=$(number MAJOR).$(number MINOR).$(number PATCH)
same 'the text of version.hpp' "$version" "$(sed -n 's/.*string_view version = "\(.*\)";/\1/p' "$header")"

namespaces=$(find include -name '*.hpp' -exec grep -hoE 'namespace portwright::inline [A-Za-z0-9_]+' '{}' + | sort -u)
same 'the inline namespace of all headers' "namespace portwright::inline v$(number MAJOR)_$(number MINOR)" "$namespaces"

same "Meson's project version" "$version" "$1"
shift
for file in "$@"; do
    same "$(basename "$file")" "$version" "$(sed -n 's/^Version: //p' "$file")"
done
same 'the newest heading of the changelog' "$version" \
    "$(sed -n 's/^## \([0-9.]*\).*/\1/p' .github/CHANGELOG.md | head -n 1)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ge 5 ]
