#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# embed.sh NAME HEADER INPUT OUTPUT: writes a C file that holds INPUT as NAME[], one string a line,
# closed by NULL.
set -eu
{
    printf '#include "%s"\n\nconst char *const %s[] = {\n' "$2" "$1"
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/    "/' -e 's/$/\\n",/' "$3"
    printf '    0};\n'
} > "$4"
