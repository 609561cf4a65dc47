#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# emit_coq.sh CERTIFICATE: a Coq file on the standard output that proves anew every fact that a
# certificate claims: identities, signs, values, single roots, lower bounds by alternation, and
# images, each step of a chain a lemma, the chain a theorem, with none of the prover's break
# points but where an image is touched between its ends (proofs/coq/certificate_facts.v has the
# tactics); facts on quotients by computing between the break points (quotients.jq).  A chain of
# odd quintics or odd quotients is a theorem on all real matrices too.  Variables beside x are
# those of a section, so what uses them holds for all of them.
set -eu

tools=$(dirname "$0")
known=$(jq -r -L "$tools" 'include "formulas"; questions' "$1" | awk -f /dev/stdin | jq -cs .)

jq -r -L "$tools" --argjson known "$known" 'include "formulas"; include "quotients";
def title: .kind + "_" +
    (.what | ascii_downcase | gsub("[^a-z0-9]+"; "_") | sub("^_"; "") | sub("_$"; ""));
# The tactic for a bound that may be touched where [a, b, c, ...] has its breaks.
def pieces: map(argument) | if length < 3 then "decide_sign \(.[0]) \(.[1]) x" else
    "destruct (Rle_lt_dec x \(.[1])); [decide_sign \(.[0]) \(.[1]) x|\(.[1:] | pieces)]" end;
def powers: range(.) | 2 * . + 1;
def odd_terms: [powers | "k\(.) * x ^ \(.)"] | join(" + ");

names as $lets | quotient_texts as $texts | [$known[].quintic | values] as $odd |
[$known[] | select(.text)] as $parities |
# f for f\u0027, f and f\u0027 for f\u0027\u0027.
([.facts[] | (.of, .left, .right) // empty | scan("[A-Za-z][A-Za-z0-9]*\u0027+")] | unique |
    map(if endswith("\u0027\u0027") then .[:-1], . else . end) | unique) as $derived |
($lets + $derived) as $names |
(reduce (.facts[] | title) as $l ({n: {}, all: []}; .n[$l] += 1 |
    .all += [if .n[$l] > 1 then "\($l)_\(.n[$l])" else $l end]) | .all) as $labels |
([.facts[] | select(.kind == "image").maps[]] | unique | map(select(IN($odd[])))) as $rows |

"(* SPDX-License-Identifier: GPL-3.0-or-later *)",
"(* \(.theorem), from its certificate.",
"   Not claimed.  Rounding: real arithmetic only. *)",
"From Coq Require Import Reals Lra.",
"From Coquelicot Require Import Coquelicot.",
"From Interval Require Import Tactic.",
"From muoncheck Require Import certificate_facts.",
(if $rows == [] then empty else "From muoncheck Require Import chains_on_matrices." end),
(if $texts == [] then empty else quotient_imports end),
"Open Scope R_scope.",
"",
(if .variables == [] then empty else
    "Section for_all.", "Variables \(.variables | join(" ")) : R.", "" end),
(.let[] | "Definition \(.[0]) (x : R) : R := \(.[1] | coq($names))."),
(if $derived == [] then empty else
    "Ltac unfold_lets := cbv beta delta [\($lets | join(" "))]." end),
($derived[] | gsub("\u0027"; "_d") as $proof | "",
    "Definition \($proof) : derivative_of \(.[:-1]).",
    "Proof. eexists; \(if .[:-1] | endswith("\u0027") then
        "lazy beta iota zeta delta [\(.[:-1]) \(.[:-1] | gsub("\u0027"; "_d")) proj1_sig]; "
        else "" end)unfold_lets; derive. Defined.",
    "Definition \(.) (x : R) : R := proj1_sig \($proof) x."),
"Ltac unfold_all := lazy beta iota zeta delta [\(
    ($names + ($derived | map(gsub("\u0027"; "_d"))) + ["proj1_sig"]) | join(" "))].",
(if $texts == [] then empty else
    quotient_formulas($texts; $names;
        $names + ($derived | map(gsub("\u0027"; "_d"))) + ["proj1_sig"]) end),
($rows[] | "",
    "Lemma \(.)_is_odd : is_odd_quintic \(.).",
    "Proof.",
    "  unfold is_odd_quintic, coefficient1, coefficient3, coefficient5.",
    "  unfold_all; intros x; field.",
    "Qed."),
