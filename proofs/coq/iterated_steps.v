(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let f be a map of the reals, e >= 0 what is to vanish.
     An interval that f sends into itself keeps every iterate, for all T.
     e (f x) <= e x^k on a set that f keeps gives e (f^T x) <= (e x)^(k^T), for all T; and
       e (f x)^2 <= e x^3 gives e (f^T x)^(2^T) <= (e x)^(3^T), which is (e x)^((3/2)^T).
     From e x < 1, k >= 2, the iterates tend to 0; so they do where f rises to its only fixed
     point: x < f x <= b for all x in [a, b) has f^T x -> b.
     (f x - 1)/(f x + 1) = ((x - 1)/(x + 1))^k gives the same with k^T, and f^T x -> 1, x > 0.

   Source.  Induction on T; e x^(k^T) <= e x^T; a bounded rising sequence has a limit, and a
   continuous f keeps it.

   Not claimed.  Rounding. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Fixpoint iterate (f : R -> R) (T : nat) (x : R) : R :=
  match T with O => x | S t => iterate f t (f x) end.

Lemma iterate_S f T : forall x, iterate f (S T) x = f (iterate f T x).
Proof. induction T as [|T IH]; intros x; [reflexivity|]; exact (IH (f x)). Qed.

Lemma iterate_add f S T : forall x, iterate f (S + T) x = iterate f T (iterate f S x).
Proof. induction S as [|S IH]; intros x; [reflexivity|]; exact (IH (f x)). Qed.

Definition keeps (P : R -> Prop) (f : R -> R) := forall x, P x -> P (f x).

Theorem kept_forever P f T x : keeps P f -> P x -> P (iterate f T x).
Proof. intros K; revert x; induction T as [|T IH]; intros x H; [|apply IH, K]; assumption. Qed.

(* T steps reach an interval, f keeps it: so it is from then on. *)
Theorem reached_and_kept (P Q : R -> Prop) f n T x : (forall x, P x -> Q (iterate f n x)) ->
  keeps Q f -> P x -> Q (iterate f (n + T) x).
Proof. intros reach K H; rewrite iterate_add; now apply kept_forever, reach. Qed.

Section Rates.
Variables (P : R -> Prop) (f e : R -> R).
Hypothesis kept : keeps P f.
Hypothesis e_nonnegative : forall x, P x -> 0 <= e x.

Theorem power_rate k T x : (forall x, P x -> e (f x) <= e x ^ k) -> P x ->
  e (iterate f T x) <= e x ^ (k ^ T).
Proof.
  intros step; revert x; induction T as [|T IH]; intros x H; [simpl; lra|].
  apply Rle_trans with (e (f x) ^ (k ^ T)); [now apply IH, kept|].
  replace (k ^ S T)%nat with (k * k ^ T)%nat by (simpl; lia); rewrite pow_mult.
  apply pow_incr; split; [now apply e_nonnegative, kept|now apply step].
Qed.

Theorem three_halves_rate T x : (forall x, P x -> e (f x) ^ 2 <= e x ^ 3) -> P x ->
  e (iterate f T x) ^ (2 ^ T) <= e x ^ (3 ^ T).
Proof.
  intros step; revert x; induction T as [|T IH]; intros x H; [simpl; lra|].
  cbn [iterate].
  replace (2 ^ S T)%nat with (2 ^ T * 2)%nat by (simpl; lia); rewrite pow_mult.
  apply Rle_trans with ((e (f x) ^ (3 ^ T)) ^ 2).
  { apply pow_incr; split; [|now apply IH, kept].
    apply pow_le, e_nonnegative, kept_forever; [exact kept|now apply kept]. }
  rewrite <- pow_mult; replace (3 ^ T * 2)%nat with (2 * 3 ^ T)%nat by lia.
  replace (3 ^ S T)%nat with (3 * 3 ^ T)%nat by (simpl; lia); rewrite 2!pow_mult.
  apply pow_incr; split; [apply pow_le, e_nonnegative, kept, H|now apply step].
Qed.

(* With the real exponent (3/2)^T, where e x > 0. *)
Theorem three_halves_rate_real T x : (forall x, P x -> e (f x) ^ 2 <= e x ^ 3) -> P x ->
  0 < e x -> e (iterate f T x) <= Rpower (e x) ((3/2) ^ T).
Proof.
  intros step H pos; pose proof (three_halves_rate T x step H) as B.
  set (y := e (iterate f T x)) in *; assert (0 <= y) as y0.
  { now apply e_nonnegative, kept_forever. }
  set (z := Rpower _ _); assert (z0 : 0 < z) by apply exp_pos.
  destruct (Rle_lt_dec y z) as [L|L]; [assumption|exfalso].
  assert (E : z ^ (2 ^ T) = e x ^ (3 ^ T)).
  { rewrite <- !Rpower_pow by assumption; unfold z; rewrite Rpower_mult.
    f_equal; rewrite !pow_INR; unfold Rdiv; rewrite Rpow_mult_distr, pow_inv.
    replace (INR 2) with 2 by (simpl; lra); replace (INR 3) with 3 by (simpl; lra).
    field; apply pow_nonzero; lra. }
  rewrite <- E in B; assert (C : z ^ (2 ^ T) < y ^ (2 ^ T)); [|lra].
  pose proof (Nat.pow_nonzero 2 T ltac:(lia)) as N; clear B E; clearbody y z.
  induction (2 ^ T)%nat as [|n IH]; [lia|]; destruct n as [|n]; [simpl; lra|].
  change (z * z ^ S n < y * y ^ S n); apply Rmult_gt_0_lt_compat; try lra.
  - now apply pow_lt.
  - apply IH; lia.
Qed.

Lemma below_powers k T : (2 <= k)%nat -> (T <= k ^ T)%nat.
Proof.
  intros K; induction T as [|T IH]; [lia|]; simpl.
  assert (1 <= k ^ T)%nat by (clear IH; induction T; simpl; nia); nia.
Qed.

Theorem power_rate_vanishes k x : (2 <= k)%nat -> (forall x, P x -> e (f x) <= e x ^ k) ->
  P x -> e x < 1 -> is_lim_seq (fun T => e (iterate f T x)) 0.
Proof.
  intros K step H small; pose proof (e_nonnegative x H) as pos.
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun T => e x ^ T).
  - intros T; split; [now apply e_nonnegative, kept_forever|].
    apply Rle_trans with (1 := power_rate k T x step H).
    rewrite <- (Nat.sub_add T (k ^ T)) by now apply below_powers.
    rewrite pow_add; rewrite <- (Rmult_1_l (e x ^ T)) at 2.
    apply Rmult_le_compat_r; [now apply pow_le|].
    rewrite <- (pow1 (k ^ T - T)); apply pow_incr; lra.
  - apply is_lim_seq_const.
  - apply is_lim_seq_geom; rewrite Rabs_pos_eq; lra.
