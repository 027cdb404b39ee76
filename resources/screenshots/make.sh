#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pictures of the running program for README, guide and AppStream metadata, at two pixels a point:
#   resources/screenshots/make.sh PATH/TO/headroom
# Needs no display. With ImageMagick (convert) the files become about a third of the size.
set -euo pipefail

program=$(realpath "${1:?say where the program is: resources/screenshots/make.sh build/release/app/headroom}")
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 XDG_DATA_HOME=$folder XDG_CONFIG_HOME=$folder LC_ALL=C

# picture FILE EXAMPLE THEME SIZE PAGE
picture() {
    "$program" --theme "$3" --page "$5" --size "$4" --screenshot "$folder/picture.png" \
        "../examples/$2.headroom" 2>/dev/null
    if command -v convert >/dev/null; then
        convert "$folder/picture.png" +dither -colors 96 -define png:compression-level=9 -strip "$1"
    else
        cp "$folder/picture.png" "$1"
    fi
    printf '%s: %s bytes\n' "$1" "$(stat -c %s "$1")"
}

picture answer-light.png private-70b-assistant light 1280x800 answer
for page in answer memory speed cost risk compare; do
    picture "../guide/images/$page.png" rag-30b-moe light 1080x680 "$page"
done
