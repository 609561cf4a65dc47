(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let f be an odd quintic or cubic.  If n steps of f send [l, u] into [l', u'],
   0 < l', and f sends [l', u'] into itself, then for all T, n + T steps send every real matrix
   with spectrum in [l, u] to one with spectrum in [l', u'] and the same msign.

   Source.  iterated_steps.v, chains_on_matrices.v.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import iterated_steps chains_on_matrices.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Lemma steps_nseq f T x : steps (nseq T f) x = iterate f T x.
Proof. by elim: T x => [//|T IH] x; rewrite -[LHS]/(steps (nseq T f) (f x)) IH. Qed.

Lemma nseq_odd_quintics f T : is_odd_quintic f -> all_odd_quintics (nseq T f).
Proof. by move=> H; elim: T. Qed.

Theorem repeated_steps_send_spectra f n T l u l' u' : 0 <= l <= u -> 0 < l' ->
  is_odd_quintic f -> (forall x, l <= x <= u -> l' <= iterate f n x <= u') ->
  (forall x, l' <= x <= u' -> l' <= f x <= u') ->
  sends_spectra (nseq (n + T) f) l u l' u'.
Proof.
move=> lu l'_gt0 odd reach K; apply: chain_sends_spectra => //.
  exact: nseq_odd_quintics.
move=> x H; rewrite steps_nseq.
exact: (reached_and_kept (fun x => l <= x <= u) (fun x => l' <= x <= u')).
Qed.
