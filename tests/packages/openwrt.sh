#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# openwrt.sh TOOL: a boot of OpenWrt, by the package's init script and its program, with stand-ins for rc.common, UCI and
# procd: listeners come to stand at the emulator, are tried again where that is safe, and given up where it is of no use.
# No key is told to procd, or printed, or stands in a command line. The last line is `N passed, N failed`.
set -u

tool=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.." || exit 1
files=$PWD/examples/packages/openwrt/portwright/files
work=$(mktemp -d) || exit 1
emulator=
finish() {
    [ -z "$emulator" ] || kill "$emulator" 2> /dev/null
    rm -rf "$work"
}
trap finish EXIT
passed=0
failed=0

expect() { # TITLE COMMAND...
    title=$1
    shift
    if "$@" > "$work/check" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $title"
        sed 's/^/    /' "$work/check" "$work/said" | head -n 20
    fi
}

for name in $(env | sed -n 's/^\(TENCENTCLOUD_[A-Z_]*\|ALI[A-Z_]*CLOUD_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
secret=kept-secret-of-a-router
mkdir "$work/bin" "$work/config"
: > "$work/said"
# What ps shows, and then the tool.
cat > "$work/bin/portwright" << END
#!/bin/sh
echo "\$0 \$*" >> '$work/commands'
exec '$tool' "\$@"
END
chmod +x "$work/bin/portwright"
export PATH="$work/bin:$PATH" IPKG_INSTROOT="$PWD/tests/packages/stubs/openwrt" UCI_CONFIG_DIR="$work/config" PROCD="$work/procd"

start_emulator() { # PORT ARGUMENT...
    port=$1
    shift
    : > "$work/listening"
    TENCENTCLOUD_SECRET_ID=AKIDrouter TENCENTCLOUD_SECRET_KEY=$secret ALIBABA_CLOUD_ACCESS_KEY_ID=LTAIrouter \
        ALIBABA_CLOUD_ACCESS_KEY_SECRET=$secret \
        "$tool" emulate --port "$port" --ca-file "$work/ca.pem" "$@" > "$work/listening" 2> "$work/served" &
    emulator=$!
    tries=0
    until grep -q '^listening on ' "$work/listening"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || { cat "$work/served"; return 1; }
        sleep 0.1
    done
    endpoint=$(sed -n 's|^listening on https://||p' "$work/listening")
}

# The configuration that the package brings, filled in.
configure() {
    awk -v secret="$secret" -v endpoint="$endpoint" -v ca="$work/ca.pem" '
        /^config credentials/ { id = /tencent/ ? "AKIDrouter" : "LTAIrouter" }
        /option id/ { sub(/\x27\x27/, "\x27" id "\x27") }
        /option key/ { sub(/\x27\x27/, "\x27" secret "\x27") }
        /option enabled/ { sub(/0/, "1") }
        { print }
        function more() {
            printf "\toption endpoint \x27%s\x27\n\toption ca_file \x27%s\x27\n\toption retry \x271\x27\n", endpoint, ca
        }
        /^config listener/ { more() }
        END {
            print "config listener \x27accelerator\x27\n\toption enabled \x271\x27\n\toption action \x27aliyun.ga.CreateListener\x27"
            print "\toption credentials \x27aliyun\x27\n\toption region \x27cn-hangzhou\x27"
            print "\tlist parameter \x27AcceleratorId=ga-1\x27\n\tlist parameter \x27PortRanges.1.FromPort=20\x27"
            print "\tlist parameter \x27PortRanges.1.ToPort=20\x27\n\tlist parameter \x27Name=a name with blanks and a *\x27"
            more()
            print "config listener \x27off\x27\n\toption action \x27tencent.clb.CreateListener\x27"
            print "config listener \x27other\x27\n\toption enabled \x271\x27\n\toption action \x27tencent.clb.CreateListener\x27"
            print "\toption credentials \x27tencent\x27\n\toption region \x27ap-guangzhou\x27"
            print "\tlist parameter \x27LoadBalancerId=lb-cuxw2rm0\x27\n\tlist parameter \x27Ports.0=7569\x27"
            print "\tlist parameter \x27Protocol=HTTP\x27"
            more()
            print "config listener \x27keyless\x27\n\toption enabled \x271\x27\n\toption action \x27tencent.clb.CreateListener\x27"
            print "\toption credentials \x27nobody\x27"
        }' "$files/portwright.config" > "$work/config/portwright"
}

boot() {
    : > "$PROCD"
    sh "$IPKG_INSTROOT/rc.common" "$files/portwright.init" boot > "$work/said" 2>&1
}
# run SECTION: the command that procd was told for it; its status goes to $status.
run() {
    command=$(awk -v section="$1" '$1 == "open" { here = $2 == section } here && $2 == "command" { $1 = $2 = ""; print }' "$PROCD")
    : > "$work/said"
    # shellcheck disable=SC2046,SC2086 # the path is of the router
    timeout 60 sh $(echo $command | sed "s|^/usr/libexec|$files|") > "$work/printed" 2> "$work/said"
    status=$?
    cat "$work/printed" "$work/said" >> "$work/all_said"
}
: > "$work/all_said"

start_emulator 0 || exit 1
configure
expect 'the service starts' boot
expect 'it starts late, under procd' grep -qx 'START=96 USE_PROCD=1' "$PROCD"
instances=$(grep '^open' "$PROCD" | tr '\n' ' ')
expect 'one instance for each listener that is enabled' test "$instances" = \
    'open example open accelerator open other open keyless '
expect 'the configuration is watched' grep -qx 'trigger portwright' "$PROCD"

run example
expect 'a listener comes to stand' grep -q '"outcome":"done","did":"created"' "$work/printed"
expect 'and the program ends well' test "$status" -eq 0
run example
expect 'it is left at the next boot' grep -q '"outcome":"done","did":"left"' "$work/printed"
run accelerator
expect 'one of the other cloud comes to stand' grep -q '"outcome":"done","did":"created"' "$work/printed"
run other
expect 'what stands in the way is given up' test "$status" -eq 5
run keyless
expect 'no key is said' grep -q "no id or no key in the section 'nobody'" "$work/said"
expect 'and is given up' test "$status" -eq 2

# Not there yet, as before the network is up; then there.
port=${endpoint##*:}
kill "$emulator"
wait "$emulator" 2> /dev/null
run example & waiting=$!
sleep 2
start_emulator "$port" || exit 1
wait "$waiting"
expect 'is tried again until the network is there' grep -q '"outcome":"done","did":"created"' "$work/printed"
expect 'and says why it waits' grep -q 'status 3, again in 1 s' "$work/said"

expect 'procd is told of no key' sh -c '! grep -q "$1" "$2"' sh "$secret" "$PROCD"
expect 'no key is printed' sh -c '! grep -q "$1" "$2"' sh "$secret" "$work/all_said"
expect 'no key is in a command line' sh -c 'test -s "$2" && ! grep -q "$1" "$2"' sh "$secret" "$work/commands"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
