(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For f(x) = (3 x - x^3)/2, x in [0, 1) and all T:
   1 - f^T x <= (1 - x)^((3/2)^T).

   Source.  The certificate's (1 - f)^2 <= (1 - x)^3, by induction.  Catalogue 2.10.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From muoncheck Require Import iterated_steps emitted_fedmuon_cubic_bound.
Open Scope R_scope.

Theorem error_after_all_steps T x : 0 <= x < 1 ->
  1 - iterate f T x <= Rpower (1 - x) ((3/2) ^ T).
Proof.
  intros X; apply (three_halves_rate_real (fun x => 0 <= x <= 1) f (fun x => 1 - x));
    [exact image_f_maps_0_1_into_itself|intros y Y; lra| |lra|lra].
  intros y Y; assert (C := identity_contact_factor y); assert (S := sign_cofactor y Y).
  assert (0 <= (1 - y) ^ 3 * (3 * y ^ 2 + y ^ 3)); [|lra].
  apply Rmult_le_pos; [apply pow_le|]; lra.
Qed.
