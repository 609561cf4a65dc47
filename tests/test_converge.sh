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
    jq -e '[.results[0].steps[] | keys == ["approximation", "bound", "bound_violation",
           "dual_gap", "error", "k", "order", "orthogonality", "psd_residual", "residual",
           "rounding", "rounding_bound", "run_bound", "run_bound_by"]] | all' out > /dev/null || fault "$iteration: fields"
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
[ "$(grep -c 'wrong at step 0, the start: the run left the range' out)" -eq 1 ] ||
    fault "overflow is not said"
ends 1 --iteration keller --matrix near-underflow:m=3,n=3 --steps 3 --json
jq -e '.results[0] | .wrong == {"what": "left-range", "k": 0} and .steps[2].error == null' out > /dev/null ||
    fault "what is not enclosed is not null"
ends 0 --iteration newton-schulz-3 --matrix gaussian:m=3,n=3,seed=1 --steps 30 --json
jq -e '.results[0] | .wrong == null and .steps[30].order == null' out > /dev/null ||
    fault "an order at the rounding floor"

# wrong WHAT K WORD...: the run goes wrong in this way at this step, and the exit code says so.
wrong() {
    what=$1 k=$2
    shift 2
    ends 1 "$@" --json
    jq -e ".results[0].wrong == {\"what\": \"$what\", \"k\": $k}" out > /dev/null ||
        fault "'$*' is not $what at $k: $(jq -c '.results[0].wrong' out)"
}

# Norms of 1e-9 and 1e-10 under the epsilon of the published code, of the norm 8 of a Hadamard
# matrix: the start has norm 0.0099 and 0.00099, which five steps of slope 3.4445 do not make up for
# at the latter.
small=hadamard:n=8,scale=1.25e-10
wrong epsilon 0 --iteration keller --matrix $small --epsilon 1e-7
wrong epsilon 0 --iteration keller --matrix hadamard:n=8,scale=1.25e-11 --epsilon 1e-7 --steps 5 --max-error 1/2
jq -e '.results[0].verdict == "refuted"' out > /dev/null || fault "a lost norm is not refuted"
wrong epsilon 0 --iteration keller --matrix $small --epsilon 1e-7 --format bf16
ends 0 --iteration keller --matrix $small --epsilon 1e-30 --max-error 1/2 --steps 6
ends 0 --iteration keller --matrix $small --max-error 1/2 --steps 6
ends 2 --iteration newton --matrix hadamard:n=8 --epsilon 1e-7
ends 2 --iteration keller --matrix hadamard:n=8 --epsilon 0
# fp16 before the division: squares overflow from entries of 256 on, entries from 65520 on.
wrong left-range 0 --iteration keller --matrix hadamard:n=8,scale=256 --format fp16
wrong left-range 0 --iteration keller --matrix hadamard:n=8,scale=65536 --format fp16
ends 0 --iteration keller --matrix hadamard:n=8,scale=16 --format fp16
# Rank one in bf16: the only singular value is 1 but for rounding, where tables without a safety
# factor turn steep.
one=rational-svd:m=8,n=6,rank=1,seed=2
wrong out-of-hand 2 --iteration polar-express --matrix $one --format bf16 --steps 8
ends 0 --iteration polar-express-safe --matrix $one --format bf16 --steps 8
ends 0 --iteration polar-express --matrix $one --format fp64 --steps 8

# The spectra of the report's harness, 8 x 8, in one call: where bf16 stops, and the bound above it.
set --
for spectrum in linear-to-zero geometric,cond=1e3 geometric,cond=1e5 geometric,cond=1e7 \
    geometric,cond=1e9 rank-deficient,rank=4 rank-deficient,rank=2 two-then-tail gamma \
    log-uniform,cond=1e10 power-law clustered; do
    set -- "$@" --matrix "prescribed:m=8,n=8,seed=1,scale=4,spectrum=$spectrum"
done
# Directions below its resolution come out with either sign: exit code 1.
ends 1 --iteration newton-schulz-5 "$@" --format bf16 --steps 12 --csv all.csv --plot all.svg --json
jq -e '.results | length == 12' out > /dev/null || fault "not one result a matrix"
jq -e '[.results[].stagnates_at] | map(select(. != null)) | length >= 10' out > /dev/null ||
    fault "bf16 does not stop on ten spectra"
above() {
    jq -e '[.results[].steps[] | if .run_bound == null then .run_bound_by == "left-range"
            else (.rounding.lo | tonumber) <= (.run_bound.hi | tonumber) end] | all' out > /dev/null ||
        fault "$1: a run that is beyond its bound, or has none"
}
above newton-schulz-5
[ "$(wc -l < all.csv)" -eq 157 ] || fault "the table has not one line a run and step"
grep -q 'power-law' all.svg || fault "the plot does not name its curves"
# By which argument: one iteration of each kind, and a routine without one.
by() {
    argument=$1
    shift
    ends 0 --matrix gaussian:m=5,n=5,seed=3 --format bf16 "$@" --json
    above "$*"
    jq -e ".results[0].steps[3].run_bound_by == \"$argument\"" out > /dev/null ||
        fault "'$*' is not bounded by $argument: $(jq -c '.results[0].steps[3].run_bound_by' out)"
}
by spectra --iteration qdwh
by spectra --iteration gram-newton-schulz
by pairs --iteration coupled-newton
by recurrence --iteration muon-power-fifth
by norms --iteration beyond-muon-half --steps 4
ends 1 --iteration keller --matrix hadamard:n=8,scale=65536 --format fp16 --json
jq -e '.results[0].steps[3] | .run_bound == null and .run_bound_by == "left-range"' out > /dev/null ||
    fault "no reason where there is no bound"
ends 0 --iteration keller --matrix gaussian:m=6,n=6,seed=1 --format bf16
grep -Eq '(^|[^0-9.])[0-9]{8,}' out && fault "a wide number is not told by its exponent"

ends 0 --iteration newton-schulz-5 --matrix prescribed:m=8,n=8,seed=1,scale=4,spectrum=gamma \
    --matrix gaussian:m=6,n=9,seed=2 --format fp32 --format mpfr:60 --steps 12 --json
jq -e '[.results[].format] == ["fp32", "mpfr:60", "fp32", "mpfr:60"]' out > /dev/null ||
    fault "not every matrix in every format"
jq -e '[.results[] | select(.format == "fp32") | .steps[1:9][].rounding_bound != null] | all' \
    out > /dev/null || fault "no bound of rounding in fp32"
jq -e '[.results[].steps[] | select(.rounding_bound != null) |
        (.rounding.lo | tonumber) <= (.rounding_bound.hi | tonumber)] | all' out > /dev/null ||
    fault "a proved bound of rounding is below the rounding"

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
