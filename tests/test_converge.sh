#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_converge.sh MUONCHECK: the command converge as a user meets it.
set -u
muoncheck=$(realpath "$1")
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room" || exit 1
faults=0

fault() { echo "FAULT: $1"; faults=$((faults + 1)); }

# ends CODE WORD...: muoncheck converge WORD... exits with CODE.
ends() {
    expected=$1
    shift
    "$muoncheck" converge "$@" > out 2> err < /dev/null
    code=$?
    [ $code -eq "$expected" ] || fault "'$*' exits $code, not $expected"
}

for iteration in $("$muoncheck" list iterations | awk '{print $1}'); do
    ends 0 --iteration "$iteration" --matrix gaussian:m=3,n=3,seed=1 --steps 4 --json
    jq -e '.results[0].steps | length == 5' out > /dev/null || fault "$iteration: not 5 steps"
    jq -e '[.results[0].steps[] | keys == ["approximation", "bound", "error", "k", "order",
           "orthogonality", "rounding"]] | all' out > /dev/null || fault "$iteration: fields"
done

ends 0 --iteration newton --matrix gaussian:m=3,n=3,seed=1 --csv table.csv --plot plot.svg
[ "$(wc -l < table.csv)" -eq 17 ] || fault "the table has not one line a step"
grep -q '<svg' plot.svg || fault "the plot is no SVG"
ends 0 --iteration coupled-newton-schulz:p=-2 --matrix hilbert:m=3,n=3 --format mpfr:120
ends 2 --iteration newton --matrix gaussian:m=3,n=4
ends 2 --iteration newton --matrix zero:m=3,n=3
ends 2 --iteration coupled-newton:p=0 --matrix hilbert:m=3,n=3
ends 2 --iteration nobody --matrix hilbert:m=3,n=3
ends 2 --iteration newton
ends 2 --iteration newton --matrix hilbert:m=3,n=3 --format bf17
ends 2 --iteration newton --matrix hilbert:m=3,n=3 --steps -1
[ "$(wc -l < err)" -eq 1 ] || fault "a complaint is not one line"
exit $((faults > 0))
