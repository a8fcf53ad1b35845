# shellcheck shell=bash
# For scripts that need a JDK and Maven; to be sourced. Defines say, die and the below.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }

is_debian_root() { (( EUID == 0 )) && [[ -e /etc/debian_version ]] && command -v apt-get > /dev/null; }

# java_release JAVA: 17 for 17.0.15; 0 where it does not run.
java_release() {
    local line
    line=$("$1" -XshowSettings:properties -version 2>&1 | grep -m 1 'java.specification.version') || line="= 0"
    line=${line##*= }
    printf '%s\n' "${line%%.*}"
}

# The JDK in use: what JAVA_HOME names, else what javac on the path belongs to.
java_home() {
    local compiler
    if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/javac ]]; then
        printf '%s\n' "$JAVA_HOME"
        return
    fi
    compiler=$(command -v javac) || return 1
    compiler=$(readlink -f "$compiler")
    printf '%s\n' "${compiler%/bin/javac}"
}

# find_jdk LEAST: the home of an installed JDK of that release or a later one.
find_jdk() {
    local home
    for home in "${JAVA25_HOME:-}" /usr/lib/jvm/*; do
        if [[ -x $home/bin/javac ]] && (( $(java_release "$home/bin/java") >= $1 )); then
            printf '%s\n' "$home"
            return
        fi
    done
    return 1
}

# A JDK of 17 or later, and Maven. Installs Debian's where there is none and we may.
need_java() {
    local missing=() home
    home=$(java_home) || home=$(find_jdk 17) || missing+=(openjdk-17-jdk-headless)
    command -v mvn > /dev/null || missing+=(maven)
    if (( ${#missing[@]} )); then
        is_debian_root || die "install a JDK (17 or later) and Maven first; missing: ${missing[*]}"
        say "installing ${missing[*]}"
        { apt-get -q -y update && DEBIAN_FRONTEND=noninteractive \
            apt-get -q -y -o Dpkg::Use-Pty=0 install --no-install-recommends "${missing[@]}"; } >&2 \
            || die "apt-get could not install ${missing[*]}"
        home=$(java_home) || home=$(find_jdk 17) || die "no JDK in spite of the installation"
    fi
    (( $(java_release "$home/bin/java") >= 17 )) || die "$home is older than JDK 17: set JAVA_HOME"
    export JAVA_HOME=$home
}

# libvirt is native code: JDK 24 and later warn unless told that this is meant.
# shellcheck disable=SC2034
readonly NATIVE_ACCESS=--enable-native-access=ALL-UNNAMED

# class_path MODULE: compiles it and what it needs, unless nothing changed since; prints its class path.
class_path() {
    local top module=$1 file entry stale=
    top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    file=$top/$module/target/class-path
    if [[ ! -s $file ]]; then
        stale=yes
    elif [[ -n $(find "$top"/pom.xml "$top"/edgevirt-*/{pom.xml,src/main} "$top/$module"/{pom.xml,src/main} \
            -newer "$file" -print -quit) ]]; then
        stale=yes
    else
        while IFS= read -r -d : entry || [[ -n $entry ]]; do
            [[ -e $entry ]] || stale=yes
        done < "$file"
    fi
    if [[ -n $stale ]]; then
        say "building (Maven; the first time it downloads what it needs)"
        # Maven's "quiet" still prints escape codes that reset colours.
        (cd "$top" && mvn -q -B -ntp -Dfast -DskipTests -pl "$module" -am process-classes < /dev/null 2>&1) \
            | tr -d '\033' | sed 's/\[0m//g; /^$/d' >&2 \
            || die "the build failed"
        touch "$file"
    fi
    printf '%s:%s\n' "$top/$module/target/classes" "$(< "$file")"
}

# guest_folder: where a test guest was built before; $EDGEVIRT_GUEST, else the newest that is cached.
guest_folder() {
    local newest
    if [[ -n ${EDGEVIRT_GUEST:-} ]]; then
        printf '%s\n' "$EDGEVIRT_GUEST"
        return
    fi
    # Names are ours: no surprises in them.
    # shellcheck disable=SC2012
    newest=$(ls -dt "${EDGEVIRT_CACHE:-/var/cache/edgevirt}"/guest*/initrd.img 2> /dev/null | head -n 1)
    [[ -n $newest ]] && printf '%s\n' "${newest%/initrd.img}"
}
