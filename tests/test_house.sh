#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_house.sh ROOT: layers.sh and listed.sh pass on a clean little house, and fail, with the
# right line, on each violation planted in it.
set -u
root=$1
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
faults=0

apache='// SPDX-License-Identifier: Apache-2.0'
gpl='// SPDX-License-Identifier: GPL-3.0-or-later'

build_house() {
    rm -rf "$house"
    mkdir -p "$house/src/matrix" "$house/src/claim" "$house/include/muoncheck" "$house/checks" \
        "$house/tests"
    printf '%s\n#include "muoncheck/matrix.h"\n' "$apache" > "$house/src/matrix/rank.c"
    printf '%s\n#include <gsl/gsl_rng.h>\n#include "muoncheck/matrix.h"\n' "$gpl" \
        > "$house/src/claim/decide.c"
    printf '%s\n#include "status.h"\n' "$apache" > "$house/include/muoncheck/matrix.h"
    printf '%s\n' "$apache" > "$house/include/muoncheck/status.h"
    printf '%s\n#include "claim/claim.h"\n' "$gpl" > "$house/checks/a_claim.c"
    printf '%s\n' "$gpl" > "$house/tests/test_rank.c"
    echo "core_sources += files('rank.c')" > "$house/src/matrix/meson.build"
    echo "lab_sources += files('decide.c')" > "$house/src/claim/meson.build"
    printf "checks = [\n  'a_claim',\n]\n" > "$house/checks/meson.build"
    echo "foreach name : ['rank']" > "$house/tests/meson.build"
}

passes() {
    if ! said=$(sh "$root/tools/$1" "$house"); then
        echo "$1 fails on a clean house: $said"
        faults=1
    fi
}

# refuses SCRIPT PATTERN: it must exit 1 and say a line that matches.
refuses() {
    said=$(sh "$root/tools/$1" "$house")
    code=$?
    if [ $code -ne 1 ] || ! echo "$said" | grep -q "$2"; then
        echo "$1 lets pass what should match '$2' (exit $code): $said"
        faults=1
    fi
    build_house
}

build_house
passes layers.sh
passes listed.sh

echo '#include "claim/claim.h"' >> "$house/src/matrix/rank.c"
refuses layers.sh 'src/matrix/rank.c:3: .*later room "claim"'
echo '#include "muoncheck/spectrum.h"' >> "$house/include/muoncheck/matrix.h"
refuses layers.sh 'later room "spectrum"'
echo '  #  include <gsl/gsl_rng.h>' >> "$house/src/matrix/rank.c"
refuses layers.sh 'library of the laboratory'
echo "$gpl" > "$house/src/matrix/rank.c"
refuses layers.sh 'rank.c:1: the first line must be .*Apache-2.0'
echo "$apache" > "$house/checks/a_claim.c"
refuses layers.sh 'a_claim.c:1: the first line must be .*GPL'
echo '#include "rank.h"' >> "$house/src/matrix/rank.c"
refuses layers.sh 'does not say its room'
mkdir "$house/src/utils" && echo "$gpl" > "$house/src/utils/string.c"
refuses layers.sh 'room "utils" is not in the data flow'

echo "$apache" > "$house/src/matrix/forgotten.c"
refuses listed.sh 'src/matrix/forgotten.c: not listed'
echo "$gpl" > "$house/checks/claim.c"
refuses listed.sh 'checks/claim.c: not listed'
echo "$gpl" > "$house/tests/test_forgotten.c"
refuses listed.sh 'tests/test_forgotten.c: not listed'
printf "checks = [\n  'b',\n  'a_claim', # no\n]\n" > "$house/checks/meson.build"
refuses listed.sh "'a_claim' is out of order"

mkdir -p "$house/proofs/coq" && echo "$gpl" > "$house/proofs/coq/forgotten.v"
refuses listed.sh 'proofs/coq/_CoqProject: does not list'

exit $faults
