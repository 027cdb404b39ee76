#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Upgrading, removing and purging keep what people made:
#   sudo installer/test/upgrade_keeps_data.sh OLDER.deb [NEWER.deb [SUITE]]
# Without a newer package the older one is packed again under a higher version.
set -euo pipefail
. "$(dirname "$0")/roots.sh"
[ $# -ge 1 ] || fail "give an older package, and a newer one if there is one."
older=$(readlink -f "$1") newer=${2:-} suite=${3:-bookworm}
if [ -z "$newer" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    dpkg-deb -R "$older" "$work/tree"
    sed -i 's/^Version: .*/Version: 99.0.0-1/' "$work/tree/DEBIAN/control"
    newer=$work/newer.deb
    dpkg-deb -Znone --root-owner-group -b "$work/tree" "$newer" >/dev/null
fi
newer=$(readlink -f "$newer")
dpkg --compare-versions "$(dpkg-deb -f "$newer" Version)" gt "$(dpkg-deb -f "$older" Version)" ||
    fail "the second package is not newer."
need_root
make_root "$suite" "upgrade-$suite"
cp "$older" "$root/older.deb"
cp "$newer" "$root/newer.deb"
add_user

in_root_sh 'apt-get update -qq; apt-get install -y -qq /older.deb >/install.log 2>&1' || fail "$(tail "$root/install.log")"
say "Installed $(in_root dpkg-query -W -f='${Version}' headroom); making data"
# An own row in the catalog, a dated copy of it, an own scenario, settings, an unsaved document, a fetched list.
as_user 'set -e
    cp /usr/share/doc/headroom/examples/bursty-8b-chat.headroom plan.headroom
    headroom-cli catalog export accelerators >all.csv
    { head -1 all.csv; grep -m1 "^rtx-4090," all.csv | sed "s/^rtx-4090,/mine-4090,/"; } >mine.csv
    headroom-cli catalog import mine.csv --apply --table accelerators >import.log
    headroom-cli catalog show accelerators mine-4090 >before.txt
    headroom-cli evaluate plan.headroom --format json >before.json
    mkdir -p .config/headroom .local/share/headroom/headroom/autosave .cache/headroom/headroom
    printf "[window]\nmine=1\n" >.config/headroom/headroom.conf
    cp plan.headroom .local/share/headroom/headroom/autosave/0f-mine.headroom
    echo fetched >.cache/headroom/headroom/list'
listing() { (cd "$root/home/person" && find . -type f ! -name '*.txt' ! -name '*.json' -exec sha256sum {} + | sort -k2); }
listing >"$root/before"

in_root_sh 'apt-get install -y -qq /newer.deb >>/install.log 2>&1' || fail "$(tail "$root/install.log")"
say "Upgraded to $(in_root dpkg-query -W -f='${Version}' headroom)"
listing | diff "$root/before" - || fail "the upgrade changed a person's files"
as_user 'set -e
    headroom-cli catalog show accelerators mine-4090 >after.txt && cmp before.txt after.txt
    headroom-cli evaluate plan.headroom --format json >after.json && cmp before.json after.json' ||
    fail "the newer program gives another answer or has lost the row"
listing >"$root/before"

for step in remove purge; do
    in_root_sh 'apt-get install -y -qq /newer.deb >>/install.log 2>&1' || fail "$(tail "$root/install.log")"
    in_root_sh "apt-get $step -y -qq headroom >>/install.log 2>&1" || fail "$(tail "$root/install.log")"
    listing | diff "$root/before" - || fail "$step changed a person's files"
    say "After $step: $(wc -l <"$root/before") files of the person are as they were"
done
left=$(find "$root/usr" "$root/etc" "$root/var/lib/dpkg/info" -iname '*headroom*' | head)
[ -z "$left" ] || fail "left behind: $left"
drop_root
say "Upgrade, remove and purge keep people's data and leave nothing of the package."
