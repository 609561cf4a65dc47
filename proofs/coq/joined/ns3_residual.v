(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For f(x) = (3 x - x^3)/2 and all x in [0, 1], T:
   1 - (f^T x)^2 <= (1 - x^2)^(2^T).

   Source.  The certificate's residual, by induction.  Catalogue 3.1.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From muoncheck Require Import iterated_steps emitted_ns3_residual.
Open Scope R_scope.

Theorem cubic_residual_rate T x : 0 <= x <= 1 ->
  1 - iterate f T x ^ 2 <= (1 - x ^ 2) ^ (2 ^ T).
Proof.
  apply (power_rate (fun x => 0 <= x <= 1) f (fun x => 1 - x ^ 2)).
  - intros y Y; assert (E := identity_error y).
    assert (0 <= (1 - y) ^ 2 * (2 + y)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
    unfold f in *; split; [|lra].
    assert (0 <= y * (3 - y ^ 2)) by (apply Rmult_le_pos; nra); nra.
  - intros y Y; nra.
  - intros y Y; assert (R := identity_what_d_2_exceeds_it_by y); unfold d in R.
    assert (0 <= (1 - y ^ 2) ^ 2 * y ^ 2) by (apply Rmult_le_pos; apply pow2_ge_0); lra.
Qed.
