#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every command and option that --help prints is in the man page and is completed by bash.
#   check_help.sh HEADROOM HEADROOM_CLI MAN_FOLDER COMPLETION
set -euo pipefail
app=$1 cli=$2 pages=$3 completion=$4
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
. "$completion"
wrong=0 checked=0
miss() {
    printf '%s\n' "$*" >&2
    wrong=1
}

# complete_words FUNCTION WORD...: the completions of the last word.
complete_words() {
    local function=$1
    shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    "$function" "$1"
    printf '%s\n' "${COMPREPLY[@]}"
}

# check FUNCTION PAGE PROGRAM [COMMAND [ACTION]]
check() {
    local function=$1 page=$2 option help words
    shift 2
    help=$("$@" --help)
    words=$(complete_words "$function" "$@" -)
    while read -r option; do
        checked=$((checked + 1))
        grep -qF -e "${option//-/\\-}" <<<"$(section "$page" "${@:2}")" || miss "$option of $* is not in $(basename "$page")"
        grep -qxF -e "$option" <<<"$words" || miss "$option of $* is not completed"
    done < <(grep -E '^  -' <<<"$help" | sed -E 's/^  //; s/  .*//' | grep -oE -- '-[-a-zA-Z]+')
}

# The part of a page about one command, or all of it.
section() {
    local page=$1
    shift
    [ $# -gt 0 ] || { cat "$page" && return; }
    awk -v title=".SS $*" '$0 == title { on = 1; next } /^\.S[SH]/ { on = 0 } on' "$page"
}

check _headroom "$pages/headroom.1" "$app"
commands=$("$cli" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }')
completed=$(complete_words _headroom_cli "$cli" '')
for command in $commands; do
    grep -qxF "$command" <<<"$completed" || miss "$command is not completed"
    check _headroom_cli "$pages/headroom-cli.1" "$cli" "$command"
done
for action in import refresh backups restore; do
    check _headroom_cli "$pages/headroom-cli.1" "$cli" catalog "$action"
done
for option in --catalog --help --version; do
    complete_words _headroom_cli "$cli" - | grep -xF -e "$option" >/dev/null || miss "$option is not completed"
done
[ "$(complete_words _headroom_cli "$cli" evaluate --format j)" = json ] || miss "--format j is not completed to json"
[ "$(complete_words _headroom "$app" --page val)" = validation ] || miss "--page val is not completed"
[ "$checked" -gt 60 ] || miss "only $checked options were found"
if command -v man >/dev/null && man --version >/dev/null 2>&1; then
    for page in headroom headroom-cli; do
        warnings=$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$pages/$page.1" 2>&1 >/dev/null)
        [ -z "$warnings" ] || miss "$page.1: $warnings"
    done
fi
exit $wrong
