(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let p be odd, q even, with k and l coefficients.  If 1 - p/q has alternating
   signs and |1 - p/q| >= e at n points of [a, b], a > 0, q > 0 there, and i >= k, j >= l,
   k + j <= n, i + l <= n, then no quotient P/Q, P odd of i coefficients and Q even of j, Q without zero on
   [a, b], has |1 - P/Q| < e on all of [a, b].  So p/q of degrees 2 k - 1 and 2 l - 2 is
   compared with all odd quotients of these degrees where n = k + l.

   Source.  de la Vallee-Poussin, for quotients: Q keeps its sign, so at the points
   P q - p Q = x D(x^2) alternates, D of n - 1 coefficients, which sign_changes.v forbids.
   Catalogue 3.19, 3.20.

   Not claimed.  Quotients that are not odd: 1 is one, of any degrees, and has no error. *)
From Coq Require Import Reals Lra Lia ZArith QArith List Bool.
From muoncheck Require Import formulas polynomial_signs quotient_chains sign_changes.
Import ListNotations.
Open Scope R_scope.

(* At x: q > 0 and (1 - p/q), or its negative, >= e. *)
Definition point_holds (up : bool) (p q : formula) (e x : Q) : bool :=
  (sign_holds true q x [x] &&
   sign_holds false
     (Difference (if up then Difference q p else Difference p q) (scaled_by e q)) x [x])%bool.
Fixpoint points_hold (up : bool) (p q : formula) (e a b : Q) (points : list Q) : bool :=
  match points with
  | [] => true
  | x :: rest => (Qle_bool a x && Qle_bool x b && point_holds up p q e x &&
      points_hold (negb up) p q e x b rest)%bool
  end.

(* i odd and j even coefficients: no fewer than p and q have. *)
Definition alternation_holds (i j : nat) (p q : formula) (e a b : Q) (points : list Q) : bool :=
  let k := length (coefficients false p) in let l := length (coefficients true q) in
  let n := length points in
  (is_odd p && is_even q && (0 <? Qnum a)%Z && Qle_bool a b &&
   Nat.leb k i && Nat.leb l j && Nat.leb (k + j) n && Nat.leb (i + l) n &&
   (points_hold true p q e a b points || points_hold false p q e a b points))%bool.

Definition sign (up : bool) : R := if up then 1 else -1.
Definition no_zero (Q : list R) (a b : R) := forall x, a <= x <= b -> polynomial Q (x ^ 2) <> 0.
Definition errs_less (P Q : list R) (e a b : R) :=
  forall x, a <= x <= b -> Rabs (1 - x * polynomial P (x ^ 2) / polynomial Q (x ^ 2)) < e.

Lemma keeps_its_sign Q a b : a <= b -> no_zero Q a b ->
  exists s, (s = 1 \/ s = -1) /\ forall x, a <= x <= b -> 0 < s * polynomial Q (x ^ 2).
Proof.
  intros ab N; set (f := fun x => polynomial Q (x ^ 2)).
  assert (C : continuity f).
  { apply (continuity_comp (fun x => x ^ 2) (polynomial Q)); [|apply polynomial_continuous].
    apply derivable_continuous; intros x; apply derivable_pt_pow. }
  assert (forall x, a <= x <= b -> 0 < f a * f x) as S.
  { intros x X; destruct (Rlt_le_dec 0 (f a * f x)) as [L|L]; [assumption|].
    destruct (IVT_cor f a x C ltac:(lra) L) as [z [Z F]]; destruct (N z); [lra|assumption]. }
  destruct (Rlt_le_dec 0 (f a)) as [L|L].
  - exists 1; split; [now left|]; intros x X; specialize (S x X); fold (f x); nra.
  - exists (-1); split; [now right|]; intros x X; specialize (S x X); fold (f x).
    destruct (Rtotal_order 0 (f x)) as [H|[H|H]]; nra.
Qed.

(* g = 1 - p/q and G = 1 - P/Q at one point, g of sign s with |g| >= e > |G|. *)
Lemma between s t p q P Q e : (s = 1 \/ s = -1) -> 0 < q -> 0 <= s * (q - p) - e * q ->
  (t = 1 \/ t = -1) -> 0 < t * Q -> Rabs (1 - P / Q) < e -> 0 < s * (t * (P * q - p * Q)).
Proof.
  intros S q0 G T tQ L; assert (N : Q <> 0) by (intros ->; lra).
  assert (A : s * t * (Q - P) < e * (t * Q)).
  { apply Rabs_def2 in L; destruct L as [L1 L2].
    replace (s * t * (Q - P)) with (s * (1 - P / Q) * (t * Q)) by (field; assumption).
    apply Rmult_lt_compat_r; [assumption|]; destruct S as [-> | ->]; lra. }
  replace (s * (t * (P * q - p * Q))) with
    ((s * (q - p) - e * q) * (t * Q) + q * (e * (t * Q) - s * t * (Q - P))) by ring.
  assert (0 <= (s * (q - p) - e * q) * (t * Q)) by (apply Rmult_le_pos; lra).
  assert (0 < q * (e * (t * Q) - s * t * (Q - P))) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

Lemma sign_cases up : sign up = 1 \/ sign up = -1.
Proof. destruct up; simpl; lra. Qed.
Lemma sign_negb up : sign (negb up) = - sign up.
Proof. destruct up; simpl; lra. Qed.

Lemma point_sound up p q e x : point_holds up p q e x = true ->
  0 < meaning q (real x) /\
  0 <= sign up * (meaning q (real x) - meaning p (real x)) - real e * meaning q (real x).
