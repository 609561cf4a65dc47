(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For all real m x n matrices, with the nuclear norm ||.||_*, the spectral norm
   ||.|| and msign of nuclear_spectral.v, and S(X) = ||grad F(X)||_* + lambda <X, grad F(X)>:
     constraint  X_(t+1) = (1 - eta_t lambda) X_t + eta_t D_t, 0 <= eta_t lambda <= 1, has
                 V_t <= prod_(s<t) (1 - eta_s lambda) V_0 for V_t = max(0, ||X_t|| - c/lambda)
                 where ||D_t|| <= c (msign has c = 1); V_t -> 0 where sum eta_t is infinite;
                 implicit decay has prod_(s<t) 1 / (1 + eta_s lambda);
     descent     X+ = (1 - eta lambda) X + eta msign M has, for L-smooth F and any X,
                 F(X+) <= F(X) - eta S(X) + 2 eta ||M + grad F(X)||_*
                          + (L/2) eta^2 ||msign M - lambda X||^2;
     rate        of Muon with momentum, as descent_rate.v states it for any norm.

   Source.  Chen, Li, Liu, arXiv:2506.15054; catalogue 0.4, 0.5, 0.10, 0.11.  The theorems of
   constraint_decay.v, descent_step.v and descent_rate.v at the norms of real_matrices.v.

   Not claimed.  Rounding: real arithmetic only.  msign is exact in descent and rate. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Hierarchy.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import inner_product nuclear_spectral real_matrices decaying_sequences.
From muoncheck Require Import muon_duality.
From muoncheck Require constraint_decay descent_step descent_rate.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Section Muon.
Variables m n : nat.
Local Notation matrix := 'M[R]_(m, n).

Section Decay.
Variables (lambda c : R) (eta : nat -> R) (X D : nat -> matrix).
Hypothesis lambda_positive : 0 < lambda.
Hypothesis steps : forall t, 0 <= eta t.
Hypothesis bounded : forall t, spectral (D t) <= c.

Definition violation t := Rmax 0 (spectral (X t) - c / lambda).

Theorem explicit_decay_of_spectral_norm :
  (forall t, eta t * lambda <= 1) ->
  (forall t, X (S t) = (1 - eta t * lambda) *: X t + eta t *: D t)%R ->
  forall t, violation t <= product (fun s => 1 - eta s * lambda) t * violation 0.
Proof.
move=> small update; apply: (constraint_decay.explicit_decay (V := mx_module m n)) update small.
- exact: (@spectral_is_subadditive m n).
- exact: (@spectral_is_homogeneous m n).
- by [].
- by [].
- by [].
Qed.

Theorem implicit_decay_of_spectral_norm :
  (forall t, X (S t) = X t + eta t *: (D t - lambda *: X (S t)))%R ->
  forall t, violation t <= product (fun s => / (1 + eta s * lambda)) t * violation 0.
Proof.
move=> update; apply: (constraint_decay.implicit_decay (V := mx_module m n)) update.
- exact: (@spectral_is_subadditive m n).
- exact: (@spectral_is_homogeneous m n).
- by [].
- by [].
- by [].
Qed.

Theorem spectral_ball_is_invariant :
  (forall t, eta t * lambda <= 1) ->
  (forall t, X (S t) = (1 - eta t * lambda) *: X t + eta t *: D t)%R ->
  spectral (X 0%nat) <= c / lambda -> forall t, spectral (X t) <= c / lambda.
Proof.
move=> small update; apply: (constraint_decay.explicit_invariance (V := mx_module m n)) small.
- exact: (@spectral_is_subadditive m n).
- exact: (@spectral_is_homogeneous m n).
- by [].
- exact: steps.
- exact: bounded.
- exact: update.
Qed.

Theorem violation_vanishes :
  (forall t, eta t * lambda <= 1) ->
  (forall t, X (S t) = (1 - eta t * lambda) *: X t + eta t *: D t)%R ->
  (forall b, exists t, b < total eta t) ->
  forall e, 0 < e -> exists T, forall t, (Peano.le T t) -> violation t <= e.
Proof.
move=> small update; apply: (constraint_decay.explicit_limit (V := mx_module m n)) update small.
- exact: (@spectral_is_subadditive m n).
- exact: (@spectral_is_homogeneous m n).
- by [].
- by [].
- by [].
Qed.
End Decay.

Section Descent.
Variables (F : matrix -> R) (grad : matrix -> matrix) (L lambda : R).
Hypothesis L_nonnegative : 0 <= L.
Hypothesis smooth : forall X Y,
  F Y <= F X + inner (grad X) (Y - X)%R + L / 2 * spectral (Y - X)%R ^ 2.

Lemma smooth_in_dual_balls X Y q : 0 <= q ->
  descent_step.dual_le (V := mx_module m n) (@inner _ m n) (@nuclear _ m n) q (minus Y X) ->
  F Y <= F X + inner (grad X) (minus Y X) + L / 2 * q ^ 2.
Proof.
move=> q_ge0 /(dual_ball _ q_ge0) le_q; apply: Rle_trans (smooth X Y) _.
apply: Rplus_le_compat_l; apply: Rmult_le_compat_l; first lra.
apply: pow_incr; split; last exact: le_q.
by apply/RleP; apply: spectral_ge0.
Qed.

Theorem muon_descends eta X M : 0 < eta ->
  F ((1 - eta * lambda) *: X + eta *: msign M)%R <=
  F X - eta * score lambda (grad X) X + 2 * eta * nuclear (M + grad X)%R
  + L / 2 * eta ^ 2 * spectral (msign M - lambda *: X)%R ^ 2.
Proof.
move=> eta_gt0.
have q_ge0 : 0 <= spectral (msign M - lambda *: X)%R by apply/RleP; apply: spectral_ge0.
apply: (descent_step.one_step_descent (V := mx_module m n) (@inner _ m n)
  (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _
  (@nuclear_is_subadditive m n) (@nuclear_is_homogeneous m n) F grad L lambda
  smooth_in_dual_balls eta X (msign M) M) => //.
- exact: msign_in_dual_ball.
- exact: msign_is_aligned.
- apply/dual_ball => //; rewrite /descent_step.direction.
  by rewrite -[plus _ _]/(msign M + (- lambda) *: X)%R GRing.scaleNr; apply: Rle_refl.
Qed.

Section Rate.
Hypothesis lipschitz : forall X Y,
  nuclear (grad Y - grad X)%R <= L * spectral (Y - X)%R.
Variables (b1 b2 F_inf : R) (eta : nat -> R) (X M : nat -> matrix).
Hypothesis b1_range : 0 <= b1.
Hypothesis b2_range : 0 <= b2 < 1.
Hypothesis lambda_range : 0 <= lambda.
Hypothesis eta_positive : forall t, 0 < eta t.
Hypothesis eta_falls : forall t, eta (S t) <= eta t.
Hypothesis decay_range : forall t, eta t * lambda <= 1.
Hypothesis F_bounded : forall Y, F_inf <= F Y.
Definition blend t := (b1 *: M t + - (1 - b1) *: grad (X t))%R.
Hypothesis momentum : forall t, (M (S t) = b2 *: M t + - (1 - b2) *: grad (X t))%R.
Hypothesis update : forall t,
  (X (S t) = (1 - eta t * lambda) *: X t + eta t *: msign (blend t))%R.
Hypothesis start : spectral (lambda *: X 0%nat)%R <= 1.

Theorem muon_rate T :
  total (fun t => eta t * score lambda (grad (X t)) (X t)) T <=
  F (X 0%nat) - F_inf
  + 2 * b1 / (1 - b2) * (eta 0%nat * nuclear (M 0%nat + grad (X 0%nat))%R)
  + (4 * b1 * L / (1 - b2) + 2 * L) * total (fun t => eta t ^ 2) T.
Proof.
apply: (descent_rate.rate_with_varying_steps (V := mx_module m n) (@inner _ m n)
  (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _
  (@nuclear_is_subadditive m n) (@nuclear_is_homogeneous m n) F grad L lambda _
  smooth_in_dual_balls b1 b2 F_inf eta X M (fun t => msign (blend t))) => //.
- move=> Y Z q q_ge0 /(dual_ball _ q_ge0) le_q; apply: Rle_trans (lipschitz Y Z) _.
  by apply: Rmult_le_compat_l.
- by move=> t; apply: msign_in_dual_ball.
- by move=> t; apply: msign_is_aligned.
- by apply/dual_ball; first lra.
Qed.
End Rate.
End Descent.
End Muon.
