#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the packages twice, from two copies of the committed source in folders of different names, without a
# compile cache, under another umask, and compares them byte for byte:
#   installer/test/reproducible.sh
# HEADROOM_OUT receives the packages. HEADROOM_REPRODUCE_CACHED=1 lets the second build use the compile cache:
# quicker, and no proof of the compiler.
set -euo pipefail
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/var/tmp}/headroom-twice.XXXXXX")
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$source_dir" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
[ "${HEADROOM_REPRODUCE_CACHED:-0}" = 1 ] || export CCACHE_DISABLE=1

build() {
    local copy=$work/$1 build_dir=$2
    mkdir -p "$copy"
    git -C "$source_dir" archive "${HEADROOM_COMMIT:-HEAD}" | tar -x -C "$copy"
    export CCACHE_BASEDIR=$copy CCACHE_NOHASHDIR=1
    (umask "$3" && HEADROOM_BUILD_DIR=$build_dir HEADROOM_OUT=$work/out-$1 "$copy/installer/package.sh" deb tarball >"$work/$1.log" 2>&1) || {
        tail -20 "$work/$1.log" >&2
        exit 1
    }
    (cd "$work/out-$1" && sha256sum headroom*)
}

echo "First:"
build first "$source_dir/build/reproducible-one" 022
echo "Second:"
build second/in-a-longer-path "$work/build-two" 077
if diff <(cd "$work/out-first" && sha256sum headroom*) <(cd "$work/out-second/in-a-longer-path" && sha256sum headroom*); then
    echo "Both are equal, byte for byte."
else
    command -v diffoscope >/dev/null && diffoscope "$work"/out-first/*.deb "$work"/out-second/in-a-longer-path/*.deb || true
    exit 1
fi
if [ -n "${HEADROOM_OUT:-}" ]; then
    mkdir -p "$HEADROOM_OUT"
    cp "$work"/out-first/headroom* "$HEADROOM_OUT/"
fi
