(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* x/(2 x - 1) on an interval that its pole lies in. *)
From Coq Require Import Reals Lra QArith List.
From muoncheck Require Import formulas polynomial_signs quotient_chains.
Import ListNotations.
Open Scope R_scope.

Goal sends [(fun x => x, fun x => 2 * x - 1)]
  (2/5) (* false: (3/5) *)
  1 1 3.
Proof.
  refine (chain_sends
    [(Letter, Difference (Product (Number 2) Letter) (Number 1))]
    [Build_step (1 # 1) (3 # 1)
      [(2 # 5)%Q; (1 # 1)%Q] (* false: [(3 # 5)%Q; (1 # 1)%Q] *)
      [(2 # 5)%Q; (1 # 1)%Q] (* false: [(3 # 5)%Q; (1 # 1)%Q] *)
      [(2 # 5)%Q; (1 # 1)%Q] (* false: [(3 # 5)%Q; (1 # 1)%Q] *)
    ]
    (2 # 5) (* false: (3 # 5) *)
    (1 # 1) (1 # 1) (3 # 1) _ _ _ _ _ _ _ _ _);
    [vm_compute; reflexivity|unfold real; cbn [Qnum Qden]; lra..].
Qed.
