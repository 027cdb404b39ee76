#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Every library that is linked has a licence in licences.csv and a line in the documentation.
#   check_sbom.sh SBOM_FOLDER JSON DEPENDENCIES.md PROGRAM...
set -euo pipefail
folder=$1 json=$2 page=$3
shift 3
for want in '"bomFormat": "CycloneDX"' '"specVersion": "1.5"' '"libqcustomplot' '"libsqlite3-0"' '"nlohmann-json3-dev"' '"expression": "blessing"'; do
    grep -qF "$want" "$json" || { echo "$json does not have $want" >&2 && exit 1; }
done
if command -v python3 >/dev/null; then python3 -m json.tool "$json" >/dev/null; fi
wrong=0 count=0
while IFS='|' read -r _ name licence _; do
    count=$((count + 1))
    grep -qE "^\|$(sed 's/[*]/[*]/g' <<<"$name")\|$licence\|" "$page" || {
        echo "$page has no line “|$name|$licence|”" >&2
        wrong=1
    }
done < <("$folder/make_sbom.sh" --table "$@" | tail -n +3)
[ "$count" -ge 8 ] || { echo "only $count libraries were found" >&2 && exit 1; }
exit $wrong
