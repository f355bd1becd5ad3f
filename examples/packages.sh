# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

# What the tool and the tests build with, and how it gets here. Sourced by quickstart.sh and tests/run.sh.

packages="g++ meson ninja-build pkg-config libmbedtls-dev doctest-dev libcli11-dev nlohmann-json3-dev libcpp-httplib-dev libssl-dev"

install_missing() {
    missing=
    # shellcheck disable=SC2086
    for package in $packages "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "needs root, or sudo, to install:$missing" >&2; exit 1; }
        as_root=sudo
    fi
    echo "installing:$missing" >&2
    $as_root apt-get update -qq >&2
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
