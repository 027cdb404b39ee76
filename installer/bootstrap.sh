#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Headroom authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a bare Debian or Ubuntu to a running program:
#   bash installer/bootstrap.sh run [SCENARIO]   build, then open the window on an example (with no
#                                                display: print the answer and write the PDF report)
#   bash installer/bootstrap.sh test             build, then run every test offscreen
#   bash installer/bootstrap.sh packages         only install what building and testing need
# Environment: HEADROOM_BUILD_DIR (default build/bootstrap), HEADROOM_JOBS, HEADROOM_SKIP_PACKAGES=1.
set -euo pipefail

usage() { sed -n '5,10s/^# \{0,1\}//p' "$0"; }
say() { printf '%s\n' "$*"; }
fail() {
    printf 'bootstrap: %s\n' "$*" >&2
    exit 1
}

source_dir=$(cd "$(dirname "$0")/.." && pwd)
build_dir=${HEADROOM_BUILD_DIR:-$source_dir/build/bootstrap}

build_packages=(cmake ninja-build g++ ccache qt6-base-dev libqcustomplot-dev libxlsxwriter-dev qt6-svg-dev libqpdf-dev nlohmann-json3-dev libqt6sql6-sqlite libqt6svg6)
test_packages=(catch2 gnumeric unzip poppler-utils qpdf desktop-file-utils appstream shared-mime-info binutils file dpkg-dev)
# The formatting is that of one version, which newer distributions no longer have.
wished_test_packages=(clang-format-14)

missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

install_packages() {
    [ "${HEADROOM_SKIP_PACKAGES:-0}" = 1 ] && return 0
    command -v apt-get >/dev/null || {
        say "No apt-get here: expecting CMake 3.25, a C++20 compiler, Qt 6.4 with Qt SVG, QCustomPlot, qpdf, libxlsxwriter, nlohmann-json and Catch2 (and Gnumeric's ssconvert and unzip for the tests) to be installed."
        return 0
    }
    local missing root=()
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing and need root to install: ${missing[*]}"
        root=(sudo)
    fi
    say "Installing: ${missing[*]}"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Those of the given packages that apt could install.
available_packages() {
    local package
    command -v apt-cache >/dev/null || return 0
    for package in "$@"; do
        apt-cache policy "$package" 2>/dev/null | grep -qE 'Candidate: [^(]' && printf '%s\n' "$package"
    done
    return 0
}

configure_and_build() {
    local jobs=${HEADROOM_JOBS:-$(nproc)}
    cmake -S "$source_dir" -B "$build_dir" -G Ninja -DCMAKE_BUILD_TYPE="$1" "${@:2}" >"$build_dir.log" 2>&1 || {
        cat "$build_dir.log" >&2
        fail "CMake could not configure; its messages are above."
    }
    cmake --build "$build_dir" -j "$jobs"
}

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

run_program() {
    local scenario=${1:-$source_dir/resources/examples/private-70b-assistant.headroom}
    [ -r "$scenario" ] || fail "cannot read the scenario \"$scenario\". Give the path of a .headroom file."
    install_packages "${build_packages[@]}"
    configure_and_build Release -DHEADROOM_TESTS=OFF
    if has_display; then
        say "Opening $scenario"
        exec "$build_dir/app/headroom" "$scenario"
    fi
    local report=$build_dir/report.pdf
    "$build_dir/app/headroom-cli" evaluate "$scenario"
    "$build_dir/app/headroom-cli" report "$scenario" --pdf "$report"
    say "" "There is no display, so the window stays closed. The report is in $report"
}

install_all_packages() {
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    local wished
    mapfile -t wished < <(available_packages "${wished_test_packages[@]}")
    [ ${#wished[@]} -eq 0 ] || install_packages "${wished[@]}"
}

run_tests() {
    install_all_packages
    configure_and_build Debug -DHEADROOM_TESTS=ON -DHEADROOM_WARNINGS_AS_ERRORS=ON
    QT_QPA_PLATFORM=offscreen ctest --test-dir "$build_dir" --output-on-failure -j "${HEADROOM_JOBS:-$(nproc)}" "$@"
}

mkdir -p "$(dirname "$build_dir")"
case "${1:-}" in
run) run_program "${@:2}" ;;
test)
    build_dir=$build_dir-test
    run_tests "${@:2}"
    ;;
packages) install_all_packages ;;
-h | --help)
    usage
    ;;
*)
    usage >&2
    fail "say what to do: run, test or packages."
    ;;
esac
