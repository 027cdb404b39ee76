#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs the tarball in a bare Debian root, where nothing of Qt is, from two places:
#   sudo installer/test/tarball_in_bare_root.sh headroom-VERSION-linux-ARCH.tar.xz [SUITE]
set -euo pipefail
. "$(dirname "$0")/roots.sh"
[ $# -ge 1 ] || fail "which tarball? (installer/package.sh tarball makes one)"
tarball=$(readlink -f "$1") suite=${2:-bookworm}
need_root
make_root "$suite" "tarball-$suite"
add_user
home=$root/home/person
[ -z "$(find "$root/usr/lib" -name 'libQt*')" ] || fail "this root has Qt"

tar -xJf "$tarball" -C "$home" --no-same-owner
folder=$(basename "$tarball" .tar.xz)
outside=$(find "$home/$folder" -type l -lname '/*')
[ -z "$outside" ] || fail "links lead out of the folder: $outside"
check() {
    local top=$1
    as_user "$top/bin/headroom-cli evaluate $top/share/doc/headroom/examples/private-70b-assistant.headroom" >"$root/answer.txt" || fail "no answer"
    as_user "$top/bin/headroom-cli report $top/share/doc/headroom/examples/private-70b-assistant.headroom --pdf r.pdf --html r.html" >/dev/null || fail "no report"
    [ "$(head -c 5 "$home/r.pdf")" = %PDF- ] || fail "the report is no PDF"
    as_user "QT_QPA_PLATFORM=offscreen $top/bin/headroom --screenshot w.png --size 1280x800 $top/share/doc/headroom/examples/quiet-desk-120b.headroom" || fail "no window"
    file "$home/w.png" | grep '1280 x 800' >/dev/null || fail "the picture is wrong"
}
say "Offscreen in a root without Qt, X11 and fonts"
check "./$folder"
head -3 "$root/answer.txt"
say "Moved, with a space in its name, started through a link"
mv "$home/$folder" "$home/my programs"
check "./my\\ programs"
as_user 'mkdir bin && ln -s "$PWD/my programs/bin/headroom-cli" bin/ && bin/headroom-cli --version' || fail "a link does not start it"

# No library of the root but the C library's.
foreign=$(as_user 'cd "my programs" && for f in libexec/* plugins/*/*.so; do case $f in *.conf) continue ;; esac
    LD_LIBRARY_PATH=$(printf "%s:" "$PWD"/fallback/*/) ldd "$f"; done' | grep 'not found' || true)
[ -z "$foreign" ] || fail "not carried: $foreign"

say "On an X server"
in_root_sh 'apt-get update -qq; apt-get install -y -qq --no-install-recommends xvfb xauth x11-utils >/tools.log 2>&1'
say "Window: $(see_window "'./my programs/bin/headroom'")"
drop_root
say "The tarball works in a bare Debian $suite: $(du -h "$tarball" | cut -f1)."
