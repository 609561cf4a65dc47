(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  In any real vector space with a norm N (or seminorm), with updates bounded by c
   (N D_t <= c), lambda > 0 and steps eta_t >= 0 that may change with t,
   V_t = max(0, N X_t - c / lambda) decays:
     explicit   X_(t+1) = (1 - eta_t lambda) X_t + eta_t D_t,  eta_t lambda <= 1:
                V_t <= prod_(s<t) (1 - eta_s lambda) V_0 <= exp(-lambda sum_(s<t) eta_s) V_0,
     implicit   X_(t+1) = X_t + eta_t (D_t - lambda X_(t+1)):
                V_t <= prod_(s<t) 1 / (1 + eta_s lambda) V_0,
   so that N X <= c / lambda is invariant, and V_t -> 0 where the steps have an infinite sum.
   Equality holds along a constant direction.
   c = 1 is an exact polar factor; c > 1 an inexact one, whose radius is c / lambda.

   Source.  Chen, Li, Liu, arXiv:2506.15054, Theorem 5; catalogue 0.4 and 0.5.

   Not claimed.  Rounding: real arithmetic only.  Nothing is said of how D_t came about. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import decaying_sequences.
Open Scope R_scope.

Lemma implicit_update_solved {W : ModuleSpace R_Ring} (a l : R) (x y d : W) :
  0 < 1 + a * l -> y = plus x (scal a (minus d (scal l y))) ->
  y = plus (scal (/ (1 + a * l)) x) (scal (a / (1 + a * l)) d).
Proof.
  intros P U; set (q := 1 + a * l) in *.
  assert (E : scal q y = plus x (scal a d)).
  { change q with (plus one (mult a l)); rewrite scal_distr_r, scal_one; rewrite U at 1.
    unfold minus; rewrite scal_distr_l, scal_opp_r, scal_assoc.
    now rewrite <- !plus_assoc, plus_opp_l, plus_zero_r. }
  rewrite <- (scal_one y); replace one with (mult (/ q) q)
    by (change (/ q * q = 1); field; lra).
  rewrite <- scal_assoc, E, scal_distr_l, scal_assoc.
  now replace (mult (/ q) a) with (a / q) by (unfold mult, Rdiv; simpl; apply Rmult_comm).
Qed.

Section Decay.
Context {V : ModuleSpace R_Ring}.
Variable N : V -> R.
Hypothesis N_triangle : forall x y, N (plus x y) <= N x + N y.
Hypothesis N_scal : forall a x, N (scal a x) = Rabs a * N x.
Variables (lambda c : R) (eta : nat -> R) (X D : nat -> V).
Hypothesis lambda_positive : 0 < lambda.
Hypothesis steps : forall t, 0 <= eta t.
Hypothesis bounded : forall t, N (D t) <= c.

Definition violation (t : nat) : R := Rmax 0 (N (X t) - c / lambda).
Definition explicit := forall t,
  X (S t) = plus (scal (1 - eta t * lambda) (X t)) (scal (eta t) (D t)).
Definition implicit := forall t,
  X (S t) = plus (X t) (scal (eta t) (minus (D t) (scal lambda (X (S t))))).

Lemma norm_of_step a b (x o : V) : 0 <= a -> 0 <= b -> N o <= c ->
  N (plus (scal a x) (scal b o)) <= a * N x + b * c.
Proof.
  intros Ha Hb Ho; apply Rle_trans with (1 := N_triangle _ _).
  rewrite !N_scal, !Rabs_pos_eq by assumption.
  apply Rplus_le_compat_l; now apply Rmult_le_compat_l.
Qed.

Definition vanishing := forall e, 0 < e ->
  exists T, forall t, (T <= t)%nat -> violation t <= e.

Lemma decay_vanishes p : (forall t, violation t <= p t * violation O) ->
  (forall t, p t * (1 + lambda * total eta t) <= 1) ->
  (forall b, exists t, b < total eta t) -> vanishing.
Proof.
  unfold vanishing; intros B P; apply vanishes with (1 := lambda_positive);
    [assumption|intros t; apply Rmax_l|].
  intros t; assert (Z : 0 <= violation O) by apply Rmax_l.
  assert (Q := total_nonnegative lambda eta lambda_positive steps t).
  assert (M := Rmult_le_compat_r (1 + lambda * total eta t) _ _ ltac:(lra) (B t)).
  assert (K := Rmult_le_compat_r _ _ _ Z (P t)); lra.
Qed.

Lemma stays_inside p t : violation t <= p * violation O ->
  N (X 0%nat) <= c / lambda -> N (X t) <= c / lambda.
Proof.
  unfold violation; intros B H.
  rewrite (Rmax_left 0 (N (X 0%nat) - c / lambda)) in B by lra; rewrite Rmult_0_r in B.
  assert (M := Rmax_r 0 (N (X t) - c / lambda)); lra.
Qed.

Section Explicit.
Hypothesis update : explicit.
Hypothesis small_steps : forall t, eta t * lambda <= 1.

Lemma explicit_step t : violation (S t) <= (1 - eta t * lambda) * violation t.
Proof.
  unfold violation; assert (H := small_steps t).
  apply Rmax_0_contracts; [lra|].
  rewrite update; assert (A := norm_of_step (1 - eta t * lambda) (eta t) (X t) (D t)
    ltac:(lra) (steps t) (bounded t)).
  replace ((1 - eta t * lambda) * (N (X t) - c / lambda)) with
    ((1 - eta t * lambda) * N (X t) + eta t * c - c / lambda) by (field; lra).
  lra.
Qed.

Theorem explicit_decay t :
  violation t <= product (fun s => 1 - eta s * lambda) t * violation O.
Proof.
  apply (decay_of_sequence violation (fun s => 1 - eta s * lambda)).
  - intros s; assert (H := small_steps s); lra.
  - apply explicit_step.
Qed.

Theorem explicit_decay_exponential t :
  violation t <= exp (- lambda * total eta t) * violation O.
Proof.
  apply Rle_trans with (1 := explicit_decay t).
  apply Rmult_le_compat_r; [apply Rmax_l|]; now apply explicit_below_exponential.
Qed.

Theorem explicit_limit : (forall b, exists t, b < total eta t) -> vanishing.
Proof.
  apply (decay_vanishes _ explicit_decay); intros t; now apply explicit_below_reciprocal.
Qed.

Theorem explicit_invariance :
  N (X 0%nat) <= c / lambda -> forall t, N (X t) <= c / lambda.
Proof.
  intros H t; exact (stays_inside _ t (explicit_decay t) H).
Qed.
End Explicit.

Section Implicit.
Hypothesis update : implicit.

Lemma implicit_solved t : X (S t) =
  plus (scal (/ (1 + eta t * lambda)) (X t)) (scal (eta t / (1 + eta t * lambda)) (D t)).
Proof.
  apply implicit_update_solved; [|exact (update t)].
  assert (0 <= eta t * lambda) by (apply Rmult_le_pos; [apply steps | lra]); lra.
Qed.

Lemma implicit_step t : violation (S t) <= / (1 + eta t * lambda) * violation t.
Proof.
  assert (P : 0 <= eta t * lambda) by (apply Rmult_le_pos; [apply steps | lra]).
  assert (Q : 0 < / (1 + eta t * lambda)) by (apply Rinv_0_lt_compat; lra).
  unfold violation; apply Rmax_0_contracts; [lra|].
  assert (B : 0 <= eta t / (1 + eta t * lambda))
    by (apply Rmult_le_pos; [apply steps | lra]).
  rewrite implicit_solved.
  assert (A := norm_of_step _ _ (X t) (D t) (Rlt_le _ _ Q) B (bounded t)).
  apply Rle_trans with (1 := Rplus_le_compat_r (- (c / lambda)) _ _ A).
  apply Req_le; field; lra.
Qed.

Theorem implicit_decay t :
  violation t <= product (fun s => / (1 + eta s * lambda)) t * violation O.
Proof.
  apply (decay_of_sequence violation (fun s => / (1 + eta s * lambda))).
  - intros s; apply Rlt_le, Rinv_0_lt_compat.
    assert (0 <= eta s * lambda) by (apply Rmult_le_pos; [apply steps | lra]); lra.
  - apply implicit_step.
Qed.

Theorem implicit_limit : (forall b, exists t, b < total eta t) -> vanishing.
Proof.
  apply (decay_vanishes _ implicit_decay); intros t; now apply implicit_below_reciprocal.
Qed.

Theorem implicit_invariance :
  N (X 0%nat) <= c / lambda -> forall t, N (X t) <= c / lambda.
Proof.
  intros H t; exact (stays_inside _ t (implicit_decay t) H).
Qed.
End Implicit.
End Decay.

(* Tight: in one dimension, against a constant direction, the explicit rate is attained. *)
Theorem explicit_decay_is_attained lambda (eta x : nat -> R) :
  0 < lambda -> (forall t, x (S t) = (1 - eta t * lambda) * x t + eta t * 1) ->
  forall t, x t - 1 / lambda = product (fun s => 1 - eta s * lambda) t * (x O - 1 / lambda).
Proof.
  intros Hl Hx; induction t as [|t IH]; simpl; [ring|].
  replace (product _ t * (1 - eta t * lambda) * (x O - 1 / lambda)) with
    ((1 - eta t * lambda) * (product (fun s => 1 - eta s * lambda) t * (x O - 1 / lambda)))
    by ring.
  rewrite <- IH, Hx; field; lra.
Qed.
