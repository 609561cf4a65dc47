#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tables.sh OUTPUT FILE...: writes a C file that holds each FILE, named by its stem, as one entry of
# published[], closed by {0}.
set -eu
output=$1
shift
{
    printf '#include "table/published.h"\n\nconst struct published published[] = {\n'
    for file; do
        printf '{"%s",\n' "$(basename "$file" .json)"
        sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/    "/' -e 's/$/\\n"/' "$file"
        printf '},\n'
    done
    printf '{0}};\n'
} > "$output"