Proof.
  unfold point_holds; intros H; apply andb_true_iff in H; destruct H as [Q S].
  apply (sign_sound _ _ _ _ (real x)) in Q; [|simpl; lra].
  apply (sign_sound _ _ _ _ (real x)) in S; [|simpl; lra].
  split; [exact Q|]; unfold has_sign, scaled_by in S; cbn [meaning] in S; fold (real e) in S.
  destruct up; cbn [meaning sign] in *; lra.
Qed.

Lemma squares_rise x y : 0 < x -> x <= y -> x <> y -> x ^ 2 < y ^ 2.
Proof. intros; assert (x < y) by lra; simpl; nra. Qed.

(* D with x D(x^2) = t (P q - p Q), up to what is positive: at the squares of the points. *)
Lemma differences_alternate D t p q P Q e b points :
  (t = 1 \/ t = -1) ->
  (forall x, 0 < x <= real b -> exists k, 0 < k /\
    t * (x * polynomial P (x ^ 2) * meaning q x - meaning p x * polynomial Q (x ^ 2)) =
    k * polynomial D (x ^ 2)) ->
  forall up a, 0 < real a -> points_hold up p q e a b points = true ->
  (forall x, real a <= x <= real b -> 0 < t * polynomial Q (x ^ 2)) ->
  (forall x, real a <= x <= real b ->
    Rabs (1 - x * polynomial P (x ^ 2) / polynomial Q (x ^ 2)) < real e) ->
  alternates (polynomial D) (sign up) (map (fun x => real x ^ 2) points).
Proof.
  intros T E; induction points as [|x points IH]; intros up a a0 H S L; [easy|].
  cbn [points_hold] in H; repeat (apply andb_true_iff in H; destruct H as [H ?]).
  rename H0 into rest, H1 into at_x, H2 into xb; rename H into ax.
  apply real_le in ax; apply real_le in xb.
  destruct (E (real x)) as [k [k0 F]]; [lra|].
  assert (X : 0 < sign up * polynomial D (real x ^ 2)).
  { destruct (point_sound _ _ _ _ _ at_x) as [q0 G].
    pose proof (between _ t _ _ _ _ _ (sign_cases up) q0 G T (S _ (conj ax xb))
      (L _ (conj ax xb))) as B; rewrite F in B.
    apply Rmult_lt_reg_l with k; lra. }
  assert (R : alternates (polynomial D) (- sign up) (map (fun x => real x ^ 2) points)).
  { rewrite <- sign_negb; apply (IH (negb up) x); [lra|assumption| |];
      intros z Z; [apply S|apply L]; lra. }
  cbn [map alternates]; repeat split; [assumption|assumption|].
  destruct points as [|y points]; [easy|]; cbn [map alternates] in *; destruct R as [Y _].
  cbn [points_hold] in rest; repeat (apply andb_true_iff in rest; destruct rest as [rest _]).
  apply real_le in rest; apply squares_rise; [lra|assumption|].
  intros Exy; rewrite <- Exy in Y; lra.
Qed.

(* For the lists of coefficients P, Q. *)
Lemma no_quotient_errs_less i j p q e a b points :
  alternation_holds i j p q e a b points = true ->
  forall P Q, (length P <= i)%nat -> (length Q <= j)%nat ->
  no_zero Q (real a) (real b) -> ~ errs_less P Q (real e) (real a) (real b).
Proof.
  unfold alternation_holds; rewrite !andb_true_iff, !Nat.leb_le.
  intros [[[[[[[[op eq] a0] ab] ki] lj] c1] c2] pts] P Q lP lQ N L; apply real_le in ab.
  assert (exists up, points_hold up p q e a b points = true) as [up U].
  { apply orb_true_iff in pts; destruct pts; eauto. }
  destruct (keeps_its_sign Q _ _ ab N) as [t [T S]].
  set (r := coefficients false p) in *; set (s := coefficients true q) in *.
  set (D := map (Rmult t) (minus (times P s) (times r Q))).
  assert (A : alternates (polynomial D) (sign up) (map (fun x => real x ^ 2) points)).
  { apply (differences_alternate D t p q P Q e b) with (a := a); try assumption.
    - intros x X; exists x; split; [lra|].
      unfold D; rewrite polynomial_map, polynomial_minus, !polynomial_times.
      rewrite (odd_formula p), (even_formula q) by assumption; fold r s; ring.
    - apply Rdiv_lt_0_compat; [apply IZR_lt; now apply Z.ltb_lt|now apply IZR_lt]. }
  destruct points as [|x points].
  { simpl in c1; destruct Q as [|h Q]; [|simpl in lQ; lia].
    now apply (N (real a)); [lra|]. }
  apply few_changes_of_sign in A; [|easy]; revert A; apply Nat.lt_nge.
  unfold D; rewrite !map_length; simpl length in *.
  apply le_n_S, length_minus; apply length_times; lia.
Qed.

(* The same for f = x P(x^2), g = Q(x^2) and the numbers l, u, least. *)
Theorem alternation_bounds_quotients i j p q e a b points P Q f g l u least :
  alternation_holds i j p q e a b points = true ->
  (length P <= i)%nat -> (length Q <= j)%nat ->
  (forall x, x * polynomial P (x ^ 2) = f x) -> (forall x, polynomial Q (x ^ 2) = g x) ->
  real a = l -> real b = u -> real e = least ->
  (forall x, l <= x <= u -> g x <> 0) ->
  ~ (forall x, l <= x <= u -> Rabs (1 - f x / g x) < least).
Proof.
  intros A lP lQ F G <- <- <- N L.
  apply (no_quotient_errs_less i j p q e a b points A P Q lP lQ).
  - intros x X; rewrite G; now apply N.
  - intros x X; rewrite F, G; now apply L.
Qed.
