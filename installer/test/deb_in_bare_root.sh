#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs a package in a bare Debian root and works with it as a person without rights:
#   sudo installer/test/deb_in_bare_root.sh PACKAGE.deb [SUITE]
# Every library must come from the package's own dependencies. Prints the time from "apt install" to the
# first answer. Xvfb and the tools that look at the result are installed after that.
set -euo pipefail
. "$(dirname "$0")/roots.sh"
[ $# -ge 1 ] || fail "which package? (installer/package.sh deb makes one)"
package=$(readlink -f "$1") suite=${2:-bookworm}
need_root
make_root "$suite" "deb-$suite"
cp "$package" "$root/headroom.deb"
add_user
examples=/usr/share/doc/headroom/examples

say "apt install of $(basename "$package") without recommendations"
in_root_sh 'apt-get update -qq'
start=$SECONDS
in_root_sh 'apt-get install -y -qq --no-install-recommends /headroom.deb >/install.log 2>&1' || {
    tail -20 "$root/install.log"
    fail "the package cannot be installed"
}
installed=$SECONDS
as_user "headroom-cli evaluate $examples/private-70b-assistant.headroom" >"$root/answer.txt" || fail "no answer"
say "Installed in $((installed - start)) s, first answer $((SECONDS - start)) s after the start of apt:"
head -3 "$root/answer.txt"
for program in headroom headroom-cli; do
    missing=$(in_root ldd "/usr/bin/$program" | grep 'not found' || true)
    [ -z "$missing" ] || fail "$program lacks $missing"
    as_user "$program --version" >/dev/null || fail "$program does not start"
done

as_user "headroom-cli report $examples/private-70b-assistant.headroom --pdf first.pdf" >/dev/null || fail "no report"
[ "$(head -c 5 "$root/home/person/first.pdf")" = %PDF- ] || fail "the report is no PDF"

# The window on an X server: it opens, and draws every page.
say "The window under Xvfb"
in_root_sh 'apt-get install -y -qq --no-install-recommends xvfb xauth x11-utils poppler-utils shared-mime-info \
    desktop-file-utils libglib2.0-bin file bash-completion man-db >/tools.log 2>&1'
say "Window: $(see_window headroom $examples/quiet-desk-120b.headroom)"
for page in answer memory speed cost risk compare place validation; do
    as_user "xvfb-run -a headroom --screenshot $page.png --page $page --size 1280x800 $examples/quiet-desk-120b.headroom" \
        2>"$root/picture.log" || fail "page $page cannot be drawn: $(cat "$root/picture.log")"
    file "$root/home/person/$page.png" | grep '1280 x 800' >/dev/null || fail "the picture of $page is wrong"
done
pages=$(as_user 'pdfinfo first.pdf' | awk '/^Pages/ { print $2 }')
as_user 'pdftotext first.pdf - | grep Headroom >/dev/null' || fail "the report has no text"
say "The report has $pages pages, $(stat -c %s "$root/home/person/first.pdf") bytes"

# What the desktop needs for a double click.
in_root_sh 'update-mime-database /usr/share/mime && update-desktop-database /usr/share/applications'
as_user "cp $examples/quiet-desk-120b.headroom mine.headroom; cp mine.headroom nameless"
for file in mine.headroom nameless; do
    type=$(as_user "gio info -a standard::content-type $file" | awk '/content-type/ { print $2 }')
    [ "$type" = application/x-headroom-scenario ] || fail "$file is taken for $type"
done
as_user 'gio mime application/x-headroom-scenario' | grep io.github.headroom.Headroom.desktop >/dev/null || fail "no program opens a scenario"
in_root desktop-file-validate /usr/share/applications/io.github.headroom.Headroom.desktop
for page in headroom headroom-cli; do
    # A minimal root has no man pages as dpkg leaves them out there; the package has them.
    dpkg-deb -c "$package" | grep "man1/$page.1.gz" >/dev/null || fail "there is no man page of $page"
done
as_user 'set +u; . /usr/share/bash-completion/bash_completion; _completion_loader headroom-cli;
    COMP_WORDS=(headroom-cli eval) COMP_CWORD=1; _headroom_cli headroom-cli; [ "${COMPREPLY[*]}" = evaluate ]' || fail "bash completes nothing"
for size in 16 22 24 32 48 64 128 256; do
    [ -s "$root/usr/share/icons/hicolor/${size}x$size/apps/io.github.headroom.Headroom.png" ] || fail "no icon of $size pixels"
done
drop_root
say "The package works in a bare Debian $suite."
