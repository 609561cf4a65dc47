(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For all real m x n matrices, with <X, Y> = tr X^T Y, the nuclear norm ||.||_* and
   the spectral norm ||.|| of nuclear_spectral.v:
     conjugate  sup_Y <Y, Z> - ||Y||_* is 0 where ||Z|| <= 1, and infinite elsewhere;
     KKT score  S(X) = ||G||_* + lambda <X, G> is >= 0 where ||lambda X|| <= 1, there 0 iff X
                minimises <., G> over ||lambda Z|| <= 1.

   Source.  Chen, Li, Liu, arXiv:2506.15054, Section 6, Proposition 2; catalogue 0.2, 0.3.  The
   theorems of lionk_duality.v at the norms of real_matrices.v.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Hierarchy.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import inner_product nuclear_spectral norm_duality real_matrices.
From muoncheck Require lionk_duality.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Section Muon.
Variables m n : nat.
Local Notation matrix := 'M[R]_(m, n).
Implicit Types G X Y Z O : matrix.

Lemma dual_ball Z r : 0 <= r ->
  lionk_duality.dual_le (V := mx_module m n) (@inner _ m n) (@nuclear _ m n) r Z <->
  spectral Z <= r.
Proof. by move=> r_ge0; apply: spectral_is_dual_to_nuclear. Qed.

Lemma msign_in_dual_ball X :
  lionk_duality.dual_le (V := mx_module m n) (@inner _ m n) (@nuclear _ m n) 1 (msign X).
Proof. by apply/dual_ball; [lra | apply: msign_is_feasible]. Qed.

Theorem nuclear_conjugate_inside Z : spectral Z <= 1 ->
  is_lub (fun r => exists Y, r = inner Y Z - nuclear Y) 0.
Proof.
move=> /(dual_ball Z Rle_0_1); apply: lionk_duality.conjugate_of_norm_inside.
- exact: (@inner_is_homogeneous m n).
- exact: (@nuclear_is_homogeneous m n).
Qed.

Theorem nuclear_conjugate_outside Z : 1 < spectral Z ->
  forall bound, exists Y, bound < inner Y Z - nuclear Y.
Proof.
move=> large bound.
have [|Y /RltP HY] := @outside_dual_ball _ _ _ Z; first exact/RltP.
have [t Ht] := lionk_duality.conjugate_of_norm_outside (V := mx_module m n) _
  (@inner_is_homogeneous m n) _ (@nuclear_is_homogeneous m n) Z Y HY bound.
by exists (scal t Y).
Qed.

Section Score.
Variables (lambda : R) (G : matrix).
Hypothesis lambda_positive : 0 < lambda.

Definition score X := nuclear G + lambda * inner X G.
Definition feasible X := spectral (lambda *: X)%R <= 1.

Theorem score_is_nonnegative X : feasible X -> 0 <= score X.
Proof.
move=> H; apply: (lionk_duality.score_is_nonnegative (V := mx_module m n) (@inner _ m n)).
- exact: (@inner_is_symmetric m n).
- exact: (@inner_is_homogeneous m n).
- exact: (@nuclear_is_homogeneous m n).
- by apply/dual_ball; first lra.
Qed.

Theorem score_is_zero_iff_optimal X : feasible X ->
  (score X = 0 <-> forall Z, feasible Z -> inner X G <= inner Z G).
Proof.
move=> H; have F Z : feasible Z <->
    lionk_duality.feasible (V := mx_module m n) (@inner _ m n) (@nuclear _ m n) lambda Z.
  by rewrite /feasible -dual_ball; last lra.
have := lionk_duality.score_is_zero_iff_optimal (V := mx_module m n) (@inner _ m n)
  (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _
  (@nuclear_is_subadditive m n) (@nuclear_is_homogeneous m n) lambda G lambda_positive X.
case.
- exists (msign (- G)%R); apply/lionk_duality.subgradient_of_norm.
  + exact: (@inner_is_additive m n).
  + exact: (@inner_is_homogeneous m n).
  + exact: (@nuclear_is_subadditive m n).
  + exact: (@nuclear_is_homogeneous m n).
  + by split; [apply: msign_is_aligned | apply: msign_in_dual_ball].
- exact/F.
- move=> A B; split=> [Z0 Z /F|best]; first exact: A.
  by apply: B => Z /F; apply: best.
Qed.
End Score.
End Muon.
