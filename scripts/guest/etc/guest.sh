# Shared by the test guest's scripts.
export PATH=/sbin:/bin:/usr/sbin:/usr/bin HOME=/root

# One line on the guest's serial console, or on whatever the kernel's console is.
say() {
    echo "$*" > /dev/console
}

# option NAME [DEFAULT]: the value of edgevirt.NAME= on the kernel's command line.
option() {
    for word in $(cat /proc/cmdline); do
        case $word in "edgevirt.$1="*)
            echo "${word#*=}"
            return 0
        esac
    done
    echo "${2:-}"
    return 1
}

# wait_for SECONDS COMMAND...: true as soon as the command is, false when time is up.
wait_for() {
    tries=$(( $1 * 10 ))
    shift
    until "$@"; do
        [ "$tries" -gt 0 ] || return 1
        tries=$(( tries - 1 ))
        sleep 0.1
    done
}

# The device of the agent's port, where there is one and the agent is not to stay off.
agent_port() {
    [ "$(option agent)" != off ] || return 1
    for name in /sys/class/virtio-ports/*/name; do
        if grep -qsx org.qemu.guest_agent.0 "$name"; then
            port=${name%/name}
            echo "/dev/${port##*/}"
            return 0
        fi
    done
    return 1
}

# Starts the agent where it can run and does not yet.
start_agent() {
    if ! pidof qemu-ga > /dev/null && port=$(agent_port); then
        qemu-ga --method virtio-serial --path "$port" --logfile /run/qemu-ga.log > /dev/null 2>&1 &
        say "EDGEVIRT-AGENT $port"
    fi
}

# Whether the agent listens to the host.
agent_listens() {
    pid=$(pidof qemu-ga) || return 1
    for file in "/proc/$pid/fd"/*; do
        case $(readlink "$file") in /dev/vport*)
            return 0
        esac
    done
    return 1
}
