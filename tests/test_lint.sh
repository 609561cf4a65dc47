#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_lint.sh MUONCHECK DATA: each rule of lint on a table that breaks it, the published tables' figures,
# and what is refused.
set -u
muoncheck=$(realpath "$1")
data=$(realpath "$2")
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room" || exit 1
faults=0

fault() {
    echo "FAULT: $1"
    sed 's/^/    /' out | head -n 20
    faults=$((faults + 1))
}

# ends CODE WORD...: muoncheck lint WORD... exits with CODE.
ends() {
    expected=$1
    shift
    "$muoncheck" lint "$@" > out 2>&1
    code=$?
    [ $code -eq "$expected" ] || fault "'$*' exits $code, not $expected"
}
says() { grep -q -- "$1" out || fault "no '$1'"; }
silent() { ! grep -q -- "$1" out || fault "an unwanted '$1'"; }
valid() { jq -e "$1" out > /dev/null || fault "the JSON does not satisfy $1"; }

# Tables made here: the published ones again, and what is no recipe.
ends 1 best:lo=1/1000,steps=5,hi=1 --write cans.json; says '\[rounding-up\]'
ends 1 cans.json
jq -r '.coefficients[][]' cans.json | awk '{printf "%.4f\n", $1}' > made
jq -r '.coefficients[][]' "$data/tables/cans.json" | awk '{printf "%.4f\n", $1}' > published
cmp -s made published || fault "CANS is not the best composition to four decimals"
ends 1 best:steps=5,error=0.11344845738159 --write again.json
jq -r '.params.l' again.json | awk -F/ '{x = $1 / $2; exit !(x > 0.000999999 && x < 0.001000001)}' ||
    fault "error= does not find lo"
ends 2 best:degree=4;   says 'odd, please'
ends 2 best:size=4;     says 'no key'
ends 2 best:lo=2;       says '0 < lo < hi'
ends 2 best:error=2
ends 2 best:error=1/10,lo=1/100; says 'not both'
ends 2 keller --write no/such/folder; says 'no/such/folder'

# Figures of the published tables.
ends 0 keller --interval 1/100,1;      says 'min  *\[0.681831462177'; says 'max  *\[1.13435726456'
says 'safe radius  *\[1.26372906729837, 1.26372906729838\]'
ends 0 keller;                         says '\[published-range\]'; says 'optimal error  *\[0.113448457381'
ends 1 polar-express --steps 5;        says 'min  *\[0.876440945'; says 'max  *\[1.123559'; says '\[rounding-up\] .* leaves (0, 2)'
ends 1 polar-express --interval 1e-3,1.01 --steps 6; says '\[blow-up\]'
ends 0 polar-express-safe --interval 1e-3,1.01 --steps 5 --dtype fp64
says 'min  *\[0.8461773734'
ends 1 turbo --normalize frobenius;    says '\[sign-flip\] beyond 0.883698'; says '\[normalisation\]'
says 'safe radius  *\[0.883698063464'
ends 1 cans;                           says '\[rounding-up\]'
ends 0 deepseek-v4;                    says 'optimal error  *\[0, '; says '\[published-range\]'; says '\[not-one\]'
echo '[[1, -2, 1]]' > touch.json # x (1 - x^2)^2 is zero at 1, and positive beside it
ends 1 touch.json --interval 0,2 --steps 1 --json; valid '.results[0].sign_safe == null'
echo '[[1.5, -0.5, 0], [1.5, 0.5, 0]]' > growing.json # every input grows until its sign flips
ends 1 growing.json --interval 1/10,1 --steps 6 --extend cycle
says 'safe radius  *\[0, '; says 'the least value is -2$'
ends 0 ns3;                            says 'safe radius  *\[1.73205080756887, 1.73205080756888\]'
ends 0 ns5;                            says 'safe radius  *\[1.52752523165194, 1.52752523165195\]'
ends 0 polar-express-safe --steps 12 --extend repeat-last; silent '\[extension\]'
"$muoncheck" lint polar-express-safe --steps 12 --extend cycle > out 2>&1; says '\[extension\]'

