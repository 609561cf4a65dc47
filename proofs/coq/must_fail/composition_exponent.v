(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* T Taylor quintics with the exponent (d + 1)^T, in place of (q + 1)^T, d = 2 q + 1. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import singular_values nuclear_spectral spectra taylor_compositions.
Local Open Scope R_scope.

Goal forall m n (X : 'M[R]_(m, n)) T l, 0 <= l <= 1 -> spectrum_in X l 1 ->
  spectral (odd_steps_mx (nseq T quintic_row) X - msign X)%R <=
  (1 - l ^ 2) ^ expn 6 T. (* false: (1 - l ^ 2) ^ expn 3 T. *)
Proof. intros m n X T l; exact (@quintic_compositions m n X T l). Qed.
