#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# corrupted.sh [FLIPS [SEED]]: changes one digit of a certificate at random, in a fact or in a
# definition, emits Coq of what that touches and compiles it: 40 times unless told.  Coq's
# kernel accepts what is true and nothing else, so each flip must fail or prove something true,
# and no fact may be left out.  A suite of its own, after proofs.sh: it reads build-proofs.  The
# last line is "N flips: N fail, N prove the same statement, N another true one, N undecided".
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

flips=${1:-40} seed=${2:-1} limit=120 # seconds of processor
work=build-proofs
if [ ! -d "$work/certificates" ]; then
    echo "corrupted: no certificates in $work (sh tools/proofs.sh)" >&2
    exit 1
fi
rm -rf "$work/corrupted"
mkdir "$work/corrupted"

# Definition or fact, then a string in it, then a digit, each with equal chances: most digits
# stand in break points.  What a fact does not need is left out, but all that a definition may.
flip='def pick($r): .[$r * length | floor];
    [paths(type == "string" and test("[0-9]")) | select((.[0] == "facts" and
        (.[2] | IN("what", "kind", "relation") | not)) or (.[0] == "let" and .[2] == 1))] |
    group_by(.[:2]) | pick($r[0]) | group_by(.[:3]) | pick($r[1]) | pick($r[2]) as $path |
    $whole | getpath($path) as $old |
    ([$old | match("[0-9]"; "g").offset] | pick($r[3])) as $at |
    setpath($path; $old[:$at] +
        (($old[$at:$at + 1] | tonumber + 1 + ($r[4] * 9 | floor)) % 10 | tostring) +
        $old[$at + 1:]) |
    if $path[0] == "facts" then .facts |= [.[$path[1]]] else . end |
    .flipped = {path: ($path | map(tostring) | join(" ")), old: $old, new: getpath(
        if $path[0] == "facts" then ["facts", 0] + $path[2:] else $path end)}'

statements() { # FILE
    awk '/^Proof/ { end = "(Qed|Defined)\\.$" } /^Ltac/ { end = "\\.$" }
        end == "" && !/^ *\(\*/ { print } end != "" && $0 ~ end { end = "" }' "$1"
}
failed=0 same=0 another=0 undecided=0 faults=0
count=$(ls "$work"/certificates/*.json | wc -l)
i=0
while [ "$i" -lt "$flips" ]; do
    i=$((i + 1))
    numbers=$(awk -v seed="$((seed * 100000 + i))" 'BEGIN {
        srand(seed); rand(); for (k = 0; k < 6; k++) printf "%s%.9f", k ? "," : "", rand() }')
    certificate=$(ls "$work"/certificates/*.json | sed -n "$(awk -v r="${numbers##*,}" \
        -v n="$count" 'BEGIN { print int(r * n) + 1 }')p")
    new=$work/corrupted/flip_$i
    jq --argjson r "[$numbers]" ". as \$whole | $flip" "$certificate" > "$new.json"
    # The same facts, unchanged.
    jq --slurpfile new "$new.json" '($new[0].flipped.path | split(" ")) as $path |
        if $path[0] == "facts" then .facts |= [.[$path[1] | tonumber]] else . end' \
        "$certificate" > "$work/corrupted/old.json"
    sh tools/emit_coq.sh "$work/corrupted/old.json" > "$work/corrupted/old.v"
    told=$(jq -r '"\(.theorem), \(.flipped.path): \(.flipped.old) -> \(.flipped.new)"' \
        "$new.json" | cut -c1-150)
    code=1
    if sh tools/emit_coq.sh "$new.json" > "$new.v" 2> "$new.log"; then
        if [ "$(grep -c '^Theorem' "$new.v")" -lt "$(jq '.facts | length' "$new.json")" ]; then
            echo "corrupted: $told: a fact is left out" >&2
            faults=$((faults + 1))
        fi
        code=0
        (ulimit -t "$limit"; exec coqc -q -R "$work" muoncheck -w none "$new.v") \
            > "$new.log" 2>&1 || code=$?
        if grep -qE "Cannot (find|load)|Can't find file" "$new.log"; then
            echo "corrupted: $told: $work is not whole" >&2
            faults=$((faults + 1))
        fi
    fi
    if [ "$code" -gt 128 ]; then
        verdict='undecided' undecided=$((undecided + 1))
    elif [ "$code" -ne 0 ]; then
        verdict='fails' failed=$((failed + 1))
    elif statements "$new.v" > "$new.says" &&
        statements "$work/corrupted/old.v" | cmp -s - "$new.says"; then
        verdict='the same statement' same=$((same + 1))
    else
        verdict='another true statement' another=$((another + 1))
    fi
    echo "corrupted: $told: $verdict"
done
echo "$flips flips: $failed fail, $same prove the same statement, $another another true one," \
    "$undecided undecided"
[ "$faults" -eq 0 ]
