(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  <.,.> a symmetric bilinear form, N a norm, |z|_* <= r short for "<y, z> <= r N(y)
   for all y".  F is L-smooth: F(Y) <= F(X) + <grad F(X), Y - X> + (L/2) q^2 whenever
   |Y - X|_* <= q.  Let X+ = (1 - eta lambda) X + eta O, eta > 0, with O a subgradient of N at
   m up to c and k: |O|_* <= c and <m, O> >= k N(m), k >= 0; exactly one where c = k = 1.  Let
   E = m + grad F(X), S_k(X) = k N(grad F(X)) + lambda <X, grad F(X)>, so that S_1 is the score
   of lionk_duality.v.  Then, with any q such that |O - lambda X|_* <= q, and X feasible or not,
     F(X+) <= F(X) - eta S_k(X) + (c + k) eta N(E) + (L/2) eta^2 q^2.
   |O - Z|_* <= d <= 1 of a subgradient Z gives c = 1 + d, k = 1 - d.
   The quadratic bound itself follows from N(grad F(Y) - grad F(X)) <= L q along the segment,
   where F is differentiable there.  For matrices: N the nuclear norm, |.|_* the spectral norm,
   Z = msign(m).

   Source.  Chen, Li, Liu, arXiv:2506.15054, Theorem 3, constants derived here; catalogue 0.10,
   2.27.  With e = m + g: <g, O> = <e, O> - <m, O> <= c N(e) - k N(m), N(g) <= N(e) + N(m).

   Not claimed.  Rounding: real arithmetic only. *)
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

Variables (F : V -> R) (grad : V -> V) (L lambda : R).
Hypothesis smooth : forall X Y q,
  0 <= q -> dual_le q (minus Y X) -> F Y <= F X + dot (grad X) (minus Y X) + L / 2 * q ^ 2.

Definition score (k : R) (X : V) := k * N (grad X) + lambda * dot X (grad X).
Definition next (eta : R) (X O : V) := plus (scal (1 - eta * lambda) X) (scal eta O).
Definition direction (X O : V) := plus O (scal (- lambda) X).

Lemma next_minus eta X O : minus (next eta X O) X = scal eta (direction X O).
Proof.
  unfold next, direction, minus; rewrite <- scal_neg, scal_distr_l, scal_assoc.
  rewrite (plus_comm (scal (1 - eta * lambda) X)), <- plus_assoc; f_equal.
  rewrite <- scal_distr_r; f_equal; unfold plus, mult; simpl; ring.
Qed.

Lemma direction_descends c k X O m :
  0 <= k -> dual_le c O -> k * N m <= dot m O ->
  dot (grad X) (direction X O) <= - score k X + (c + k) * N (plus m (grad X)).
Proof.
  intros Hk B E; set (e := plus m (grad X)); unfold score, direction.
  rewrite dot_plus_right, dot_scal_right, (dot_sym (grad X) X).
  assert (Be := B e); unfold e in Be at 1; rewrite dot_plus in Be.
  assert (T : N (grad X) <= N e + N m).
  { rewrite <- (N_opp m); replace (grad X) with (plus e (opp m)) by
      (unfold e; now rewrite (plus_comm m), <- plus_assoc, plus_opp_r, plus_zero_r).
    apply N_triangle. }
  apply Rmult_le_compat_l with (r := k) in T; [|assumption]; lra.
Qed.

Lemma dual_le_scal a r z : 0 <= a -> dual_le r z -> dual_le (a * r) (scal a z).
Proof.
  intros Ha H y; rewrite dot_scal_right, Rmult_assoc; now apply Rmult_le_compat_l.
Qed.

Lemma dual_le_plus r s y z : dual_le r y -> dual_le s z -> dual_le (r + s) (plus y z).
Proof. intros Hy Hz x; rewrite dot_plus_right; specialize (Hy x); specialize (Hz x); lra. Qed.

Theorem near_subgradient c k d Z O m :
  dual_le 1 Z -> dot m Z = N m -> dual_le d (minus O Z) -> c = 1 + d -> k = 1 - d ->
  dual_le c O /\ k * N m <= dot m O.
Proof.
  intros B E D -> ->; assert (OZ : O = plus Z (minus O Z)).
  { unfold minus; now rewrite (plus_comm O), plus_assoc, plus_opp_r, plus_zero_l. }
  split; [rewrite OZ; now apply dual_le_plus|].
  assert (A := D (opp m)); rewrite N_opp, <- scal_neg, dot_scal in A.
  rewrite OZ, dot_plus_right, E; lra.
Qed.

Theorem one_step_descent c k eta X O m q :
  0 <= k -> 0 < eta -> dual_le c O -> k * N m <= dot m O -> 0 <= q ->
  dual_le q (direction X O) ->
  F (next eta X O) <=
  F X - eta * score k X + (c + k) * eta * N (plus m (grad X)) + L / 2 * eta ^ 2 * q ^ 2.
Proof.
  intros Hk positive B E Hq Q; assert (D := direction_descends c k X O m Hk B E).
  assert (G := smooth X (next eta X O) (eta * q)); rewrite next_minus, dot_scal_right in G.
  specialize (G ltac:(apply Rmult_le_pos; lra) (dual_le_scal eta q _ ltac:(lra) Q)).
  apply Rmult_le_compat_l with (r := eta) in D; [|lra].
  replace (L / 2 * (eta * q) ^ 2) with (L / 2 * eta ^ 2 * q ^ 2) in G by ring; lra.
Qed.

End Descent.
