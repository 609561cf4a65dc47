(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  A function with a derivative of one sign on [a, b] and values of opposite signs
   at the ends has exactly one root in [a, b].

   Source.  The theorem and the tactics that what tools/emit_coq.sh emits is decided by:
     decide_sign       on a bounded interval: Taylor models, else, where a bound is touched, the
                       Bernstein coefficients that lra finds;
     decide_half_line  x = a + t: where all coefficients in t are nonnegative.
   A lower bound by alternation needs none: what |1 - p| < least at all points would say of the
   coefficients of an odd p is linear in them, and lra refutes it (de la Vallee-Poussin).

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Open Scope R_scope.

Definition derivative_of (f : R -> R) := {d : R -> R | forall x, is_derive f x (d x)}.

Definition has_one_root (f : R -> R) (a b : R) :=
  exists x, (a <= x <= b /\ f x = 0) /\ forall y, a <= y <= b -> f y = 0 -> y = x.

Lemma rising_has_one_root f df a b : a < b ->
  (forall x, is_derive f x (df x)) -> (forall x, a <= x <= b -> 0 < df x) ->
  f a < 0 -> 0 < f b -> has_one_root f a b.
Proof.
  intros ab D P fa fb.
  assert (C : continuity f).
  { intros x; apply derivable_continuous_pt; exists (df x); apply is_derive_Reals, D. }
  destruct (IVT f a b C ab fa fb) as [x [Hx Fx]]; exists x; split; [now split|].
  assert (rise : forall u v, a <= u -> v <= b -> u < v -> f u < f v).
  { intros u v Hu Hv uv.
    destruct (MVT_gen f u v df) as [c [Hc E]].
    - intros y _; apply D.
    - intros y _; apply derivable_continuous_pt; exists (df y); apply is_derive_Reals, D.
    - rewrite Rmin_left, Rmax_right in Hc by lra.
      assert (Q := Rmult_lt_0_compat _ _ (P c ltac:(lra)) (Rlt_Rminus _ _ uv)); lra. }
  intros y Hy Fy; destruct (Rtotal_order y x) as [L|[E|G]]; [|assumption|].
  - assert (H := rise y x ltac:(lra) ltac:(lra) L); lra.
  - assert (H := rise x y ltac:(lra) ltac:(lra) G); lra.
Qed.

Theorem one_root f df a b : a < b ->
  (forall x, is_derive f x (df x)) ->
  ((forall x, a <= x <= b -> 0 < df x) /\ f a < 0 /\ 0 < f b) \/
  ((forall x, a <= x <= b -> df x < 0) /\ 0 < f a /\ f b < 0) ->
  has_one_root f a b.
Proof.
  intros ab D [[P [fa fb]]|[P [fa fb]]]; [now apply rising_has_one_root with df|].
  destruct (rising_has_one_root (fun x => - f x) (fun x => - df x) a b) as [x [[Hx Fx] U]].
  - assumption.
  - intros x; apply (is_derive_opp f), D.
  - intros x Hx; assert (H := P x Hx); lra.
  - lra.
  - lra.
  - exists x; split; [split; [assumption|lra]|].
    intros y Hy Fy; apply U; [assumption|rewrite Fy; ring].
Qed.

(* d of a goal forall x, is_derive f x (?d x), for an unfolded f. *)
Ltac derive := intros x; auto_derive; [repeat split; try exact I|reflexivity].

Ltac taylor x := interval with (i_bisect x, i_taylor x, i_degree 5, i_prec 100, i_depth 100).

(* (x - a)^i (b - x)^j >= 0 for i + j = d. *)
Ltac bernstein a b x :=
  let A := fresh in let B := fresh in
  assert (A : 0 <= x - a) by lra; assert (B : 0 <= b - x) by lra;
  let rec from i j :=
    pose proof (Rmult_le_pos _ _ (pow_le _ i A) (pow_le _ j B));
    lazymatch i with O => idtac | S ?k => from k (S j) end in
  let degree d := from d 0%nat; lra in
  first [degree 1%nat | degree 2%nat | degree 3%nat | degree 4%nat | degree 6%nat
        | degree 9%nat | degree 12%nat | degree 20%nat | degree 30%nat].

Ltac decide_sign a b x := first [taylor x | bernstein a b x].

(* x >= a is x = a + t. *)
Ltac decide_half_line a x :=
  let t := fresh in let T := fresh in let E := fresh in
  set (t := x - a); assert (T : 0 <= t) by (unfold t; lra);
  assert (E : x = a + t) by (unfold t; ring); clearbody t; try rewrite E; clear E;
  let rec powers k :=
    pose proof (pow_le t k T); lazymatch k with O => idtac | S ?l => powers l end in
  powers 32%nat; lra.
