(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  The cubic f(x) = (3 x - x^3)/2 has f^T x -> 1 for all x > 0 with x^2 < 3.

   Source.  The certificate's factorisations: one step leads into (0, 1], where f rises to its
   only fixed point.  Catalogue 3.2.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import iterated_steps emitted_ns3_basin.
Open Scope R_scope.

Theorem cubic_converges_below_sqrt_3 x : 0 < x -> x ^ 2 < 3 ->
  is_lim_seq (fun T => iterate f T x) 1.
Proof.
  intros x0 x3; assert (Z := identity_zeros x); assert (M := identity_at_most_1 x).
  assert (0 < x * (3 - x ^ 2)) by (apply Rmult_lt_0_compat; lra).
  assert (0 <= (1 - x) ^ 2 * (2 + x)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
  apply (is_lim_seq_incr_1 (fun T => iterate f T x)); cbn [iterate].
  apply rising_iterates_converge with (a := f x); [|intros y Y|unfold f; lra|lra].
  - apply derivable_continuous; intros y; exists (f' y); apply is_derive_Reals.
    exact (proj2_sig f_d y).
  - assert (G := identity_growth y); assert (N := identity_at_most_1 y).
    assert (0 < y * (1 - y) * (1 + y)) by (repeat apply Rmult_lt_0_compat; lra).
    assert (0 <= (1 - y) ^ 2 * (2 + y)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]); lra.
Qed.
