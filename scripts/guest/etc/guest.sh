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
