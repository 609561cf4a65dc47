#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_data.sh DATA: every file in the data folder is listed in SHA256SUMS, and is what it says.
set -eu
cd "$1"
sha256sum --quiet --strict -c SHA256SUMS
listed=$(cut -d ' ' -f 3- SHA256SUMS | LC_ALL=C sort)
found=$(find . -mindepth 2 -type f ! -name meson.build | sed 's,^\./,,' | LC_ALL=C sort)
[ "$listed" = "$found" ] || { echo "SHA256SUMS does not list these files: $found"; exit 1; }
