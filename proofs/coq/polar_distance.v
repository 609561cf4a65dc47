(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For every real m x n matrix X, W = msign X, d = |X - W| in the spectral norm:
     cubic    X' = (3 X - X X^T X) / 2 has  |X' - W| <= d^2 (3 + d) / 2;
     quintic  X' = (15 X - 10 X X^T X + 3 X (X^T X)^2) / 8 has
              |X' - W| <= d^3 (20 + 15 d + 3 d^2) / 8.

   Source.  1 - f(s) = (1 - s)^2 (2 + s) / 2 and (1 - s)^3 (8 + 9 s + 3 s^2) / 8 with
   |1 - s| <= d on the singular values s.  Catalogue 3.1, 3.3.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From muoncheck Require Import singular_values svd inner_product bounded_matrices.
From muoncheck Require Import nuclear_spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Distance.
Variables (R : rcfType) (m n : nat).
Implicit Types X : 'M[R]_(m, n).

Lemma values_near_one k (U : 'M[R]_(m, k)) s V X i :
  svd U s V X -> `|s 0 i - 1| <= spectral (X - msign X).
Proof.
move=> H; have [UU VV _ _] := H; rewrite (msign_of_svd H); set d := spectral _.
have := bounded_by_spectral (X - U *m V^T) (col i V); rewrite -/d.
have -> : (X - U *m V^T) *m col i V = (s 0 i - 1) *: col i U.
  rewrite mulmxBl (singular_pair i H) scalerBl scale1r; congr (_ - _).
  by rewrite !colE -mulmxA (mulmxA _ V) VV mul1mx.
rewrite innerZl innerZr !inner_columns // !mulr1 -expr2 -real_normK ?num_real //.
by rewrite ler_pexpn2r ?nnegrE ?normr_ge0 ?spectral_ge0.
Qed.

Theorem distance_after_step c e X : 0 <= e ->
  (forall x, 0 < x -> `|x - 1| <= spectral (X - msign X) -> `|odd c x - 1| <= e) ->
  spectral (odd_mx c X - msign X) <= e.
Proof.
move=> e_ge0 close; have H := chosenP X; have [UU VV s_gt0 XE] := H.
apply/spectral_is_the_least_bound => //.
rewrite {1}XE odd_polynomial_acts_on_singular_values // (msign_of_svd H).
rewrite distance_from_polar_factor; apply: bounded_assembled => // i; rewrite !mxE.
by apply: close; [exact: s_gt0 | exact: values_near_one H].
Qed.

Lemma below_one_plus (x d : R) : `|x - 1| <= d -> x <= 1 + d.
Proof. by move=> H; rewrite addrC -ler_subl_addr; apply: le_trans (ler_norm _) H. Qed.

Theorem cubic_distance X : let d := spectral (X - msign X) in
  spectral (odd_mx [:: 3%:R / 2%:R; - 2%:R^-1] X - msign X) <= d ^+ 2 * (3%:R + d) / 2%:R.
Proof.
lazy zeta; set d := spectral (X - msign X); have d_ge0 : 0 <= d := spectral_ge0 _.
have two : (2%:R : R) != 0 by rewrite pnatr_eq0.
apply: distance_after_step => [|x x_gt0 near].
  apply: divr_ge0; last exact: ler0n.
  apply: mulr_ge0; first exact: exprn_ge0.
  by apply: addr_ge0 => //; apply: ler0n.
have -> : odd [:: 3%:R / 2%:R; - 2%:R^-1] x - 1 = - ((x - 1) ^+ 2 * (2%:R + x) / 2%:R).
  by rewrite /=; field.
have q_ge0 : 0 <= 2%:R + x by rewrite addr_ge0 ?ler0n ?(ltW x_gt0).
rewrite normrN normrM (normrM (_ ^+ 2)) normfV normrX (ger0_norm q_ge0) (ger0_norm (ler0n _ _)).
rewrite ler_wpmul2r ?invr_ge0 ?ler0n //; apply: ler_pmul; rewrite ?exprn_ge0 //.
  by rewrite ler_expn2r ?nnegrE.
have -> : 3%:R + d = 2%:R + (1 + d) by ring.
by rewrite ler_add2l below_one_plus.
Qed.

Theorem quintic_distance X : let d := spectral (X - msign X) in
  spectral (odd_mx [:: 15%:R / 8%:R; - (10%:R / 8%:R); 3%:R / 8%:R] X - msign X) <=
  d ^+ 3 * (20%:R + 15%:R * d + 3%:R * d ^+ 2) / 8%:R.
Proof.
lazy zeta; set d := spectral (X - msign X); have d_ge0 : 0 <= d := spectral_ge0 _.
have eight : (8%:R : R) != 0 by rewrite pnatr_eq0.
apply: distance_after_step => [|x x_gt0 near].
  apply: divr_ge0; last exact: ler0n.
  apply: mulr_ge0; first exact: exprn_ge0.
  apply: addr_ge0; last by apply: mulr_ge0; [exact: ler0n | exact: exprn_ge0].
  by apply: addr_ge0; [|apply: mulr_ge0 => //]; exact: ler0n.
have -> : odd [:: 15%:R / 8%:R; - (10%:R / 8%:R); 3%:R / 8%:R] x - 1 =
    (x - 1) ^+ 3 * (8%:R + 9%:R * x + 3%:R * x ^+ 2) / 8%:R.
  by rewrite /=; field.
have q_ge0 : 0 <= 8%:R + 9%:R * x + 3%:R * x ^+ 2.
  apply: addr_ge0; last by apply: mulr_ge0; [exact: ler0n | exact/exprn_ge0/ltW].
  by apply: addr_ge0; [|apply: mulr_ge0; last exact: ltW]; exact: ler0n.
rewrite normrM (normrM (_ ^+ 3)) normfV normrX (ger0_norm q_ge0) (ger0_norm (ler0n _ _)).
rewrite ler_wpmul2r ?invr_ge0 ?ler0n //; apply: ler_pmul; rewrite ?exprn_ge0 //.
  by rewrite ler_expn2r ?nnegrE.
have x_le := below_one_plus near.
have -> : 20%:R + 15%:R * d + 3%:R * d ^+ 2 =
    8%:R + 9%:R * (1 + d) + 3%:R * (1 + d) ^+ 2 by ring.
apply: ler_add; first by rewrite ler_add2l ler_wpmul2l ?ler0n.
rewrite ler_wpmul2l ?ler0n //; apply: ler_expn2r => //; rewrite nnegrE; first exact: ltW.
by apply: addr_ge0 => //; exact: ler01.
Qed.
End Distance.
