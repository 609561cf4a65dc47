(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For real matrices with n >= 1 columns, |.| the spectral norm, e = |I - X^T X|:
     cubic    X' = X (3 I - X^T X) / 2:
              |I - X'^T X'| <= e^2 (3 + e) / 4;
     quintic  X' = X (15 I - 10 X^T X + 3 (X^T X)^2) / 8:
              |I - X'^T X'| <= e^3 (40 + 15 e + 9 e^2) / 64;
     coupled  M' = M (I + (I - M) / p)^p, r = |I - M|:
              p = 2: |I - M'| <= r^2 (3 + r) / 4,
              p = 4: |I - M'| <= r^2 (160 + 80 r + 15 r^2 + r^3) / 256;
   so e and r are at least squared (cubed by the quintic) where they are <= 1.

   Source.  newton_schulz.v, and |A B| <= |A| |B|.  Higham, Functions of Matrices, 2008,
   Sections 7.3 and 8.3; catalogue 3.1, 3.3, 3.24.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From muoncheck Require Import singular_values svd inner_product bounded_matrices.
From muoncheck Require Import nuclear_spectral norm_duality newton_schulz.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Powers.
Variables (R : rcfType) (n' : nat).
Notation n := n'.+1.
Implicit Types A B : 'M[R]_n.

Lemma below_mul A B a b : spectral A <= a -> spectral B <= b -> spectral (A * B) <= a * b.
Proof.
move=> Ha Hb; apply: le_trans (spectral_mul A B) _.
by apply: ler_pmul; rewrite ?spectral_ge0.
Qed.

Lemma below_add A B a b : spectral A <= a -> spectral B <= b -> spectral (A + B) <= a + b.
Proof. by move=> Ha Hb; apply: le_trans (spectral_triangle A B) _; apply: ler_add. Qed.

Lemma below_one : spectral (1 : 'M[R]_n) <= 1.
Proof.
apply/spectral_is_the_least_bound => // v.
by rewrite -[1 *m v]/(1%:M *m v) mul1mx expr1n mul1r.
Qed.

Lemma below_nat k : spectral (k%:R : 'M[R]_n) <= k%:R.
Proof.
elim: k => [|k IH]; first by rewrite (spectral_eq0 (0 : 'M[R]_n)).2.
by rewrite !mulrSr; apply: below_add => //; apply: below_one.
Qed.

Lemma below_exp A a k : spectral A <= a -> spectral (A ^+ k) <= a ^+ k.
Proof.
move=> Ha; elim: k => [|k IH]; first by rewrite !expr0 below_one.
by rewrite !exprS; apply: below_mul.
Qed.

Lemma below_scale A a c : 0 <= c -> spectral A <= a -> spectral (c *: A) <= c * a.
Proof. by move=> c_ge0 Ha; rewrite spectral_scale ger0_norm // ler_wpmul2l. Qed.

Variable m : nat.
Implicit Types X : 'M[R]_(m, n).

Theorem cubic_residual_norm X :
  let e := spectral (1%:M - X^T *m X) in
  let X' := X *m (2%:R^-1 *: (3%:R - X^T *m X)) in
  spectral (1%:M - X'^T *m X') <= 4%:R^-1 * (e ^+ 2 * (3%:R + e)).
Proof.
lazy zeta; rewrite cubic_residual; apply: below_scale; first by rewrite invr_ge0 ler0n.
by apply: below_mul; [apply: below_exp | apply: below_add => //; apply: below_nat].
Qed.

Theorem quintic_residual_norm X :
  let e := spectral (1%:M - X^T *m X) in let G := X^T *m X in
  let X' := X *m (8%:R^-1 *: (15%:R - 10%:R * G + 3%:R * G ^+ 2)) in
  spectral (1%:M - X'^T *m X') <=
  64%:R^-1 * (e ^+ 3 * (40%:R + 15%:R * e + 9%:R * e ^+ 2)).
Proof.
lazy zeta; rewrite quintic_residual; apply: below_scale; first by rewrite invr_ge0 ler0n.
apply: below_mul; first exact: below_exp.
apply: below_add; last by apply: below_mul; [apply: below_nat | apply: below_exp].
by apply: below_add; [|apply: below_mul => //]; apply: below_nat.
Qed.

Theorem coupled_square_root_norm (M : 'M[R]_n) :
  let r := spectral (1 - M) in let M' := M * (1 + 2%:R^-1 *: (1 - M)) ^+ 2 in
  spectral (1 - M') <= 4%:R^-1 * (r ^+ 2 * (3%:R + r)).
Proof.
lazy zeta; rewrite coupled_square_root_residual.
apply: below_scale; first by rewrite invr_ge0 ler0n.
by apply: below_mul; [apply: below_exp | apply: below_add => //; apply: below_nat].
Qed.

Theorem coupled_fourth_root_norm (M : 'M[R]_n) :
  let r := spectral (1 - M) in let M' := M * (1 + 4%:R^-1 *: (1 - M)) ^+ 4 in
  spectral (1 - M') <=
  256%:R^-1 * (r ^+ 2 * (160%:R + 80%:R * r + 15%:R * r ^+ 2 + r ^+ 3)).
Proof.
lazy zeta; rewrite coupled_fourth_root_residual.
apply: below_scale; first by rewrite invr_ge0 ler0n.
apply: below_mul; first exact: below_exp.
apply: below_add; last exact: below_exp.
apply: below_add; last by apply: below_mul; [apply: below_nat | apply: below_exp].
by apply: below_add; [|apply: below_mul => //]; apply: below_nat.
Qed.
End Powers.
