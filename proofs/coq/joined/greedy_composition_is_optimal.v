(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  No composition q o p of two odd cubics has |1 - q(p(x))| < 0.3067481820 on all of
   [1/10, 1].

   Source.  p has no zero there, as q(0) = 0; let m, M be its extremes in absolute value, which
   are of one sign, and c = (m + M)/2.  p/c is an odd cubic, so by the certificate's first lower
   bound it errs by E = (M - m)/(M + m) >= 0.607230127271: [m, M]/c covers [1 - E, 1 + E], and
   q(c y) is an odd cubic on it, to which the second lower bound applies.  Catalogue 3.12.

   Not claimed.  More steps; rounding. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import emitted_greedy_composition_is_optimal.
Open Scope R_scope.

Definition cubic (a b x : R) : R := a * x + b * x ^ 3.

Lemma cubic_continuous a b : continuity (cubic a b).
Proof.
  intros x; apply derivable_continuous_pt; exists (a + b * (3 * x ^ 2)).
  apply is_derive_Reals; unfold cubic; auto_derive; [trivial|ring].
Qed.

(* Values between those at two points are taken between these. *)
Lemma between f x y v : continuity f -> f x <= v <= f y ->
  exists z, (x <= z <= y \/ y <= z <= x) /\ f z = v.
Proof.
  intros C V; assert (D : continuity (fun z => f z - v)).
  { apply (continuity_minus f (fun _ => v)); [assumption|now apply continuity_const]. }
  destruct (Rle_lt_dec x y) as [L|L].
  - destruct (IVT_cor (fun z => f z - v) x y D L) as [z [Z F]]; [nra|].
    exists z; split; [now left|lra].
  - destruct (IVT_cor (fun z => f z - v) y x D) as [z [Z F]]; [lra|nra|].
    exists z; split; [now right|lra].
Qed.

Definition covers (a b : R) := exists c, 0 < c /\
  forall y, 0.392769872729 <= y <= 1.607230127271 ->
  exists x, 1/10 <= x <= 1 /\ cubic a b x = c * y.

Lemma first_covers a b : (forall x, 1/10 <= x <= 1 -> 0 < cubic a b x) -> covers a b.
Proof.
  intros pos.
  destruct (continuity_ab_min (cubic a b) (1/10) 1) as [u [U Iu]]; [lra| |].
  { intros; apply cubic_continuous. }
  destruct (continuity_ab_maj (cubic a b) (1/10) 1) as [v [V Iv]]; [lra| |].
  { intros; apply cubic_continuous. }
  set (m := cubic a b u) in *; set (M := cubic a b v) in *; set (c := (m + M) / 2).
  assert (0 < m) by now apply pos.
  assert (m <= M) by now apply U.
  assert (c0 : 0 < c) by (unfold c; lra).
  assert (E : 0.607230127271 * (m + M) <= M - m).
  { destruct (Rle_lt_dec (0.607230127271 * (m + M)) (M - m)) as [L|L]; [assumption|exfalso].
    apply (optimal_every_first_cubic (a / c) (b / c)); intros x X.
    assert (P := U x X); assert (Q := V x X).
    replace (1 - (a / c * x ^ 1 + b / c * x ^ 3)) with ((c - cubic a b x) / c)
      by (unfold cubic; field; lra).
    assert (D : (c - cubic a b x) / c * c = c - cubic a b x) by (field; lra).
    apply Rabs_def1; apply Rmult_lt_reg_r with c; try assumption; rewrite D; unfold c; lra. }
  exists c; split; [assumption|]; intros y Y.
  destruct (between (cubic a b) u v (c * y) (cubic_continuous a b)) as [x [X F]].
  - fold m M; unfold c; nra.
  - exists x; split; [lra|assumption].
Qed.

Lemma no_second a b c d : (forall x, 1/10 <= x <= 1 -> 0 < cubic a b x) ->
  ~ (forall x, 1/10 <= x <= 1 -> Rabs (1 - cubic c d (cubic a b x)) < 0.3067481820).
Proof.
  intros pos H; destruct (first_covers a b pos) as [k [k0 C]].
  apply (optimal_every_second_one_on_what_every_first_one_covers (c * k) (d * k ^ 3)).
  intros y Y; destruct (C y) as [x [X F]]; [lra|]; assert (B := H x X); rewrite F in B.
  replace (1 - (c * k * y ^ 1 + d * k ^ 3 * y ^ 3)) with (1 - cubic c d (k * y))
    by (unfold cubic; ring); lra.
Qed.

Theorem no_composition_errs_less a b c d :
  ~ (forall x, 1/10 <= x <= 1 -> Rabs (1 - cubic c d (cubic a b x)) < 0.3067481820).
Proof.
  intros H.
  assert (N : forall x, 1/10 <= x <= 1 -> cubic a b x <> 0).
  { intros x X Z; assert (B := H x X); rewrite Z in B; unfold cubic in B.
    replace (1 - (c * 0 + d * 0 ^ 3)) with 1 in B by ring; rewrite Rabs_R1 in B; lra. }
  set (p := cubic a b) in *.
  assert (S : forall x, 1/10 <= x <= 1 -> 0 < p 1 * p x).
  { intros x X; destruct (Rlt_le_dec 0 (p 1 * p x)) as [L|L]; [assumption|exfalso].
    destruct (IVT_cor p x 1 (cubic_continuous a b)) as [z [Z F]]; [lra|lra|].
    now apply (N z); [lra|]. }
  destruct (Rlt_le_dec 0 (p 1)) as [L|L].
  - apply (no_second a b c d); [|assumption]; intros x X; specialize (S x X); fold p; nra.
  - apply (no_second (- a) (- b) (- c) (- d)).
    + intros x X; specialize (S x X); replace (cubic (- a) (- b) x) with (- p x)
        by (unfold p, cubic; ring); destruct (Rle_lt_dec (p x) 0); nra.
    + intros x X; replace (cubic (- c) (- d) (cubic (- a) (- b) x)) with (cubic c d (p x))
        by (unfold p, cubic; ring); now apply H.
Qed.
