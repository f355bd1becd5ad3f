# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC3057 # two colons of apt, not of the shell
#
# An apt of our own: lists, cache and source list in one directory, so that fetching a package of
# another release or architecture leaves the machine's own apt as it was. To be sourced.
#
#   private_apt DIR SUITE [ARCHITECTURE]   writes DIR/apt.conf and fetches the package lists
#   apt-get -c DIR/apt.conf ...            uses them

# The mirror and the keyring are the machine's: the first Debian archive that its apt knows.
private_apt_mirror() {
    apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)|$(SOURCESENTRY)' 'Created-By: Packages' |
        awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3 "|" $4; exit }'
}

# `Signed-By: FILE` (deb822) or `[signed-by=FILE]` (one-line) of the entry; nothing where it has none.
private_apt_keyring() {
    sed -n -e 's/^[Ss]igned-[Bb]y:[[:space:]]*\(\/.*[^[:space:]]\)[[:space:]]*$/\1/p' \
        -e 's/^deb .*signed-by=\([^], ]*\).*/\1/p' "$1" | head -n 1
}

private_apt() {
    mirror=$(private_apt_mirror)
    if [ -z "$mirror" ]; then
        echo "no Debian mirror in the machine's apt sources, or 'apt-get update' was never run" >&2
        return 1
    fi
    entry=${mirror#*|}
    mirror=${mirror%%|*}
    keyring=$(private_apt_keyring "${entry%:*}")
    mkdir -p "$1/lists/partial" "$1/cache/archives/partial"
    options=${keyring:+signed-by=$keyring}
    options=${3:+arch=$3 }$options
    printf '%s\n' "deb [$options] $mirror $2 main" "deb-src [$options] $mirror $2 main" |
        sed 's/ \[ *\]//' > "$1/sources.list"
    # The machine's hooks (package kits, cache cleaners) are for the machine's lists, not for these.
    cat > "$1/apt.conf" <<CONF
#clear APT::Update;
#clear DPkg::Post-Invoke;
Dir::Etc::sourcelist "$1/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$1/lists";
Dir::Cache "$1/cache";
APT::Sandbox::User "$(id -un)";
${3:+APT::Architecture "$3";
APT::Architectures "$3";}
CONF
    apt-get -c "$1/apt.conf" -qq update >&2
}
