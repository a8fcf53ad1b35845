#!/usr/bin/env bash
# Boots, snapshots, reverts, clones and removes a real virtual machine.
#
#   ./quickstart.sh        on Debian 12 as root: installs what is missing, starts a libvirt
#                          host of its own for the time, and leaves nothing running
#   ./quickstart.sh URI    on the hypervisor named; mem: needs neither root nor any install
#
# For another URI than mem: the guest's files are needed (scripts/build-guest.sh); they
# are taken from $EDGEVIRT_GUEST, else from where that script put them.
#
# Exit codes: 0 done, 77 not possible here, other: failed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly root
# shellcheck source=scripts/java.sh
source "$root/scripts/java.sh"

bed=
cleanup() { [[ -z $bed ]] || "$root/scripts/libvirt-bed.sh" stop "$bed" || say "could not end the host in $bed"; }
trap cleanup EXIT
trap 'exit 130' INT TERM

(( $# <= 1 )) || die "usage: ${0##*/} [URI]"
uri=${1:-}
guest=
if [[ -z $uri ]]; then
    is_debian_root || { say "without a URI it must run as root on Debian; try: ${0##*/} mem:"; exit 77; }
    need_java
    "$root/scripts/install-peers.sh"
    class_path=$(class_path samples)
    bed=$(mktemp -d /tmp/edgevirt-quickstart.XXXXXX)
    say "starting a libvirt host in $bed"
    facts=$("$root/scripts/libvirt-bed.sh" start "$bed")
    uri=$(sed -n 's/^uri=//p' <<< "$facts")
    guest=$(sed -n 's/^guest_vmlinuz=//p' <<< "$facts")
    guest=${guest%/vmlinuz}
else
    need_java
    class_path=$(class_path samples)
    [[ $uri == mem:* ]] || guest=$(guest_folder) || die "no guest to boot: run scripts/build-guest.sh as root first"
fi

"$JAVA_HOME/bin/java" "$NATIVE_ACCESS" ${guest:+-Dedgevirt.guest.dir="$guest"} \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$class_path" io.edgevirt.samples.Quickstart "$uri"
