#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_sollya.sh TEST_SOLLYA: runs it where Sollya is installed; else says so and counts as skipped.
set -eu
if ! command -v sollya > /dev/null; then
    echo "sollya is not installed (sh tools/install.sh bench): nothing was compared"
    exit 77
fi
exec "$1"
