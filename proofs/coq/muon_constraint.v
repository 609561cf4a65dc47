(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For all real m x n matrices, with the spectral norm ||.|| of nuclear_spectral.v:
   X_(t+1) = (1 - eta_t lambda) X_t + eta_t D_t, 0 <= eta_t lambda <= 1, has
     V_t <= prod_(s<t) (1 - eta_s lambda) V_0 for V_t = max(0, ||X_t|| - c/lambda)
   where ||D_t|| <= c (msign has c = 1); V_t -> 0 where sum eta_t is infinite; implicit decay
   has prod_(s<t) 1 / (1 + eta_s lambda).

   Source.  Chen, Li, Liu, arXiv:2506.15054, Theorem 5; catalogue 0.4, 0.5.  The theorems of
   constraint_decay.v at the norm of real_matrices.v.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Hierarchy.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import nuclear_spectral real_matrices decaying_sequences.
From muoncheck Require constraint_decay.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Section Muon.
Variables m n : nat.
Local Notation matrix := 'M[R]_(m, n).

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
End Muon.
