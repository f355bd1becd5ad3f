# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh

# What the tool and the tests build with, and how it gets here. Sourced by quickstart.sh and tests/run.sh.

packages="g++ meson ninja-build pkg-config libmbedtls-dev doctest-dev libcli11-dev nlohmann-json3-dev libcpp-httplib-dev libssl-dev"
# What the tests of transports over other libraries build with, and what those of the tool's manual page and completion
# ask, besides.
# shellcheck disable=SC2034 # for those who source this
test_packages="libboost-dev libcurl4-openssl-dev liblwip-dev bash-completion zsh fish man-db mandoc \
    doxygen"

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
    # What they say is worth reading only where they fail.
    said=$(mktemp)
    # One at a time, as apt does not wait for another's lists.
    # shellcheck disable=SC2086
    if ! $as_root flock /var/cache/apt/portwright.lock sh -c 'apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 \
            --no-install-recommends "$@"' sh $missing >"$said" 2>&1; then
        cat "$said" >&2
        rm -f "$said"
        return 1
    fi
    rm -f "$said"
}
