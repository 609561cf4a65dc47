(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The first maximum of Jordan's quintic, 1.20236, claimed to be below 1.2023. *)
From Coq Require Import Reals.
From Interval Require Import Tactic.
Open Scope R_scope.

Goal forall x, 1 / 100 <= x <= 1 ->
  34445 / 10000 * x - 47750 / 10000 * x ^ 3 + 20315 / 10000 * x ^ 5 <=
  1.2023. (* false: 1.2024. *)
Proof.
  intros x H; interval with (i_bisect x, i_taylor x, i_degree 5, i_prec 100).
Qed.
