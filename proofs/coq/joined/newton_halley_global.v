(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For N(x) = (x^2 + 1)/(2 x) and H(x) = x (3 + x^2)/(1 + 3 x^2), all x > 0 and T:
     (N^T x - 1)/(N^T x + 1) = ((x - 1)/(x + 1))^(2^T),
     (H^T x - 1)/(H^T x + 1) = ((x - 1)/(x + 1))^(3^T),
   and N^T x -> 1, H^T x -> 1.

   Source.  The certificate's numerators, by induction.  Catalogue 3.17.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import iterated_steps emitted_newton_halley_global.
Open Scope R_scope.

Definition newton (x : R) : R := n x / d x.
Definition halley (x : R) : R := h x / k x.

Lemma newton_positive x : 0 < x -> 0 < newton x.
Proof. intros H; unfold newton, n, d; apply Rdiv_lt_0_compat; nra. Qed.
Lemma halley_positive x : 0 < x -> 0 < halley x.
Proof.
  intros H; unfold halley, h, k; apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; nra.
Qed.

Lemma cayley p q : q <> 0 -> p + q <> 0 -> (p / q - 1) / (p / q + 1) = (p - q) / (p + q).
Proof. intros; field; tauto. Qed.

Lemma newton_squares x : 0 < x -> (newton x - 1) / (newton x + 1) = ((x - 1) / (x + 1)) ^ 2.
Proof.
  intros H; unfold newton; rewrite cayley, identity_n_1, identity_n_1_2; [field; lra| |];
    rewrite ?identity_n_1_2; [unfold d; lra|apply pow_nonzero; lra].
Qed.
Lemma halley_cubes x : 0 < x -> (halley x - 1) / (halley x + 1) = ((x - 1) / (x + 1)) ^ 3.
Proof.
  intros H; unfold halley; rewrite cayley, identity_h_1, identity_h_1_2; [field; lra| |];
    rewrite ?identity_h_1_2; [unfold k; nra|apply pow_nonzero; lra].
Qed.

Theorem newton_for_all_steps T x : 0 < x ->
  (iterate newton T x - 1) / (iterate newton T x + 1) = ((x - 1) / (x + 1)) ^ (2 ^ T).
Proof. exact (cayley_rate newton 2 newton_positive newton_squares T x). Qed.

Theorem halley_for_all_steps T x : 0 < x ->
  (iterate halley T x - 1) / (iterate halley T x + 1) = ((x - 1) / (x + 1)) ^ (3 ^ T).
Proof. exact (cayley_rate halley 3 halley_positive halley_cubes T x). Qed.

Theorem newton_converges x : 0 < x -> is_lim_seq (fun T => iterate newton T x) 1.
Proof. exact (cayley_converges newton 2 (le_n 2) newton_positive newton_squares x). Qed.

Theorem halley_converges x : 0 < x -> is_lim_seq (fun T => iterate halley T x) 1.
Proof.
  exact (cayley_converges halley 3 ltac:(lia) halley_positive halley_cubes x).
Qed.
