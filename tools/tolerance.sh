#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tolerance.sh [COUNT] [SEED]: COUNT (100000) emulated runs over sizes to 64 against the bounds that
# `muoncheck tolerance` proves for them.  Half an hour; exit 1 if one is beyond its bound.
set -eu
cd "$(dirname "$0")/.."
[ -f build/build.ninja ] || meson setup build
meson compile -C build tolerance_runs
exec build/tests/tolerance_runs "${1:-100000}" "${2:-1}"
