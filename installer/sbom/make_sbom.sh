#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lists the libraries that programs load, with versions and licences, as CycloneDX 1.5 JSON:
#   make_sbom.sh --json FILE --version VERSION PROGRAM...
#   make_sbom.sh --table PROGRAM...          the direct ones as a table for docs/dependencies.md
# Libraries and plug-ins are those of this machine, where dpkg tells whose they are. Licences come from
# licences.csv beside this file; a direct library that is not in it ends in an error.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
json='' table=0 version=0
while [ $# -gt 0 ]; do
    case $1 in
    --json) json=$2 && shift 2 ;;
    --version) version=$2 && shift 2 ;;
    --table) table=1 && shift ;;
    *) break ;;
    esac
done
[ $# -gt 0 ] || { sed -n '5,9s/^# //p' "$0" >&2 && exit 2; }
export LC_ALL=C

# Plug-ins that the program cannot do without, beside the Qt that is linked.
plugins() {
    local core
    core=$(ldd "$1" | awk '$1 ~ /^libQt6Core/ { print $3 }')
    find "$(dirname "$(readlink -f "$core")")/qt6/plugins" \
        \( -name libqsqlite.so -o -name libqsvgicon.so -o -name libqxcb.so -o -name libqopensslbackend.so \) | sort
}

closure() { ldd "$@" | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }' | sort -u; }

direct() {
    local names
    names=$(objdump -p "${programs[@]}" | awk '$1 == "NEEDED" { print $2 }' | sort -u)
    ldd "${programs[@]}" | awk -v names="$names" 'BEGIN { split(names, part, "\n"); for (i in part) want[part[i]] = 1 }
        $2 == "=>" && want[$1] { print $3 }' | sort -u
}

# Package, version, source package of the files on standard input, each once. Files of merged /usr are
# known to dpkg by either name.
owners() {
    xargs -r readlink -f | sed -E 'p; s#^/usr##; t; s#^#/usr#' | sort -u |
        { xargs -r dpkg-query -S 2>/dev/null || true; } | sed -E 's/: .*//' | sort -u |
        xargs -r dpkg-query -W -f='${Package}\t${Version}\t${source:Package}\n' | sort -u
}

programs=("$@")
mapfile -t extra < <(plugins "$1")
{
    direct | owners | sed 's/^/direct\t/'
    # Of the plug-ins only SQLite is ours to name; of headers, the JSON reader.
    { printf '%s\n' "${extra[@]}" && closure "${extra[@]}" | grep libsqlite3; } | owners | grep -E 'sqlite|svg' | sed 's/^/direct\t/'
    dpkg-query -W -f='direct\t${Package}\t${Version}\t${source:Package}\n' nlohmann-json3-dev 2>/dev/null || true
    closure "${programs[@]}" "${extra[@]}" | owners | sed 's/^/indirect\t/'
} | awk -F'\t' '!seen[$2]++' | sort -t"$(printf '\t')" -k1,1 -k2,2 |
    awk -F'\t' -v licences="$here/licences.csv" -v table=$table -v version="$version" \
        -v date="$(date -u -d "@${SOURCE_DATE_EPOCH:-0}" +%Y-%m-%dT%H:%M:%SZ)" \
        -v distribution="$(. /etc/os-release && printf '%s' "$ID")" -f "$here/write_sbom.awk" >"${json:-/dev/stdout}"
