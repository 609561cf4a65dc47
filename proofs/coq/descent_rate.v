(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  As in descent_step.v, F is L-smooth and N(grad F(Y) - grad F(X)) <= L q whenever
   |Y - X|_* <= q.  Let
     M_(t+1) = b2 M_t - (1 - b2) grad F(X_t),  m_t = b1 M_t - (1 - b1) grad F(X_t),
     X_(t+1) = (1 - eta_t lambda) X_t + eta_t O_t,  |O_t|_* <= c,  <m_t, O_t> >= k N(m_t),
   c, k, b1, lambda >= 0, 0 <= b2 < 1, 0 < eta_(t+1) <= eta_t, eta_t lambda <= 1,
   |lambda X_0|_* <= c and F >= F_inf: O_t is a subgradient of N at m_t where c = k = 1, and
   within d of one it has c = 1 + d, k = 1 - d.  Then, with a = c + k,
     sum_(t<T) eta_t S_k(X_t) <= F(X_0) - F_inf + a b1 eta_0 N(M_0 + grad F(X_0)) / (1 - b2)
       + (2 L c^2 + 2 a c b1 L / (1 - b2)) sum_(t<T) eta_t^2,
   hence some t < T has S_k(X_t) at most that over sum_(t<T) eta_t; with one eta,
     (1/T) sum_(t<T) S_k(X_t) <= (F(X_0) - F_inf) / (eta T)
       + a b1 N(M_0 + grad F(X_0)) / ((1 - b2) T) + 2 a c b1 L eta / (1 - b2) + 2 L c^2 eta.
   S_1 is larger than S_k by (1 - k) N(grad F(X_t)), which no step size removes.
   Implicit decay X_(t+1) = X_t + eta_t (O_t - lambda X_(t+1)) is explicit decay with steps
   eta_t / (1 + eta_t lambda), which do not grow either and keep to eta lambda < 1.

   Source.  Chen, Li, Liu, arXiv:2506.15054, Theorem 3, constants derived here: the potential
   F(X_t) + a b1 eta_t N(M_t + grad F(X_t)) / (1 - b2) pays for each score; catalogue 0.11,
   2.27.

   Not claimed.  Rounding: real arithmetic only.  Gradients are exact. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import decaying_sequences constraint_decay descent_step.
Open Scope R_scope.

Section Rate.
Context {V : ModuleSpace R_Ring}.
Variable dot : V -> V -> R.
Hypothesis dot_sym : forall x y, dot x y = dot y x.
Hypothesis dot_plus : forall x y z, dot (plus x y) z = dot x z + dot y z.
Hypothesis dot_scal : forall a x z, dot (scal a x) z = a * dot x z.
Variable N : V -> R.
Hypothesis N_triangle : forall x y, N (plus x y) <= N x + N y.
Hypothesis N_scal : forall a x, N (scal a x) = Rabs a * N x.

Variables (F : V -> R) (grad : V -> V) (L lambda : R).
Hypothesis gradient_lipschitz : forall X Y q,
  0 <= q -> dual_le dot N q (minus Y X) -> N (minus (grad Y) (grad X)) <= L * q.
Hypothesis smooth : forall X Y q, 0 <= q -> dual_le dot N q (minus Y X) ->
  F Y <= F X + dot (grad X) (minus Y X) + L / 2 * q ^ 2.

Variables (c k b1 b2 F_inf : R) (eta : nat -> R) (X M O : nat -> V).
Hypothesis c_range : 0 <= c.
Hypothesis k_range : 0 <= k.
Hypothesis b1_range : 0 <= b1.
Hypothesis b2_range : 0 <= b2 < 1.
Hypothesis lambda_range : 0 <= lambda.
Hypothesis eta_positive : forall t, 0 < eta t.
Hypothesis eta_falls : forall t, eta (S t) <= eta t.
Hypothesis decay_range : forall t, eta t * lambda <= 1.
Hypothesis F_bounded : forall Y, F_inf <= F Y.
Definition blend t := plus (scal b1 (M t)) (scal (- (1 - b1)) (grad (X t))).
Hypothesis momentum : forall t,
  M (S t) = plus (scal b2 (M t)) (scal (- (1 - b2)) (grad (X t))).
Hypothesis update : forall t, X (S t) = next lambda (eta t) (X t) (O t).
Hypothesis bounded : forall t, dual_le dot N c (O t).
Hypothesis aligned : forall t, k * N (blend t) <= dot (blend t) (O t).
Hypothesis start : dual_le dot N c (scal lambda (X 0%nat)).

Local Notation S_ t := (score dot N grad lambda k (X t)).

Lemma decay_nonnegative t : 0 <= eta t * lambda.
Proof. apply Rmult_le_pos; [left; apply eta_positive | assumption]. Qed.

Lemma stays_feasible t : dual_le dot N c (scal lambda (X t)).
Proof.
  induction t as [|t IH]; [exact start|].
  intros y; rewrite update; unfold next.
  rewrite dot_scal_right, dot_plus_right, !dot_scal_right by assumption.
  assert (H := IH y); rewrite dot_scal_right in H by assumption; assert (B := bounded t y).
  assert (P := decay_nonnegative t); assert (Q := decay_range t).
  apply Rmult_le_compat_l with (r := 1 - eta t * lambda) in H; [|lra].
  apply Rmult_le_compat_l with (r := eta t * lambda) in B; [|lra]; lra.
Qed.

Lemma moves_at_most_2c t : dual_le dot N (2 * c) (direction lambda (X t) (O t)).
Proof.
  intros y; unfold direction; rewrite dot_plus_right, dot_scal_right by assumption.
  assert (B := bounded t y); assert (H := stays_feasible t (opp y)).
  rewrite N_opp, <- scal_neg, dot_scal, dot_scal_right in H by assumption; lra.
Qed.

Definition lag t := plus (M t) (grad (X t)).

Lemma blend_lag t : plus (blend t) (grad (X t)) = scal b1 (lag t).
Proof.
  unfold blend, lag; rewrite scal_distr_l, <- plus_assoc; f_equal.
  rewrite <- (scal_one (grad (X t))) at 2; rewrite <- scal_distr_r; f_equal.
  unfold plus, one; simpl; ring.
Qed.

Lemma lag_next t : lag (S t) = plus (scal b2 (lag t)) (minus (grad (X (S t))) (grad (X t))).
Proof.
  unfold lag; rewrite momentum, scal_distr_l, <- !plus_assoc; f_equal.
  unfold minus; rewrite (plus_comm (grad (X (S t)))), plus_assoc; f_equal.
  rewrite <- scal_neg, <- scal_distr_r; f_equal; unfold plus; simpl; ring.
Qed.

Lemma lag_shrinks t : N (lag (S t)) <= b2 * N (lag t) + 2 * c * L * eta t.
Proof.
  rewrite lag_next; apply Rle_trans with (1 := N_triangle _ _).
  rewrite N_scal, Rabs_pos_eq by lra; apply Rplus_le_compat_l.
  replace (2 * c * L * eta t) with (L * (eta t * (2 * c))) by ring.
  assert (P := eta_positive t).
  apply gradient_lipschitz; [apply Rmult_le_pos; lra|rewrite update, next_minus].
  apply dual_le_scal; [assumption..|lra|apply moves_at_most_2c].
Qed.

Lemma N_nonnegative x : 0 <= N x.
Proof.
  assert (Z := N_scal 0 x); rewrite Rabs_R0 in Z.
  assert (T := N_triangle x (opp x)); rewrite N_opp, plus_opp_r in T by assumption.
  rewrite <- (scal_zero_l x) in T; unfold zero in T; simpl in T; lra.
Qed.

Definition debt := (c + k) * b1 / (1 - b2).
Definition noise := 2 * c * L * debt + 2 * L * c ^ 2.

Lemma debt_nonnegative : 0 <= debt.
Proof.
  unfold debt; apply Rmult_le_pos; [apply Rmult_le_pos; lra|].
  left; apply Rinv_0_lt_compat; lra.
Qed.

Lemma potential_pays T :
  total (fun t => eta t * S_ t) T + F (X T) + debt * (eta T * N (lag T)) <=
  F (X 0%nat) + debt * (eta 0%nat * N (lag 0%nat)) + noise * total (fun t => eta t ^ 2) T.
Proof.
  induction T as [|t IH]; [simpl; lra|]; cbn [total].
  set (s := S_ t) in *; assert (C := debt_nonnegative); assert (P := eta_positive t).
  assert (D := one_step_descent dot dot_sym dot_plus dot_scal N N_triangle N_scal F grad L
    lambda smooth c k (eta t) (X t) (O t) (blend t) (2 * c) k_range P (bounded t) (aligned t)
    ltac:(lra) (moves_at_most_2c t)).
  rewrite <- update, blend_lag, N_scal, Rabs_pos_eq in D by lra; fold s in D.
  assert (W : eta (S t) * N (lag (S t)) <= eta t * (b2 * N (lag t) + 2 * c * L * eta t)).
  { apply Rmult_le_compat; [left; apply eta_positive | apply N_nonnegative
                           | apply eta_falls | apply lag_shrinks]. }
  apply Rmult_le_compat_l with (r := debt) in W; [|assumption].
  assert (paid : (c + k) * b1 = debt * (1 - b2)) by (unfold debt; field; lra).
  replace ((c + k) * eta t * (b1 * N (lag t))) with ((c + k) * b1 * (eta t * N (lag t)))
    in D by ring.
  rewrite paid in D; unfold noise in *; lra.
Qed.

Definition budget T := F (X 0%nat) - F_inf + debt * (eta 0%nat * N (lag 0%nat))
  + noise * total (fun t => eta t ^ 2) T.

Theorem rate_with_varying_steps T : total (fun t => eta t * S_ t) T <= budget T.
Proof.
  assert (H := potential_pays T); assert (B := F_bounded (X T)); unfold budget.
  assert (0 <= debt * (eta T * N (lag T))); [|lra].
  apply Rmult_le_pos; [apply debt_nonnegative|].
  apply Rmult_le_pos; [left; apply eta_positive|apply N_nonnegative].
Qed.

Theorem some_score_is_small T : (0 < T)%nat ->
  exists t, (t < T)%nat /\ S_ t * total eta T <= budget T.
Proof.
  intros HT; apply (least_below_mean eta (fun t => S_ t) T (budget T)); try assumption.
  apply rate_with_varying_steps.
Qed.

Theorem deterministic_rate T step : (0 < T)%nat -> (forall t, eta t = step) ->
  total (fun t => S_ t) T / INR T <=
  (F (X 0%nat) - F_inf) / (step * INR T) + (c + k) * b1 * N (lag 0%nat) / ((1 - b2) * INR T)
  + 2 * c * (c + k) * b1 * L * step / (1 - b2) + 2 * L * c ^ 2 * step.
Proof.
  intros HT constant; apply lt_0_INR in HT; assert (H := rate_with_varying_steps T).
  assert (P := eta_positive 0); rewrite constant in P.
  unfold budget, noise, debt in H.
  assert (A : total (fun t => eta t * S_ t) T = step * total (fun t => S_ t) T)
    by (rewrite <- total_scal; apply total_ext; intros t; now rewrite constant).
  assert (B : total (fun t => eta t ^ 2) T = INR T * step ^ 2)
    by (rewrite <- total_constant; apply total_ext; intros t; now rewrite constant).
  rewrite A, B, constant in H.
  apply Rmult_le_reg_l with (step * INR T); [now apply Rmult_lt_0_compat|].
  replace (step * INR T * (total (fun t => S_ t) T / INR T)) with
    (step * total (fun t => S_ t) T) by (field; lra).
  apply Rle_trans with (1 := H); right; field; lra.
Qed.
End Rate.

(* A step of implicit decay, as one of explicit decay. *)
Theorem implicit_step_is_explicit {V : ModuleSpace R_Ring} lambda eta (x y o : V) :
  0 <= lambda -> 0 < eta -> y = plus x (scal eta (minus o (scal lambda y))) ->
  y = next lambda (eta / (1 + eta * lambda)) x o.
Proof.
  intros Hl He U; assert (P : 0 <= eta * lambda) by (apply Rmult_le_pos; lra).
  rewrite (implicit_update_solved eta lambda x y o ltac:(lra) U) at 1; unfold next.
  do 2 f_equal; field; lra.
Qed.

Theorem implicit_steps_fit lambda a b : 0 <= lambda -> 0 < b <= a ->
  0 < b / (1 + b * lambda) <= a / (1 + a * lambda) /\ a / (1 + a * lambda) * lambda <= 1.
Proof.
  intros Hl [Hb Ha]; assert (P : 0 <= b * lambda) by (apply Rmult_le_pos; lra).
  assert (Q : 0 <= a * lambda) by (apply Rmult_le_pos; lra); repeat split.
  - apply Rdiv_lt_0_compat; lra.
  - apply Rmult_le_reg_l with ((1 + a * lambda) * (1 + b * lambda));
      [apply Rmult_lt_0_compat; lra|].
    replace (_ * (b / _)) with (b + a * (b * lambda)) by (field; lra).
    replace (_ * (a / _)) with (a + a * (b * lambda)) by (field; lra); lra.
  - apply Rmult_le_reg_l with (1 + a * lambda); [lra|].
    replace (_ * (_ / _ * lambda)) with (a * lambda) by (field; lra); lra.
Qed.
