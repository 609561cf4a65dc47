(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let k_0 = 1e16 and 4 k_i k_(i+1)^2 = (k_i + 1)^2, k_(i+1) >= 1, the condition
   numbers of optimally scaled Newton.  Then k_9 <= 1 + 2e-28 and k_8 > 1 + 1e-16.

   Source.  (k + 1)^2/(4 k) grows for k >= 1, so bounds step by step are joined: the
   certificate's.  Catalogue 3.18.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra Psatz.
From muoncheck Require Import emitted_scaled_newton_steps.
Open Scope R_scope.

Definition condition_numbers (k : nat -> R) :=
  k O = 10000000000000000 /\ forall i, 1 <= k (S i) /\ 4 * k i * k (S i) ^ 2 = (k i + 1) ^ 2.

Lemma grows a b : 1 <= a <= b -> (a + 1) ^ 2 * b <= (b + 1) ^ 2 * a.
Proof.
  intros H; assert (E := identity_k_1_2_4_k_grows_from_1_on a b 0).
  assert (0 <= (b - a) * (a * b - 1)) by (apply Rmult_le_pos; nra); lra.
Qed.

(* 4 a x^2 - (a + 1)^2 >= 0 and k <= a give k' <= x; <= and a <= k give x <= k'. *)
Lemma next_at_most a x k k' : 4 * a * x ^ 2 - (a + 1) ^ 2 >= 0 ->
  1 <= k' /\ 4 * k * k' ^ 2 = (k + 1) ^ 2 -> 0 < x -> 1 <= k <= a -> k' <= x.
Proof.
  intros A [k1 E] x0 K; assert (G := grows k a K); destruct (Rle_lt_dec k' x) as [L|L]; [lra|].
  assert (x ^ 2 < k' ^ 2) by nra.
  assert (0 < 4 * k * a * (k' ^ 2 - x ^ 2)) by (repeat apply Rmult_lt_0_compat; lra); nra.
Qed.
Lemma next_at_least a x k k' : 4 * a * x ^ 2 - (a + 1) ^ 2 <= 0 ->
  1 <= k' /\ 4 * k * k' ^ 2 = (k + 1) ^ 2 -> 0 < x -> 1 <= a <= k -> x <= k'.
Proof.
  intros A [k1 E] x0 K; assert (G := grows a k K); destruct (Rle_lt_dec x k') as [L|L]; [lra|].
  assert (k' ^ 2 < x ^ 2) by nra.
  assert (0 < 4 * k * a * (x ^ 2 - k' ^ 2)) by (repeat apply Rmult_lt_0_compat; lra); nra.
Qed.

Tactic Notation "step" constr(lemma) constr(fact) ident(B) constr(next) :=
  pose proof (lemma _ _ _ _ fact next) as B; specialize (B ltac:(lra) ltac:(lra)).

Theorem nine_steps k : condition_numbers k -> k 9%nat <= 1 + 2 / 10 ^ 28.
Proof.
  intros [k0 next].
  assert (P : forall i, 1 <= k i) by (intros [|i]; [lra|apply next]).
  pose proof (P 0%nat); pose proof (P 1%nat); pose proof (P 2%nat); pose proof (P 3%nat).
  pose proof (P 4%nat); pose proof (P 5%nat); pose proof (P 6%nat); pose proof (P 7%nat).
  pose proof (P 8%nat).
  step next_at_most point_step_1_from_above B1 (next 0%nat).
  step next_at_most point_step_2_from_above B2 (next 1%nat).
  step next_at_most point_step_3_from_above B3 (next 2%nat).
  step next_at_most point_step_4_from_above B4 (next 3%nat).
  step next_at_most point_step_5_from_above B5 (next 4%nat).
  step next_at_most point_step_6_from_above B6 (next 5%nat).
  step next_at_most point_step_7_from_above B7 (next 6%nat).
  step next_at_most point_step_8_from_above B8 (next 7%nat).
  step next_at_most point_step_9_from_above B9 (next 8%nat).
  pose proof point_nine_steps_reach_2e_28 as E; cbv beta in E; lra.
Qed.

Theorem eight_steps k : condition_numbers k -> 1 + 1 / 10 ^ 16 < k 8%nat.
Proof.
  intros [k0 next].
  step next_at_least point_step_1_from_below B1 (next 0%nat).
  step next_at_least point_step_2_from_below B2 (next 1%nat).
  step next_at_least point_step_3_from_below B3 (next 2%nat).
  step next_at_least point_step_4_from_below B4 (next 3%nat).
  step next_at_least point_step_5_from_below B5 (next 4%nat).
  step next_at_least point_step_6_from_below B6 (next 5%nat).
  step next_at_least point_step_7_from_below B7 (next 6%nat).
  step next_at_least point_step_8_from_below B8 (next 7%nat).
  pose proof point_eight_do_not_reach_1e_16 as E; cbv beta in E; lra.
Qed.
