(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Coupled Newton for the inverse p-th root, claimed to cube its residual. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import nuclear_spectral coupled_newton.
Local Open Scope ring_scope.

Goal forall (R : rcfType) p n' (M : 'M[R]_n'.+1), (0 < p)%N -> spectral (1 - M) <= 1 ->
  spectral (1 - M * newton_factor p M ^+ p) <=
  spectral (1 - M) ^+ 3. (* false: spectral (1 - M) ^+ 2. *)
Proof. exact coupled_residual_squares. Qed.
