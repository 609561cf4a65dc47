(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The chain of Denman and Beavers from l = 0: a singular matrix has no inverse. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import nuclear_spectral functions_of_matrices coupled_iterations.
Local Open Scope ring_scope.

Goal forall (R : rcfType) n' (A : 'M[R]_n'.+1) (l u e : R) t, A^T = A -> between A l u ->
  0 <= l -> (* false: 0 < l -> *)
  0 <= e ->
  (forall a, l <= a <= u -> `|1 - iter t (fun m => 4%:R^-1 * (2%:R + m + m^-1)) a| <= e) ->
  let: (X, Y) := iter t (@denman_beavers_step R n') (A, 1) in
  X = A * Y /\ spectral (1 - X * Y) <= e.
Proof. intros; eapply denman_beavers_chain; eassumption. Qed.
