(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  <.,.> a symmetric bilinear form, N a norm, |z|_* <= r short for "<y, z> <= r N(y)
   for all y".  F is L-smooth: N(grad F(Y) - grad F(X)) <= L q and
   F(Y) <= F(X) + <grad F(X), Y - X> + (L/2) q^2 whenever |Y - X|_* <= q.
     One step.  Let X+ = (1 - eta lambda) X + eta O, eta > 0, O a subgradient of N at m (so
     |O|_* <= 1, <m, O> = N(m)), E = m + grad F(X), S(X) = N(grad F(X)) + lambda <X, grad F(X)>.
     Then, with any q such that |O - lambda X|_* <= q, and X feasible or not,
       F(X+) <= F(X) - eta S(X) + 2 eta N(E) + (L/2) eta^2 q^2.
     Rate.  Let M_(t+1) = b2 M_t - (1 - b2) grad F(X_t), m_t = b1 M_t - (1 - b1) grad F(X_t),
     0 <= b1, 0 <= b2 < 1, 0 < eta, eta lambda <= 1, |lambda X_0|_* <= 1 and F >= F_inf.  Then
       (1/T) sum_(t<T) S(X_t) <= (F(X_0) - F_inf) / (eta T)
         + 2 b1 N(M_0 + grad F(X_0)) / ((1 - b2) T) + 4 b1 L eta / (1 - b2) + 2 L eta.
   For matrices: N the nuclear norm, |.|_* the spectral norm, O = msign(m).

   Source.  Chen, Li, Liu, arXiv:2506.15054, Theorem 3, constants derived here; catalogue 0.10,
   0.11.

   Not claimed.  Rounding: real arithmetic only.  Gradients are exact, eta is constant in the
   rate.  The quadratic bound is a hypothesis there; smooth_along_segment derives it from the
   Lipschitz bound where F is differentiable along the segment. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Section Descent.
Context {V : ModuleSpace R_Ring}.
Variable dot : V -> V -> R.
Hypothesis dot_sym : forall x y, dot x y = dot y x.
Hypothesis dot_plus : forall x y z, dot (plus x y) z = dot x z + dot y z.
Hypothesis dot_scal : forall a x z, dot (scal a x) z = a * dot x z.
Variable N : V -> R.
Hypothesis N_triangle : forall x y, N (plus x y) <= N x + N y.
Hypothesis N_scal : forall a x, N (scal a x) = Rabs a * N x.

Lemma dot_plus_right x y z : dot z (plus x y) = dot z x + dot z y.
Proof. now rewrite dot_sym, dot_plus, !(dot_sym z). Qed.

Lemma dot_scal_right a x z : dot z (scal a x) = a * dot z x.
Proof. now rewrite dot_sym, dot_scal, (dot_sym z). Qed.

Lemma scal_neg (x : V) : scal (-1) x = opp x.
Proof. exact (scal_opp_one x). Qed.

Lemma N_opp x : N (opp x) = N x.
Proof. rewrite <- scal_neg, N_scal, Rabs_left by lra; ring. Qed.

Definition dual_le (r : R) (z : V) := forall y, dot y z <= r * N y.

(* The quadratic bound follows from the Lipschitz gradient along the segment. *)
Theorem smooth_along_segment (f : R -> R) (G : R -> V) (h : V) (l q : R) :
  (forall t, is_derive f t (dot (G t) h)) -> 0 <= q -> dual_le q h ->
  (forall t, 0 <= t <= 1 -> N (minus (G t) (G 0)) <= l * (t * q)) ->
  f 1 <= f 0 + dot (G 0) h + l / 2 * q ^ 2.
Proof.
  intros D Hq B lipschitz.
  set (p := fun t => f t - t * dot (G 0) h - l / 2 * q ^ 2 * t ^ 2).
  set (dp := fun t => dot (G t) h - dot (G 0) h - l * q ^ 2 * t).
  assert (P : forall t, is_derive p t (dp t)).
  { intros t; unfold p, dp; evar_last.
    - apply @is_derive_minus; [apply @is_derive_minus; [apply D|]|].
      + apply (is_derive_ext (fun t => scal t (dot (G 0) h))); [reflexivity|].
        apply @is_derive_scal_l, @is_derive_id.
      + auto_derive; [trivial|reflexivity].
    - unfold minus, plus, opp, scal, mult, one; simpl.
      unfold mult, plus, opp; simpl; field. }
  destruct (MVT_gen p 0 1 dp) as [c [Hc E]].
  - intros t _; apply P.
  - intros t _; apply continuity_pt_filterlim, @ex_derive_continuous.
    exists (dp t); apply P.
  - rewrite Rmin_left, Rmax_right in Hc by lra.
    assert (U := B (minus (G c) (G 0))); unfold minus in U at 1.
    rewrite dot_plus, <- scal_neg, dot_scal in U.
    assert (W := Rmult_le_compat_l q _ _ Hq (lipschitz c Hc)).
    assert (Z : dp c <= 0) by (unfold dp; lra).
    unfold p in E; lra.
Qed.

Variables (F : V -> R) (grad : V -> V) (L lambda eta : R).
Hypothesis gradient_lipschitz : forall X Y q,
  0 <= q -> dual_le q (minus Y X) -> N (minus (grad Y) (grad X)) <= L * q.
Hypothesis smooth : forall X Y q,
  0 <= q -> dual_le q (minus Y X) -> F Y <= F X + dot (grad X) (minus Y X) + L / 2 * q ^ 2.
Hypothesis eta_positive : 0 < eta.

Definition score (X : V) := N (grad X) + lambda * dot X (grad X).
Definition next (X O : V) := plus (scal (1 - eta * lambda) X) (scal eta O).
Definition direction (X O : V) := plus O (scal (- lambda) X).

Lemma next_minus X O : minus (next X O) X = scal eta (direction X O).
Proof.
  unfold next, direction, minus; rewrite <- scal_neg, scal_distr_l, scal_assoc.
  rewrite (plus_comm (scal (1 - eta * lambda) X)), <- plus_assoc; f_equal.
  rewrite <- scal_distr_r; f_equal; unfold plus, mult; simpl; ring.
Qed.

Lemma direction_descends X O m :
  dual_le 1 O -> dot m O = N m ->
  dot (grad X) (direction X O) <= - score X + 2 * N (plus m (grad X)).
Proof.
  intros B E; set (e := plus m (grad X)); unfold score, direction.
  rewrite dot_plus_right, dot_scal_right, (dot_sym (grad X) X).
  assert (Be := B e); unfold e in Be at 1; rewrite dot_plus in Be.
  assert (T : N (grad X) <= N e + N m).
  { rewrite <- (N_opp m); replace (grad X) with (plus e (opp m)) by
      (unfold e; now rewrite (plus_comm m), <- plus_assoc, plus_opp_r, plus_zero_r).
    apply N_triangle. }
  lra.
Qed.

Lemma dual_le_scal a r z : 0 <= a -> dual_le r z -> dual_le (a * r) (scal a z).
Proof.
  intros Ha H y; rewrite dot_scal_right, Rmult_assoc; now apply Rmult_le_compat_l.
Qed.

Lemma dual_le_plus r s y z : dual_le r y -> dual_le s z -> dual_le (r + s) (plus y z).
Proof. intros Hy Hz x; rewrite dot_plus_right; specialize (Hy x); specialize (Hz x); lra. Qed.

Theorem one_step_descent X O m q :
  dual_le 1 O -> dot m O = N m -> 0 <= q -> dual_le q (direction X O) ->
  F (next X O) <=
  F X - eta * score X + 2 * eta * N (plus m (grad X)) + L / 2 * eta ^ 2 * q ^ 2.
Proof.
  intros B E Hq Q; assert (D := direction_descends X O m B E).
  assert (G := smooth X (next X O) (eta * q)); rewrite next_minus, dot_scal_right in G.
  specialize (G ltac:(apply Rmult_le_pos; lra) (dual_le_scal eta q _ ltac:(lra) Q)).
  apply Rmult_le_compat_l with (r := eta) in D; [|lra].
  replace (L / 2 * (eta * q) ^ 2) with (L / 2 * eta ^ 2 * q ^ 2) in G by ring; lra.
Qed.

Section Rate.
Variables (b1 b2 F_inf : R) (X M O : nat -> V).
Hypothesis b1_range : 0 <= b1.
Hypothesis b2_range : 0 <= b2 < 1.
Hypothesis decay_range : 0 <= eta * lambda <= 1.
Hypothesis F_bounded : forall Y, F_inf <= F Y.
Definition blend t := plus (scal b1 (M t)) (scal (- (1 - b1)) (grad (X t))).
Hypothesis momentum : forall t,
  M (S t) = plus (scal b2 (M t)) (scal (- (1 - b2)) (grad (X t))).
Hypothesis update : forall t, X (S t) = next (X t) (O t).
Hypothesis bounded : forall t, dual_le 1 (O t).
Hypothesis aligned : forall t, dot (blend t) (O t) = N (blend t).
Hypothesis start : dual_le 1 (scal lambda (X 0%nat)).

Lemma stays_feasible t : dual_le 1 (scal lambda (X t)).
Proof.
  induction t as [|t IH]; [exact start|].
  intros y; rewrite update; unfold next.
  rewrite dot_scal_right, dot_plus_right, !dot_scal_right.
  assert (H := IH y); rewrite dot_scal_right in H; assert (B := bounded t y).
  apply Rmult_le_compat_l with (r := 1 - eta * lambda) in H; [|lra].
  apply Rmult_le_compat_l with (r := eta * lambda) in B; [|lra]; lra.
Qed.

Lemma moves_at_most_2 t : dual_le 2 (direction (X t) (O t)).
Proof.
  intros y; unfold direction; rewrite dot_plus_right, dot_scal_right.
  assert (B := bounded t y); assert (H := stays_feasible t (opp y)).
  rewrite N_opp, <- scal_neg, dot_scal, dot_scal_right in H; lra.
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

Lemma lag_shrinks t : N (lag (S t)) <= b2 * N (lag t) + 2 * L * eta.
Proof.
  rewrite lag_next; apply Rle_trans with (1 := N_triangle _ _).
  rewrite N_scal, Rabs_pos_eq by lra; apply Rplus_le_compat_l.
  replace (2 * L * eta) with (L * (eta * 2)) by ring.
  apply gradient_lipschitz; [lra|rewrite update, next_minus].
  apply dual_le_scal; [lra|apply moves_at_most_2].
Qed.

Fixpoint total (T : nat) : R := match T with 0%nat => 0 | S t => total t + score (X t) end.

(* The potential F(X_T) + 2 eta b1 / (1 - b2) N(lag_T) pays for every score. *)
Lemma total_bound T :
  eta * total T + F (X T) + 2 * eta * b1 / (1 - b2) * N (lag T) <=
  F (X 0%nat) + 2 * eta * b1 / (1 - b2) * N (lag 0%nat)
  + INR T * (4 * b1 * L * eta ^ 2 / (1 - b2) + 2 * L * eta ^ 2).
Proof.
  induction T as [|t IH]; [simpl; lra|].
  rewrite S_INR; cbn [total]; set (c := 2 * eta * b1 / (1 - b2)) in *.
  assert (C : 0 <= c) by
    (apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]).
  assert (D := one_step_descent (X t) (O t) (blend t) 2 (bounded t) (aligned t)
    ltac:(lra) (moves_at_most_2 t)).
  rewrite <- update, blend_lag, N_scal, Rabs_pos_eq in D by lra.
  assert (W := lag_shrinks t); apply Rmult_le_compat_l with (r := c) in W; [|lra].
  replace (c * (b2 * N (lag t) + 2 * L * eta)) with
    (c * N (lag t) - 2 * eta * (b1 * N (lag t)) + 4 * b1 * L * eta ^ 2 / (1 - b2)) in W
    by (unfold c; field; lra).
  lra.
