(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The rate of inexact directions, claimed for the whole score. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import inner_product nuclear_spectral decaying_sequences muon_descent.
Local Open Scope R_scope.

Goal forall m n (F : 'M[R]_(m, n) -> R) (grad : 'M[R]_(m, n) -> 'M[R]_(m, n)) L lambda,
  0 <= L ->
  (forall X Y, F Y <= F X + inner (grad X) (Y - X)%R + L / 2 * spectral (Y - X)%R ^ 2) ->
  (forall X Y, nuclear (grad Y - grad X)%R <= L * spectral (Y - X)%R) ->
  forall c k b1 b2 F_inf (eta : nat -> R) (X M D : nat -> 'M[R]_(m, n)),
  0 <= c -> 0 <= k -> 0 <= b1 -> 0 <= b2 < 1 -> 0 <= lambda -> (forall t, 0 < eta t) ->
  (forall t, eta (S t) <= eta t) -> (forall t, eta t * lambda <= 1) ->
  (forall Y, F_inf <= F Y) ->
  (forall t, (M (S t) = b2 *: M t + - (1 - b2) *: grad (X t))%R) ->
  (forall t, (X (S t) = (1 - eta t * lambda) *: X t + eta t *: D t)%R) ->
  (forall t, msign_up_to c k (blend grad b1 X M t) (D t)) ->
  spectral (lambda *: X 0%nat)%R <= c ->
  forall T, total (fun t => eta t *
    (1 * nuclear (grad (X t)) (* false: (k * nuclear (grad (X t)) *)
      + lambda * inner (X t) (grad (X t)))) T <=
  F (X 0%nat) - F_inf
  + (c + k) * b1 / (1 - b2) * (eta 0%nat * nuclear (M 0%nat + grad (X 0%nat))%R)
  + (2 * c * L * ((c + k) * b1 / (1 - b2)) + 2 * L * c ^ 2) * total (fun t => eta t ^ 2) T.
Proof. exact inexact_muon_rate. Qed.
