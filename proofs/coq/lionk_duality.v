(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  In a real vector space with a symmetric bilinear form <.,.>, let N be a norm and
   write |z|_* <= r for "<y, z> <= r N(y) for all y", the ball of the dual norm.  Then
     subgradient   g in dN(x)  iff  <x, g> = N(x) and |g|_* <= 1;
     conjugate     N*(z) = 0 if |z|_* <= 1, else infinite: <y, z> - N(y) is at most 0 and
                   attains it in the first case; in the second it is unbounded along any y
                   with <y, z> > N(y);
     Fenchel-Young N(x) + N*(g) >= <x, g>, with equality iff g in dN(x); also for any function K
                   with any conjugate value;
     monotonicity  g in dK(x), h in dK(y)  imply  <x - y, g - h> >= 0;
     KKT score     S(X) = N(G) + lambda <X, G>: S >= 0 where |lambda X|_* <= 1, and there S = 0
                   iff X minimises <., G> over the ball |lambda Z|_* <= 1 (the linear form of
                   the KKT conditions), given that N has a subgradient at -G, as it has when
                   -msign is taken for it; and F(X) - F(Z) <= S(X) / lambda for feasible X, Z
                   where F is convex and G its gradient at X.
   For matrices with <X, Y> = tr X^T Y: N the nuclear norm, |.|_* the spectral norm.

   Source.  Chen, Li, Liu, arXiv:2506.15054, Section 6, Proposition 2; catalogue 0.1, 0.2, 0.3,
   0.9, 0.14.

   Not claimed.  Rounding: real arithmetic only.  Existence of a subgradient is a hypothesis where
   it is used; norm_duality.v and muon_duality.v have it of matrices. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Section Duality.
Context {V : ModuleSpace R_Ring}.
Variable dot : V -> V -> R.
Hypothesis dot_sym : forall x y, dot x y = dot y x.
Hypothesis dot_plus : forall x y z, dot (plus x y) z = dot x z + dot y z.
Hypothesis dot_scal : forall a x z, dot (scal a x) z = a * dot x z.

Lemma dot_opp x z : dot (opp x) z = - dot x z.
Proof. rewrite <- scal_opp_one, dot_scal; unfold opp, one; simpl; ring. Qed.

Lemma dot_minus x y z : dot (minus x y) z = dot x z - dot y z.
Proof. unfold minus; rewrite dot_plus, dot_opp; ring. Qed.

Lemma dot_minus_right x y z : dot z (minus x y) = dot z x - dot z y.
Proof. rewrite dot_sym, dot_minus, (dot_sym x), (dot_sym y); ring. Qed.

(* g in dK(x), for any K. *)
Definition subgradient (K : V -> R) (x g : V) := forall y, K x + dot (minus y x) g <= K y.

(* k = K*(g): the least upper bound of <y, g> - K(y). *)
Definition conjugate (K : V -> R) (g : V) (k : R) :=
  is_lub (fun r => exists y, r = dot y g - K y) k.

Theorem fenchel_young K x g k : conjugate K g k -> dot x g <= K x + k.
Proof.
  intros [H _]; assert (B := H (dot x g - K x) (ex_intro _ x eq_refl)); lra.
Qed.

Theorem fenchel_young_equality K x g k :
  conjugate K g k -> (dot x g = K x + k <-> subgradient K x g).
Proof.
  intros [upper least]; split.
  - intros E y; assert (B := upper (dot y g - K y) (ex_intro _ y eq_refl)).
    rewrite dot_minus; lra.
  - intros G; apply Rle_antisym; [now apply fenchel_young|].
    assert (k <= dot x g - K x); [|lra].
    apply least; intros r [y ->]; assert (B := G y); rewrite dot_minus in B; lra.
Qed.

Theorem subgradients_are_monotone K x y g h :
  subgradient K x g -> subgradient K y h -> 0 <= dot (minus x y) (minus g h).
Proof.
  intros G H; assert (Gy := G y); assert (Hx := H x).
  rewrite dot_minus_right, !dot_minus in *; lra.
Qed.

Variable N : V -> R.
Hypothesis N_triangle : forall x y, N (plus x y) <= N x + N y.
Hypothesis N_scal : forall a x, N (scal a x) = Rabs a * N x.

Definition dual_le (r : R) (z : V) := forall y, dot y z <= r * N y.

Lemma N_opp x : N (opp x) = N x.
Proof.
  rewrite <- scal_opp_one, N_scal; unfold opp, one; simpl.
  rewrite Rabs_Ropp, Rabs_R1; ring.
Qed.

Theorem subgradient_of_norm x g : subgradient N x g <-> dot x g = N x /\ dual_le 1 g.
Proof.
  split.
  - intros G.
    assert (B : dual_le 1 g).
    { intros y; assert (Gy := G (plus x y)); rewrite dot_minus, dot_plus in Gy.
      assert (T := N_triangle x y); lra. }
    split; [apply Rle_antisym|trivial].
    + assert (Bx := B x); lra.
    + assert (G0 := G (scal 0 x)); rewrite dot_minus, dot_scal, N_scal, Rabs_R0 in G0; lra.
  - intros [E B] y; assert (By := B y); rewrite dot_minus; lra.
Qed.

Theorem conjugate_of_norm_inside z : dual_le 1 z -> conjugate N z 0.
Proof.
  intros B; split.
  - intros r [y ->]; assert (By := B y); lra.
  - intros b H; apply H; exists (scal 0 z); rewrite dot_scal, N_scal, Rabs_R0; ring.
Qed.

Theorem conjugate_of_norm_outside z y :
  N y < dot y z -> forall bound, exists t, bound < dot (scal t y) z - N (scal t y).
Proof.
  intros P bound; exists ((Rabs bound + 1) / (dot y z - N y)).
  set (t := (Rabs bound + 1) / (dot y z - N y)); assert (A := Rabs_pos bound).
  assert (T : 0 <= t) by (apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat]; lra).
  rewrite dot_scal, N_scal, Rabs_pos_eq by assumption.
  replace (t * dot y z - t * N y) with (Rabs bound + 1) by (unfold t; field; lra).
  assert (L := Rle_abs bound); lra.
