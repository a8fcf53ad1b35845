#!/usr/bin/env bash
# Opens JShell with EdgeVirt imported, a connection "hv" open, and functions that print
# tables: vms(), hosts(), pools(), switches(), plan(operation), findings(operation), ...
#
#   ./jshell.sh [URI] [JSHELL-ARGUMENT...]    the URI is mem: unless given
#
# The user stands in the URI (vsphere://administrator%40vsphere.local@vcenter,
# proxmox://root%40pam@pve1), the password in $EDGEVIRT_PASSWORD, the fingerprint of a server's
# own certificate in $EDGEVIRT_PINNED_SHA256.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly root
# shellcheck source=scripts/java.sh
source "$root/scripts/java.sh"

uri=mem:
if [[ ${1:-} == [a-z]*:* ]]; then
    uri=$1
    shift
fi
need_java
class_path=$(class_path samples)
# The quickstart needs neither, so they are not among what the samples bring.
[[ ! $uri =~ ^(vsphere|esxi): ]] || class_path+=:$(class_path edgevirt-vsphere)
[[ $uri != proxmox:* ]] || class_path+=:$(class_path edgevirt-proxmox)
exec "$JAVA_HOME/bin/jshell" --class-path "$class_path" "-R$NATIVE_ACCESS" "-R-Dedgevirt.uri=$uri" \
    -R-Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    --feedback edgevirt --startup "$root/samples/src/main/jshell/edgevirt.jsh" "$@"