(.facts | to_entries[] | .key as $k | $labels[$k] as $name | .value |
    "", "(* \(.what) *)",
    if .kind == "rational" then rational_theorem($name; $texts; $names; $parities)
    elif is_on_quotients then optimal_theorem($name; $texts; $parities)
    elif .kind == "identity" then
        "Theorem \($name) (x : R) : \(.left | coq($names)) = \(.right | coq($names)).",
        "Proof. unfold_all; field. Qed."
    elif .kind == "sign" and .to == "inf" then
        "Theorem \($name) (x : R) : \(.from | fractions) <= x ->",
        "  \(.of | coq($names)) \(.relation) 0.",
        "Proof. intros H; unfold_all; decide_half_line \(.from | argument) x. Qed."
    elif .kind == "sign" then
        "Theorem \($name) (x : R) : \(.from | fractions) <= x <= \(.to | fractions) ->",
        "  \(.of | coq($names)) \(.relation) 0.",
        "Proof.",
        "  intros H; unfold_all; decide_sign \(.from | argument) \(.to | argument) x.",
        "Qed."
    elif .kind == "pointwise" then
        "Theorem \($name) (x : R) : \(.from | fractions) <= x <= \(.to | fractions) ->",
        "  \(.of | coq($names)) > 0.",
        "Proof. intros H; unfold_all; taylor x. Qed."
    elif .kind == "point" then
        "Theorem \($name) :",
        "  (fun x : R => \(.of | coq($names))) \(.x | argument) \(.relation) 0.",
        "Proof. unfold_all; \(if .relation == "=" then "field" else "lra" end). Qed."
    elif .kind == "root" then
        "Theorem \($name) :",
        "  has_one_root (fun x : R => \(.of | coq($names)))",
        "    \(.from | argument) \(.to | argument).",
        "Proof.",
        "  unfold_all; eapply one_root; [lra|derive|]; cbv beta.",
        "  first [left; repeat split; [intros x H; taylor x|lra|lra]",
        "        |right; repeat split; [intros x H; taylor x|lra|lra]].",
        "Qed."
    elif .kind == "optimal" then
        (.points | length - 1) as $n |
        "Theorem \($name) : forall \([$n | powers | "k\(.)"] | join(" ")) : R,",
        "  ~ (forall x, \(.from | fractions) <= x <= \(.to | fractions) ->",
        "     Rabs (1 - (\($n | odd_terms))) < \(.least | fractions)).",
        "Proof.",
        "  intros \([$n | powers | "k\(.)"] | join(" ")) H.",
        (.points[] | "  pose proof (Rabs_def2 _ _ (H \(argument) ltac:(lra)))."),
        "  lra.",
        "Qed."
    else
        . as $image | (.maps | length) as $steps |
        (range($steps) |
            ($image.chain[.] | map(fractions)) as $from |
            "Lemma \($name)_step_\(. + 1) x :",
            "  \($from[0]) <= x <= \($from[1]) ->",
            "  \($image.chain[. + 1][0]) <= \($image.maps[.]) x <= \($image.chain[. + 1][1]).",
            "Proof.",
            "  intros H; unfold_all.",
            ([[$image.below[.], $image.above[.]][] |
                if . == null or length > 8 then $from else . end | pieces] |
                "  first [taylor x|split; [\(.[0])|\(.[1])]]."),
            "Qed."),
        "Theorem \($name) x : \(.chain[0][0]) <= x <= \(.chain[0][1]) ->",
        "  \(.within[0]) <=",
        "  \(reduce .maps[] as $map ("x"; "\($map) (\(.))"))",
        "  <= \(.within[1]).",
        "Proof.",
        "  intros H;",
        (range($steps) | "  apply \($name)_step_\(. + 1) in H;"),
        "  destruct H; split; lra.",
        "Qed.",
        (if .maps | all(IN($odd[])) then
            ([.maps[] | "\(.) :: "] | add + "nil") as $list |
            ([$rows[] | "exact \(.)_is_odd"] | join("|") |
                "repeat (split; [first [\(.)]|]); exact I") as $odds |
            if .within[0] | test("^-|^0$|^0\\.0*$") then
                if .chain[0][0] == "0" then
                    "Theorem \($name)_on_matrices :",
                    "  keeps_bounded (\($list)) (\(.chain[0][1])) \(.within[1]).",
                    "Proof.",
                    "  apply chain_keeps_bounded with (\(.within[0])) \(.within[1]); try lra;",
                    "    [\($odds)|exact \($name)].",
                    "Qed."
                else empty end
            else
                "Theorem \($name)_on_matrices : sends_spectra (\($list))",
                "  (\(.chain[0][0])) (\(.chain[0][1])) \(.within[0]) \(.within[1]).",
                "Proof.",
                "  apply chain_sends_spectra; try lra; [\($odds)|exact \($name)].",
                "Qed."
            end
        else empty end)
    end),
(if .variables == [] then empty else "", "End for_all." end)' "$1"
