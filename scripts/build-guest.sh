#!/usr/bin/env bash
# Builds the tests' tiny Linux guest from Debian packages.
#
#   scripts/build-guest.sh [OUTDIR]
#
# writes to OUTDIR, by default a folder below $EDGEVIRT_CACHE named by the inputs' digest,
#   vmlinuz, initrd.img  for direct boot, with console=ttyS0 on the command line
#   guest.img            a raw disk of 48 MiB that boots the same by itself (BIOS and UEFI)
#   guest.iso            a small CD, label EDGEVIRT, with the file EDGEVIRT.TXT
#   cmdline              the recommended kernel command line
# and prints these as key=value lines. Nothing is done where the inputs are the same.
#
# The guest says EDGEVIRT-GUEST-READY on its serial console, then EDGEVIRT-IP ADDRESS
# when DHCP gave it one on eth0, and has a line-driven shell there with the prompt
# "edgevirt# ". See guest/sbin/boot for options on the kernel's command line.
#
# Needs what install-peers.sh brings. Exit codes: 0 done, 77 not possible, other: failed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly CACHE=${EDGEVIRT_CACHE:-/var/cache/edgevirt}
# An emulated timer is late on a busy machine, which makes the kernel panic where it checks it.
# What protects a kernel from attackers costs a sixth of the start without hardware's help.
readonly CMDLINE="console=ttyS0 quiet no_timer_check nokaslr init_on_alloc=0"
readonly SYSLINUX_EFI=/usr/lib/SYSLINUX.EFI/efi64/syslinux.efi
readonly SYSLINUX_EFI_MODULE=/usr/lib/syslinux/modules/efi64/ldlinux.e64

# Missing ones are left out, but for the first line's.
readonly NEEDED=(virtio_pci virtio_blk virtio_net virtio_console virtio_scsi button evdev)
readonly WANTED=(
    sd_mod sr_mod isofs ext4 vfat nls_cp437 nls_ascii nls_utf8 ata_piix
    acpiphp pciehp acpi_memhotplug virtio_balloon virtio_rng nvme e1000e
)

say()  { printf 'build-guest: %s\n' "$*" >&2; }
die()  { say "$*"; exit 1; }

