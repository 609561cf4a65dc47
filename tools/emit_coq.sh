#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# emit_coq.sh CERTIFICATE: a Coq file on the standard output that proves anew what a certificate
# claims: each step of each chain is a lemma decided by coq-interval, each chain a theorem on the
# composition; identities are theorems by field, signs on bounded intervals by interval.  Nothing
# of the prover's break points is used.  Facts of other kinds, with f', on half-lines, or that
# touch their bound are not emitted, but counted in the header.  Nothing where none is left.
set -eu

jq -r '
# 3.25 is 325/100: field cannot see through decimals.
def fractions: gsub("(?<a>[0-9]+)\\.(?<b>[0-9]+)"; "(\(.a)\(.b)/1\(.b | gsub("."; "0")))");
# A certificate writes x^3, 1/2, 3.25 and names, which stand for name(x) unless applied.
def names: [.let[][0]];
def applied($names): gsub("(?<n>[a-z][a-z0-9]*)(?<p>\\()?";
    if .n == "x" or (.n | IN($names[]) | not) then .n + (.p // "")
    elif .p then .n + " (" else "(" + .n + " x)" end) | fractions;

names as $names |
def plain: test("\u0027") | not;
def emitted: . as $fact |
    if .kind == "identity" then ((.left + .right) | plain)
    elif .kind == "sign" then
        (.of | plain) and (.relation == ">" or .relation == "<") and .to != "inf"
    elif .kind == "image" then ([.chain[1:][][]] | all(. != "0" and . != "1"))
    else false end;

[.facts[] | select(emitted)] as $facts |
if ($facts | length) == 0 then empty else
"(* SPDX-License-Identifier: GPL-3.0-or-later *)",
"(* \(.theorem), from its certificate: \($facts | length) of \(.facts | length) facts.",
"   Not claimed.  Rounding: real arithmetic only. *)",
"From Coq Require Import Reals Lra Lia.",
"From Interval Require Import Tactic.",
"Open Scope R_scope.",
"",
(.let[] | "Definition \(.[0]) (x : R) : R := \(.[1] | applied($names))."),
"",
"Ltac decide_step x := cbv beta delta [\($names | join(" "))];",
"  interval with (i_bisect x, i_taylor x, i_degree 5, i_prec 100, i_depth 100).",
($facts | to_entries[] | .key as $k | .value |
    "", "(* \(.what) *)",
    if .kind == "identity" then
        "Theorem identity_\($k) x : \(.left | applied($names)) = \(.right | applied($names)).",
        "Proof. cbv beta delta [\($names | join(" "))]; field. Qed."
    elif .kind == "sign" then
        "Theorem sign_\($k) x : \(.from) <= x <= \(.to) ->",
        "  \(.of | applied($names)) \(.relation) 0.",
        "Proof. intros H; decide_step x. Qed."
    else
        . as $image |
        (range(.maps | length) |
            "Lemma image_\($k)_step_\(. + 1) x :",
            "  \($image.chain[.][0]) <= x <= \($image.chain[.][1]) ->",
            "  \($image.chain[. + 1][0]) <= \($image.maps[.]) x <= \($image.chain[. + 1][1]).",
            "Proof. intros H; decide_step x. Qed."),
        "Theorem image_\($k) x : \(.chain[0][0]) <= x <= \(.chain[0][1]) ->",
        "  \(.within[0]) <=",
        "  \(reduce .maps[] as $map ("x"; "\($map) (\(.))"))",
        "  <= \(.within[1]).",
        "Proof.",
        "  intros H;",
        (range(.maps | length) | "  apply image_\($k)_step_\(. + 1) in H;"),
        "  destruct H; split; lra.",
        "Qed."
    end)
end' "$1"
