#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_verify.sh PROGRAM: verify and report as their users meet them.
set -eu
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

fail() { echo "$1"; exit 1; }

# expect CODE LINES WORDS...: the exit code, and how many lines of complaint.
expect()
{
    code=$1 lines=$2
    shift 2
    set +e
    "$program" "$@" > out 2> err
    got=$?
    set -e
    [ "$got" = "$code" ] || fail "$*: exit $got, not $code: $(cat err)"
    [ "$(wc -l < err)" = "$lines" ] || fail "$*: $(cat err)"
}

expect 2 1 verify no-such-claim
expect 2 1 verify --suite huge
expect 2 1 verify --paper no-such-paper
expect 2 1 verify --store /no/such/folder/x.sqlite psi-is-gradient
expect 2 1 verify --replay no-such-file
expect 2 1 report
expect 2 1 report -o r
expect 2 1 report -o r --format docx
[ ! -e muoncheck.sqlite ] || fail "a failed command made a store"
echo 'this is a text file and no database at all, however long one looks at it' > text
expect 2 1 verify --store text psi-is-gradient
expect 2 1 report --store text -o r

expect 0 0 verify psi-is-gradient --store s.sqlite
grep -q '^psi-is-gradient  agrees' out || fail "no row for psi-is-gradient: $(cat out)"
expect 0 0 verify 1.3 --store s.sqlite --resume
grep -q '1 from an earlier run' out || fail "--resume ran it again: $(cat out)"
expect 0 0 verify psi-is-gradient --store s.sqlite --resume --digits 20
grep -q 'earlier run' out && fail "--resume took a result with other digits"

expect 0 0 verify psi-is-gradient --store s.sqlite --resume --json
python3 -c 'import json
r = json.load(open("out"))["results"][0]
assert len(r["instance_names"]) == r["instances"] > 0, r' || fail "the instances have no names"
expect 0 0 explain psi-is-gradient
grep -q '^instances  *[a-z]' out || fail "explain does not list the instances"

expect 0 0 verify ns3-residual --store s.sqlite --json
python3 -c 'import json
r, = json.load(open("out"))["results"]
assert (r["kind"], r["scope"], r["tier"], r["verdict"]) == ("theorem", "all", "exact", "proved"), r
assert r["as_expected"] and r["control"] == "refuted" and r["instances"] is None, r
assert r["controls"] and all(c["verdict"] == "refuted" for c in r["controls"]), r
' || fail "a theorem is not told as one"
expect 0 0 verify ns3-residual --store s.sqlite --resume --quiet
[ "$(cat out)" = '1 theorem: 1 as expected (1 from an earlier run)' ] || fail "$(cat out)"
expect 0 0 verify 3.24 --store s.sqlite --quiet
[ "$(cat out)" = '1 claim, 1 theorem: 2 as expected' ] || fail "3.24 is not both: $(cat out)"
expect 0 0 explain ns3-residual --store s.sqlite
grep -q '^last result *proved' out || fail "explain does not know the theorem's last result"

for witness in witnesses/*.json; do
    expect 0 0 verify --replay "$witness"
    grep -q 'reproduces: refuted' out || fail "$witness does not reproduce"
done
expect 2 1 verify psi-is-gradient --replay "$witness"
expect 0 0 verify psi-is-gradient --store s.sqlite --quiet
[ "$(cat out)" = '1 claim: 1 as expected' ] || fail "--quiet says more than the sum: $(cat out)"
sed 's/"bits": [0-9]*/"bits": 2/' "$witness" > coarse.json
expect 1 0 verify --replay coarse.json
expect 3 0 verify psi-is-gradient --store s.sqlite --max-bits 64
grep -q '1 undecided' out || fail "what is undecided is not said: $(cat out)"
expect 0 0 verify psi-is-gradient --store s.sqlite

expect 0 0 report --store s.sqlite -o r --format html,csv,junit,latex
for file in index.html report.json report.csv report.xml report.tex; do
    [ -s r/$file ] || fail "no $file"
done
grep -q '<h2>Theorems</h2>' r/index.html || fail "no theorems on the page"
[ "$(ls r | wc -l)" = 5 ] || fail "the report left something behind: $(ls r)"
expect 2 1 report --store s.sqlite -o s.sqlite
expect 0 0 report --store s.sqlite -o deep/er/r --format csv

# Without gnuplot the page says so and is whole.
PATH=/nowhere "$program" report --store s.sqlite -o bare > out
grep -q 'No picture: gnuplot is not installed' bare/index.html || fail "no word on gnuplot"
grep -q '</html>' bare/index.html || fail "the page stops half way"
