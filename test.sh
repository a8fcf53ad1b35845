#!/usr/bin/env bash
# Runs every test of every module, against every peer that this machine can have:
# the hypervisor in memory, libvirt's own test driver, and, as root on Debian, VMware's API
# simulator and real libvirt hosts with QEMU that exist for the time of the run. All of it
# on the JDK in use, then, without the checks beyond tests, on an installed JDK 25 or later.
#
#   ./test.sh [MAVEN-ARGUMENT...]        such as -pl edgevirt-kvm -am
#
# Installs the Debian packages that it lacks. Without root the real hosts' tests are left
# out, and it says so. Logs and the peers' reports stay in .build/. Ends with a line per
# peer. Exit codes: 0 all passed, other: something failed or a peer that must be is not.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly root
# shellcheck source=scripts/java.sh
source "$root/scripts/java.sh"
cd "$root"

bed=
cleanup() {
    local code=$? host
    if [[ -n $bed ]]; then
        local stopping=() i
        for host in "$bed"/*; do
            rm -f "$host/facts" "$host/facts.new"
            scripts/libvirt-bed.sh stop "$host" &
            stopping+=($!)
        done
        for i in "${!stopping[@]}"; do
            wait "${stopping[i]}" || { say "could not end all hosts in $bed"; code=1; }
        done
        rmdir "$bed"/* "$bed" 2> /dev/null || [[ ! -e $bed ]] || { say "files are left in $bed"; code=1; }
    fi
    bed=
    exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# start_hosts DIR: two hosts whose facts are in DIR/facts.
start_hosts() {
    scripts/libvirt-bed.sh start "$1" > /dev/null && scripts/libvirt-bed.sh second-host "$1" > "$1/facts.new" \
        && mv "$1/facts.new" "$1/facts"
}

peers=()
# Two modules test at the same time, each in three JVMs, else the whole run would last longer
# than 20 minutes: they wait most of the time. KVM and vSphere, which wait most, come first.
# Surefire numbers the JVMs through. Each has two hosts of its own, since the contract counts
# what there is on a host.
readonly modules=2 forks=3 last=6
start_peers() {
    local facts fork guest simulator
    scripts/install-peers.sh || die "the peers could not be installed"
    # The tests start and end it themselves, as vCenter and as ESXi.
    simulator=$(scripts/build-vsphere-simulator.sh) || die "VMware's simulator could not be built"
    scripts/build-guest.sh > /dev/null || die "the guest could not be built"
    bed=$(mktemp -d /tmp/edgevirt-test.XXXXXX)
    say "starting $last times two libvirt hosts in $bed"
    local starting=()
    for (( fork = 1; fork <= last; fork++ )); do
        mkdir "$bed/$fork"
        start_hosts "$bed/$fork" &
        starting+=($!)
    done
    # All are waited for, so that those that did start are there to be stopped.
    local started=yes
    for fork in "${starting[@]}"; do
        wait "$fork" || started=no
    done
    [[ $started == yes ]] || die "the libvirt hosts did not start"
    facts=$(< "$bed/$last/facts")
    fact() { sed -n "s/^$1=//p" <<< "$facts"; }
    # Surefire puts the number of the JVM in.
    each() { local of_last=$1; printf '%s' "${of_last//"$bed/$last"/"$bed/\${surefire.forkNumber}"}"; }
    guest=$(dirname "$(fact guest_vmlinuz)")
    peers=(
        "-Dtest.forks=$forks"
        "-Dedgevirt.kvm.uri=$(each "$(fact uri)")" "-Dedgevirt.kvm.other=$(each "$(fact second_uri)")"
        "-Dedgevirt.kvm.bed=$(each "$bed/$last")"
        "-Dedgevirt.kvm.guest=$guest" "-Dedgevirt.guest.dir=$guest"
        "-Dedgevirt.vsphere.simulator=$simulator"
    )
    say "libvirt $(fact libvirt_version), QEMU $(fact qemu_version), VMware's simulator of govmomi $("$simulator" -version)"
}

# Maven's modules with their sums, from its log; each forked JVM's line has more behind it.
totals() {
    sed -n -E 's/^\[[A-Z]+\] (Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+)$/\1/p' "$1" \
        | awk -F '[ ,]+' '{ run += $3; failures += $5; errors += $7; skipped += $9 }
            END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped }'
}

# pass NAME GOALS MAVEN-ARGUMENT...: one run of Maven with the JDK in JAVA_HOME.
failed=()
pass() {
    local name=$1 goals out=.build/$1
    read -r -a goals <<< "$2"
    shift 2
    rm -rf "$out"
    mkdir -p "$out"
    # What an earlier run left must not count as this one's.
    rm -f ./*/target/contract-*.txt
    say "running all tests on $name (log: $out/maven.log)"
    # A module whose tests fail does not keep those after it from being tested.
    # KVM waits for its guests much of the time; vSphere and Proxmox VE are tested meanwhile, but not at the guests' cost,
    # which libvirt's daemons started: they would take twice as long.
    nice -n 10 mvn -B -ntp -T "$modules" -fae -Dmaven.test.failure.ignore "${goals[@]}" "$@" "${peers[@]}" < /dev/null 2>&1 \
        | tee "$out/maven.log" || failed+=("Maven on $name")
    totals "$out/maven.log" > "$out/totals.txt"
    grep -q '^Tests run: [1-9].* Failures: 0, Errors: 0,' "$out/totals.txt" || failed+=("tests on $name: see $out/maven.log")
    cp ./*/target/contract-*.txt "$out/" 2> /dev/null || true
    (( $# )) || need_peers "$name" "${goals[*]}"
    skipped_tests > "$out/skipped.txt"
}

# need_peers NAME GOALS: a whole run without a peer's report has not tested that peer.
need_peers() {
    local peer wanted=(mem-neutral kvm-test-default proxmox-fake-9-1)
    if [[ $2 != *=long* ]]; then
        wanted+=(proxmox-fake-7-4 proxmox-fake-8-4)
        [[ ${#peers[@]} -eq 0 ]] || wanted+=(kvm-daemon vsphere-vcenter vsphere-esxi)
    fi
    for peer in "${wanted[@]}"; do
        [[ -e .build/$1/contract-$peer.txt ]] || failed+=("no report of the contract with $peer on $1")
    done
}

# The tests that were skipped, from Surefire's reports: class.method: reason.
skipped_tests() {
    local report
    for report in ./*/target/surefire-reports/TEST-*.xml; do
        [[ ! -e $report ]] || awk '
            /<testcase / { name = $0; class = $0
                sub(/.* name="/, "", name); sub(/".*/, "", name)
                sub(/.* classname="/, "", class); sub(/".*/, "", class) }
            /<skipped/ { why = $0
                if (!sub(/.* message="/, "", why) && !sub(/.*TestAbortedException: /, "", why)) why = ""
                sub(/("|\]\]>).*/, "", why)
                print class "." name ": " why }' "$report"
    done
}

# The tests that failed, as Maven lists them at the end of each module.
failing() {
    local name
    for name in "${passes[@]}"; do
        sed -n -E "s/^\[ERROR\]   ([A-Za-z]+[.].*)/  \1/p" ".build/$name/maven.log" | cut -c 1-200
    done
}

value() { sed -n "s/^$2=//p" "$1"; }

# Why tests were refused or could not be verified, each reason once with how many tests it stopped.
reasons() {
    sed -n -E 's/^(refused|not-verifiable|failed)\.[0-9]+=[A-Za-z.]+: (([A-Z_0-9]+( on [A-Z_]+)?(, [a-z ]+)?: )*)(.*)$/\1: \6/p' "$1" \
        | sort | uniq -c | sort -rn | sed -E 's/^ *([0-9]+) /    \1 x /'
}

report() {
    local name=$1 file
    for file in .build/"$name"/contract-*.txt; do
        [[ -e $file ]] || continue
        printf '  %s, reasons:\n' "$(value "$file" backend) $(value "$file" label)"
        reasons "$file"
    done
}

peer_lines() {
    local name=$1 file
    for file in .build/"$name"/contract-*.txt; do
        [[ -e $file ]] || continue
        printf '  %-24s %s %s: %s contract tests, %s passed, %s failed, %s refused with reason, %s not verifiable\n' \
            "$(value "$file" backend)/$(value "$file" label)" "$(value "$file" product)" "$(value "$file" version)" \
            "$(value "$file" tests)" "$(value "$file" passed)" "$(value "$file" failed)" \
            "$(value "$file" refused)" "$(value "$file" not-verifiable)"
    done
}

need_java
passes=()
left_out=()
if is_debian_root; then
    start_peers
else
    left_out+=("libvirt with QEMU, VMware's simulator: need root on Debian")
fi

first="JDK $(java_release "$JAVA_HOME/bin/java")"
pass "${first// /}" verify "$@"
passes+=("${first// /}")

if (( $(java_release "$JAVA_HOME/bin/java") >= 25 )); then
    left_out+=("a second JDK: the first one is 25 or later already")
elif newer=$(find_jdk 25); then
    second="JDK $(java_release "$newer/bin/java")"
    # What takes minutes on a real host is not done twice, nor are thousands of random values tried twice, nor are sources
    # and pages read twice: the whole run shall end within 20 minutes. The first of the patterns is Surefire's own.
    readonly random='**/*$*,**/*Properties.java,**/*PropertiesTest.java,**/*PropertyTest.java'
    left_out+=("on $second: the contract on the real libvirtd, on VMware's simulator and on the fakes of Proxmox VE 7.4 and 8.4, the faults, the soak, thousands of machines (tests tagged long); random values; the rules of this repository, which read its files")
    # Who selects modules selects the rules too, or has none to leave out.
    (( $# )) && selected='' || selected='-pl !rules'
    JAVA_HOME=$newer pass "${second// /}" "clean verify $selected -Dfast -DexcludedGroups=long -Dsurefire.excludes=$random" "$@"
    passes+=("${second// /}")
else
    left_out+=("JDK 25 or later: none found (\$JAVA25_HOME, /usr/lib/jvm)")
fi

for name in "${passes[@]}"; do
    printf '\n== Refused and not verifiable on %s\n' "$name"
    report "$name"
    if [[ -s .build/$name/skipped.txt ]]; then
        printf '== Skipped on %s\n' "$name"
        sed -n '1,60s/^/  /p' ".build/$name/skipped.txt"
    fi
done
for name in "${passes[@]}"; do
    printf '\n== %s: %s\n' "$name" "$(< ".build/$name/totals.txt")"
    peer_lines "$name"
done
(( ! ${#left_out[@]} )) || printf 'Not tried: %s\n' "${left_out[@]}"
(( ! ${#failed[@]} )) || { failing; printf 'FAILED: %s\n' "${failed[@]}"; exit 1; }
printf 'All passed.\n'
