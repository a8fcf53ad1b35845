#!/usr/bin/env bash
# Runs every test of every module, against every peer that this machine can have:
# the hypervisor in memory, libvirt's own test driver, and, as root on Debian, VMware's API
# simulator and real libvirt hosts with QEMU that exist for the time of the run. All of it
# on the JDK in use, and most of it on an installed JDK 25 or later.
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
# Three modules test at the same time, else the whole run would last longer than 20 minutes:
# they wait most of the time, KVM most of all, which has the most JVMs. Surefire numbers the
# JVMs through. Each has two hosts of its own, since the contract counts what there is on a
# host.
readonly modules=3 forks=2 guest_forks=3 last=7
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
        "-Dtest.forks=$forks" "-Dtest.guest.forks=$guest_forks"
        "-Dedgevirt.kvm.uri=$(each "$(fact uri)")" "-Dedgevirt.kvm.other=$(each "$(fact second_uri)")"
        "-Dedgevirt.kvm.bed=$(each "$bed/$last")"
        "-Dedgevirt.kvm.guest=$guest" "-Dedgevirt.guest.dir=$guest"
        "-Dedgevirt.vsphere.simulator=$simulator"
    )
    say "libvirt $(fact libvirt_version), QEMU $(fact qemu_version), VMware's simulator of govmomi $("$simulator" -version)"
}

# totals FOLDER: the sums of Surefire's reports in that folder of every module.
totals() {
    local reports=(./*/target/"$1"/TEST-*.xml)
    [[ -e ${reports[0]} ]] || { printf 'Tests run: 0\n'; return; }
    grep -h -m 1 '<testsuite ' "${reports[@]}" | awk '
        function figure(name) {
            return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0
        }
        { run += figure("tests"); failures += figure("failures"); errors += figure("errors"); skipped += figure("skipped") }
        END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failures, errors, skipped }'
}

# told WHAT FOLDER: the tests that were skipped or failed, from Surefire's reports: class.method: reason.
told() {
    local report
    for report in ./*/target/"$2"/TEST-*.xml; do
        [[ ! -e $report ]] || awk -v what="<$1[ >]" '
            /<testcase / { name = $0; class = $0
                sub(/.* name="/, "", name); sub(/".*/, "", name)
                sub(/.* classname="/, "", class); sub(/".*/, "", class) }
            $0 ~ what { why = $0
                if (!sub(/.* message="/, "", why) && !sub(/.*TestAbortedException: /, "", why)) why = ""
                sub(/("|\]\]>).*/, "", why)
                print class "." name ": " substr(why, 1, 200) }' "$report"
    done
}

# One run of Maven: what is tested on the second JDK is what the first one compiled.
failed=()
run_maven() {
    rm -rf .build
    mkdir .build
    # What an earlier run left must not count as this one's.
    rm -rf ./*/target/{contract-*.txt,surefire-reports,second-jvm}
    say "running all tests on ${passes[*]} (log: .build/maven.log)"
    # A module whose tests fail does not keep those after it from being tested.
    # KVM waits for its guests much of the time; vSphere and Proxmox VE are tested meanwhile, but not at the guests' cost,
    # which libvirt's daemons started: they would take twice as long.
    nice -n 10 mvn -B -ntp -T "$modules" -fae -Dmaven.test.failure.ignore verify "$@" "${peers[@]}" < /dev/null 2>&1 \
        | tee .build/maven.log || failed+=("Maven: see .build/maven.log")
}

# collect NAME FOLDER PEER...: keeps what one JDK's tests told; without a peer's report that peer was not tested.
collect() {
    local name=$1 folder=$2 peer file from=target out=.build/$1
    [[ $folder == surefire-reports ]] || from=target/$folder
    mkdir "$out"
    for file in ./*/"$from"/contract-*.txt; do
        [[ ! -e $file ]] || cp "$file" "$out/"
    done
    totals "$folder" > "$out/totals.txt"
    grep -q '^Tests run: [1-9].* Failures: 0, Errors: 0,' "$out/totals.txt" || failed+=("tests on $name: see .build/maven.log")
    told skipped "$folder" > "$out/skipped.txt"
    told '(failure|error)' "$folder" > "$out/failed.txt"
    for peer in "${@:3}"; do
        [[ -e $out/contract-$peer.txt ]] || failed+=("no report of the contract with $peer on $name")
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
left_out=()
if is_debian_root; then
    start_peers
else
    left_out+=("libvirt with QEMU, VMware's simulator: need root on Debian")
fi

passes=("JDK$(java_release "$JAVA_HOME/bin/java")")
second=()
if (( $(java_release "$JAVA_HOME/bin/java") >= 25 )); then
    left_out+=("a second JDK: the first one is 25 or later already")
elif newer=$(find_jdk 25); then
    passes+=("JDK$(java_release "$newer/bin/java")")
    second=("-Dtest.second.jvm=$newer/bin/java")
    # The whole run shall end within 20 minutes; the pom's profile says what it leaves out.
    left_out+=("on ${passes[1]}: the build (what ${passes[0]} compiled is tested), the contract on the real libvirtd, on VMware's simulator and on the fakes of Proxmox VE 7.4 and 8.4, the faults, the soak, thousands of machines (tests tagged long); random values; the rules of this repository, which read its files")
else
    left_out+=("JDK 25 or later: none found (\$JAVA25_HOME, /usr/lib/jvm)")
fi

run_maven "${second[@]}" "$@"
wanted=(mem-neutral kvm-test-default proxmox-fake-9-1)
long=(proxmox-fake-7-4 proxmox-fake-8-4)
(( ! ${#peers[@]} )) || long+=(kvm-daemon vsphere-vcenter vsphere-esxi)
# Who selects modules has not all of the peers' reports.
(( ! $# )) || wanted=() long=()
collect "${passes[0]}" surefire-reports "${wanted[@]}" "${long[@]}"
(( ! ${#second[@]} )) || collect "${passes[1]}" second-jvm "${wanted[@]}"

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
(( ! ${#failed[@]} )) || { sed 's/^/  /' .build/*/failed.txt; printf 'FAILED: %s\n' "${failed[@]}"; exit 1; }
printf 'All passed.\n'
