# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # set by eval

# As much of OpenWrt's /lib/functions.sh as the package uses, over a file of UCI's syntax in $UCI_CONFIG_DIR.

config_load() {
	CONFIG_SECTIONS=
	stub_section=
	while read -r stub_word stub_name stub_rest; do
		stub_name=${stub_name#\'}
		stub_name=${stub_name%\'}
		stub_rest=${stub_rest#\'}
		stub_rest=${stub_rest%\'}
		case $stub_word in
			config)
				stub_section=$stub_rest
				CONFIG_SECTIONS="$CONFIG_SECTIONS $stub_section"
				eval "CONFIG_${stub_section}_TYPE=\$stub_name"
				;;
			option) eval "CONFIG_${stub_section}_${stub_name}=\$stub_rest" ;;
			list)
				eval "CONFIG_${stub_section}_${stub_name}_LIST=\"\${CONFIG_${stub_section}_${stub_name}_LIST:-}\$stub_rest
\""
				;;
		esac
	done < "${UCI_CONFIG_DIR:?}/$1"
}
config_get() { # VARIABLE SECTION OPTION [DEFAULT]
	eval "$1=\${CONFIG_${2}_${3}:-\${4:-}}"
}
config_get_bool() {
	eval "$1=\${CONFIG_${2}_${3}:-\${4:-0}}"
}
config_foreach() { # FUNCTION TYPE
	for stub_each in $CONFIG_SECTIONS; do
		eval "stub_type=\$CONFIG_${stub_each}_TYPE"
		[ "$stub_type" != "$2" ] || "$1" "$stub_each"
	done
}
config_list_foreach() { # SECTION OPTION FUNCTION
	eval "stub_list=\${CONFIG_${1}_${2}_LIST:-}"
	while IFS= read -r stub_item; do
		[ -z "$stub_item" ] || "$3" "$stub_item"
	done <<- END
		$stub_list
	END
}
