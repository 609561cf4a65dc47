(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let the real m x n matrix X have rank n and singular values in [l, u], l > 0, and
   q >= |x - 1|/(x + 1) at x = l and u, q < 1.  After T steps of Newton,
   X (I + X^T X) (2 X^T X)^-1, the distance from msign X in the spectral norm is at most
   2 c/(1 - c), c = q^(2^T); after T of Halley, X (3 I + X^T X) (I + 3 X^T X)^-1, the same with
   c = q^(3^T), at any rank.

   Source.  (N - 1)/(N + 1) = ((x - 1)/(x + 1))^2 and the cube for Halley, iterated_steps.v, on
   all matrices by quotient_steps.v.  Higham, Functions of Matrices, 2008, Section 8.3;
   catalogue 3.17.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Rcomplements.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import iterated_steps quotients_on_matrices.
From muoncheck Require Import singular_values nuclear_spectral spectra quotient_steps.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Section Cayley.
Variables (r : seq R * seq R) (f : R -> R) (k : nat).
Hypothesis k_positive : (2 <= k)%coq_nat.
Hypothesis positive : forall x, 0 < x -> 0 < f x.
Hypothesis step : forall x, 0 < x -> (f x - 1) / (f x + 1) = ((x - 1) / (x + 1)) ^ k.
Hypothesis row_is : forall x, 0 < x -> even r.2 x <> 0 /\ quotient r x = f x.

Lemma nseq_run T x : 0 < x ->
  defined (nseq T r) x /\ quotient_steps.quotient_steps (nseq T r) x = iterate f T x.
Proof.
elim: T x => [//|T IH] x x0; have [N E] := row_is x0.
have [D Q] := IH _ (positive x0); rewrite /= E; split; last exact: Q.
by split=> //; apply/eqP.
Qed.

(* x -> (x - 1)/(x + 1) rises, and its inverse is c -> (1 + c)/(1 - c). *)
Lemma cayley_between l u x q : 0 < l -> l <= x <= u -> Rabs ((l - 1) / (l + 1)) <= q ->
  Rabs ((u - 1) / (u + 1)) <= q -> Rabs ((x - 1) / (x + 1)) <= q.
Proof.
move=> l0 [lx xu] /Rabs_le_between [L _] /Rabs_le_between [_ U].
have le a b : 0 < a -> a <= b -> (a - 1) / (a + 1) <= (b - 1) / (b + 1).
  move=> a0 ab; apply: (Rmult_le_reg_r ((a + 1) * (b + 1))); first nra.
  have -> : (a - 1) / (a + 1) * ((a + 1) * (b + 1)) = (a - 1) * (b + 1) by field; lra.
  have -> : (b - 1) / (b + 1) * ((a + 1) * (b + 1)) = (b - 1) * (a + 1) by field; lra.
  nra.
by apply: Rabs_le; have A := le l x l0 lx; have B := le x u ltac:(lra) xu; lra.
Qed.

Lemma from_cayley y c : 0 < y -> c < 1 -> Rabs ((y - 1) / (y + 1)) <= c ->
  1 - 2 * c / (1 - c) <= (1 - c) / (1 + c) <= y /\ y <= 1 + 2 * c / (1 - c).
Proof.
move=> y0 c1 H; have c0 : 0 <= c by apply: Rle_trans H; apply: Rabs_pos.
move/Rabs_le_between: H => [L U]; have E : (y - 1) / (y + 1) * (y + 1) = y - 1 by field; lra.
have A : y - 1 <= c * (y + 1) by rewrite -E; apply: Rmult_le_compat_r; lra.
have B : - c * (y + 1) <= y - 1 by rewrite -E; apply: Rmult_le_compat_r; lra.
split; first split.
- apply: (Rmult_le_reg_r ((1 - c) * (1 + c))); first nra.
  have -> : (1 - 2 * c / (1 - c)) * ((1 - c) * (1 + c)) = (1 - 3 * c) * (1 + c) by field; lra.
  have -> : (1 - c) / (1 + c) * ((1 - c) * (1 + c)) = (1 - c) ^ 2 by field; lra.
  nra.
- by apply: (Rmult_le_reg_r (1 + c)); [lra|rewrite /Rdiv Rmult_assoc Rinv_l; lra].
apply: (Rmult_le_reg_r (1 - c)); first lra.
have -> : (1 + 2 * c / (1 - c)) * (1 - c) = 1 + c by field; lra.
lra.
Qed.

Variables (m n : nat) (l u q : R).
Hypotheses (l_positive : 0 < l) (lu : l <= u) (q_small : q < 1).
Hypotheses (l_near : Rabs ((l - 1) / (l + 1)) <= q) (u_near : Rabs ((u - 1) / (u + 1)) <= q).

Theorem cayley_on_all_matrices T (X : 'M[R]_(m, n)) : spectrum_in X l u ->
  regular_at_zero (nseq T r) \/ \rank X = n ->
  let c := q ^ Nat.pow k T in
  spectral (quotient_steps_mx (nseq T r) X - msign X)%R <= 2 * c / (1 - c).
Proof.
move=> H regular c; have q0 : 0 <= q by apply: Rle_trans l_near; apply: Rabs_pos.
have c1 : c < 1.
  have kT : Nat.pow k T <> 0%nat by apply: Nat.pow_nonzero; lia.
  rewrite /c; case: (Nat.pow k T) kT => [//|j] _.
  have B : q ^ j <= 1 by rewrite -(pow1 j); apply: pow_incr; lra.
  change (q * q ^ j < 1); have P := pow_le _ j q0; nra.
have near x : l <= x <= u -> 0 < iterate f T x /\
    Rabs ((iterate f T x - 1) / (iterate f T x + 1)) <= c.
  move=> lx; have x0 : 0 < x by lra.
  split; first exact: (kept_forever (fun y => 0 < y)).
  rewrite (cayley_rate f k positive step) // -RPow_abs; apply: pow_incr.
  by split; [exact: Rabs_pos|exact: (cayley_between l_positive lx)].
have c0 : 0 <= c by apply: pow_le.
have l0' : 0 < (1 - c) / (1 + c) by apply: Rdiv_lt_0_compat; lra.
have e0 : 0 <= 2 * c / (1 - c).
  by apply: Rmult_le_pos; [lra|apply/Rlt_le/Rinv_0_lt_compat; lra].
have u0' : 0 <= 1 + 2 * c / (1 - c) by lra.
set e := 2 * c / (1 - c) in e0 u0' *; set l' := (1 - c) / (1 + c) in l0'.
have chain x : (l <= x <= u)%R -> defined (nseq T r) x /\
    (l' <= quotient_steps.quotient_steps (nseq T r) x <= Rplus 1 e)%R.
  move=> /andP [/RleP lx /RleP xu]; have [y0 B] := near x (conj lx xu).
  have [D ->] := nseq_run T (Rlt_le_trans _ _ _ l_positive lx).
  have [[_ lo] hi] := from_cayley y0 c1 B.
  by split=> //; apply/andP; split; apply/RleP.
have [[low _] _] := from_cayley (proj1 (near l ltac:(lra))) c1 (proj2 (near l ltac:(lra))).
have l_ge0 : (0 <= l)%R by apply/RleP; exact: Rlt_le.
have u_ge0 : (0 <= u)%R by apply/RleP; exact: Rle_trans (Rlt_le _ _ l_positive) lu.
move/RltP: l0' => l0'; move/RleP: u0' => u0'.
have [_ _ dY] := quotients_on_all_matrices l_ge0 u_ge0 l0' chain regular u0' H.
by apply/RleP; apply: dY; apply/RleP; [exact: e0|exact: low|exact: Rle_refl].
Qed.
End Cayley.

(* Coefficients of x + x^3 and 2 x^2; of 3 x + x^3 and 1 + 3 x^2. *)
Definition newton_row : seq R * seq R := ([:: 1; 1], [:: 0; 2]).
Definition halley_row : seq R * seq R := ([:: 3; 1], [:: 1; 3]).
Definition newton (x : R) : R := (x ^ 2 + 1) / (2 * x).
Definition halley (x : R) : R := x * (3 + x ^ 2) / (1 + 3 * x ^ 2).

Lemma row_value (c0 c1 d0 d1 x : R) : d0 + d1 * x ^ 2 <> 0 ->
  even [:: d0; d1] x <> 0 /\
  quotient ([:: c0; c1], [:: d0; d1]) x = (x * (c0 + c1 * x ^ 2)) / (d0 + d1 * x ^ 2).
Proof.
move=> N; have E : even [:: d0; d1] x = d0 + d1 * x ^ 2.
  rewrite even_polynomial /=.
  change (d0 + x ^ 2 * (d1 + x ^ 2 * 0) = d0 + d1 * x ^ 2 :> R); ring.
rewrite /quotient E -RdivE; last exact/eqP.
split=> //; rewrite odd_polynomial /=; congr (_ / _).
change (x * (c0 + x ^ 2 * (c1 + x ^ 2 * 0)) = x * (c0 + c1 * x ^ 2) :> R); ring.
Qed.

Lemma newton_row_is x : 0 < x -> even newton_row.2 x <> 0 /\ quotient newton_row x = newton x.
Proof.
move=> x0; have [|N ->] := @row_value 1 1 0 2 x; first by nra.
split=> //; change (x * (1 + 1 * x ^ 2) / (0 + 2 * x ^ 2) = newton x :> R).
by rewrite /newton; field; lra.
Qed.
Lemma halley_row_is x : 0 < x -> even halley_row.2 x <> 0 /\ quotient halley_row x = halley x.
Proof.
move=> x0; have [|N ->] := @row_value 3 1 1 3 x; first by nra.
split=> //; change (x * (3 + 1 * x ^ 2) / (1 + 3 * x ^ 2) = halley x :> R).
by rewrite /halley; field; nra.
Qed.

Lemma newton_positive x : 0 < x -> 0 < newton x.
Proof. by move=> x0; apply: Rdiv_lt_0_compat; nra. Qed.
Lemma halley_positive x : 0 < x -> 0 < halley x.
Proof. by move=> x0; apply: Rdiv_lt_0_compat; [apply: Rmult_lt_0_compat|]; nra. Qed.
Lemma newton_squares x : 0 < x -> (newton x - 1) / (newton x + 1) = ((x - 1) / (x + 1)) ^ 2.
Proof. by move=> x0; rewrite /newton; field; repeat split; nra. Qed.
Lemma halley_cubes x : 0 < x -> (halley x - 1) / (halley x + 1) = ((x - 1) / (x + 1)) ^ 3.
Proof. by move=> x0; rewrite /halley; field; repeat split; nra. Qed.

Section Matrices.
Variables (m n : nat) (X : 'M[R]_(m, n)) (l u q : R).
Hypotheses (l_positive : 0 < l) (lu : l <= u) (q_small : q < 1) (H : spectrum_in X l u).
Hypotheses (l_near : Rabs ((l - 1) / (l + 1)) <= q) (u_near : Rabs ((u - 1) / (u + 1)) <= q).

Theorem newton_on_all_matrices T : \rank X = n -> let c := q ^ Nat.pow 2 T in
  spectral (quotient_steps_mx (nseq T newton_row) X - msign X)%R <= 2 * c / (1 - c).
Proof.
move=> full; exact: (cayley_on_all_matrices (le_n 2) newton_positive newton_squares
  newton_row_is l_positive lu q_small l_near u_near H (or_intror full)).
Qed.

Theorem halley_on_all_matrices T : let c := q ^ Nat.pow 3 T in
  spectral (quotient_steps_mx (nseq T halley_row) X - msign X)%R <= 2 * c / (1 - c).
Proof.
have k3 : (2 <= 3)%coq_nat by lia.
have regular : regular_at_zero (nseq T halley_row).
  by move=> r /nseqP [-> _]; apply/eqP; exact: R1_neq_R0.
exact: (cayley_on_all_matrices k3 halley_positive halley_cubes halley_row_is l_positive lu
  q_small l_near u_near H (or_introl regular)).
Qed.
End Matrices.
