#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# registry.sh TYPE PREFIX ARRAY HEADER OUTPUT NAME...: writes a C file that lists `PREFIX_NAME`
# objects of `const struct TYPE`, in the given order, as ARRAY[] (plural) with PREFIX_count.
set -eu
type=$1 prefix=$2 array=$3 header=$4 output=$5
shift 5
{
    printf '#include "%s"\n\n' "$header"
    for name; do printf 'extern const struct %s %s_%s;\n' "$type" "$prefix" "$name"; done
    printf '\nconst struct %s *const %s[] = {\n' "$type" "$array"
    for name; do printf '    &%s_%s,\n' "$prefix" "$name"; done
    printf '    0,\n};\nconst size_t %s_count = %d;\n' "$prefix" "$#"
} > "$output"
