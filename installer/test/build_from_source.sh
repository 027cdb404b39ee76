#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The two commands of the README on a fresh minimal root, from a clean checkout:
#   sudo installer/test/build_from_source.sh [bookworm|trixie]
# Takes half an hour or more on two cores. The committed state is tested, not the working tree.
set -euo pipefail
. "$(dirname "$0")/roots.sh"
suite=${1:-bookworm}
need_root

make_root "$suite" "source-$suite"
mkdir "$root/src"
git -c safe.directory='*' -C "$source_dir" archive "${HEADROOM_COMMIT:-HEAD}" | tar -x -C "$root/src"

start=$SECONDS
say "bash installer/bootstrap.sh run"
in_root_sh 'cd /src && bash installer/bootstrap.sh run >/run.log 2>&1' || {
    tail -40 "$root/run.log"
    fail "the first command failed; the root is $root"
}
say "It took $((SECONDS - start)) s. Its last lines:"
tail -3 "$root/run.log"
[ "$(head -c 5 "$root/src/build/bootstrap/report.pdf")" = %PDF- ] || fail "there is no report"

start=$SECONDS
say "bash installer/bootstrap.sh test"
in_root_sh 'cd /src && bash installer/bootstrap.sh test >/test.log 2>&1' || {
    grep -aE 'error:|FAILED:|\*\*\*Failed|\(Failed\)|Not Run' "$root/test.log" | head -40 || true
    tail -15 "$root/test.log"
    fail "the second command failed; the root is $root"
}
say "It took $((SECONDS - start)) s:"
grep -aE 'tests passed|Total Test time' "$root/test.log"
drop_root
say "Debian $suite builds from source and passes."
