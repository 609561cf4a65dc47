#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# proofs.sh: installs Coq and its libraries when missing, compiles proofs/coq, what the
# certificates of `muoncheck prove` emit, and proofs/coq/joined, which builds on that; holds the
# assumptions of every theorem to the list in proofs/coq/axioms, and sees to it that what is in
# proofs/coq/must_fail does fail.  A suite of
# its own.  CHECK=kernel runs coqchk too.  The last line is "N proved, N failed".
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

sh tools/install.sh proofs

work=build-proofs limit=900
rm -rf "$work"
mkdir -p "$work"
cp proofs/coq/*.v "$work"
proved=0 failed=0

# mathcomp and Coquelicot redefine notations and coercions; nothing else is silenced.
coqc="timeout $limit coqc -q -R . muoncheck -w -notation-overridden,-ambiguous-paths"
compile() { # FILE
    (cd "$work" && $coqc "$1" > "$1.log" 2>&1)
}
complain() { # WHAT [LOG]
    echo "proofs: $1" >&2
    [ $# -lt 2 ] || cat "$2" >&2
    failed=$((failed + 1))
}

# The program is not needed: without it the hand proofs alone are checked, and this is said.
program=build/src/cli/muoncheck
if [ -x "$program" ]; then
    "$program" prove -o "$work/certificates" > "$work/prove.log"
    for certificate in "$work"/certificates/*.json; do
        name=$(basename "$certificate" .json | tr - _)
        sh tools/emit_coq.sh "$certificate" > "$work/emitted_$name.v"
    done
    cp proofs/coq/joined/*.v "$work"
else
    echo "proofs: no $program, so nothing that needs certificates (ninja -C build)"
fi

if grep -nE 'Admitted|Axiom|Parameter|Conjecture|admit|Abort|bypass_check|Unset +.*Check' \
    "$work"/*.v > "$work/holes"; then
    complain "a hole or an axiom" "$work/holes"
fi

# Each file after those that it requires, as many at once as there are processors.
(
    cd "$work"
    coqdep -R . muoncheck ./*.v > dependencies
    printf '%%.vo: %%.v\n\t@%s $< > $<.log 2>&1\ninclude dependencies\n' "$coqc" > Makefile
    make -k -j "$(nproc)" $(ls ./*.v | sed 's/$/o/') > make.log 2>&1
) || true

modules= theorems=
for source in "$work"/*.v; do
    module=$(basename "$source" .v)
    if [ ! -f "${source}o" ]; then
        complain "$module.v does not compile" "$source.log"
        continue
    fi
    found=$(sed -n 's/^Theorem \([A-Za-z0-9_]*\).*/\1/p' "$source")
    [ -n "$found" ] || complain "$module.v has no theorem"
    for theorem in $found; do
        theorems="$theorems $module.$theorem"
        proved=$((proved + 1))
    done
    modules="$modules $module"
    echo "proofs: $module.v, $(echo $found | wc -w) theorems"
done

# The list of what the kernel checks names each theorem where it stands, once, in order.
grep -v '^#' proofs/coq/kernel_checked.txt > "$work/listed"
[ -x "$program" ] || sed -i '/ joined\//d' "$work/listed"
LC_ALL=C sort -cu "$work/listed" || complain "kernel_checked.txt is not sorted"
while read -r claim theorem file rest; do
    file=${file#joined/}
    case "$theorems " in
    *" ${file%.v}.$theorem "*) [ -z "$rest" ] || complain "kernel_checked.txt: $rest" ;;
    *) complain "kernel_checked.txt: $claim: no theorem $theorem in $file" ;;
    esac
    [ ! -x "$program" ] || "$program" explain "$claim" > /dev/null 2>&1 ||
        complain "kernel_checked.txt: $claim is no claim"
done < "$work/listed"

# One more file asks for the assumptions of all theorems at once (each walk through coq-interval
# takes seconds), so that none is left out.  The answer: "Axioms:" and lines "name : type",
# where a long type stands on lines of its own, indented.
{
    echo "From muoncheck Require$(printf ' %s' $modules)."
    echo "Definition theorems := (tt"
    printf ', @%s\n' $theorems
    echo "). Print Assumptions theorems."
} > "$work/assumptions.v"
sed 's/ *#.*//; /^$/d' proofs/coq/axioms | sort > "$work/allowed"
if compile assumptions.v && grep -q '^Axioms:' "$work/assumptions.v.log"; then
    sed -n 's/^\([A-Za-z_][A-Za-z0-9_.'"'"']*\)\( :.*\)\{0,1\}$/\1/p' \
        "$work/assumptions.v.log" | sort -u > "$work/axioms"
    comm -23 "$work/axioms" "$work/allowed" > "$work/excess"
    grep '^[^ ]' "$work/assumptions.v.log" | grep -v '^Axioms:' |
        sed 's/ .*//' | sort -u | comm -23 - "$work/axioms" >> "$work/excess"
    [ ! -s "$work/excess" ] || complain "axioms that are not allowed:" "$work/excess"
    echo "proofs: $(wc -l < "$work/axioms") axioms in use"
else
    complain "the assumptions cannot be read" "$work/assumptions.v.log"
fi

# Files that say so rest on no axiom at all.
closed=$(grep -l '^   Rests on\.  No axiom\.' "$work"/*.v | sed 's/.*\///; s/\.v$//')
{
    echo "From muoncheck Require$(printf ' %s' $closed)."
    echo "Definition theorems := (tt"
    for module in $closed; do
        printf '%s\n' $theorems | sed -n "s/^$module\..*/, @&/p"
    done
    echo "). Print Assumptions theorems."
} > "$work/no_assumptions.v"
if compile no_assumptions.v && grep -q '^Closed' "$work/no_assumptions.v.log"; then
    echo "proofs: no axiom in" $closed
else
    complain "axioms where none is claimed" "$work/no_assumptions.v.log"
fi

# A line "LIE (* false: TRUTH *)" makes the file false; with TRUTH in its place it must compile,
# so that it is the lie that fails.
for source in proofs/coq/must_fail/*.v; do
    name=$(basename "$source" .v)
    cp "$source" "$work/false_$name.v"
    sed 's/^\( *\).* (\* false: \(.*\) \*)/\1\2/' "$source" > "$work/true_$name.v"
    if cmp -s "$source" "$work/true_$name.v" || ! compile "true_$name.v"; then
        complain "$source: its truth does not compile" "$work/true_$name.v.log"
    elif compile "false_$name.v" || ! grep -q '^Error' "$work/false_$name.v.log"; then
        complain "$source: compiles, or breaks without an error"
    else
        echo "proofs: must_fail/$name.v fails, and its truth compiles"
    fi
done

if [ "${CHECK:-}" = kernel ]; then
    # shellcheck disable=SC2086 # a list of names
    (cd "$work" && timeout 3600 coqchk -silent -o -R . muoncheck \
        $(printf 'muoncheck.%s ' $modules)) > "$work/coqchk" 2>&1 ||
        complain "coqchk" "$work/coqchk"
fi

echo "$proved proved, $failed failed"
[ "$failed" -eq 0 ]
