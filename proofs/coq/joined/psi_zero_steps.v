(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For every T >= 7, T steps of (3.4445, -4.7750, 2.0315) send each real matrix with
   singular values in [0.001, 1] to one with singular values in [0.681831462, 1.134357265].

   Source.  The certificate's seven steps, and its invariant interval.  Catalogue 1.7.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrnat seq.
From muoncheck Require Import iterated_steps chains_on_matrices iterated_on_matrices.
From muoncheck Require Import emitted_psi_zero_steps.
Open Scope R_scope.

Theorem seven_or_more_steps T :
  sends_spectra (nseq (7 + T) f) (1/1000) 1 (681831462/1000000000) (1134357265/1000000000).
Proof.
  apply repeated_steps_send_spectra; [lra|lra|exact f_is_odd|intros x H|intros x H].
  - change (iterate f 7 x) with (f (f (f (f (f (f (f x))))))).
    assert (B := image_seven_steps x H); lra.
  - assert (B := image_j_is_invariant x ltac:(lra)); lra.
Qed.
