(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* 2 x/3 alternates at two points: no odd line is better on [1, 2], but cubics are. *)
From Coq Require Import Reals Lra QArith List.
From muoncheck Require Import formulas polynomial_signs quotient_alternation.
Import ListNotations.
Open Scope R_scope.

Goal
  forall k1 k3 h0 : R, (* false: forall k1 h0 : R, *)
  (forall x, 1 <= x <= 2 -> h0 <> 0) -> ~ (forall x, 1 <= x <= 2 ->
  Rabs (1 - (k1 * x + k3 * x ^ 3) / h0) < 1/3). (* false: Rabs (1 - (k1 * x) / h0) < 1/3). *)
Proof.
  intros k1 k3 h0. (* false: intros k1 h0. *)
  apply (alternation_bounds_quotients
    2 1 (* false: 1 1 *)
    (Ratio (Product (Number 2) Letter) 3) (Number 1) (1 # 3) (1 # 1) (2 # 1)
    [(1 # 1)%Q; (2 # 1)%Q]
    [k1; k3] [h0] (* false: [k1] [h0] *)
    (fun x => k1 * x + k3 * x ^ 3) (* false: (fun x => k1 * x) *)
    (fun x => h0));
    [vm_compute; reflexivity|apply le_n|apply le_n|intros x; simpl; ring|intros x; simpl; ring
    |unfold real; cbn [Qnum Qden]; lra..].
Qed.
