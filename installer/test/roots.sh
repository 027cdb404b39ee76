# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Clean Debian roots for the tests beside this file; sourced by them. Needs root and debootstrap.
# Environment: HEADROOM_MIRROR (default http://deb.debian.org/debian), HEADROOM_ROOTS (where roots are
# kept, default a folder in /var/tmp), HEADROOM_KEEP_ROOT=1 to look at a root afterwards.

mirror=${HEADROOM_MIRROR:-http://deb.debian.org/debian}
roots=${HEADROOM_ROOTS:-/var/tmp/headroom-roots}
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

need_root() {
    [ "$(id -u)" -eq 0 ] || fail "a clean root needs to be made as root."
    local tool
    for tool in debootstrap unshare chroot; do
        command -v "$tool" >/dev/null || fail "this test needs $tool."
    done
}

# make_root SUITE NAME: a fresh minimal root in $root, from a base that is made once per suite.
make_root() {
    local suite=$1 base=$roots/base-$1
    root=$roots/$2
    mkdir -p "$roots"
    if [ ! -e "$base/etc/debian_version" ]; then
        say "Making a base of Debian $suite"
        rm -rf "$base" "$base.part"
        debootstrap --variant=minbase "$suite" "$base.part" "$mirror" >"$base.log" 2>&1 ||
            fail "debootstrap failed; see $base.log"
        printf 'Acquire::Languages "none";\nAPT::Install-Recommends "false";\n' >"$base.part/etc/apt/apt.conf.d/lean"
        mv "$base.part" "$base"
    fi
    rm -rf --one-file-system "$root"
    cp -a "$base" "$root"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
}

# in_root COMMAND...: runs it in $root with a /proc and a /dev of its own; they end with it.
in_root() {
    unshare --mount --pid --fork bash -ec '
        mount --make-rprivate /
        mount -t proc proc "$1/proc"
        mount --rbind /dev "$1/dev"
        mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
        root=$1
        shift
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive \
            chroot "$root" "$@"' _ "$root" "$@"
}

in_root_sh() { in_root bash -euo pipefail -c "$@"; }

# as_user COMMAND-LINE: in $root, as a person without rights, at home.
as_user() { in_root su -s /bin/bash - person -c "export LANG=C.UTF-8 XDG_RUNTIME_DIR=\$HOME/.run; $1"; }

# see_window COMMAND [FILE]: starts it on an X server of its own and waits until a window has a title
# other than the program's name.
see_window() {
    cat >"$root/home/person/see_window.sh" <<'END'
"$@" 2>window.log &
program=$!
for try in $(seq 80); do
    seen=$(xwininfo -root -tree | grep '("headroom" "headroom")' | grep -v '"headroom": (' | head -1)
    [ -z "$seen" ] || break
    sleep 0.5
done
kill $program
wait $program
printf '%s\n' "$seen" | sed -E 's/^ *0x[0-9a-f]+ *//'
[ -n "$seen" ]
END
    as_user "xvfb-run -a bash see_window.sh $1 ${2:-}" || {
        cat "$root/home/person/window.log" >&2
        fail "no window came"
    }
}

add_user() { in_root_sh 'useradd --create-home --shell /bin/bash person && install -d -m 700 -o person /home/person/.run'; }

drop_root() {
    if [ "${HEADROOM_KEEP_ROOT:-0}" = 1 ]; then
        say "Kept: $root"
    else
        rm -rf --one-file-system "$root"
    fi
}
