(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For g(w) = w (3 - w)^2/4, w in [0, 1] and all T: 1 - g^T w <= (1 - w)^(2^T), and
   g^T w -> 1 where w > 0.

   Source.  The certificate's step, by induction.  Catalogue 1.5.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import iterated_steps emitted_coupled_newton_schulz_rate.
Open Scope R_scope.

Definition unit_interval x := 0 <= x <= 1.

Lemma g_keeps : keeps unit_interval g.
Proof.
  intros w W; unfold unit_interval in *; assert (E := identity_error w).
  assert (0 <= (1 - w) ^ 2 * (4 - w)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]).
  split; [|lra]; unfold g.
  assert (0 <= w * (3 - w) ^ 2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]); lra.
Qed.

Lemma g_squares w : unit_interval w -> 1 - g w <= (1 - w) ^ 2.
Proof.
  intros W; unfold unit_interval in *; assert (E := identity_what_the_square_exceeds_it_by w).
  assert (0 <= (1 - w) ^ 2 * w) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]); lra.
Qed.

Lemma error_nonnegative w : unit_interval w -> 0 <= 1 - w.
Proof. unfold unit_interval; lra. Qed.

Theorem error_after_all_steps T w : 0 <= w <= 1 -> 1 - iterate g T w <= (1 - w) ^ (2 ^ T).
Proof.
  exact (power_rate unit_interval g (fun w => 1 - w) g_keeps error_nonnegative 2 T w g_squares).
Qed.

Theorem error_vanishes w : 0 < w <= 1 -> is_lim_seq (fun T => 1 - iterate g T w) 0.
Proof.
  intros W; apply (power_rate_vanishes unit_interval g (fun w => 1 - w) g_keeps
    error_nonnegative 2 w (le_n 2) g_squares); unfold unit_interval; lra.
Qed.
