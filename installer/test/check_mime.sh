#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The file type takes in a database of its own, and the desktop entry opens it.   check_mime.sh TYPE.xml ENTRY.desktop
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
type=application/x-headroom-scenario
mkdir -p "$work/mime/packages"
cp "$1" "$work/mime/packages/"
update-mime-database "$work/mime"
grep -q "$type:\*.headroom" "$work/mime/globs2"
grep -qa "\"format\": \"headroom-scenario\"" "$work/mime/magic"
grep -q "$type application/json" "$work/mime/subclasses"
grep -q "^MimeType=$type;" "$2"
grep -q '^Exec=headroom %F$' "$2"
