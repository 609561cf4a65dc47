(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For all real m x n matrices, with the nuclear norm ||.||_*, the spectral norm
   ||.|| and msign of nuclear_spectral.v, and S(X) = ||grad F(X)||_* + lambda <X, grad F(X)>:
     descent     X+ = (1 - eta lambda) X + eta msign M has, for L-smooth F and any X,
                 F(X+) <= F(X) - eta S(X) + 2 eta ||M + grad F(X)||_*
                          + (L/2) eta^2 ||msign M - lambda X||^2;
     inexact     D, msign M up to c and k (||D|| <= c and <M, D> >= k ||M||_*, c, k >= 0), has
                 the same in place of msign M, with S_k of descent_step.v and c + k for S and 2.
                 ||D - msign M|| <= d gives c = 1 + d, k = 1 - d.  Odd polynomial steps from
                 a M, a > 0, give c = u', k = l' where they send [l, u], which holds the
                 spectrum of a M, into [l', u'];
     rate        of Muon with momentum and such directions, as in descent_rate.v.

   Source.  Chen, Li, Liu, arXiv:2506.15054; catalogue 0.10, 0.11, 2.27, 3.8.  The theorems of
   descent_step.v and descent_rate.v at the norms of real_matrices.v;
   <U diag(s) V^T, U diag(f(s)) V^T> = sum_i s_i f(s_i) >= l' sum_i s_i.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Hierarchy.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import inner_product singular_values nuclear_spectral spectra.
From muoncheck Require Import real_matrices decaying_sequences muon_duality.
From muoncheck Require descent_step descent_rate.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Section Muon.
Variables m n : nat.
Local Notation matrix := 'M[R]_(m, n).

Section Descent.
Variables (F : matrix -> R) (grad : matrix -> matrix) (L lambda : R).
Hypothesis L_nonnegative : 0 <= L.
Hypothesis smooth : forall X Y,
  F Y <= F X + inner (grad X) (Y - X)%R + L / 2 * spectral (Y - X)%R ^ 2.

Lemma smooth_in_dual_balls X Y q : 0 <= q ->
  descent_step.dual_le (V := mx_module m n) (@inner _ m n) (@nuclear _ m n) q (minus Y X) ->
  F Y <= F X + inner (grad X) (minus Y X) + L / 2 * q ^ 2.
Proof.
move=> q_ge0 /(dual_ball _ q_ge0) le_q; apply: Rle_trans (smooth X Y) _.
apply: Rplus_le_compat_l; apply: Rmult_le_compat_l; first lra.
apply: pow_incr; split; last exact: le_q.
by apply/RleP; apply: spectral_ge0.
Qed.

Definition msign_up_to c k (M D : matrix) :=
  spectral D <= c /\ k * nuclear M <= inner M D.

Lemma msign_up_to_1 M : msign_up_to 1 1 M (msign M).
Proof. by split; [apply: msign_is_feasible | rewrite msign_is_aligned; lra]. Qed.

Theorem near_msign d M D : 0 <= d -> spectral (D - msign M)%R <= d ->
  msign_up_to (1 + d) (1 - d) M D.
Proof.
move=> d_ge0 /(dual_ball _ d_ge0) near.
have [in_ball aligned] := descent_step.near_subgradient (V := mx_module m n) (@inner _ m n)
  (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _
  (@nuclear_is_homogeneous m n) _ _ d _ D _ (msign_in_dual_ball M) (msign_is_aligned M) near
  erefl erefl.
by split=> //; apply/dual_ball => //; lra.
Qed.

Theorem steps_are_msign_up_to table l u l' u' a M :
  0 <= l -> 0 <= u -> 0 <= l' <= u' -> 0 < a -> spectrum_in (a *: M)%R l u ->
  (forall x, l <= x <= u -> l' <= odd_steps table x <= u') ->
  msign_up_to u' l' M (odd_steps_mx table (a *: M)%R).
Proof.
move=> /RleP l_ge0 /RleP u_ge0 [l'_ge0 lu'] a_gt0 H chain.
have chain' x : (l <= x <= u)%O -> (l' <= odd_steps table x <= u')%O.
  move=> /andP [/RleP lx /RleP xu]; have [lo hi] := chain x (conj lx xu).
  by apply/andP; split; apply/RleP.
have u'_ge0 : 0 <= u' by lra.
split.
  apply/RleP; apply: (bound_on_all_matrices l_ge0 u_ge0 _ _ H); first exact/RleP.
  move=> x /chain' /andP [/RleP lo /RleP hi]; apply/RleP; apply: Rabs_le.
  by split=> //; apply: Rle_trans lo; lra.
set Y := odd_steps_mx _ _.
have le : l' * nuclear (scal a M) <= inner (scal a M) Y.
  apply/RleP; apply: (alignment_on_all_matrices l_ge0 u_ge0 _ H) => x /chain' /andP [lo _] //.
rewrite nuclear_is_homogeneous inner_is_homogeneous Rabs_pos_eq in le; last lra.
by apply: (Rmult_le_reg_l a) => //; lra.
Qed.

Theorem inexact_muon_descends c k eta X M D :
  0 <= c -> 0 <= k -> 0 < eta -> msign_up_to c k M D ->
  F ((1 - eta * lambda) *: X + eta *: D)%R <=
  F X - eta * (k * nuclear (grad X) + lambda * inner X (grad X))
  + (c + k) * eta * nuclear (M + grad X)%R
  + L / 2 * eta ^ 2 * spectral (D - lambda *: X)%R ^ 2.
Proof.
move=> c_ge0 k_ge0 eta_gt0 [/(dual_ball D c_ge0) in_ball aligned].
have q_ge0 : 0 <= spectral (D - lambda *: X)%R by apply/RleP; apply: spectral_ge0.
apply: (descent_step.one_step_descent (V := mx_module m n) (@inner _ m n)
  (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _
  (@nuclear_is_subadditive m n) (@nuclear_is_homogeneous m n) F grad L lambda
  smooth_in_dual_balls c k eta X D M) => //.
apply/dual_ball => //; rewrite /descent_step.direction.
by rewrite -[plus _ _]/(D + (- lambda) *: X)%R GRing.scaleNr; apply: Rle_refl.
Qed.

Theorem muon_descends eta X M : 0 < eta ->
  F ((1 - eta * lambda) *: X + eta *: msign M)%R <=
  F X - eta * score lambda (grad X) X + 2 * eta * nuclear (M + grad X)%R
  + L / 2 * eta ^ 2 * spectral (msign M - lambda *: X)%R ^ 2.
Proof.
move=> eta_gt0; have := inexact_muon_descends X Rle_0_1 Rle_0_1 eta_gt0 (msign_up_to_1 M).
by rewrite Rmult_1_l.
Qed.

Section Rate.
Hypothesis lipschitz : forall X Y,
  nuclear (grad Y - grad X)%R <= L * spectral (Y - X)%R.
Variables (c k b1 b2 F_inf : R) (eta : nat -> R) (X M D : nat -> matrix).
Hypothesis c_range : 0 <= c.
Hypothesis k_range : 0 <= k.
Hypothesis b1_range : 0 <= b1.
Hypothesis b2_range : 0 <= b2 < 1.
Hypothesis lambda_range : 0 <= lambda.
Hypothesis eta_positive : forall t, 0 < eta t.
Hypothesis eta_falls : forall t, eta (S t) <= eta t.
Hypothesis decay_range : forall t, eta t * lambda <= 1.
Hypothesis F_bounded : forall Y, F_inf <= F Y.
Definition blend t := (b1 *: M t + - (1 - b1) *: grad (X t))%R.
Hypothesis momentum : forall t, (M (S t) = b2 *: M t + - (1 - b2) *: grad (X t))%R.
Hypothesis update : forall t, (X (S t) = (1 - eta t * lambda) *: X t + eta t *: D t)%R.
Hypothesis directions : forall t, msign_up_to c k (blend t) (D t).
Hypothesis start : spectral (lambda *: X 0%nat)%R <= c.

Theorem inexact_muon_rate T :
  total (fun t =>
    eta t * (k * nuclear (grad (X t)) + lambda * inner (X t) (grad (X t)))) T <=
  F (X 0%nat) - F_inf
  + (c + k) * b1 / (1 - b2) * (eta 0%nat * nuclear (M 0%nat + grad (X 0%nat))%R)
  + (2 * c * L * ((c + k) * b1 / (1 - b2)) + 2 * L * c ^ 2) * total (fun t => eta t ^ 2) T.
Proof.
apply: (descent_rate.rate_with_varying_steps (V := mx_module m n) (@inner _ m n)
  (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _
  (@nuclear_is_subadditive m n) (@nuclear_is_homogeneous m n) F grad L lambda _
  smooth_in_dual_balls c k b1 b2 F_inf eta X M D) => //.
- move=> Y Z q q_ge0 /(dual_ball _ q_ge0) le_q; apply: Rle_trans (lipschitz Y Z) _.
  by apply: Rmult_le_compat_l.
- by move=> t; apply/dual_ball => //; case: (directions t).
- by move=> t; case: (directions t).
- by apply/dual_ball.
Qed.
End Rate.

Section ExactRate.
Hypothesis lipschitz : forall X Y,
  nuclear (grad Y - grad X)%R <= L * spectral (Y - X)%R.

(* With msign itself: c = k = 1. *)
Theorem muon_rate b1 b2 F_inf eta (X M : nat -> matrix) T :
  0 <= b1 -> 0 <= b2 < 1 -> 0 <= lambda -> (forall t, 0 < eta t) ->
  (forall t, eta (S t) <= eta t) -> (forall t, eta t * lambda <= 1) ->
  (forall Y, F_inf <= F Y) ->
  (forall t, (M (S t) = b2 *: M t + - (1 - b2) *: grad (X t))%R) ->
  (forall t, (X (S t) = (1 - eta t * lambda) *: X t + eta t *: msign (blend b1 X M t))%R) ->
  spectral (lambda *: X 0%nat)%R <= 1 ->
  total (fun t => eta t * score lambda (grad (X t)) (X t)) T <=
  F (X 0%nat) - F_inf
  + 2 * b1 / (1 - b2) * (eta 0%nat * nuclear (M 0%nat + grad (X 0%nat))%R)
  + (4 * b1 * L / (1 - b2) + 2 * L) * total (fun t => eta t ^ 2) T.
Proof.
move=> b1_ge0 b2_in lambda_ge0 eta_gt0 falls small below momentum update start.
have := inexact_muon_rate lipschitz Rle_0_1 Rle_0_1 b1_ge0 b2_in lambda_ge0 eta_gt0 falls small
  below momentum update (fun t => msign_up_to_1 (blend b1 X M t)) start T.
rewrite (total_ext _ (fun t => eta t * score lambda (grad (X t)) (X t))); last first.
  by move=> t; rewrite Rmult_1_l.
move=> H; apply: Rle_trans H _; apply: Req_le; field; lra.
Qed.
End ExactRate.
End Descent.
End Muon.