Qed.
End Rates.

Section Cayley.
Variables (f : R -> R) (k : nat).
Hypothesis k_positive : (2 <= k)%nat.
Hypothesis positive : forall x, 0 < x -> 0 < f x.
Hypothesis step : forall x, 0 < x -> (f x - 1) / (f x + 1) = ((x - 1) / (x + 1)) ^ k.

Theorem cayley_rate T x : 0 < x ->
  (iterate f T x - 1) / (iterate f T x + 1) = ((x - 1) / (x + 1)) ^ (k ^ T).
Proof.
  revert x; induction T as [|T IH]; intros x H; [simpl; ring|].
  cbn [iterate]; rewrite IH, step by auto; rewrite <- pow_mult; reflexivity.
Qed.

Lemma cayley_small x : 0 < x -> Rabs ((x - 1) / (x + 1)) < 1.
Proof.
  intros H; apply Rabs_def1; apply Rmult_lt_reg_r with (x + 1); try lra;
    unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

(* y = (1 + c)/(1 - c) for c = (y - 1)/(y + 1). *)
Theorem cayley_converges x : 0 < x -> is_lim_seq (fun T => iterate f T x) 1.
Proof.
  intros H; pose proof (cayley_small x H) as small; set (c := (x - 1) / (x + 1)) in *.
  assert (C : is_lim_seq (fun T => c ^ (k ^ T)) 0).
  { apply is_lim_seq_abs_0.
    apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun T => Rabs c ^ T).
    - intros T; split; [apply Rabs_pos|]; rewrite <- RPow_abs.
      rewrite <- (Nat.sub_add T (k ^ T)) by now apply below_powers.
      rewrite pow_add; rewrite <- (Rmult_1_l (Rabs c ^ T)) at 2.
      apply Rmult_le_compat_r; [apply pow_le, Rabs_pos|].
      rewrite <- (pow1 (k ^ T - T)); apply pow_incr; split; [apply Rabs_pos|lra].
    - apply is_lim_seq_const.
    - apply is_lim_seq_geom; now rewrite Rabs_Rabsolu. }
  apply is_lim_seq_ext with (fun T => (1 + c ^ (k ^ T)) / (1 - c ^ (k ^ T))).
  { intros T; unfold c; rewrite <- cayley_rate by assumption.
    assert (0 < iterate f T x).
    { apply (kept_forever (fun y => 0 < y) f T x); [exact positive|assumption]. }
    field; lra. }
  replace (Finite 1) with (Finite ((1 + 0) / (1 - 0))) by (f_equal; field).
  apply is_lim_seq_div'; [apply is_lim_seq_plus'|apply is_lim_seq_minus'|lra];
    auto using is_lim_seq_const.