(( $# <= 1 )) || die "usage: ${0##*/} [OUTDIR]"
(( EUID == 0 )) || { say "must run as root to make the guest's files root's"; exit 77; }
for tool in busybox cpio depmod modprobe genisoimage mcopy mformat syslinux; do
    command -v "$tool" > /dev/null || die "$tool is missing: run scripts/install-peers.sh first"
done
for file in "$SYSLINUX_EFI" "$SYSLINUX_EFI_MODULE"; do
    [[ -e $file ]] || die "$file is missing: run scripts/install-peers.sh first"
done
for part in kernel agent; do
    [[ -e $CACHE/$part/.package ]] || die "$CACHE/$part is missing: run scripts/install-peers.sh first"
done

inputs() {
    cat "$CACHE/kernel/.package" "$CACHE/agent/.package"
    dpkg-query -W busybox-static libc6 libglib2.0-0 genisoimage syslinux
    sha256sum "$here/build-guest.sh" | cut -d ' ' -f 1
    (cd "$here/guest" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
}

inputs=$(inputs)
out=${1:-$CACHE/guest-$(sha256sum <<< "$inputs" | cut -c 1-12)}
mkdir -p "$out"
out=$(cd "$out" && pwd)
readonly inputs out

work=
cleanup() { [[ -z $work ]] || rm -rf "$work"; }
trap cleanup EXIT

report() {
    printf '%s\n' "vmlinuz=$out/vmlinuz" "initrd=$out/initrd.img" "cmdline=$CMDLINE" \
        "disk=$out/guest.img" "iso=$out/guest.iso" "iso_label=EDGEVIRT" "iso_file=EDGEVIRT.TXT"
}

# Copies the modules and all that they need from the unpacked kernel package.
add_modules() {
    local root=$1 base=$CACHE/kernel release=$2 module file found=()
    for module in "${NEEDED[@]}" "${WANTED[@]}"; do
        if ! files=$(modprobe -d "$base" -S "$release" --show-depends "$module" 2> /dev/null); then
            [[ " ${NEEDED[*]} " != *" $module "* ]] || die "the kernel has no module $module"
            continue
        fi
        mapfile -t -O "${#found[@]}" found < <(awk '$1 == "insmod" { print $2 }' <<< "$files")
    done
    for file in "${found[@]}"; do
        file=${file#"$base"/}
        mkdir -p "$root/${file%/*}"
        cp -f "$base/$file" "$root/$file"
    done
    cp "$base/lib/modules/$release"/modules.{builtin,builtin.modinfo,order} "$root/lib/modules/$release/"
    depmod -b "$root" "$release"
}

# Copies the guest agent and the shared libraries that it is linked with.
add_agent() {
    local root=$1 agent=$CACHE/agent/usr/sbin/qemu-ga libraries library
    libraries=$(ldd "$agent")
    if grep -q 'not found' <<< "$libraries"; then
        die "qemu-ga's libraries are not all here: $(grep 'not found' <<< "$libraries")"
    fi
    cp "$agent" "$root/usr/sbin/"
    while read -r library; do
        mkdir -p "$root${library%/*}"
        cp -L "$library" "$root$library"
    done < <(grep -o '/[^ ]*' <<< "$libraries")
}

make_initrd() {
    local root=$work/root release=$1 name
    mkdir -p "$root"/{bin,sbin,usr/bin,usr/sbin,etc/acpi/PWRF,proc,sys,dev,run,tmp,root,mnt,var}
    ln -s ../run "$root/var/run"
    cp "$(command -v busybox)" "$root/bin/busybox"
    while read -r name; do
        [[ $name == busybox ]] || ln -s busybox "$root/bin/$name"
    done < <(busybox --list)
    cp -r "$here/guest/." "$root/"
    ln -s ../bin/busybox "$root/sbin/init"
    ln -s ../../../sbin/power-button "$root/etc/acpi/PWRF/00000080"
    printf 'root::0:0:root:/root:/bin/sh\n' > "$root/etc/passwd"
    printf 'root:*:19000:0:99999:7:::\n' > "$root/etc/shadow"
    printf 'root:x:0:\n' > "$root/etc/group"
    printf '%s\n' 'NAME="EdgeVirt test guest"' 'ID=edgevirt' 'VERSION_ID=1' \
        'PRETTY_NAME="EdgeVirt test guest 1"' > "$root/etc/os-release"
    mkdir -p "$root/lib/modules/$release"
    add_modules "$root" "$release"
    add_agent "$root"
    (cd "$root" && find . -print0 | sort -z | cpio --null -o -H newc --quiet -R 0:0) > "$work/done/initrd.img"
}

# A FAT disk without partitions, with syslinux in its boot sector, and for UEFI where
# firmware looks on removable media.
make_disk() {
    local disk=$work/done/guest.img
    truncate -s 48M "$disk"
    mformat -i "$disk" -v EDGEBOOT -h 16 -s 63 -T 98304 ::
    syslinux --install "$disk"
    printf '%s\n' 'DEFAULT guest' 'PROMPT 0' 'LABEL guest' 'KERNEL vmlinuz' 'INITRD initrd.img' \
        "APPEND $CMDLINE edgevirt.marker=disk" > "$work/syslinux.cfg"
    mmd -i "$disk" ::/EFI ::/EFI/BOOT
    mcopy -i "$disk" "$SYSLINUX_EFI" ::/EFI/BOOT/BOOTX64.EFI
    mcopy -i "$disk" "$SYSLINUX_EFI_MODULE" ::/EFI/BOOT/
    mcopy -i "$disk" "$work/done/vmlinuz" "$work/done/initrd.img" "$work/syslinux.cfg" ::
}

make_iso() {
    mkdir "$work/iso"
    printf 'EdgeVirt test medium\n' > "$work/iso/EDGEVIRT.TXT"
    genisoimage -quiet -R -J -V EDGEVIRT -o "$work/done/guest.iso" "$work/iso"
}

exec 9> "$out/.lock"
flock 9
if [[ -e $out/.inputs && $(< "$out/.inputs") == "$inputs" ]]; then
    report
    exit 0
fi
# Built aside and moved, so that nobody ever reads half a file.
work=$(mktemp -d "$out/build.XXXXXX")
kernels=("$CACHE"/kernel/boot/vmlinuz-*)
release=${kernels[0]##*/vmlinuz-}
[[ -e ${kernels[0]} ]] || die "no kernel below $CACHE/kernel/boot"
say "building the guest with Linux $release in $out"
# The package is unpacked, not installed: its list of modules is still to be made.
[[ -e $CACHE/kernel/lib/modules/$release/modules.dep ]] || depmod -b "$CACHE/kernel" "$release"
mkdir "$work/done"
cp "${kernels[0]}" "$work/done/vmlinuz"
make_initrd "$release"
make_disk
make_iso
printf '%s\n' "$CMDLINE" > "$work/done/cmdline"
rm -f "$out/.inputs"
mv "$work/done/"* "$out/"
printf '%s\n' "$inputs" > "$out/.inputs"
report
