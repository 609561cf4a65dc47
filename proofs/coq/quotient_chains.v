(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Maps p_1/q_1, ..., p_T/q_T of the reals, given by formulas, send [a, b] into
   [l', u'] where on each of a chain of intervals, from [a, b] to one inside [l', u'], q > 0,
   p - l q >= 0 and u q - p >= 0, with [l, u] the next one.  Every denominator that is met on
   the way is positive.

   Source.  The signs are decided by polynomial_signs.v.  Catalogue 3.17, 3.19, 3.20.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra ZArith QArith List Bool.
From Bignums Require Import BigZ.
From muoncheck Require Import formulas polynomial_signs.
Import ListNotations.
Open Scope R_scope.

(* p/q, step after step. *)
Definition quotients := list ((R -> R) * (R -> R)).
Fixpoint through (maps : quotients) (x : R) : R :=
  match maps with [] => x | (p, q) :: rest => through rest (p x / q x) end.
Fixpoint positive_below (maps : quotients) (x : R) : Prop :=
  match maps with
  | [] => True
  | (p, q) :: rest => 0 < q x /\ positive_below rest (p x / q x)
  end.
Definition sends (maps : quotients) (a b l u : R) :=
  forall x, a <= x <= b -> positive_below maps x /\ l <= through maps x <= u.

Definition meanings : list (formula * formula) -> quotients :=
  map (fun f => (meaning (fst f), meaning (snd f))).

(* The next interval, and the breaks that q > 0, p - l q >= 0, u q - p >= 0 take. *)
Record step := {lower : Q; upper : Q; positive : list Q; below : list Q; above : list Q}.

Definition scaled_by (a : Q) (f : formula) := Product (Ratio (Number (Qnum a)) (Qden a)) f.
Definition covers (breaks : list Q) (a b : Q) (holds : Q -> list Q -> bool) : bool :=
  match breaks with
  | [] => false
  | c :: rest => (Qle_bool c a && Qle_bool b (last rest c) && holds c rest)%bool
  end.

Definition step_holds (a b : Q) (f : formula * formula) (s : step) : bool :=
  let (p, q) := f in
  (covers (positive s) a b (sign_holds true q) &&
   covers (below s) a b (sign_holds false (Difference p (scaled_by (lower s) q))) &&
   covers (above s) a b (sign_holds false (Difference (scaled_by (upper s) q) p)))%bool.

Fixpoint chain_holds (a b : Q) (maps : list (formula * formula)) (chain : list step)
    (l u : Q) : bool :=
  match maps, chain with
  | [], [] => (Qle_bool l a && Qle_bool b u)%bool
  | f :: maps, s :: chain =>
      (step_holds a b f s && chain_holds (lower s) (upper s) maps chain l u)%bool
  | _, _ => false
  end.

Lemma real_le a b : Qle_bool a b = true -> real a <= real b.
Proof.
  intros H; apply Qle_bool_iff in H; unfold Qle in H; apply IZR_le in H; rewrite !mult_IZR in H.
  unfold real; assert (D : 0 < IZR (Zpos (Qden a))) by now apply IZR_lt.
  assert (E : 0 < IZR (Zpos (Qden b))) by now apply IZR_lt.
  apply Rmult_le_reg_r with (IZR (Zpos (Qden a)) * IZR (Zpos (Qden b)));
    [now apply Rmult_lt_0_compat|].
  field_simplify; lra.
Qed.

Lemma covers_sound strict breaks a b f x : covers breaks a b (sign_holds strict f) = true ->
  real a <= x <= real b -> has_sign strict (meaning f x).
Proof.
  destruct breaks as [|c rest]; [easy|]; unfold covers; intros H X.
  apply andb_true_iff in H; destruct H as [H S]; apply andb_true_iff in H; destruct H as [L U].
  apply real_le in L; apply real_le in U; apply (sign_sound strict f c rest); [assumption|lra].
Qed.

Lemma quotient_between p q l u : 0 < q -> 0 <= p - l * q -> 0 <= u * q - p -> l <= p / q <= u.
Proof.
  intros Q L U; assert (E : p / q * q = p) by (field; lra).
  split; apply Rmult_le_reg_r with q; lra.
Qed.

Lemma chain_sound maps chain a b l u : chain_holds a b maps chain l u = true ->
  sends (meanings maps) (real a) (real b) (real l) (real u).
Proof.
  revert chain a b; induction maps as [|[p q] maps IH]; intros [|s chain] a b H x X;
    try discriminate; cbn [chain_holds step_holds] in H; apply andb_true_iff in H.
  - destruct H as [L U]; apply real_le in L; apply real_le in U; simpl; lra.
  - destruct H as [S C]; apply andb_true_iff in S; destruct S as [S A].
    apply andb_true_iff in S; destruct S as [S B].
    apply (covers_sound _ _ _ _ _ x) in S; [|assumption].
    apply (covers_sound _ _ _ _ _ x) in A; [|assumption].
    apply (covers_sound _ _ _ _ _ x) in B; [|assumption].
    assert (Y : real (lower s) <= meaning p x / meaning q x <= real (upper s)).
    { now apply quotient_between. }
    destruct (IH chain _ _ C _ Y) as [D E]; simpl; repeat split; tauto.
Qed.

Theorem chain_sends maps chain a b l u a' b' l' u' :
  chain_holds a b maps chain l u = true ->
  real a <= a' -> b' <= real b -> l' <= real l -> real u <= u' ->
  sends (meanings maps) a' b' l' u'.
Proof.
  intros H A B L U x X; destruct (chain_sound _ _ _ _ _ _ H x); [lra|split; [assumption|lra]].
Qed.
