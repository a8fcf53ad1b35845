#!/usr/bin/env bash
# A real libvirt/QEMU host for the tests, wholly below one folder.
#
#   scripts/libvirt-bed.sh start DIR             one host, up in about a second
#   scripts/libvirt-bed.sh second-host DIR       a second one, for live migration
#   scripts/libvirt-bed.sh status DIR            what is there; exit 3 when nothing runs
#   scripts/libvirt-bed.sh kill-daemon DIR [b]   SIGKILL for libvirtd; guests live on
#   scripts/libvirt-bed.sh restart-daemon DIR [b]
#   scripts/libvirt-bed.sh stop DIR [--keep]     ends and removes all (--keep: not the files)
#
# start, second-host and status print key=value lines; the second host's keys begin
# with second_.
#
# Each host has mount, network and host-name namespaces of its own: libvirt's fixed
# folders (/etc/libvirt, /var/lib/libvirt, ...) are folders below DIR there, its bridges,
# DHCP servers and firewall rules never meet the machine's, and the machine's own libvirt
# is not touched. DIR itself is the same inside and outside, so sockets and volumes have
# one path for libvirt and for its clients. Both hosts' bridge br0 is one network, which
# also has one address on the machine, so the hosts' TCP, TLS and VNC ports and the guests on
# br0 can be reached from outside of the namespaces. DHCP answers on br0.
#
# Needs what install-peers.sh brings; the guest is build-guest.sh's.
# Exit codes: 0 done, 3 not running, 64 wrong usage, 77 not possible here, other: failed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly CACHE=${EDGEVIRT_CACHE:-/var/cache/edgevirt}

# Folder below DIR/HOST, then where libvirt expects it.
readonly FOLDERS=(
    etc:/etc/libvirt lib:/var/lib/libvirt cache:/var/cache/libvirt
    log:/var/log/libvirt run:/run/libvirt swtpm:/var/lib/swtpm-localca
)

say()   { printf 'libvirt-bed: %s\n' "$*" >&2; }
die()   { say "$*"; exit 1; }
usage() { sed -n '4,9s/^# \{0,3\}//p' "${BASH_SOURCE[0]}" >&2; exit 64; }

# --- what a host is -----------------------------------------------------------------

home()     { printf '%s\n' "$dir/$1"; }
images()   { if [[ $1 == a ]]; then printf '%s\n' "$dir/images"; else printf '%s\n' "$dir/images-$1"; fi; }
hostname_of() { printf 'edgevirt-%s\n' "$1"; }
address()  { if [[ $1 == a ]]; then printf '%s.1\n' "$(subnet)"; else printf '%s.2\n' "$(subnet)"; fi; }
uri()      { printf 'qemu+unix:///system?socket=%s/run/libvirt-sock\n' "$(home "$1")"; }

# Stable for a folder and host, so that a host keeps its identity when started again.
host_uuid() {
    local hash
    hash=$(md5sum <<< "$dir $1")
    printf '%s-%s-4%s-a%s-%s\n' "${hash:0:8}" "${hash:8:4}" "${hash:12:3}" "${hash:15:3}" "${hash:18:12}"
}

# The machine's end of the link to br0; its name tells beds apart (15 characters at most).
uplink() { local hash; hash=$(md5sum <<< "$dir"); printf 'evbed%s\n' "${hash:0:8}"; }

