#!/usr/bin/env bash
# Measures how long EdgeVirt takes to list 1,000 machines of a real libvirt host, beside
# libvirt's own bulk call, libvirt-java and virsh; and how long a process takes from its
# start to the first machine in memory, beside a JVM that says hello; and how long it takes
# to list 1,000 and 5,000 machines of VMware's simulator, beside a bare read and vijava; and
# what 100 calls and 10 listings cost of a constant server in the place of Proxmox VE, beside
# plain loops over OkHttp and the JDK's client.
#
#   benchmarks/run.sh [NUMBER]      how many machines; 1000 unless given
#
# As root on Debian: it starts a libvirt host of its own, and removes it again. Without
# root, only the cold start and Proxmox VE are measured. Exit codes: 0 done, other: failed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
# shellcheck source=scripts/java.sh
source "$root/scripts/java.sh"

bed=
work=
cleanup() {
    [[ -z $bed ]] || "$root/scripts/libvirt-bed.sh" stop "$bed" || say "could not end the host in $bed"
    [[ -z $work ]] || rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# define NUMBER URI: shut-off machines, all of them in one run of virsh.
define() {
    local i
    for (( i = 1; i <= $1; i++ )); do
        printf "<domain type='qemu'><name>bench-%04d</name><memory>131072</memory><vcpu>1</vcpu>%s</domain>\n" "$i" \
            "<os><type arch='x86_64'>hvm</type></os>" > "$work/$i.xml"
        printf 'define %s\n' "$work/$i.xml"
    done | virsh -q -c "$2" > /dev/null
}

# cold CLASS: milliseconds of a whole process.
cold() {
    local begin=${EPOCHREALTIME/./}
    "$JAVA_HOME/bin/java" -cp "$class_path" "io.edgevirt.benchmarks.$1" > /dev/null
    printf '%s\n' $(( (${EPOCHREALTIME/./} - begin) / 1000 ))
}

median() { sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

cold_starts() {
    local i
    for (( i = 0; i < 21; i++ )); do
        cold Hello >> "$work/hello"
        cold ColdStart >> "$work/first"
    done
    printf '%-24s %10s %8s\n' "COLD START, 21 runs" "MEDIAN ms" RATIO
    awk -v hello="$(median < "$work/hello")" -v first="$(median < "$work/first")" 'BEGIN {
        printf "%-24s %10d %8.2f\n%-24s %10d %8.2f\n", "JVM says hello", hello, 1, "first machine in mem:", first, first / hello }'
}

(( $# <= 1 )) || die "usage: ${0##*/} [NUMBER]"
number=${1:-1000}
[[ $number =~ ^[1-9][0-9]{0,4}$ ]] || die "not a number of machines: $number"
need_java
class_path=$(class_path benchmarks)
work=$(mktemp -d /tmp/edgevirt-benchmarks.XXXXXX)
cold_starts
"$JAVA_HOME/bin/java" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$class_path" io.edgevirt.benchmarks.AskProxmox
is_debian_root || { say "without root on Debian there is no libvirt host to list"; exit 0; }
"$root/scripts/install-peers.sh"
simulator=$("$root/scripts/build-vsphere-simulator.sh")
for machines in 1000 5000; do
    for delay in 0 3; do
        "$JAVA_HOME/bin/java" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
            -cp "$class_path" io.edgevirt.benchmarks.ListVCenter "$simulator" "$machines" "$delay"
    done
done
bed=$(mktemp -d /tmp/edgevirt-bed.XXXXXX)
uri=$("$root/scripts/libvirt-bed.sh" start "$bed" | sed -n 's/^uri=//p')
define "$number" "$uri"
say "$(virsh -q -c "$uri" list --all --name | grep -c .) machines are defined"
"$JAVA_HOME/bin/java" "$NATIVE_ACCESS" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$class_path" io.edgevirt.benchmarks.Report "$uri"
