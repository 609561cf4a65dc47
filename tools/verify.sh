#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# verify.sh: installs what is missing, builds the program, verifies every claim on generated
# matrices and on the real ones in data/, and writes report/index.html.  The last line says what
# was found; the exit code is that of `muoncheck verify`.
set -eu
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE

sh tools/install.sh

[ -f build/build.ninja ] || meson setup build
ninja -C build src/cli/muoncheck

muoncheck=build/src/cli/muoncheck
mkdir -p report
store=report/verify.sqlite
found=$(mktemp)
trap 'rm -f "$found"' EXIT
status=0
"$muoncheck" verify --suite quick --store "$store" --witnesses report/witnesses > "$found" ||
    status=$?
cat "$found"
"$muoncheck" report --store "$store" -o report > /dev/null
echo "verify: $(tail -n 1 "$found"); the report is report/index.html"
exit $status
