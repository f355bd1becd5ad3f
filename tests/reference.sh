#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# reference.sh [FOLDER]: makes the reference of the public names by Doxygen, in FOLDER where there is one; a warning is an
# error. Each public function must have said what tests/reference/check.py wants of it. That it finds what is missing is
# shown by tests/reference/faults.hpp.
set -eu

cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PORTWRIGHT_VERSION=$(sed -n 's/.*string_view version = "\(.*\)";/\1/p' include/portwright/version.hpp)
PORTWRIGHT_WARN_AS_ERROR=FAIL_ON_WARNINGS
export PORTWRIGHT_VERSION PORTWRIGHT_WARN_AS_ERROR PORTWRIGHT_REFERENCE

# Of the faults alone, and of a comment that Doxygen itself warns of.
PORTWRIGHT_REFERENCE=$work/faults
{ cat tests/reference/Doxyfile; echo 'INPUT = tests/reference/faults.hpp'; } | doxygen -
if python3 tests/reference/check.py "$work/faults/xml" > "$work/found"; then
    echo 'FAIL check.py finds nothing' >&2
    exit 1
fi
sed -n 's|.*// FAULT ||p' tests/reference/faults.hpp | sort > "$work/wanted"
grep '^FAIL ' "$work/found" | grep -v '^FAIL errc::' |
    sed 's/^FAIL //; s/^[^ ]*:[0-9]* //; s/portwright::\([a-z]*::\)*//' | sort > "$work/got"
diff -u "$work/wanted" "$work/got" || { echo 'FAIL check.py finds something else' >&2; exit 1; }
sed 's|/// Takes a number\.|/// @param count a number|' tests/reference/faults.hpp > "$work/warned.hpp"
PORTWRIGHT_REFERENCE=$work/warned
if { cat tests/reference/Doxyfile; echo "INPUT = $work/warned.hpp"; } | doxygen - 2> /dev/null; then
    echo 'FAIL a warning of Doxygen is no error' >&2
    exit 1
fi

PORTWRIGHT_REFERENCE=${1:-$work/reference}
mkdir -p "$PORTWRIGHT_REFERENCE"
doxygen tests/reference/Doxyfile
python3 tests/reference/check.py "$PORTWRIGHT_REFERENCE/xml" 1000
