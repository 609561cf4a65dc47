#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test.sh: installs what is missing, builds with gcc and, to see its warnings, with clang, and
# passes all tests.  The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE

sh tools/install.sh test

[ -f build/build.ninja ] || meson setup build
meson compile -C build
[ -f build-clang/build.ninja ] || CC=clang meson setup build-clang
meson compile -C build-clang

status=0
meson test -C build --no-rebuild --print-errorlogs || status=$?

log=build/meson-logs/testlog.json
count() { grep -c "\"result\": \"\($1\)\"" "$log" || true; }
skipped=$(count SKIP)
if [ "$skipped" -ne 0 ]; then
    echo "$skipped skipped"
fi
echo "$(count 'OK\|EXPECTEDFAIL') passed, $(count 'FAIL\|ERROR\|TIMEOUT\|INTERRUPT\|UNEXPECTEDPASS') failed"
exit $status
