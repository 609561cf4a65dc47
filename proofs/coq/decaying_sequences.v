(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let v_t >= 0 and eta_t >= 0 be real sequences, lambda > 0.
     v_(t+1) <= f_t v_t with f_t >= 0 gives v_t <= prod_(s<t) f_s v_0;
     prod_(s<t) (1 - eta_s lambda) <= exp(-lambda sum_(s<t) eta_s)  where eta_s lambda <= 1;
     both that and prod_(s<t) 1 / (1 + eta_s lambda) are <= 1 / (1 + lambda sum_(s<t) eta_s);
     v_t (1 + lambda sum_(s<t) eta_s) <= v_0 gives v_t -> 0 where the sum is infinite;
     the least of v_0 .. v_(T-1) is at most their mean with weights w_t > 0.

   Source.  1 + x <= exp x; induction.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra PeanoNat.
Open Scope R_scope.

Fixpoint product (f : nat -> R) (t : nat) : R :=
  match t with O => 1 | S s => product f s * f s end.

Fixpoint total (f : nat -> R) (t : nat) : R :=
  match t with O => 0 | S s => total f s + f s end.

Lemma product_nonnegative f t : (forall s, 0 <= f s) -> 0 <= product f t.
Proof.
  intros H; induction t as [|t IH]; simpl; [lra|].
  now apply Rmult_le_pos.
Qed.

Theorem decay_of_sequence (v f : nat -> R) :
  (forall t, 0 <= f t) -> (forall t, v (S t) <= f t * v t) ->
  forall t, v t <= product f t * v O.
Proof.
  intros Hf Hv; induction t as [|t IH]; simpl; [lra|].
  apply Rle_trans with (f t * v t); [apply Hv|].
  replace (product f t * f t * v O) with (f t * (product f t * v O)) by ring.
  apply Rmult_le_compat_l; auto.
Qed.

Lemma Rmax_0_contracts a b f : 0 <= f -> b <= f * a -> Rmax 0 b <= f * Rmax 0 a.
Proof.
  intros Hf Hb; apply Rmax_lub.
  - apply Rmult_le_pos; [assumption | apply Rmax_l].
  - apply Rle_trans with (1 := Hb); apply Rmult_le_compat_l; [assumption | apply Rmax_r].
Qed.

Lemma total_ext f g t : (forall s, f s = g s) -> total f t = total g t.
Proof. intros H; induction t as [|t IH]; simpl; [trivial|]; now rewrite IH, H. Qed.

Lemma total_scal a f t : total (fun s => a * f s) t = a * total f t.
Proof. induction t as [|t IH]; simpl; [ring|]; rewrite IH; ring. Qed.

Lemma total_constant a t : total (fun _ => a) t = INR t * a.
Proof. induction t as [|t IH]; [simpl; ring|]; rewrite S_INR; simpl; rewrite IH; ring. Qed.

Theorem least_below_mean (w v : nat -> R) T b : (forall t, 0 < w t) ->
  total (fun t => w t * v t) T <= b -> (0 < T)%nat ->
  exists t, (t < T)%nat /\ v t * total w T <= b.
Proof.
  intros Hw Hb HT.
  assert (least : exists t, (t < T)%nat /\ forall s, (s < T)%nat -> v t <= v s).
  { clear Hb; induction T as [|T IH]; [inversion HT|].
    destruct T as [|T].
    - exists O; split; [assumption|]; intros s Hs; apply Nat.lt_1_r in Hs; subst; lra.
    - destruct IH as [t [Ht H]]; [apply Nat.lt_0_succ|].
      destruct (Rle_lt_dec (v t) (v (S T))) as [below|above].
      + exists t; split; [now apply Nat.lt_lt_succ_r|]; intros s Hs.
        apply Nat.lt_eq_cases in Hs; destruct Hs as [Hs|Hs]; [|injection Hs as ->; assumption].
        now apply H, Nat.succ_lt_mono.
      + exists (S T); split; [apply Nat.lt_succ_diag_r|]; intros s Hs.
        apply Nat.lt_eq_cases in Hs; destruct Hs as [Hs|Hs]; [|injection Hs as ->; lra].
        assert (B := H s (proj2 (Nat.succ_lt_mono s (S T)) Hs)); lra. }
  destruct least as [t [Ht H]]; exists t; split; [assumption|].
  apply Rle_trans with (2 := Hb); clear Hb HT Ht; rewrite <- total_scal.
  assert (G : forall n, (n <= T)%nat ->
    total (fun s => v t * w s) n <= total (fun s => w s * v s) n); [|now apply G].
  induction n as [|n IH]; simpl; intros Hn; [lra|].
  assert (A := IH (Nat.lt_le_incl _ _ Hn)).
  assert (B := Rmult_le_compat_l _ _ _ (Rlt_le _ _ (Hw n)) (H n Hn)); lra.
Qed.

Section Steps.
Variables (lambda : R) (eta : nat -> R).
Hypothesis lambda_positive : 0 < lambda.
Hypothesis steps : forall t, 0 <= eta t.

Lemma total_grows t u : (t <= u)%nat -> total eta t <= total eta u.
Proof.
  induction 1 as [|u _ IH]; simpl; [lra|]; assert (H := steps u); lra.
Qed.

Lemma total_nonnegative t : 0 <= lambda * total eta t.
Proof. apply Rmult_le_pos; [lra|]; apply (total_grows O t), Nat.le_0_l. Qed.

Theorem explicit_below_exponential t : (forall s, eta s * lambda <= 1) ->
  product (fun s => 1 - eta s * lambda) t <= exp (- lambda * total eta t).
Proof.
  intros small; induction t as [|t IH]; simpl.
  { rewrite Rmult_0_r, exp_0; apply Rle_refl. }
  rewrite Rmult_plus_distr_l, exp_plus.
  assert (Ht := small t); apply Rmult_le_compat; try assumption; [|lra|].
  - apply product_nonnegative; intros s; assert (H := small s); lra.
  - assert (E := exp_ineq1_le (- lambda * eta t)); lra.
Qed.

Theorem explicit_below_reciprocal t : (forall s, eta s * lambda <= 1) ->
  product (fun s => 1 - eta s * lambda) t * (1 + lambda * total eta t) <= 1.
Proof.
  intros small; assert (D := explicit_below_exponential t small).
  assert (P := total_nonnegative t); assert (E := exp_ineq1_le (lambda * total eta t)).
  replace (- lambda * total eta t) with (- (lambda * total eta t)) in D by ring.
  rewrite exp_Ropp in D; assert (Q := exp_pos (lambda * total eta t)).
  apply Rle_trans with (/ exp (lambda * total eta t) * exp (lambda * total eta t)).
  - apply Rmult_le_compat; try assumption; [|lra].
    apply product_nonnegative; intros s; assert (H := small s); lra.
  - rewrite Rinv_l; lra.
Qed.

Theorem implicit_below_reciprocal t :
  product (fun s => / (1 + eta s * lambda)) t * (1 + lambda * total eta t) <= 1.
Proof.
  assert (A : forall s, 0 <= eta s * lambda)
    by (intros s; apply Rmult_le_pos; [apply steps | lra]).
  assert (B : forall s, 0 <= / (1 + eta s * lambda))
    by (intros s; apply Rlt_le, Rinv_0_lt_compat; assert (H := A s); lra).
  induction t as [|t IH]; simpl; [lra|]; assert (C := total_nonnegative t).
  apply Rle_trans with (2 := IH); rewrite Rmult_assoc.
  apply Rmult_le_compat_l; [now apply product_nonnegative|]; assert (At := A t).
  apply Rmult_le_reg_l with (1 + eta t * lambda); [lra|].
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
  assert (0 <= eta t * lambda * (lambda * total eta t)) by (now apply Rmult_le_pos); lra.
Qed.

Theorem vanishes (v : nat -> R) : (forall t, 0 <= v t) ->
  (forall t, v t * (1 + lambda * total eta t) <= v O) ->
  (forall b, exists t, b < total eta t) ->
  forall e, 0 < e -> exists T, forall t, (T <= t)%nat -> v t <= e.
Proof.
  intros positive decay infinite e He; destruct (infinite (v O / (lambda * e))) as [T HT].
  exists T; intros t Ht; destruct (Rle_lt_dec (v t) e) as [|large]; [assumption|exfalso].
  assert (G := total_grows T t Ht); assert (D := decay t); assert (Z := positive O).
  assert (P : 0 < lambda * e) by (apply Rmult_lt_0_compat; assumption).
  assert (V0 : v O < total eta t * (lambda * e)).
  { apply Rmult_lt_reg_r with (/ (lambda * e)); [now apply Rinv_0_lt_compat|].
    rewrite Rmult_assoc, Rinv_r by lra; unfold Rdiv in HT; lra. }
  assert (Q := total_nonnegative t).
  assert (M := Rmult_lt_compat_r (1 + lambda * total eta t) _ _ ltac:(lra) large); lra.
Qed.
End Steps.
