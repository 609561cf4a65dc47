(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For a symmetric A over a real closed field with l |v|^2 <= <v, A v> <= u |v|^2,
   after t steps from X = I, M = A (Newton) or X = A, Y = I (the others), what a chain of
   intervals says of numbers from a in [l, u] holds of matrices:
     Newton for A^(-1/p), p >= 1, X' = X T, M' = M T^p, T = ((p + 1) I - M) / p:
       |1 - m_t| <= e with m' = m ((p + 1 - m)/p)^p, m_0 = a, gives |I - X_t^p A| <= e;
     Newton-Schulz  X' = X T, Y' = T Y, T = (3 I - Y X) / 2:
       |1 - m_t| <= e with m' = m ((3 - m)/2)^2 gives |I - Y_t X_t| <= e, and X_t = A Y_t;
     Denman, Beavers  X' = (X + Y^-1) / 2, Y' = (Y + X^-1) / 2, l > 0:
       |1 - m_t| <= e with m' = (2 + m + 1/m)/4 gives |I - X_t Y_t| <= e, and X_t = A Y_t.
   The norm is the spectral norm.

   Source.  Higham, Functions of Matrices, 2008, Sections 6.3 and 7.3; catalogue 1.5, 3.22,
   3.24.  The theorems of coupled_residuals.v; M = X^p A and m = x y are kept by each step.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From muoncheck Require Import singular_values nuclear_spectral coupled_newton.
From muoncheck Require Import functions_of_matrices coupled_chains coupled_residuals.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Iterations.
Variables (R : rcfType) (n' : nat).
Notation n := n'.+1.
Notation expression := (expression R).
Implicit Types (A X Y M : 'M[R]_n) (e : R).

Definition newton_step p (P : 'M[R]_n * 'M[R]_n) :=
  (P.1 * newton_factor p P.2, P.2 * newton_factor p P.2 ^+ p).

Theorem coupled_newton_chain p A l u e t : A^T = A -> between A l u -> 0 <= e ->
  (forall a, l <= a <= u ->
    `|1 - iter t (fun m => m * (p%:R^-1 * (p.+1%:R - m)) ^+ p) a| <= e) ->
  let: (X, M) := iter t (newton_step p) (1, A) in
  X ^+ p * A = M /\ spectral (1 - X ^+ p * A) <= e.
Proof.
move=> symmetric in_lu e_ge0 small.
pose T : expression := factor p Second.
have kept : let: (X, M) := iter t (newton_step p) (1, A) in
    GRing.comm X A /\ M = X ^+ p * A.
  elim: t {small} => [|t /=].
    by rewrite /= expr1n mul1r; split; [apply: commr_sym; apply: commr1|].
  case: (iter _ _ _) => X M [XA ME]; exact: coupled_newton_pair.
have := @residual_chain R n' A 1%:M A l u e (fun=> 1) id (Product First T)
  (Product Second (power p T)) Second (fun m => m * (p%:R^-1 * (p.+1%:R - m)) ^+ p)
  (fun _ _ _ => True) t symmetric in_lu e_ge0 (@function_of_one _ _ A)
  (@function_of_itself _ _ A).
rewrite (@eq_iter _ _ (newton_step p)) => [|[X M]]; last first.
  have E : value_mx T X M = newton_factor p M := value_mx_factor p Second X M.
  by rewrite /newton_step -[(X, M).1]/X -[(X, M).2]/M -E -value_mx_power.
case: (iter _ _ _) kept => X M [_ <-] H; split=> //; apply: H => // a r s; split=> //=.
  by rewrite defined_power.
by split=> //; rewrite value_power /= mulN1r.
Qed.

Definition schulz_step (P : 'M[R]_n * 'M[R]_n) :=
  let T := newton_factor 2 (P.2 * P.1) in (P.1 * T, T * P.2).

Theorem coupled_schulz_chain A l u e t : A^T = A -> between A l u -> 0 <= e ->
  (forall a, l <= a <= u ->
    `|1 - iter t (fun m => m * (2%:R^-1 * (3%:R - m)) ^+ 2) a| <= e) ->
  let: (X, Y) := iter t schulz_step (A, 1) in X = A * Y /\ spectral (1 - Y * X) <= e.
Proof.
move=> symmetric in_lu e_ge0 small; pose q : expression := Product Second First.
pose T := factor 2 q; pose P (a r s : R) := r = a * s.
pose phi m : R := m * (2%:R^-1 * (3%:R - m)) ^+ 2.
have step a r s : P a r s ->
    defined (Product First T) r s && defined (Product T Second) r s /\
    let r' := value (Product First T) r s in let s' := value (Product T Second) r s in
    P a r' s' /\ value q r' s' = phi (value q r s).
  by rewrite /P /phi => ->; split=> //=; split; ring.
have start a : l <= a <= u -> P a a 1 by rewrite /P mulr1.
have E (Q : 'M[R]_n * 'M[R]_n) :
    (value_mx (Product First T) Q.1 Q.2, value_mx (Product T Second) Q.1 Q.2) = schulz_step Q.
  by rewrite /schulz_step -[newton_factor _ _](value_mx_factor 2 q Q.1 Q.2).
have small' a : l <= a <= u -> `|1 - iter t phi (value q (id a) 1)| <= e.
  by move=> in_a; rewrite /= mul1r small.
have := quotient_kept t symmetric in_lu (@function_of_itself _ _ A)
  (@function_of_one _ _ A) start step
  (fun _ _ _ => id).
have := residual_chain symmetric in_lu e_ge0 (@function_of_itself _ _ A)
  (@function_of_one _ _ A) start
  step (fun _ _ => erefl) small'.
by rewrite (eq_iter E); case: (iter _ _ _).
Qed.

Definition denman_beavers_step (P : 'M[R]_n * 'M[R]_n) :=
  (2%:R^-1 *: (P.1 + invmx P.2), 2%:R^-1 *: (P.2 + invmx P.1)).

Theorem denman_beavers_chain A l u e t : A^T = A -> between A l u -> 0 < l -> 0 <= e ->
  (forall a, l <= a <= u -> `|1 - iter t (fun m => 4%:R^-1 * (2%:R + m + m^-1)) a| <= e) ->
  let: (X, Y) := iter t denman_beavers_step (A, 1) in X = A * Y /\ spectral (1 - X * Y) <= e.
Proof.
move=> symmetric in_lu l_gt0 e_ge0 small; pose q : expression := Product First Second.
pose half := Constant (2%:R^-1 : R); pose g := Product half (Sum First (Inverse Second)).
pose h := Product half (Sum Second (Inverse First)).
pose phi m : R := 4%:R^-1 * (2%:R + m + m^-1).
pose P (a r s : R) := [/\ 0 < r, 0 < s & r = a * s].
have half_gt0 : 0 < (2%:R^-1 : R) by rewrite invr_gt0 ltr0n.
have step a r s : P a r s -> defined g r s && defined h r s /\
    let r' := value g r s in let s' := value h r s in
    P a r' s' /\ value q r' s' = phi (value q r s).
  move=> [r_gt0 s_gt0 rE]; have r_neq0 := lt0r_neq0 r_gt0; have s_neq0 := lt0r_neq0 s_gt0.
  have a_neq0 : a != 0 by apply: contraNneq r_neq0 => a0; rewrite rE a0 mul0r.
  rewrite /= r_neq0 s_neq0; split=> //; split; last first.
    by rewrite /phi; field; rewrite r_neq0 s_neq0.
  split; try by rewrite mulr_gt0 // addr_gt0 // invr_gt0.
  by rewrite rE; field; rewrite a_neq0 s_neq0.
have start a : l <= a <= u -> P a a 1.
  move=> /andP [la _]; have a_gt0 := lt_le_trans l_gt0 la.
  by split; rewrite ?mulr1 ?ltr01.
have E (Q : 'M[R]_n * 'M[R]_n) :
    (value_mx g Q.1 Q.2, value_mx h Q.1 Q.2) = denman_beavers_step Q.
  by rewrite /g /h /half /= !mul_scalar_mx.
have small' a : l <= a <= u -> `|1 - iter t phi (value q (id a) 1)| <= e.
  by move=> in_a; rewrite /= mulr1 small.
have := quotient_kept t symmetric in_lu (@function_of_itself _ _ A)
  (@function_of_one _ _ A) start step
  (fun _ _ _ H => let: And3 _ _ rE := H in rE).
have := residual_chain symmetric in_lu e_ge0 (@function_of_itself _ _ A)
  (@function_of_one _ _ A) start
  step (fun _ _ => erefl) small'.
by rewrite (eq_iter E); case: (iter _ _ _).
Qed.
End Iterations.
