#!/usr/bin/env bash
# Trims a table of Proxmox VE's API to what the tests' fake of it may be asked for, in a compact form.
#
# usage: scripts/proxmox-api-table.sh RELEASE TABLE.tsv > OUT
#
# TABLE.tsv has one line per parameter and one without a parameter per method, tab-separated: method, path,
# parameter, type, req|opt, constraints (name=value;…). It is made of the API's own description as the product
# of that release serves it. Kept are all methods, and all parameters of theirs, of the paths named below.
#
# OUT: "# …" a comment; "=N TEXT" constraints that occur often; "VERB /path" a method; " name t! constraints" a
# parameter of the method above it: t is the type's first letter (s b i n a), ! needed, ? not.
set -euo pipefail
release=$1 table=$2
paths='^/(access/(ticket|permissions|users|acl|domains|tfa|password)|version|cluster/(resources|tasks|nextid|status'
paths+='|config|ha|replication|mapping|sdn|ceph|backup|backup-info|options|bulk-action|log|firewall)|nodes/[{]node[}]/(qemu'
paths+='|storage|network|tasks|disks|hardware|ceph|status|vzdump|replication|capabilities|scan|time|version|report'
paths+='|dns|hosts|services|certificates|rrd|rrddata|startall|stopall|migrateall|suspendall|wakeonlan|sdn'
paths+='|query-url-metadata|query-oci-repo-tags|aplinfo|subscription|apt|config|journal|syslog|termproxy)'
paths+='|storage|pools)(/|$)|^/(nodes|cluster)$|^/nodes/[{]node[}](/lxc)?$'
# Of a container, nothing is asked but what it is and was like.
paths+='|^/nodes/[{]node[}]/lxc/[{]vmid[}]/(config|snapshot)$'

LC_ALL=C awk -F'\t' -v release="$release" -v paths="$paths" '
    $2 ~ paths && ($2 !~ /lxc.*(config|snapshot)/ || $1 == "GET") && ($2 !~ /firewall/ || $2 ~ /^\/(cluster|nodes.*qemu.*)\/firewall\/options$/) {
        row[++rows] = $0
        if (length($6) > 24) seen[$6]++
    }
    END {
        print "# The API of Proxmox VE " release ", trimmed by scripts/proxmox-api-table.sh: facts of the official table."
        for (n = 1; n <= rows; n++) {
            split(row[n], f, "\t")
            if (seen[f[6]] > 1 && !(f[6] in short)) {
                short[f[6]] = "=" ++shorts
                print "=" shorts " " f[6]
            }
        }
        for (n = 1; n <= rows; n++) {
            split(row[n], f, "\t")
            if (f[3] == "") { print f[1] " " f[2]; continue }
            text = (f[6] in short) ? short[f[6]] : f[6]
            print " " f[3] " " substr(f[4], 1, 1) (f[5] == "req" ? "!" : "?") (text == "" ? "" : " " text)
        }
    }' "$table"