Qed.

Section Score.
Variables (lambda : R) (G : V).
Hypothesis lambda_positive : 0 < lambda.

Definition score (X : V) := N G + lambda * dot X G.
Definition feasible (X : V) := dual_le 1 (scal lambda X).

Lemma hoelder_below X : feasible X -> - N G <= lambda * dot X G.
Proof.
  intros H; assert (B := H (opp G)); rewrite dot_opp, N_opp, (dot_sym G), dot_scal in B; lra.
Qed.

Theorem score_is_nonnegative X : feasible X -> 0 <= score X.
Proof. intros H; unfold score; assert (B := hoelder_below X H); lra. Qed.

(* For a convex F with gradient G at X: F(X) - min F <= S(X) / lambda. *)
Theorem gap_bound (F : V -> R) X Z :
  (forall Y, F X + dot (minus Y X) G <= F Y) -> feasible Z ->
  F X - F Z <= score X / lambda.
Proof.
  intros convex FZ; assert (C := convex Z); rewrite dot_minus in C.
  assert (B := hoelder_below Z FZ); unfold score.
  apply Rmult_le_reg_l with lambda; [assumption|].
  replace (lambda * ((N G + lambda * dot X G) / lambda)) with (N G + lambda * dot X G)
    by (field; lra).
  assert (M := Rmult_le_compat_l lambda _ _ (Rlt_le _ _ lambda_positive) C); lra.
Qed.

Theorem score_is_zero_iff_optimal X :
  (exists O, subgradient N (opp G) O) -> feasible X ->
  (score X = 0 <-> forall Z, feasible Z -> dot X G <= dot Z G).
Proof.
  intros [O HO] FX; apply subgradient_of_norm in HO; destruct HO as [E B].
  rewrite dot_opp, N_opp, dot_sym in E; unfold score; split.
  - intros Z0 Z FZ; assert (L := hoelder_below Z FZ).
    apply Rmult_le_reg_l with lambda; [assumption|lra].
  - intros best; assert (LX := hoelder_below X FX).
    assert (FO : feasible (scal (/ lambda) O)).
    { unfold feasible; rewrite scal_assoc.
      replace (mult lambda (/ lambda)) with (@one R_Ring)
        by (unfold mult, one; simpl; field; lra).
      now rewrite scal_one. }
    assert (M := best _ FO); rewrite dot_scal in M.
    apply Rmult_le_compat_l with (r := lambda) in M; [|lra].
    replace (lambda * (/ lambda * dot O G)) with (dot O G) in M by (field; lra).
    lra.
Qed.
End Score.
End Duality.
