(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The Lyapunov function of Muon, claimed to fall outside the constraint set too. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import nuclear_spectral muon_lyapunov.
Local Open Scope R_scope.

Goal forall m n alpha g eps lambda (grad : 'M[R]_(m, n) -> 'M[R]_(m, n))
  (X M : R -> 'M[R]_(m, n)) t, 0 < eps -> 0 < lambda ->
  spectral (lambda *: X t)%R <=
  2 -> (* false: 1 -> *)
  eps * g <= 1 -> 0 <= g + lambda -> rate alpha g eps lambda grad X M t <= 0.
Proof. intros; now apply muon_lyapunov_decreases. Qed.