# br0's network: the first free one of the range that RFC 2544 sets apart for tests.
subnet() {
    if [[ -s $dir/subnet ]]; then
        cat "$dir/subnet"
        return
    fi
    local hash number try candidate
    hash=$(md5sum <<< "$dir")
    number=$(( 16#${hash:0:4} ))
    for (( try = 0; try < 512; try++ )); do
        candidate=198.$(( 18 + (number + try) / 256 % 2 )).$(( (number + try) % 256 ))
        if [[ -z $(ip -4 route show root "$candidate.0/24") ]]; then
            printf '%s\n' "$candidate" | tee "$dir/subnet"
            return
        fi
    done
    die "no free network in 198.18.0.0/15 for br0"
}

# --- processes ------------------------------------------------------------------------

# The pid in a file, if that process lives in the host's namespaces.
pid_in() {
    local host=$1 file=$2 pid
    pid=$(tr -cd 0-9 2> /dev/null < "$file") || return 1
    [[ -n $pid ]] && has_namespaces "$host" \
        && [[ /proc/$pid/ns/mnt -ef $(home "$host")/ns/mnt ]] && printf '%s\n' "$pid"
}

daemon_pid() { pid_in "$1" "$(home "$1")/run/libvirtd.pid"; }

# Every process of a host, told by its mount namespace: daemons, QEMU, dnsmasq, swtpm.
processes_of() {
    local inode link
    inode=$(stat -L -c %i "$(home "$1")/ns/mnt")
    for link in /proc/[0-9]*/ns/mnt; do
        if [[ $(readlink "$link" 2> /dev/null) == "mnt:[$inode]" ]]; then
            link=${link#/proc/}
            printf '%s\n' "${link%%/*}"
        fi
    done
}

# gone SECONDS PID...: true when all have ended within the time.
gone() {
    local tries=$(( $1 * 50 )) pid
    shift
    for pid; do
        while [[ -d /proc/$pid ]] && ! grep -qs '^State:[[:space:]]*Z' "/proc/$pid/status"; do
            (( tries-- > 0 )) || return 1
            sleep 0.02
        done
    done
}

signal() { local name=$1; shift; kill -s "$name" "$@" 2> /dev/null || true; }

end_processes() {
    local host=$1 pids
    mapfile -t pids < <(processes_of "$host")
    (( ${#pids[@]} )) || return 0
    signal TERM "${pids[@]}"
    gone 5 "${pids[@]}" && return
    mapfile -t pids < <(processes_of "$host")
    say "killing what did not end on host $host: ${pids[*]}"
    signal KILL "${pids[@]}"
    gone 5 "${pids[@]}" || die "processes of host $host do not end: ${pids[*]}"
}

# --- namespaces -----------------------------------------------------------------------

has_namespaces() { [[ $(stat -f -c %T "$(home "$1")/ns/mnt" 2> /dev/null) == nsfs ]]; }

inside() {
    local host=$1 ns
    shift
    ns=$(home "$host")/ns
    # Descriptor 9 is our lock, which no daemon may inherit.
    nsenter --mount="$ns/mnt" --net="$ns/net" --uts="$ns/uts" --wd=/ -- "$@" 9>&-
}

make_namespaces() {
    local host=$1 home pair
    home=$(home "$host")
    mkdir -p "$home/ns" "$(images "$host")"
    # A mount namespace can be pinned only on a mount that is not shared with it.
    mountpoint -q "$home/ns" || { mount --bind "$home/ns" "$home/ns"; mount --make-private "$home/ns"; }
    touch "$home/ns/"{mnt,net,uts}
    unshare --mount="$home/ns/mnt" --net="$home/ns/net" --uts="$home/ns/uts" --propagation private \
        hostname "$(hostname_of "$host")"
    local script=''
    for pair in "${FOLDERS[@]}"; do
        mkdir -p "$home/${pair%%:*}" "${pair#*:}"
        script+="mount --bind $home/${pair%%:*} ${pair#*:};"
    done
    mkdir -p "$home/lib/images"
    printf '%s\n' "127.0.0.1 localhost" "$(address a) $(hostname_of a)" "$(address b) $(hostname_of b)" \
        > "$home/hosts"
    # libvirtd looks for Debian's user even where its settings name another.
    { grep -v '^libvirt-qemu:' /etc/passwd; echo "libvirt-qemu:x:64055:64055::/:/usr/sbin/nologin"; } > "$home/passwd"
    { grep -v '^libvirt-qemu:' /etc/group; echo "libvirt-qemu:x:64055:"; } > "$home/group"
    # A fresh /sys shows the new network namespace, and no control groups to meddle with.
    inside "$host" sh -ec "$script
        mount --bind $(images "$host") /var/lib/libvirt/images
        for file in hosts passwd group; do
            mount --bind $home/\$file /etc/\$file
        done
        umount -l /sys
        mount -t sysfs sysfs /sys"
}

drop_namespaces() {
    local ns name
    ns=$(home "$1")/ns
    for name in mnt net uts; do
        [[ $(stat -f -c %T "$ns/$name" 2> /dev/null) != nsfs ]] || umount "$ns/$name"
    done
    ! mountpoint -q "$ns" || umount "$ns"
}

# --- network --------------------------------------------------------------------------

make_bridge() {
    local host=$1
    inside "$host" sh -ec "
        ip link set lo up
        ip link add br0 type bridge stp_state 0 forward_delay 0
        ip addr add $(address "$host")/24 dev br0
        ip link set br0 up"
}

# The machine's way to br0.
make_uplink() {
    local name
    name=$(uplink)
    ip link del "$name" 2> /dev/null || true
    ip link add "$name" type veth peer name uplink netns "$(home a)/ns/net"
    ip addr add "$(subnet).254/24" dev "$name"
    ip link set "$name" up
    inside a ip link set uplink master br0 up
}

# Joins the two hosts' br0.
make_link() {
    ip link add to-b netns "$(home a)/ns/net" type veth peer name to-a netns "$(home b)/ns/net"
    inside a ip link set to-b master br0 up
    inside b ip link set to-a master br0 up
}

start_dhcp() {
    local home
    home=$(home a)
    ! pid_in a "$home/br0.pid" > /dev/null || return 0
    inside a dnsmasq --conf-file=/dev/null --port=0 --interface=br0 --bind-dynamic --user=root \
        --dhcp-range="$(subnet).100,$(subnet).199,255.255.255.0,1h" --dhcp-option=3 --no-ping \
        --dhcp-leasefile="$home/br0.leases" --pid-file="$home/br0.pid" --log-facility="$home/log/br0.log"
}

# --- certificates ---------------------------------------------------------------------

# certificate FOLDER NAME SECTION COMMON-NAME [OPENSSL-ARGUMENT...]: NAMEkey.pem and NAMEcert.pem,
# for a week, with the extensions of a section of FOLDER/openssl.cnf. EC keys take no time.
certificate() {
    local folder=$1 name=$2 section=$3 common=$4
    shift 4
    openssl req -x509 -config "$folder/openssl.cnf" -extensions "$section" -subj "/CN=$common" -days 7 \
        -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc "$@" \
        -keyout "$folder/${name}key.pem" -out "$folder/${name}cert.pem" 2> "$folder/openssl.log" \
        || die "openssl made no certificate for $common: $(cat "$folder/openssl.log")"
}

# An authority, the daemon's certificate, and a client's in a folder as libvirt's pkipath wants
# it, since libvirtd lets in over TLS only whom its authority signed. The stranger's authority
# signed nothing here.
make_certificates() {
    local host=$1 pki client by
    pki=$(home "$host")/etc/pki
    client=$(home "$host")/client
    mkdir -p "$pki" "$client"
    cat > "$pki/openssl.cnf" << CONF
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = IP:$(address "$host"), DNS:$(hostname_of "$host")
[client]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
CONF
    certificate "$pki" ca authority "EdgeVirt's bed, host $host"
    certificate "$pki" stranger authority "A stranger to EdgeVirt's bed"
    by=(-CA "$pki/cacert.pem" -CAkey "$pki/cakey.pem")
    certificate "$pki" server server "$(hostname_of "$host")" "${by[@]}"
    certificate "$pki" client client "a test of EdgeVirt" "${by[@]}"
    mv "$pki/clientcert.pem" "$pki/clientkey.pem" "$client/"
    rm "$pki/openssl.log"
}

# --- daemons --------------------------------------------------------------------------

write_config() {
    local host=$1 home
    home=$(home "$host")
    cat > "$home/etc/libvirtd.conf" << CONF
listen_tls = 1
ca_file = "/etc/libvirt/pki/cacert.pem"
cert_file = "/etc/libvirt/pki/servercert.pem"
key_file = "/etc/libvirt/pki/serverkey.pem"
listen_tcp = 1
auth_tcp = "none"
auth_unix_ro = "none"
auth_unix_rw = "none"
unix_sock_rw_perms = "0700"
host_uuid = "$(host_uuid "$host")"
log_level = 3
log_outputs = "3:file:/var/log/libvirt/libvirtd.log"
CONF
    cat > "$home/etc/qemu.conf" << CONF
user = "root"
group = "root"
swtpm_user = "root"
swtpm_group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
security_default_confined = 0
namespaces = [ ]
cgroup_controllers = [ ]
vnc_listen = "0.0.0.0"
migration_address = "0.0.0.0"
migration_host = "$(address "$host")"
CONF
}

start_daemons() {
    local host=$1 home
    home=$(home "$host")
    if ! pid_in "$host" "$home/run/virtlogd.pid" > /dev/null; then
        rm -f "$home/run/virtlogd.pid"
        inside "$host" virtlogd --daemon --pid-file /run/libvirt/virtlogd.pid
    fi
    if ! daemon_pid "$host" > /dev/null; then
        rm -f "$home/run/libvirtd.pid"
        inside "$host" libvirtd --daemon --listen --config /etc/libvirt/libvirtd.conf \
            --pid-file /run/libvirt/libvirtd.pid
        # Answers once its drivers are ready.
        timeout 30 virsh -q -c "$(uri "$host")" version > /dev/null || {
            tail -n 5 "$home/log/libvirtd.log" >&2
            die "libvirtd of host $host did not start; its log ends as above"
        }
    fi
}

# What libvirt found out about QEMU costs it seconds each time. It checks what it finds in
# its cache against QEMU, the kernel and the processor, so a copy does no harm.
reuse_capabilities() {
    local cache
    cache=$(home "$1")/cache/qemu/capabilities
    [[ -d $CACHE/capabilities ]] || return 0
    mkdir -p "$cache"
    cp -p "$CACHE/capabilities/"*.xml "$cache/"
}

save_capabilities() {
    local cache new
    cache=$(home "$1")/cache/qemu/capabilities
    ! diff -rq "$cache" "$CACHE/capabilities" > /dev/null 2>&1 || return 0
    mkdir -p "$CACHE"
    new=$(mktemp -d "$CACHE/capabilities.XXXXXX")
    cp -p "$cache/"*.xml "$new/"
    rm -rf "$CACHE/capabilities"
    mv -T "$new" "$CACHE/capabilities" || rm -rf "$new"
}

virsh_on() { local host=$1; shift; LC_ALL=C virsh -q -c "$(uri "$host")" "$@"; }

pool_xml() {
    printf "<pool type='dir'><name>%s</name><target><path>%s</path></target></pool>\n" "$1" "$2"
}

# network_xml NAME BRIDGE NUMBER FORWARD: STP off, or guests would wait for DHCP.
network_xml() {
    printf "<network><name>%s</name>%s<bridge name='%s' stp='off' delay='0'/>%s</network>\n" "$1" "$4" "$2" \
        "<ip address='192.168.$3.1' netmask='255.255.255.0'><dhcp>$(
        )<range start='192.168.$3.2' end='192.168.$3.254'/></dhcp></ip>"
}

define_resources() {
    local host=$1 xml
    xml=$(home "$host")/define
    mkdir -p "$xml"
    pool_xml default "$(images "$host")" > "$xml/pool.xml"
    network_xml default virbr0 122 "<forward mode='nat'/>" > "$xml/nat.xml"
    network_xml isolated virbr1 123 '' > "$xml/isolated.xml"
    virsh_on "$host" "pool-define $xml/pool.xml; pool-autostart default; pool-start default;
        net-define $xml/nat.xml; net-autostart default; net-start default;
        net-define $xml/isolated.xml; net-autostart isolated; net-start isolated" > /dev/null
}

# --- commands -------------------------------------------------------------------------

# What a start that failed leaves running; its files stay, to be looked at.
undo_start() {
    local host=$1
    ! has_namespaces "$host" || end_processes "$host"
    drop_namespaces "$host"
}

start_host() {
    local host=$1
    if ! has_namespaces "$host" || [[ ! -e $(home "$host")/complete ]]; then
        # Leftovers of a start that was killed, or of a machine that went down.
        undo_start "$host"
        rm -rf "${dir:?}/$host"
        # shellcheck disable=SC2064
        trap "undo_start $host" EXIT
        make_namespaces "$host"
        make_bridge "$host"
        make_certificates "$host"
        write_config "$host"
        [[ $host == b ]] || { make_uplink; start_dhcp; }
        reuse_capabilities "$host"
        start_daemons "$host"
        save_capabilities "$host"
        define_resources "$host"
        touch "$(home "$host")/complete"
        trap - EXIT
    fi
    start_daemons "$host"
}

start() {
    mkdir -p "$dir"
    lock
    start_host a
    report a
    guest_report
}

# The second host, and on both a pool "shared" in one folder, as on shared storage.
second_host() {
    lock
    has_namespaces a || die "no first host in $dir: start comes first"
    local fresh=yes host
    ! has_namespaces b || fresh=
    start_host b
    if [[ -n $fresh ]]; then
        make_link
        mkdir -p "$dir/shared"
        for host in a b; do
            pool_xml shared "$dir/shared" > "$(home "$host")/define/shared.xml"
            virsh_on "$host" "pool-define $(home "$host")/define/shared.xml; pool-autostart shared;
                pool-start shared" > /dev/null
        done
    fi
    report a
    report b second_
    printf '%s\n' "shared=$dir/shared"
    guest_report
}

status() {
    if [[ ! -d $dir ]] || ! has_namespaces a; then
        printf 'state=stopped\n'
        exit 3
    fi
    report a
    ! has_namespaces b || report b second_
    guest_report
    daemon_pid a > /dev/null || exit 3
}

kill_daemon() {
    local host=$1 pid
    lock
    pid=$(daemon_pid "$host") || die "libvirtd of host $host does not run"
    signal KILL "$pid"
    gone 5 "$pid" || die "libvirtd ($pid) does not end"
}

restart_daemon() {
    local host=$1 pid
    lock
    has_namespaces "$host" || die "no host $host in $dir"
    if pid=$(daemon_pid "$host"); then
        signal TERM "$pid"
        gone 10 "$pid" || { signal KILL "$pid"; gone 5 "$pid"; } || die "libvirtd ($pid) does not end"
    fi
    start_daemons "$host"
    daemon_pid "$host" > /dev/null
    report "$host"
}

# Domains first, so that QEMU ends as libvirt does it, and networks for their DHCP servers.
empty_host() {
    local host=$1 name
    daemon_pid "$host" > /dev/null || return 0
    while read -r name; do
        [[ -z $name ]] || timeout 20 virsh -q -c "$(uri "$host")" destroy "$name" > /dev/null || true
    done < <(timeout 20 virsh -q -c "$(uri "$host")" list --uuid)
    while read -r name; do
        [[ -z $name ]] || timeout 20 virsh -q -c "$(uri "$host")" net-destroy "$name" > /dev/null || true
    done < <(timeout 20 virsh -q -c "$(uri "$host")" net-list --uuid)
}

stop() {
    [[ -d $dir ]] || return 0
    lock
    local host
    for host in b a; do
        if has_namespaces "$host"; then
            empty_host "$host"
            end_processes "$host"
        fi
        drop_namespaces "$host"
    done
    ip link del "$(uplink)" 2> /dev/null || true
    if [[ ${1:-} != --keep ]]; then
        rm -rf "${dir:?}/"{a,b,images,images-b,shared,subnet,.lock}
        rmdir "$dir" 2> /dev/null || true
    fi
}

report() {
    local host=$1 prefix=${2:-} home pid
    home=$(home "$host")
    pid=$(daemon_pid "$host" || true)
    line() { printf '%s%s=%s\n' "$prefix" "$1" "$2"; }
    line state "$([[ -n $pid ]] && echo running || echo stopped)"
    line uri "$(uri "$host")"
    line tcp_uri "qemu+tcp://$(address "$host")/system"
    line tls_uri "qemu+tls://$(address "$host")/system"
    line tls_ca "$home/etc/pki/cacert.pem"
    line tls_client "$home/client"
    line tls_stranger "$home/etc/pki/strangercert.pem"
    line socket "$home/run/libvirt-sock"
    line address "$(address "$host")"
    line hostname "$(hostname_of "$host")"
    line host_uuid "$(host_uuid "$host")"
    line libvirt_version "$(dpkg-query -W -f='${source:Upstream-Version}' libvirt-daemon)"
    line qemu_version "$(dpkg-query -W -f='${source:Upstream-Version}' qemu-system-x86)"
    line libvirtd_pid "$pid"
    line virtlogd_pid "$(pid_in "$host" "$home/run/virtlogd.pid" || true)"
    line images "$(images "$host")"
    line log "$home/log/libvirtd.log"
    line enter "nsenter --mount=$home/ns/mnt --net=$home/ns/net --uts=$home/ns/uts --"
}

guest_report() {
    EDGEVIRT_CACHE=$CACHE "$here/build-guest.sh" 9>&- | sed 's/^/guest_/'
}

lock() {
    exec 9> "$dir/.lock"
    flock -w 60 9 || die "another libvirt-bed.sh has been busy with $dir for a minute"
}

(( $# >= 2 )) || usage
command=$1
dir=$(realpath -m -- "$2")
readonly dir command
[[ $dir =~ ^/[A-Za-z0-9/._-]+$ ]] || die "folder names may have letters, digits and . _ - only: $dir"
# A socket's path has 107 bytes at most on Linux, and libvirt adds to ours.
(( ${#dir} <= 80 )) || die "the folder's path is too long for sockets (80 at most): $dir"
(( EUID == 0 )) || { say "must run as root for namespaces and bridges"; exit 77; }
for tool in libvirtd virtlogd virsh qemu-system-x86_64 dnsmasq ip nsenter unshare; do
    command -v "$tool" > /dev/null || { say "$tool is missing: run scripts/install-peers.sh"; exit 77; }
done
third=${3:-}

case $command in
    start)          (( $# == 2 )) || usage; start ;;
    second-host)    (( $# == 2 )) || usage; second_host ;;
    status)         (( $# == 2 )) || usage; status ;;
    kill-daemon)    [[ $third =~ ^[ab]?$ ]] || usage; kill_daemon "${third:-a}" ;;
    restart-daemon) [[ $third =~ ^[ab]?$ ]] || usage; restart_daemon "${third:-a}" ;;
    stop)           [[ $third =~ ^(--keep)?$ ]] || usage; stop "$third" ;;
    *)              usage ;;
esac
