#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the fuzz targets with clang and runs each over its corpus:
#
#   tests/fuzz/run.sh [SECONDS] [TARGET...]     60 seconds and every target without words
#
# SECONDS are processor seconds of each target: a busy machine takes longer and does as much. The build and what a run finds (new inputs in
# corpus/, inputs that crash, hang or leak in findings/, logs) stay in HEADROOM_FUZZ_DIR, build/fuzz
# unless set; a later run goes on from there. The last lines are a table. Ends with 1 when there
# are findings, with 2 when a target does not build or run.
set -euo pipefail

source_dir=$(cd "$(dirname "$0")/../.." && pwd)
work=${HEADROOM_FUZZ_DIR:-$source_dir/build/fuzz}
seconds=${1:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "usage: run.sh [SECONDS] [TARGET...]" >&2; exit 2; }
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    targets=(gguf safetensors config bench import scenario catalog_csv)
fi

build() {
    local names=()
    for target in "${targets[@]}"; do names+=("fuzz_$target"); done
    if [ ! -f "$work/build.ninja" ]; then
        CC=${CC:-clang} CXX=${CXX:-clang++} cmake -S "$source_dir" -B "$work" -G Ninja \
            -DHEADROOM_GUI=OFF -DHEADROOM_TESTS=OFF -DHEADROOM_FUZZ=ON -DCMAKE_BUILD_TYPE=None
    fi
    ninja -C "$work" "${names[@]}"
}

# The last number behind a word of a log: "last cov: LOG".
last() {
    grep -o "$1 *[0-9]*" "$2" | tail -n 1 | grep -o '[0-9]*$' || echo 0
}

# One run of at most so many seconds by the clock; adds to `processor` and `executions`.
fuzz_once() {
    local target=$1 home=$work/runs/$1
    local status=0
    local TIMEFORMAT='%U %S'
    # Inputs are small, so that the fuzzer gets through many.
    { time "$work/tests/fuzz/fuzz_$target" -max_total_time="$2" -max_len=16384 \
        -timeout=60 -report_slow_units=60 \
        -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$home/findings/" \
        "$home/corpus" "$source_dir/tests/fuzz/corpus/$target" >"$home/log" 2>&1; } \
        2>"$home/time" || status=$?
    processor=$(awk -v sum="$processor" '{ printf "%.0f", sum + $1 + $2 }' "$home/time")
    executions=$((executions + $(last 'number_of_executed_units:' "$home/log")))
    return "$status"
}

fuzz() {
    local target=$1 home=$work/runs/$1
    mkdir -p "$home/corpus" "$home/findings"
    local processor=0 executions=0 status=0
    while [ "$status" -eq 0 ] && [ "$processor" -lt "$seconds" ]; do
        fuzz_once "$target" $((seconds - processor)) || status=$?
    done
    local found
    found=$(find "$home/findings" -type f | wc -l)
    if [ "$found" -gt 0 ]; then
        verdict=1
    elif [ "$status" -ne 0 ]; then
        tail -n 5 "$home/log" >&2
        verdict=2
    fi
    printf '%-12s %9s %11s %9s %7s %9s %7s %8s\n' "$target" "$processor" "$executions" \
        $((executions / (processor + 1))) "$(last 'cov:' "$home/log")" \
        "$found" "$(find "$home/corpus" -type f | wc -l)" \
        "$(du -sk "$home/corpus" | cut -f1)" >>"$table"
}

build || exit 2
verdict=0
table=$(mktemp)   # its own: several runs may share a build
trap 'rm -f "$table"' EXIT
printf '%-12s %9s %11s %9s %7s %9s %7s %8s\n' target 'cpu s' executions exec/cpu-s edges \
    findings inputs 'KiB' >"$table"
for target in "${targets[@]}"; do
    echo "$target for $seconds processor seconds" >&2
    fuzz "$target"
done
cat "$table"
[ "$verdict" -eq 0 ] || echo "Findings and logs are in $work/runs." >&2
exit "$verdict"
