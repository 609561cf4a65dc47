#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# stagnation.sh [-o DIR] [FORMAT...]: every iteration on thirteen spectra, 16 x 16, in bf16 (or these
# formats): at which step errors stop falling, at what level, and the bound above it.  Goes on where
# it was stopped; writes DIR/stagnation.csv, an SVG for each format and one line; DIR is `stagnation`.
# Exit 1 if a bound is below what it bounds.  Needs jq and gnuplot.
set -eu
cd "$(dirname "$0")/.."
muoncheck=$PWD/build/src/cli/muoncheck
out=stagnation
[ "${1:-}" = -o ] && { out=$2; shift 2; }
[ $# -gt 0 ] || set -- bf16
[ -x "$muoncheck" ] || { echo "stagnation: first build the program" >&2; exit 2; }
mkdir -p "$out/runs"

# linspace(0, 1/2); logspace to 1e-3, 1e-5, 1e-7, 1e-9, 1e-10; half zero; ranks 3 and 2; two values
# and a tail; Gamma(3, 1/2); a cluster; i^-5.
spectra='linear-to-zero geometric,cond=1e3 geometric,cond=1e5 geometric,cond=1e7
    geometric,cond=1e9 geometric,cond=1e10 rank-deficient,rank=8 rank-deficient,rank=3
    rank-deficient,rank=2 two-then-tail gamma clustered power-law'

# steps ITERATION: beyond what it takes to converge; a table that ends leaves X as it is.
steps() {
    case $1 in
        zolo-pd) echo 6 ;;
        beyond-muon-*) echo 15 ;;
        newton-optimal) echo 12 ;;
        qdwh* | dwh | pade-* | halley) echo 16 ;;
        *) echo 24 ;;
    esac
}

# One run, kept as DIR/runs/NAME.json once it is whole; exit 2 is a matrix outside the domain.
run() {
    name=$out/runs/$1.$2.$3.json
    [ -s "$name" ] && return
    code=0
    nice -n 10 "$muoncheck" converge --iteration "$1" --format "$2" --steps "$(steps "$1")" --json \
        --max-bits 2048 --matrix "prescribed:m=16,n=16,seed=1,scale=4,spectrum=$3" \
        > "$name.part" 2> "$name.why" || code=$?
    case $code in
        0 | 1 | 3) rm "$name.why" ;;
        2) jq -Rn --arg why "$(sed 's/^muoncheck converge: //' "$name.why")" \
               '{results: [], why: $why}' > "$name.part"; rm "$name.why" ;;
        *) echo "stagnation: $name: exit $code" >&2; exit 4 ;;
    esac
    mv "$name.part" "$name"
}

# The row of a run: its stagnation step (its last one where errors still fall), and its last one.
row() {
    jq -r --arg i "$1" --arg f "$2" --arg s "$3" '
        def top: if . == null then "" else .hi | tonumber | . * 1000000 | ceil / 1000000 end;
        if .results == [] then [$i, $f, $s, "", "", "", "", "", "", "", "", "", "", "", .why]
        elif .results[0].steps == [] then [$i, $f, $s, "", "", "", "", "", "", "", "", "", "", "", "not decided"]
        else .results[0] as $r | ($r.stagnates_at // ($r.steps | length - 1)) as $k
        | $r.steps[$k] as $t | $r.steps[-1] as $last
        | ([$r.steps[] | select(.run_bound != null and
                                (.run_bound.hi | tonumber) < (.rounding.lo | tonumber))] | length)
          as $below
        | [$i, $f, $s, $r.stagnates_at // "", $k, ($t.error | top), ($t.approximation | top),
           ($t.rounding | top), ($t.run_bound | top), $t.run_bound_by, ($last.error | top),
           ($last.rounding | top), ($last.run_bound | top), $last.run_bound_by,
           if $below > 0 then "BELOW" elif $r.wrong then "\($r.wrong.what) at \($r.wrong.k)"
           else "" end] end | @csv' "$out/runs/$1.$2.$3.json"
}

table=$out/stagnation.csv
{
    printf '"iteration","format","spectrum","stagnates_at","k","error","approximation","rounding",'
    echo '"run_bound","run_bound_by","last_error","last_rounding","last_bound","last_by","wrong"'
} > "$table"
for format in "$@"; do
    for iteration in $("$muoncheck" list iterations | awk '{print $1}'); do
        for spectrum in $spectra; do
            run "$iteration" "$format" "$spectrum"
            row "$iteration" "$format" "$spectrum" >> "$table"
        done
    done
done

# Of each iteration a column: rounding where errors stop falling, and the bound above it.
for format in "$@"; do
    gnuplot <<PLOT
set terminal svg size 1100,560 font 'sans-serif,13'
set output '$out/$format.svg'
set datafile separator comma
set key title 'rounding in $format at the last step, thirteen spectra' left
set key outside top left horizontal
set logscale y
set format y '10^{%T}'
set xtics rotate by -50 nomirror
set grid y
order = "$("$muoncheck" list iterations | awk '{printf "%s ", $1}')"
place(name) = sum [i=1:words(order)] (word(order, i) eq name ? i : 0)
set xrange [0:words(order) + 1]
set for [i=1:words(order)] xtics add (word(order, i) i)
ours(f) = f eq '$format' ? 1 : NaN
plot '$table' skip 1 using (place(strcol(1)) - 0.15):(\$12 * ours(strcol(2))) pt 7 ps 0.5 lc rgb '#0072b2' title 'rounding', \
     '' skip 1 using (place(strcol(1)) + 0.15):(\$13 * ours(strcol(2))) pt 2 ps 0.6 lc rgb '#d55e00' title 'bound for the run'
PLOT
done

below=$(grep -c '"BELOW"' "$table" || true)
runs=$(grep -c '"spectra"\|"pairs"\|"norms"' "$table" || true)
outside=$(grep -c '"","","","","","","","","","",' "$table" || true)
echo "stagnation: $runs runs, $outside outside their iteration's domain, $below with a bound below the" \
    "rounding: $table"
[ "$below" -eq 0 ]
