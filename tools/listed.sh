#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# listed.sh [ROOT]: every .c file is listed in the meson.build of its folder, by its name with or
# without ".c", every proof in Coq in its _CoqProject, and every list of names there is sorted.
# One line a violation; exit 1 if any.
set -eu
cd "${1:-$(dirname "$0")/..}"
export LC_ALL=C
faults=0

for source in $(find src checks proofs recheck tests bench fuzz -name '*.c' 2>/dev/null | sort); do
    inventory=$(dirname "$source")/meson.build
    file=$(basename "$source") name=$(basename "$source" .c)
    if [ ! -f "$inventory" ] && [ "$(dirname "$source")" = tests/install ]; then
        inventory=tests/meson.build
    fi
    # In tests/ a list of "npy" makes test_npy.c.
    if ! grep -q "'\(.*/\)\{0,1\}\($file\|$name\|${name#test_}\)'" "$inventory" 2>/dev/null; then
        echo "$source: not listed in $inventory"
        faults=1
    fi
done

for inventory in $(find src checks proofs recheck tests bench fuzz include -name meson.build 2>/dev/null | sort); do
    # A list is what stands between [ ] or files( ) and is nothing but quoted words.
    sed 's/#.*//' "$inventory" | tr '\n' ' ' |
        grep -o "\(\[\|files(\)[[:space:]]*\('[^']*'[[:space:],]*\)*[])]" |
        awk -v inventory="$inventory" '{
            count = split($0, piece, "\047"); last = ""
            for (i = 2; i <= count; i += 2) {
                word = piece[i]; sub(/\.[ch]$/, "", word)
                if (word < last) { print inventory ": \047" piece[i] "\047 is out of order"; bad = 1 }
                last = word
            }
        } END { exit bad }' || faults=1
done
# Proofs in Coq: the list of files is what is there, sorted.
if [ -d proofs/coq ]; then
    listed=$(grep '\.v$' proofs/coq/_CoqProject 2>/dev/null) || listed=
    there=$(cd proofs/coq && ls ./*.v | sed 's|^\./||' | sort)
    if [ "$listed" != "$there" ]; then
        echo "proofs/coq/_CoqProject: does not list what is there, in order"
        faults=1
    fi
fi
exit $faults
