(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  A polynomial whose signs alternate at n > 0 increasing points has more than n - 1
   coefficients.

   Source.  Between the first two points it has a zero r; divided by t - r it keeps its signs at
   all points but the first, and has one coefficient less.

   Not claimed.  Zeros that are multiple. *)
From Coq Require Import Reals Lra Lia List.
From muoncheck Require Import formulas.
Import ListNotations.
Open Scope R_scope.

Fixpoint minus (p q : list R) : list R :=
  match p, q with
  | [], _ => map Ropp q
  | _, [] => p
  | a :: p, b :: q => (a - b) :: minus p q
  end.
Fixpoint times (p q : list R) : list R :=
  match p with
  | [] => []
  | [a] => map (Rmult a) q
  | a :: p => minus (map (Rmult a) q) (map Ropp (0 :: times p q))
  end.

Lemma polynomial_map k p t : polynomial (map (Rmult k) p) t = k * polynomial p t.
Proof. induction p as [|c p IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma polynomial_opp p t : polynomial (map Ropp p) t = - polynomial p t.
Proof. induction p as [|c p IH]; simpl; [|rewrite IH]; ring. Qed.
Lemma polynomial_minus p : forall q t,
  polynomial (minus p q) t = polynomial p t - polynomial q t.
Proof.
  induction p as [|a p IH]; intros [|b q] t; simpl; rewrite ?IH, ?polynomial_opp; ring.
Qed.
Lemma length_minus p : forall q n,
  (length p <= n -> length q <= n -> length (minus p q) <= n)%nat.
Proof.
  induction p as [|a p IH]; intros [|b q] [|n] H G; simpl in *; rewrite ?map_length; try lia.
  apply le_n_S, IH; lia.
Qed.
Lemma polynomial_times p q t : polynomial (times p q) t = polynomial p t * polynomial q t.
Proof.
  induction p as [|a p IH]; [simpl; ring|]; destruct p as [|b p].
  - simpl; rewrite polynomial_map; ring.
  - change (times (a :: b :: p) q) with
      (minus (map (Rmult a) q) (map Ropp (0 :: times (b :: p) q))).
    rewrite polynomial_minus, polynomial_opp, polynomial_map.
    change (polynomial (0 :: times (b :: p) q) t)
      with (0 + t * polynomial (times (b :: p) q) t).
    rewrite IH; simpl; ring.
Qed.
Lemma length_times p q n : (length p + length q <= S n -> length (times p q) <= n)%nat.
Proof.
  revert n; induction p as [|a p IH]; intros n H; [simpl; lia|]; destruct p as [|b p].
  - simpl in *; rewrite map_length; lia.
  - change (times (a :: b :: p) q) with
      (minus (map (Rmult a) q) (map Ropp (0 :: times (b :: p) q))).
    destruct n as [|n]; [simpl in H; lia|].
    apply length_minus; rewrite map_length; simpl length in *; [lia|].
    apply le_n_S, IH; simpl; lia.
Qed.

(* (p(t) - p(r))/(t - r) *)
Fixpoint divided (p : list R) (r : R) : list R :=
  match p with
  | [] => []
  | c :: q => match q with [] => [] | _ => polynomial q r :: divided q r end
  end.

Lemma polynomial_divided p r t :
  polynomial p t - polynomial p r = (t - r) * polynomial (divided p r) t.
Proof.
  induction p as [|c p IH]; [simpl; ring|]; destruct p as [|d p]; [simpl; ring|].
  change (divided (c :: d :: p) r) with (polynomial (d :: p) r :: divided (d :: p) r).
  change (polynomial (c :: d :: p)) with (fun t => c + t * polynomial (d :: p) t).
  set (q := d :: p) in *; cbn [polynomial].
  replace (c + t * polynomial q t - (c + r * polynomial q r)) with
    (t * (polynomial q t - polynomial q r) + (t - r) * polynomial q r) by ring.
  rewrite IH; ring.
Qed.
Lemma length_divided p r : length (divided p r) = pred (length p).
Proof.
  induction p as [|c p IH]; [reflexivity|]; destruct p as [|d p]; [reflexivity|].
  change (divided (c :: d :: p) r) with (polynomial (d :: p) r :: divided (d :: p) r).
  simpl length in *; now rewrite IH.
Qed.

Lemma polynomial_continuous p : continuity (polynomial p).
Proof.
  induction p as [|c p IH]; [apply continuity_const; now intros x y|].
  change (polynomial (c :: p)) with (fun t => c + t * polynomial p t).
  apply continuity_plus; [apply continuity_const; now intros x y|].
  apply (continuity_mult (fun t => t)); [apply derivable_continuous, derivable_id|assumption].
Qed.

(* f(x) s > 0, f(y) s < 0, ... for x < y < ... *)
Fixpoint alternates (f : R -> R) (s : R) (points : list R) : Prop :=
  match points with
  | [] => True
  | x :: rest => 0 < s * f x /\ alternates f (- s) rest /\
      match rest with [] => True | y :: _ => x < y end
  end.

Lemma alternates_scaled f g points : forall s, alternates f s points ->
  (forall x, In x points -> exists k, 0 < k /\ f x = k * g x) -> alternates g s points.
Proof.
  induction points as [|x rest IH]; intros s H E; [easy|].
  destruct H as [P [H L]]; destruct (E x (or_introl eq_refl)) as [k [k0 F]].
  repeat split; [|apply IH; [assumption|]|assumption].
  - apply Rmult_lt_reg_l with k; [assumption|]; rewrite F in P; lra.
  - intros y Y; apply E; now right.
Qed.

Lemma increasing f s x rest : alternates f s (x :: rest) -> forall y, In y rest -> x < y.
Proof.
  revert s x; induction rest as [|z rest IH]; intros s x [_ [H L]] y Y; [easy|].
  destruct Y as [<-|Y]; [assumption|]; apply Rlt_trans with z; [assumption|].
  now apply IH with (- s).
Qed.

Theorem few_changes_of_sign points : forall p s, points <> [] ->
  alternates (polynomial p) s points ->
  (length points <= length p)%nat.
Proof.
  induction points as [|x points IH]; intros p s N H; [easy|].
  destruct points as [|y points].
  - destruct p; [|simpl; lia]; destruct H as [H _]; simpl in H; lra.
  - pose proof (increasing _ _ _ _ (proj1 (proj2 H))) as I.
    destruct H as [X [H L]]; pose proof H as [Y _].
    destruct (IVT_cor (polynomial p) x y (polynomial_continuous p) ltac:(lra)) as [r [B Z]].
    { assert (0 < s * polynomial p x * (- s * polynomial p y)) by now apply Rmult_lt_0_compat.
      assert (S : 0 < s * s) by nra; nra. }
    assert (r < y) by (destruct (Req_dec r y) as [->|]; [rewrite Z in Y; lra|lra]).
    assert (A : alternates (polynomial (divided p r)) (- s) (y :: points)).
    { apply alternates_scaled with (1 := H); intros z Hz; exists (z - r); split.
      - destruct Hz as [<-|Hz]; [lra|]; specialize (I z Hz); lra.
      - rewrite <- polynomial_divided, Z; ring. }
    apply IH in A; [|easy]; rewrite length_divided in A; simpl in *.
    destruct p; [simpl in A|simpl in *]; lia.
Qed.
