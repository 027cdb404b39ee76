#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy on the sources that differ from a commit:   .ci/tidy_changed.sh BASE BUILD_DIR
# The build folder holds compile_commands.json and, for generated headers, a finished build.
set -euo pipefail
base=$1 build_dir=$2
cd "$(dirname "$0")/.."
mapfile -t files < <(git diff --name-only --diff-filter=d "$base"... -- 'core/*.cpp' 'database/*.cpp' 'ui/*.cpp' 'app/*.cpp')
[ ${#files[@]} -gt 0 ] || { echo "No source has changed." && exit 0; }
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 1 "${CLANG_TIDY:-clang-tidy}" -p "$build_dir" --quiet --warnings-as-errors='*'
