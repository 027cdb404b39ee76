#!/bin/sh
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes headroom.1 and headroom-cli.1: the prose beside this file, the options from --help.
#   make_pages.sh HEADROOM HEADROOM_CLI FOLDER VERSION DATE
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app=$1 cli=$2 folder=$3 version=$4 date=$5
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen

listing() { "$@" --help | awk -f "$here/help_to_man.awk"; }

commands() { "$cli" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }'; }

options_of_window() { listing "$app"; }

options_of_commands() {
    for command in $(commands); do
        printf '.SS %s\n' "$command"
        listing "$cli" "$command"
        [ "$command" = catalog ] || continue
        for action in import refresh backups restore; do
            printf '.SS %s %s\n' "$command" "$action"
            listing "$cli" "$command" "$action"
        done
    done
}

# The prose with its @...@ filled in.
page() {
    while IFS= read -r line; do
        case $line in
        @OPTIONS@) options_of_window ;;
        @COMMANDS@) options_of_commands ;;
        *) printf '%s\n' "$line" | sed -e "s/@VERSION@/$version/g" -e "s/@DATE@/$date/g" ;;
        esac
    done <"$1"
}

mkdir -p "$folder"
for name in headroom headroom-cli; do
    page "$here/$name.1.in" >"$folder/$name.1.part"
    mv "$folder/$name.1.part" "$folder/$name.1"
done
