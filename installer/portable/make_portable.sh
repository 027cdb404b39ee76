#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A folder that runs from anywhere on Linux with glibc of this machine or newer: the programs, Qt with
# its plug-ins, the licences. Called by installer/package.sh; uses no network.
#   make_portable.sh tarball|appimage BUILD_DIR OUT_DIR VERSION
# An AppImage begins with a runtime, which is not in Debian: HEADROOM_APPIMAGE_RUNTIME names that file.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kind=$1 build_dir=$(cd "$2" && pwd) out=$(cd "$3" && pwd) version=$4
epoch=${SOURCE_DATE_EPOCH:-$(date +%s)}
name=headroom-$version-linux-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
top=$work/$name
export LC_ALL=C
umask 022

fail() {
    printf 'make_portable: %s\n' "$*" >&2
    exit 1
}
for tool in patchelf strip ldd; do command -v $tool >/dev/null || fail "this needs $tool."; done

DESTDIR=$work/stage cmake --install "$build_dir" --prefix / >/dev/null
mkdir -p "$top"/{bin,libexec,lib,plugins,fallback,licences,fonts}
mv "$work/stage/share" "$top/share"
cp "$work"/stage/bin/headroom{,-cli} "$top/libexec/"

# Plug-ins of the Qt that is linked; a folder that this machine has not is left out.
core=$(ldd "$top/libexec/headroom" | awk '$1 ~ /^libQt6Core/ { print $3 }')
qt_plugins=$(dirname "$(readlink -f "$core")")/qt6/plugins
for plugin in platforms/libq{xcb,offscreen,wayland-egl,wayland-generic,minimal} sqldrivers/libqsqlite iconengines/libqsvgicon \
    imageformats/libq{jpeg,svg,gif,ico} tls/libq{openssl,certonly}backend printsupport/libcupsprintersupport \
    xcbglintegrations/libqxcb-{egl,glx}-integration platforminputcontexts/lib{compose,ibus}platforminputcontextplugin \
    wayland-shell-integration/libxdg-shell wayland-graphics-integration-client/libqt-plugin-wayland-egl \
    wayland-decoration-client/libbradient networkinformation/libqnetworkmanager; do
    [ -e "$qt_plugins/$plugin.so" ] || continue
    mkdir -p "$top/plugins/${plugin%/*}"
    cp "$qt_plugins/$plugin.so" "$top/plugins/$plugin.so"
done
[ -e "$top/plugins/sqldrivers/libqsqlite.so" ] || fail "the SQLite driver of Qt is not installed."
compgen -G "$top/plugins/platforms/libqwayland*" >/dev/null || echo "make_portable: without Wayland, as qt6-wayland is not installed"

mapfile -t elves < <(find "$top/libexec" "$top/plugins" -type f)
: >"$work/origins"
# The C library is never carried: the loader of the machine belongs to it.
ldd "${elves[@]}" | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' | sort -u |
    grep -vE '^(libc|libm|libdl|libpthread|librt|libresolv|libutil|libanl|libnss_.*)\.so' >"$work/libraries"
while read -r soname path; do
    if grep -qxF "$soname" "$here/system_libraries.txt"; then folder=$top/fallback/$soname; else folder=$top/lib; fi
    mkdir -p "$folder"
    cp -L "$path" "$folder/$soname"
    readlink -f "$path" >>"$work/origins"
done <"$work/libraries"
for plugin in "${elves[@]}"; do
    case $plugin in "$top"/plugins/*) echo "$qt_plugins/${plugin#"$top"/plugins/}" >>"$work/origins" ;; esac
done

while IFS= read -r file; do
    chmod u+w "$file"
    strip --strip-unneeded "$file"
    case $file in
    "$top"/fallback/*) patchelf --set-rpath '$ORIGIN/../../lib' "$file" ;;
    "$top"/plugins/*) patchelf --set-rpath '$ORIGIN/../../lib' "$file" ;;
    "$top"/libexec/*) patchelf --set-rpath '$ORIGIN/../lib' "$file" ;;
    *) patchelf --set-rpath '$ORIGIN' "$file" ;;
    esac
done < <(find "$top/libexec" "$top/lib" "$top/plugins" "$top/fallback" -type f)
printf '[Paths]\nPrefix = ..\nPlugins = plugins\n' >"$top/libexec/qt.conf"

for program in headroom headroom-cli; do
    sed "s/@PROGRAM@/$program/g" "$here/headroom.sh.in" >"$top/bin/$program"
    chmod 755 "$top/bin/$program"
done

# One font for machines that have none: a PDF needs letters.
font=$(find /usr/share/fonts -name DejaVuSans.ttf | head -1)
if [ -n "$font" ]; then
    cp "$font" "${font%.ttf}-Bold.ttf" "$top/fonts/"
    readlink -f "$font" >>"$work/origins"
fi
cp "$here/fonts.conf" "$top/fonts/"

# Licences go with what they are about.
cp "$here/../../LICENSE" "$top/licences/headroom.txt"
sort -u "$work/origins" | sed -E 'p; s#^/usr##; t; s#^#/usr#' | { xargs -r dpkg-query -S 2>/dev/null || true; } |
    sed -E 's/: .*//; s/:.*//' | sort -u >"$work/packages"
while read -r package; do
    cp -L "/usr/share/doc/$package/copyright" "$top/licences/$package.txt" || fail "the licence of $package is not on this machine."
done <"$work/packages"
# "See /usr/share/common-licenses" must lead somewhere on machines that are no Debian.
cp -rL /usr/share/common-licenses "$top/licences/common-licenses"
"$here/../sbom/make_sbom.sh" --json "$top/share/doc/headroom/headroom.cdx.json" --version "$version" \
    "$build_dir/app/headroom" "$build_dir/app/headroom-cli"
cp "$here/README.txt" "$top/README.txt"

find "$top" -exec touch -h -d "@$epoch" {} +
case $kind in
tarball)
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -C "$work" -c "$name" | xz -6 -T1 >"$out/$name.tar.xz"
    echo "make_portable: $out/$name.tar.xz"
    ;;
appimage)
    runtime=${HEADROOM_APPIMAGE_RUNTIME:-}
    [ -r "$runtime" ] || fail "HEADROOM_APPIMAGE_RUNTIME must name the runtime file of AppImage; see installer/README.md."
    command -v mksquashfs >/dev/null || fail "this needs squashfs-tools."
    id=io.github.headroom.Headroom
    ln -s bin/headroom "$top/AppRun"
    cp "$top/share/applications/$id.desktop" "$top/share/icons/hicolor/256x256/apps/$id.png" "$top/"
    env -u SOURCE_DATE_EPOCH mksquashfs "$top" "$work/image" -root-owned -noappend -quiet -mkfs-time "$epoch" -all-time "$epoch"
    cat "$runtime" "$work/image" >"$out/${name%-linux*}-$(uname -m).AppImage"
    chmod 755 "$out/${name%-linux*}-$(uname -m).AppImage"
    ;;
esac
