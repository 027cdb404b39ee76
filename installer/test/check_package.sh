#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs what is built and looks at what the package says and holds.   check_package.sh BUILD_DIR CPACK
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$1" && "$2" -G DEB -B "$work" >"$work/log" 2>&1) || { cat "$work/log" >&2 && exit 1; }
package=$(echo "$work"/headroom_*.deb)
wrong=0
miss() {
    printf '%s\n' "$*" >&2
    wrong=1
}

depends=$(dpkg-deb -f "$package" Depends)
for name in libqt6core6 libqt6widgets6 libqt6sql6-sqlite libqt6svg6 libqcustomplot libqpdf libxlsxwriter libc6; do
    [[ $depends == *"$name"* ]] || miss "the package does not depend on $name: $depends"
done
[ "$(dpkg-deb -f "$package" Version)" = "$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$1/CMakeCache.txt")-1" ] || miss "another version"
contents=$(dpkg-deb -c "$package")
id=io.github.headroom.Headroom
for path in bin/headroom bin/headroom-cli share/applications/$id.desktop share/metainfo/$id.metainfo.xml share/mime/packages/$id.xml \
    share/icons/hicolor/scalable/apps/$id.svg share/icons/hicolor/{16x16,22x22,24x24,32x32,48x48,64x64,128x128,256x256}/apps/$id.png \
    share/icons/hicolor/48x48/mimetypes/application-x-headroom-scenario.png share/man/man1/headroom.1.gz share/man/man1/headroom-cli.1.gz \
    share/bash-completion/completions/headroom share/bash-completion/completions/headroom-cli share/doc/headroom/copyright \
    share/doc/headroom/changelog.gz share/doc/headroom/headroom.cdx.json share/doc/headroom/docs/privacy.md \
    share/doc/headroom/examples/private-70b-assistant.headroom; do
    grep -qE " \./usr/$path$" <<<"$contents" || miss "usr/$path is not in the package"
done
# Nothing outside of /usr, nothing that a person may have changed, no script that runs as root.
! grep -vE ' \./(usr/.*)?$' <<<"$contents" || miss "the package reaches outside of /usr"
dpkg-deb -e "$package" "$work/control"
for script in preinst postinst prerm postrm conffiles; do [ ! -e "$work/control/$script" ] || miss "the package has a $script"; done
! grep -vE '^[-d]r(w|-)(x|-)r-(x|-)r-(x|-) root/root' <<<"$contents" || miss "owners or modes are wrong"
exit $wrong
