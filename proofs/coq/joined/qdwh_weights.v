(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let l_0 = 1e-16 and l_(i+1) be the lower end that the QDWH step sends [l_i, 1]
   to: for some s >= 1, l_i^2 s^3 (s + 2) = 2 s + 1 and l_(i+1)^2 s (s + 2)^3 = (2 s + 1)^3.
   Then 1 - l_6 <= 2e-40 and 1 - l_5 > 1e-13.

   Source.  Both (2 s + 1)/(s^3 (s + 2)) and (2 s + 1)^3/(s (s + 2)^3) fall with s >= 1, so the
   certificate's bounds of s and l step by step are joined.  Catalogue 3.19.

   Not claimed.  That there is such an s: the certificate's quartic has it.  Rounding. *)
From Coq Require Import Reals Lra Psatz.
From muoncheck Require Import emitted_qdwh_weights.
Open Scope R_scope.

Definition qdwh_step (l l' : R) := 0 < l' /\ exists s, 1 <= s /\
  l ^ 2 * s ^ 3 * (s + 2) = 2 * s + 1 /\ l' ^ 2 * s * (s + 2) ^ 3 = (2 * s + 1) ^ 3.

(* (2 s + 1) t^3 (t + 2) rises against (2 t + 1) s^3 (s + 2) as t does. *)
Lemma weights_fall s t : 1 <= s < t ->
  (2 * t + 1) * (s ^ 3 * (s + 2)) < (2 * s + 1) * (t ^ 3 * (t + 2)).
Proof.
  intros H; set (h := t - s); assert (0 < h) by (unfold h; lra).
  replace t with (s + h) by (unfold h; ring); clearbody h.
  assert (0 < s ^ 4 * h) by (apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
  assert (E : (2 * s + 1) * ((s + h) ^ 3 * (s + h + 2)) -
      (2 * (s + h) + 1) * (s ^ 3 * (s + 2)) =
    h * (6 * s ^ 4 + 12 * s ^ 3 + 6 * s ^ 2) + h ^ 2 * (12 * s ^ 3 + 18 * s ^ 2 + 6 * s)
    + h ^ 3 * (8 * s ^ 2 + 8 * s + 2) + h ^ 4 * (2 * s + 1)) by ring.
  assert (0 < h * (6 * s ^ 4 + 12 * s ^ 3 + 6 * s ^ 2)).
  { apply Rmult_lt_0_compat; [assumption|].
    assert (0 < s ^ 4) by (apply pow_lt; lra); assert (0 < s ^ 3) by (apply pow_lt; lra).
    assert (0 < s ^ 2) by (apply pow_lt; lra); lra. }
  assert (0 <= h ^ 2 * (12 * s ^ 3 + 18 * s ^ 2 + 6 * s)).
  { apply Rmult_le_pos; [apply pow_le; lra|].
    assert (0 < s ^ 3) by (apply pow_lt; lra); assert (0 < s ^ 2) by (apply pow_lt; lra); lra. }
  assert (0 <= h ^ 3 * (8 * s ^ 2 + 8 * s + 2)).
  { apply Rmult_le_pos; [apply pow_le; lra|]; assert (0 < s ^ 2) by (apply pow_lt; lra); lra. }
  assert (0 <= h ^ 4 * (2 * s + 1)) by (apply Rmult_le_pos; [apply pow_le|]; lra); lra.
Qed.

Lemma ends_fall s t : 1 <= s <= t ->
  (2 * t + 1) ^ 3 * (s * (s + 2) ^ 3) <= (2 * s + 1) ^ 3 * (t * (t + 2) ^ 3).
Proof.
  intros H; set (h := t - s); assert (0 <= h) by (unfold h; lra); set (r := s - 1).
  assert (0 <= r) by (unfold r; lra).
  replace t with (r + 1 + h) by (unfold h, r; ring).
  replace s with (r + 1) by (unfold r; ring); clearbody h r.
  assert (P : forall i j, 0 <= r ^ i * h ^ j).
  { intros i j; apply Rmult_le_pos; now apply pow_le. }
  pose proof (P 1 1)%nat; pose proof (P 2 1)%nat; pose proof (P 3 1)%nat.
  pose proof (P 4 1)%nat; pose proof (P 5 1)%nat; pose proof (P 6 1)%nat.
  pose proof (P 0 1)%nat; pose proof (P 0 2)%nat; pose proof (P 1 2)%nat.
  pose proof (P 2 2)%nat; pose proof (P 3 2)%nat; pose proof (P 4 2)%nat.
  pose proof (P 5 2)%nat; pose proof (P 6 2)%nat; pose proof (P 0 3)%nat.
  pose proof (P 1 3)%nat; pose proof (P 2 3)%nat; pose proof (P 3 3)%nat.
  pose proof (P 4 3)%nat; pose proof (P 5 3)%nat; pose proof (P 0 4)%nat.
  pose proof (P 1 4)%nat; pose proof (P 2 4)%nat; pose proof (P 3 4)%nat.
  lra.
Qed.

(* l below l_i, sigma with l^2 sigma^3 (sigma + 2) >= 2 sigma + 1: s_i <= sigma, and so on. *)
Lemma next_at_least l sigma next l' m :
  l ^ 2 * sigma ^ 3 * (sigma + 2) - (2 * sigma + 1) >= 0 ->
  (2 * sigma + 1) ^ 3 - next ^ 2 * sigma * (sigma + 2) ^ 3 >= 0 ->
  qdwh_step l' m -> 0 < l <= l' -> 1 <= sigma -> 0 < next -> next <= m.
Proof.
  intros A B [m0 [s [s1 [E F]]]] L S1 n0.
  assert (s <= sigma) as le.
  { destruct (Rle_lt_dec s sigma) as [T|T]; [assumption|].
    assert (W := weights_fall sigma s (conj S1 T)).
    assert (0 < s ^ 3 * (s + 2)) by (apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
    assert (0 < sigma ^ 3 * (sigma + 2)) by (apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
    set (x := s ^ 3 * (s + 2)) in *; set (y := sigma ^ 3 * (sigma + 2)) in *.
    assert (E' : l' ^ 2 * x = 2 * s + 1) by (unfold x; lra).
    assert (A' : 2 * sigma + 1 <= l ^ 2 * y) by (unfold y; lra).
    assert (l ^ 2 <= l' ^ 2) by (apply pow_incr; lra).
    assert (2 * sigma + 1 <= l' ^ 2 * y) by nra; nra. }
  assert (W := ends_fall s sigma (conj s1 le)).
  assert (0 < s * (s + 2) ^ 3) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  assert (0 < sigma * (sigma + 2) ^ 3) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  set (x := s * (s + 2) ^ 3) in *; set (y := sigma * (sigma + 2) ^ 3) in *.
  assert (F' : m ^ 2 * x = (2 * s + 1) ^ 3) by (unfold x; lra).
  assert (B' : next ^ 2 * y <= (2 * sigma + 1) ^ 3) by (unfold y; lra).
  destruct (Rle_lt_dec next m) as [T|T]; [assumption|].
  assert (m ^ 2 < next ^ 2) by nra.
  assert (0 < (next ^ 2 - m ^ 2) * (x * y)) by (repeat apply Rmult_lt_0_compat; lra).
  rewrite <- F' in W; nra.
Qed.

Lemma next_at_most l sigma next l' m :
  l ^ 2 * sigma ^ 3 * (sigma + 2) - (2 * sigma + 1) <= 0 ->
  (2 * sigma + 1) ^ 3 - next ^ 2 * sigma * (sigma + 2) ^ 3 <= 0 ->
  qdwh_step l' m -> 0 < l' <= l -> 1 <= sigma -> 0 < next -> m <= next.
Proof.
  intros A B [m0 [s [s1 [E F]]]] L S1 n0.
  assert (sigma <= s) as le.
  { destruct (Rle_lt_dec sigma s) as [T|T]; [assumption|].
    assert (W := weights_fall s sigma (conj s1 T)).
    assert (0 < s ^ 3 * (s + 2)) by (apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
    assert (0 < sigma ^ 3 * (sigma + 2)) by (apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
    set (x := s ^ 3 * (s + 2)) in *; set (y := sigma ^ 3 * (sigma + 2)) in *.
    assert (E' : l' ^ 2 * x = 2 * s + 1) by (unfold x; lra).
    assert (A' : l ^ 2 * y <= 2 * sigma + 1) by (unfold y; lra).
    assert (l' ^ 2 <= l ^ 2) by (apply pow_incr; lra).
    assert (l' ^ 2 * y <= 2 * sigma + 1) by nra; nra. }
  assert (W := ends_fall sigma s (conj S1 le)).
  assert (0 < s * (s + 2) ^ 3) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  assert (0 < sigma * (sigma + 2) ^ 3) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  set (x := s * (s + 2) ^ 3) in *; set (y := sigma * (sigma + 2) ^ 3) in *.
  assert (F' : m ^ 2 * x = (2 * s + 1) ^ 3) by (unfold x; lra).
  assert (B' : (2 * sigma + 1) ^ 3 <= next ^ 2 * y) by (unfold y; lra).
  destruct (Rle_lt_dec m next) as [T|T]; [assumption|].
  assert (next ^ 2 < m ^ 2) by nra.
  assert (0 < (m ^ 2 - next ^ 2) * (x * y)) by (repeat apply Rmult_lt_0_compat; lra).
  rewrite <- F' in W; nra.
Qed.

Definition qdwh_ends (l : nat -> R) := l O = 1 / 10 ^ 16 /\ forall i, qdwh_step (l i) (l (S i)).

Tactic Notation "step" constr(lemma) constr(weight) constr(next) ident(B) constr(q) :=
  pose proof (lemma _ _ _ _ _ weight next q) as B;
  specialize (B ltac:(lra) ltac:(lra) ltac:(lra)).

Theorem six_steps l : qdwh_ends l -> 1 - l 6%nat <= 2 / 10 ^ 40.
Proof.
  intros [l0 q].
  step next_at_least point_step_1_weight point_step_1_next B1 (q 0%nat).
  step next_at_least point_step_2_weight point_step_2_next B2 (q 1%nat).
  step next_at_least point_step_3_weight point_step_3_next B3 (q 2%nat).
  step next_at_least point_step_4_weight point_step_4_next B4 (q 3%nat).
  step next_at_least point_step_5_weight point_step_5_next B5 (q 4%nat).
  step next_at_least point_step_6_weight point_step_6_next B6 (q 5%nat).
  pose proof point_six_steps_reach_2e_40 as E; cbv beta in E; lra.
Qed.

Theorem five_steps l : qdwh_ends l -> 1 - l 5%nat > 1 / 10 ^ 13.
Proof.
  intros [l0 q].
  pose proof (proj1 (q 0%nat)); pose proof (proj1 (q 1%nat)); pose proof (proj1 (q 2%nat)).
  pose proof (proj1 (q 3%nat)); pose proof (proj1 (q 4%nat)).
  step next_at_most point_step_1_weight_2 point_step_1_next_2 B1 (q 0%nat).
  step next_at_most point_step_2_weight_2 point_step_2_next_2 B2 (q 1%nat).
  step next_at_most point_step_3_weight_2 point_step_3_next_2 B3 (q 2%nat).
  step next_at_most point_step_4_weight_2 point_step_4_next_2 B4 (q 3%nat).
  step next_at_most point_step_5_weight_2 point_step_5_next_2 B5 (q 4%nat).
  lra.
Qed.