# Tables of the user's own.
table() { echo "T = ["; cat; echo "]"; }
one='(8.28721201814563, -23.595886519098837, 17.300387312530933),'
two='(4.107059111542203, -2.9478499167379106, 0.5448431082926601),'
three='(3.9486908534822946, -2.908902115962949, 0.5518191394370137),'
keller='(3.4445, -4.7750, 2.0315),'
printf '%s\n' "$two" "$three" | table > shifted.py
"$muoncheck" lint shifted.py > out 2>&1; says '\[shifted-table\] this is polar-express from its row 2'
sed -n 's/^ *\["\(.*\)", "\(.*\)", "\(.*\)"\].*/(\1, \2, \3),/p' "$data/tables/polar-express.json" | tail -n 5 | table > last.py
"$muoncheck" lint last.py > out 2>&1; says '\[shifted-table\] this is polar-express from its row 4'
printf '%s\n' "$three" "$two" "$one" | table > reversed.py
"$muoncheck" lint reversed.py > out 2>&1; says '\[reversed-table\]'
printf '%s\n' "$one" "$two" "$keller" | table > mixed.py
"$muoncheck" lint mixed.py > out 2>&1; says 'line 4: error \[mixed-table\] this row is of keller'
printf '%s\n' "$one" "$two" "$three" | table > unsafe.py
"$muoncheck" lint unsafe.py > out 2>&1; says '\[safety-factor\].*missing'
sed 's|, \(-[0-9.]*\), \([0-9.]*\))|/1.01**2, \1/1.01**6, \2/1.01**10)|' unsafe.py > twice.py
"$muoncheck" lint twice.py > out 2>&1; says '\[safety-factor\].*twice'
sed 's|, \(-[0-9.]*\), \([0-9.]*\))|/1.01, \1/1.01, \2/1.01)|' unsafe.py > power.py
"$muoncheck" lint power.py > out 2>&1; says '\[safety-factor\].*wrong power'
sed 's|, \(-[0-9.]*\), \([0-9.]*\))|/1.01, \1/1.01**3, \2/1.01**5)|' unsafe.py > safe.py
"$muoncheck" lint safe.py > out 2>&1; silent '\[safety-factor\]'
echo '[(0.9, 0.1)]' > flat.py;          ends 0 flat.py; says '\[slope\]'
echo '{"coefficients": [[2, -1.5, 0.5], [1.875, -1.25, 0.375]], "params": {"l": 0.5}}' > pe.json
ends 0 pe.json --interval 1/2,1 --dtype fp32
echo '[[3.4445, -4.775, 2.0315]]' > row.json; ends 0 row.json --steps 5 --interval 1/100,1
says 'min  *\[0.681831462177'

# What is refused.
echo 'nothing here' > no.py;            ends 2 no.py; says 'no rows'
printf 'T = [\n (1, 2, 3),\n (1, x, 3),\n]\n' > bad.py; ends 2 bad.py; says 'line 3'
ends 2 no-such-table;                   says 'no table has this id'
ends 2 keller --interval 1,0;           says 'interval'
ends 2 keller --dtype bf17;             says 'bf17'
ends 2 keller --steps 0;                says 'steps'
ends 2 keller --normalize l2;           says 'normalize'
ends 2

# JSON and SARIF.
ends 1 turbo --json
valid '.results[0] | .table == "turbo" and .steps == 4 and .sign_safe == false
       and (.max | has("lo") and has("hi")) and .slope_at_zero != null
       and (.findings | map(.rule) | index("sign-flip") != null)'
ends 0 keller --sarif
valid '.version == "2.1.0" and (.runs[0].tool.driver.rules | length) > 10
       and .runs[0].results[0].ruleId != null'
exit $faults
