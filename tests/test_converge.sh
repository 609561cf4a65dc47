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

# A run that leaves fp64: its norm overflows, or underflows to a zero that it divides by.
ends 1 --iteration keller --matrix near-overflow:m=3,n=3 --steps 3
[ "$(grep -c 'left the range of fp64 at step 0' out)" -eq 1 ] || fault "overflow is not said"
ends 1 --iteration keller --matrix near-underflow:m=3,n=3 --steps 3 --json
jq -e '.results[0] | .left_range == 0 and .steps[2].error == null' out > /dev/null ||
    fault "what is not enclosed is not null"
ends 0 --iteration newton-schulz-3 --matrix gaussian:m=3,n=3,seed=1 --steps 30 --json
jq -e '.results[0] | .left_range == null and .steps[30].order == null' out > /dev/null ||
    fault "an order at the rounding floor"

printf '\223NUMPY\1\0\166\0%-117s\n' "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 2), }" > stack.npy
printf '\1\0\0\1\2\0\0\2' >> stack.npy
ends 0 --iteration keller --input stack.npy --steps 1 --json
jq -e '[.results[].tensor] == ["stack[0]", "stack[1]"]' out > /dev/null || fault "no batch"
ends 0 --iteration keller --input stack.npy --steps 1 --flatten --json
jq -e '[.results[].tensor] == ["stack"]' out > /dev/null || fault "not flattened"

for option in --csv --plot; do
    ends 2 --iteration keller --matrix hilbert:n=2 --steps 1 $option no/such/folder/file
    grep -q '^muoncheck converge: no/such/folder/file: ' err || fault "$option blames another"
    ends 4 --iteration keller --matrix hilbert:n=2 --steps 1 $option /dev/full
done
"$muoncheck" converge --help | grep -q '^usage: muoncheck converge' || fault "usage"
exit $((faults > 0))
