#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_page.sh PROGRAM: a browser opens the report and complains of nothing.  The page forbids itself
# by its policy to load anything, so a request to anywhere would be such a complaint.
set -eu
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

"$program" verify psi-half-frobenius ns3-basin --store s --witnesses w > /dev/null
"$program" falsify kkt-score psi-holder --budget 200 --resume j > /dev/null
"$program" falsify kkt-score --drop never-negative --budget 200 --resume j > /dev/null
"$program" report --store s --searches j -o page > /dev/null
timeout 120 chromium --headless=new --no-sandbox --disable-gpu --disable-background-networking \
    --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$folder/profile" \
    --enable-logging=stderr --dump-dom "file://$folder/page/index.html" > dom.html 2> log

grep -q "default-src 'none'" page/index.html || { echo "the page has no policy"; exit 1; }
for word in psi-half-frobenius ns3-basin '<svg' 'Tightness' 'odd extension' never-negative; do
    grep -q -e "$word" dom.html || { echo "the page does not show $word"; exit 1; }
done
if grep -oE '>[^<]*[0-9]e[+-]?0[0-9][^<]*<' dom.html; then
    echo "the page pads exponents"
    exit 1
fi
if grep -i 'console' log; then
    echo "the browser complains"
    exit 1
fi
