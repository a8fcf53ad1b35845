#!/usr/bin/env bash
# Installs the Debian packages that the tests' real KVM host and VMware's simulator need,
# on a fresh Debian 12 as root. Fast and without network when everything is there.
#
#   scripts/install-peers.sh
#
# The guest's kernel and its QEMU guest agent are only unpacked, never installed:
# they go to $EDGEVIRT_CACHE (default /var/cache/edgevirt). No service is started;
# libvirt-bed.sh starts what it needs by itself.
#
# Exit codes: 0 done, 77 not possible here (not root, not Debian), other: failed.
set -euo pipefail

readonly CACHE=${EDGEVIRT_CACHE:-/var/cache/edgevirt}

readonly PACKAGES=(
    libvirt-daemon libvirt-daemon-driver-qemu libvirt-clients libvirt0 libxml2-utils
    qemu-system-x86 qemu-utils ovmf swtpm swtpm-tools
    dnsmasq-base iproute2 iptables util-linux procps openssl
    busybox-static cpio kmod genisoimage
    syslinux syslinux-common syslinux-efi mtools     # the bootable disk image of the test guest
    golang-go golang-github-vmware-govmomi-dev       # VMware's API simulator
)

# What is unpacked only: directory below $CACHE, then the package.
readonly KERNEL_META=linux-image-cloud-amd64
readonly AGENT=qemu-guest-agent

# Without systemd a package's own attempt to start a service may be refused or fail;
# neither matters here, so nothing is asked and nothing is restarted.
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
readonly APT=(apt-get -q -y -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 -o Acquire::Retries=3)

say()  { printf 'install-peers: %s\n' "$*" >&2; }
die()  { say "$*"; exit 1; }
skip() { say "$*"; exit 77; }

missing_packages() {
    local package
    for package in "${PACKAGES[@]}"; do
        [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] \
            || printf '%s\n' "$package"
    done
}

updated=
update_lists() {
    [[ -z $updated ]] || return 1
    updated=yes
    say "reading the package lists (apt-get update)"
    "${APT[@]}" update >&2
}

# Runs a command; where it fails, reads the package lists anew and tries once more,
# for lists that are missing or name versions that the mirror no longer has.
with_fresh_lists() {
    "$@" && return
    update_lists || return 1
    "$@"
}

install_missing() {
    local missing=()
    mapfile -t missing < <(missing_packages)
    if (( ${#missing[@]} == 0 )); then
        return
    fi
    say "installing ${missing[*]}"
    with_fresh_lists "${APT[@]}" install --no-install-recommends "${missing[@]}" >&2 \
        || die "apt-get could not install: ${missing[*]}"
}

# The versioned package that the kernel's meta package stands for.
kernel_package() {
    apt-cache depends "$KERNEL_META" 2>/dev/null \
        | awk '/Depends: linux-image-[0-9]/ { print $2; found = 1; exit } END { exit !found }'
}

# unpack FOLDER PACKAGE: the package's files below $CACHE/FOLDER, complete or not at all.
unpack() {
    local target=$CACHE/$1 package=$2 work
    say "unpacking $package to $target"
    work=$(mktemp -d "$CACHE/unpack.XXXXXX")
    if ! (cd "$work" && with_fresh_lists "${APT[@]}" download "$package" >&2); then
        rm -rf "$work"
        die "apt-get could not download $package"
    fi
    dpkg -x "$work"/*.deb "$work/root"
    dpkg-deb -f "$work"/*.deb Package Version > "$work/root/.package"
    rm -rf "$target"
    mv "$work/root" "$target"
    rm -rf "$work"
}

unpack_guest_parts() {
    mkdir -p "$CACHE"
    exec 9> "$CACHE/.lock"
    flock 9
    if [[ ! -e $CACHE/kernel/.package ]]; then
        local kernel
        kernel=$(with_fresh_lists kernel_package) || die "no package stands behind $KERNEL_META"
        unpack kernel "$kernel"
    fi
    [[ -e $CACHE/agent/.package ]] || unpack agent "$AGENT"
    flock -u 9
}

(( EUID == 0 ))                    || skip "must run as root to install packages"
command -v apt-get > /dev/null     || skip "needs Debian's apt-get"
[[ $(dpkg --print-architecture) == amd64 ]] || skip "the test guest is built for amd64 only"

install_missing
unpack_guest_parts
say "all peers are there: $(dpkg-query -W -f='${Package} ${Version}, ' libvirt-daemon qemu-system-x86 swtpm golang-github-vmware-govmomi-dev)guest kernel in $CACHE"
