# SPDX-License-Identifier: GPL-3.0-or-later
# The facts on quotients in Coq, by proofs/coq/quotient_chains.v and quotient_alternation.v, which
# compute.  $known: what awk found of each text (formulas.jq).
include "formulas";

def is_on_quotients: .kind == "rational" or (.kind == "optimal" and .over != "1");

# 1/2, 0.5 and 3 as Coq's rationals
def rational: fractions | ltrimstr("(") | rtrimstr(")") | split("/") |
    "(\(.[0]) # \(.[1] // "1"))%Q";
def rationals: "[\(map(rational) | join("; "))]";

def quotient_imports:
    "From Coq Require Import ZArith QArith List.",
    "From muoncheck Require Import formulas polynomial_signs quotient_chains.",
    "From muoncheck Require Import quotient_alternation quotients_on_matrices.",
    "Import ListNotations.";

# One formula a text, read off the definitions.
def quotient_formulas($texts; $names; $delta):
    "Ltac formula_of f :=",
    "  let g := constr:(fun x : R => ltac:(",
    "    let b := eval lazy beta iota zeta delta [\($delta | join(" "))] in (f x) in",
    "    let e := formula_at x b in exact e)) in",
    "  lazymatch g with fun _ => ?e => exact e end.",
    ($texts | to_entries[] |
        "Definition formula_\(.key) : formula := ltac:(formula_of (fun x : R => " +
        "\(.value | coq($names)))).");

def function($names): if IN($names[]) then . else "(fun x => \(coq($names)))" end;
def number_in($texts): . as $t | $texts | index($t);

def rational_theorem($name; $texts; $names; $known):
    . as $fact | (.maps | length) as $steps |
    ([.maps[] | "(\(.[0] | function($names)), \(.[1] | function($names)))"] | join("; ")) as $maps |
    ([.chain[0][], .within[]] | map(argument) | join(" ")) as $ends |
    "Theorem \($name) :",
    "  sends [\($maps)] \($ends).",
    "Proof.",
    "  refine (chain_sends",
    "    [\([.maps[] | map("formula_\(number_in($texts))") | "(\(join(", ")))"] | join("; "))]",
    "    [\([range($steps) | "Build_step \($fact.chain[. + 1] | map(rational) | join(" "))\n" +
        ([$fact.positive[.], $fact.below[.], $fact.above[.]] | map("      " + rationals) |
            join("\n"))] | join(";\n    "))]",
    "    \([.chain[0][], .within[]] | map(rational) | join(" ")) _ _ _ _ _ _ _ _ _);",
    "    [vm_cast_no_check (eq_refl true)|unfold real; cbn [Qnum Qden]; lra..].",
    "Qed.",
    if ([.maps[] | map($known[number_in($texts)].parity)] |
            all(. == ["odd", "even"] or . == ["even", "odd"])) and (.within[0] | test("[1-9]")) and
        (.within[0] | startswith("-") | not) then
        "Theorem \($name)_on_matrices :",
        "  sends_all_spectra [\($maps)] \($ends).",
        "Proof.",
        "  apply (quotients_send_spectra",
        "    (fs := [\([.maps[] | map("formula_\(number_in($texts))") | "(\(join(", ")))"] | join("; "))]));",
        "    [vm_compute; reflexivity|lra|lra|exact \($name)].",
        "Qed."
    else empty end;

def optimal_theorem($name; $texts; $known):
    ($known[.of | number_in($texts)].degree) as $m | ($known[.over | number_in($texts)].degree) as $n |
    [range(1; $m + 1; 2)] as $odd | [range(0; $n + 1; 2)] as $even |
    ([$odd[] | "k\(.) * x" + if . > 1 then " ^ \(.)" else "" end] | join(" + ")) as $p |
    ([$even[] | "h\(.)" + if . > 0 then " * x ^ \(.)" else "" end] | join(" + ")) as $q |
    ([$odd[] | "k\(.)"]) as $k | ([$even[] | "h\(.)"]) as $h |
    "Theorem \($name) : forall \($k + $h | join(" ")) : R,",
    "  (forall x, \(.from | fractions) <= x <= \(.to | fractions) -> \($q) <> 0) ->",
    "  ~ (forall x, \(.from | fractions) <= x <= \(.to | fractions) ->",
    "     Rabs (1 - (\($p)) /",
    "               (\($q))) < \(.least | fractions)).",
    "Proof.",
    "  intros \($k + $h | join(" ")).",
    "  apply (alternation_bounds_quotients \($odd | length) \($even | length)",
    "    formula_\(.of | number_in($texts)) formula_\(.over | number_in($texts))",
    "    \([.least, .from, .to] | map(rational) | join(" "))",
    "    \(.points | rationals)",
    "    [\($k | join("; "))] [\($h | join("; "))] (fun x => \($p)) (fun x => \($q)));",
    "    [vm_compute; reflexivity|apply le_n|apply le_n|intros x; simpl; ring|intros x; simpl; ring",
    "    |unfold real; cbn [Qnum Qden]; lra..].",
    "Qed.";
