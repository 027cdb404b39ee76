#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds and packs, without network:
#   installer/package.sh [deb] [tarball] [appimage]     deb and tarball unless given
# Environment: HEADROOM_BUILD_DIR (default build/package), HEADROOM_OUT (where packages go, default
# the build folder), HEADROOM_JOBS, HEADROOM_VERSION (packs under another version, for tests of
# upgrades), SOURCE_DATE_EPOCH (default: the time of the last commit), HEADROOM_APPIMAGE_RUNTIME (the
# runtime file that an AppImage begins with).
# The same source, SOURCE_DATE_EPOCH and distribution give the same bytes.
set -euo pipefail
source_dir=$(cd "$(dirname "$0")/.." && pwd)
build_dir=${HEADROOM_BUILD_DIR:-$source_dir/build/package}
fail() {
    printf 'package: %s\n' "$*" >&2
    exit 1
}

wanted=("$@")
[ $# -gt 0 ] || wanted=(deb tarball)
for kind in "${wanted[@]}"; do
    case $kind in
    deb | tarball | appimage) ;;
    *) sed -n '5,12s/^# \{0,1\}//p' "$0" >&2 && fail "there is no package “$kind”." ;;
    esac
done

release_date=$(sed -n 's/^set(HEADROOM_RELEASE_DATE \(.*\))/\1/p' "$source_dir/CMakeLists.txt")
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH=$(git -C "$source_dir" log -1 --format=%ct 2>/dev/null || date -u -d "$release_date" +%s)
fi
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
umask 022

cmake -S "$source_dir" -B "$build_dir" -G Ninja -DCMAKE_BUILD_TYPE=Release -DHEADROOM_PACKAGE=ON -DHEADROOM_TESTS=OFF \
    ${HEADROOM_HOMEPAGE:+-DHEADROOM_HOMEPAGE="$HEADROOM_HOMEPAGE"}
cmake --build "$build_dir" -j "${HEADROOM_JOBS:-$(nproc)}"
version=${HEADROOM_VERSION:-$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build_dir/CMakeCache.txt")}
out=${HEADROOM_OUT:-$build_dir}
mkdir -p "$out"

for kind in "${wanted[@]}"; do
    case $kind in
    deb)
        command -v dpkg-shlibdeps >/dev/null || fail "dpkg-dev is missing: the package would name no library."
        (cd "$build_dir" && cpack -G DEB -D CPACK_PACKAGE_VERSION="$version" -B "$out")
        rm -rf "$out/_CPack_Packages"
        ;;
    tarball | appimage) "$source_dir/installer/portable/make_portable.sh" "$kind" "$build_dir" "$out" "$version" ;;
    esac
done