Qed.

Theorem deterministic_rate T : (0 < T)%nat ->
  total T / INR T <=
  (F (X 0%nat) - F_inf) / (eta * INR T) + 2 * b1 * N (lag 0%nat) / ((1 - b2) * INR T)
  + 4 * b1 * L * eta / (1 - b2) + 2 * L * eta.
Proof.
  intros HT; apply lt_0_INR in HT; assert (H := total_bound T); assert (B := F_bounded (X T)).
  assert (P : 0 <= N (lag T)).
  { assert (Z := N_scal 0 (lag T)); rewrite Rabs_R0 in Z.
    assert (T2 := N_triangle (lag T) (opp (lag T))).
    rewrite N_opp, plus_opp_r, <- (scal_zero_l (lag T)) in T2.
    unfold zero in T2; simpl in T2; lra. }
  assert (C : 0 <= 2 * eta * b1 / (1 - b2)) by
    (apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra]).
  assert (Q := Rmult_le_pos _ _ C P).
  apply Rmult_le_reg_l with (eta * INR T); [now apply Rmult_lt_0_compat|].
  replace (eta * INR T * (total T / INR T)) with (eta * total T) by (field; lra).
  match goal with |- _ <= ?r => replace r with
    (F (X 0%nat) - F_inf + 2 * eta * b1 / (1 - b2) * N (lag 0%nat)
     + INR T * (4 * b1 * L * eta ^ 2 / (1 - b2) + 2 * L * eta ^ 2)) by (field; lra) end.
  lra.
Qed.
End Rate.
End Descent.