Qed.
End Cayley.

Theorem rising_iterates_converge f a b x : continuity f ->
  (forall x, a <= x < b -> x < f x <= b) -> f b = b -> a <= x <= b ->
  is_lim_seq (fun T => iterate f T x) b.
Proof.
  intros C rise fb H.
  assert (K : keeps (fun y => a <= y <= b) f).
  { intros y Y; destruct (Req_dec y b) as [->|N]; [rewrite fb; lra|].
    assert (R := rise y ltac:(lra)); lra. }
  assert (B : forall T, a <= iterate f T x <= b).
  { intros T; now apply (kept_forever (fun y => a <= y <= b)). }
  assert (M : forall T, iterate f T x <= iterate f (S T) x).
  { intros T; rewrite iterate_S; specialize (B T).
    destruct (Req_dec (iterate f T x) b) as [->|N]; [lra|].
    assert (R := rise (iterate f T x) ltac:(lra)); lra. }
  destruct (ex_finite_lim_seq_incr _ b M (fun T => proj2 (B T))) as [l L].
  assert (low : x <= l) by exact (is_lim_seq_incr_compare _ l L M 0%nat).
  assert (up : l <= b).
  { apply (is_lim_seq_le _ _ l b (fun T => proj2 (B T)) L (is_lim_seq_const b)). }
  assert (F : is_lim_seq (fun T => f (iterate f T x)) (f l)).
  { apply is_lim_seq_continuous; [apply C|exact L]. }
  assert (L' : is_lim_seq (fun T => f (iterate f T x)) l).
  { apply is_lim_seq_ext with (fun T => iterate f (S T) x); [intros T; apply iterate_S|].
    now apply (is_lim_seq_incr_1 (fun T => iterate f T x)). }
  assert (E : f l = l).
  { apply is_lim_seq_unique in F; apply is_lim_seq_unique in L'; rewrite F in L'.
    now injection L'. }
  destruct (Req_dec l b) as [<-|N]; [assumption|].
  assert (R := rise l ltac:(lra)); lra.
Qed.
