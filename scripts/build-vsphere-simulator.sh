#!/usr/bin/env bash
# Builds VMware's own API simulator from Debian's packages, as the tests' vCenter and ESXi.
#
#   scripts/build-vsphere-simulator.sh
#
# prints the program's path below $EDGEVIRT_CACHE (default /var/cache/edgevirt). Nothing is
# built where source and packages are the same as before. By hand, ending with Ctrl-D:
#   EDGEVIRT_SIMULATOR_PASSWORD=secret "$(scripts/build-vsphere-simulator.sh)" -mode vcenter
#
# Needs what install-peers.sh brings, and no network. Exit codes: 0 done, other: failed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly CACHE=${EDGEVIRT_CACHE:-/var/cache/edgevirt}
readonly LIBRARY=golang-github-vmware-govmomi-dev
readonly NAME=vsphere-simulator

say() { printf 'build-vsphere-simulator: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

(( ! $# )) || die "usage: ${0##*/}"
command -v go > /dev/null || die "go is missing: run scripts/install-peers.sh first"
version=$(dpkg-query -W -f='${Version}' "$LIBRARY" 2> /dev/null) || version=
[[ -n $version ]] || die "$LIBRARY is missing: run scripts/install-peers.sh first"

digest=$({ go version; echo "$version"; cat "$here/$NAME/main.go" "${BASH_SOURCE[0]}"; } | sha256sum | cut -c 1-16)
readonly program=$CACHE/$NAME/$digest/$NAME

build() {
    say "building the simulator of govmomi $version"
    # Whole or not at all; Go's own cache goes with the folder. The linker needs the version without surprises.
    mkdir "$work/$digest"
    GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' GOPROXY=off GOCACHE=$work/cache CGO_ENABLED=0 \
        go build -trimpath -ldflags "-X main.version=${version//[^0-9A-Za-z.+~-]/}" \
        -o "$work/$digest/$NAME" "$here/$NAME/main.go" >&2 || die "the simulator does not build"
    rm -rf "${program%/*}"
    mv "$work/$digest" "$CACHE/$NAME/"
}

mkdir -p "$CACHE/$NAME"
exec 9> "$CACHE/$NAME/.lock"
flock 9
if [[ ! -x $program ]]; then
    work=$(mktemp -d "$CACHE/$NAME/build.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    build
fi
printf '%s\n' "$program"
