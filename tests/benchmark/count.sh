#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Counts the instructions of pieces of headroom-bench under callgrind, which does not depend on how
# busy or fast the machine is:
#
#   tests/benchmark/count.sh BUILD [PREFIX...]     such as build/release evaluate/ cash-flow/
#
# Without a prefix every piece is counted, which takes an hour. A release build with the compiler
# and flags of before compares with before. On one processor the evaluation starts no threads, which
# would not be counted.
set -euo pipefail

program=${1:?usage: count.sh BUILD [PREFIX...]}/tests/benchmark/headroom-bench
shift
[ $# -gt 0 ] || set -- ''
alone=$(command -v taskset >/dev/null && echo 'taskset -c 0' || true)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

printf '%-40s %18s  %s\n' piece 'million instr.' 'per thing of'
for prefix in "$@"; do
    for name in $("$program" --list --only "$prefix"); do
        words=$($alone valgrind --tool=callgrind --callgrind-out-file="$scratch/out" \
            --toggle-collect=headroom_counted_piece "$program" --count "$name" 2>"$scratch/log")
        counted=$(awk '/^(summary|totals):/ { print $2; exit }' "$scratch/out")
        things=${words%% *}
        awk -v name="$name" -v counted="$counted" -v things="$things" -v note="${words#* }" \
            'BEGIN { printf "%-40s %18.4f  %s\n", name, counted / things / 1e6, note }'
    done
done
