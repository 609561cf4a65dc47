(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let p be a polynomial with integer coefficients, [a, b] an interval with rational
   ends.  If all coefficients of the form that (b - a)^n p(x) is in A = x - a and B = b - x are
   nonnegative (positive), then p is so on [a, b]; a list of breaks covers what lies between the
   first and the last.  So the sign of a formula is decided by computing.

   Source.  Bernstein's criterion: with a = u/m, b = v/m and x (A + B) = a B + b A,
   (m (A + B))^n p(x) = sum_i c_i (u B + v A)^i (m (A + B))^(n - i), by Horner's rule.

   Not claimed.  That a polynomial of that sign passes: more breaks may be needed. *)
From Coq Require Import Reals Lra ZArith QArith List Bool.
From Bignums Require Import BigZ.
From muoncheck Require Import formulas.
Import ListNotations.
Open Scope R_scope.

Definition real (a : Q) : R := IZR (Qnum a) / IZR (Zpos (Qden a)).

(* l_0 B^n + l_1 A B^(n - 1) + ... *)
Fixpoint form (l : list bigZ) (A B : R) : R :=
  match l with [] => 0 | c :: m => number c * B ^ length m + A * form m A B end.

(* times u B + v A, with v k B^n added *)
Fixpoint times_line (u v k : bigZ) (l : list bigZ) : list bigZ :=
  match l with
  | [] => [(v * k)%bigZ]
  | c :: m => (u * c + v * k)%bigZ :: times_line u v c m
  end.

Lemma length_times_line u v l : forall k, length (times_line u v k l) = S (length l).
Proof. induction l as [|c l IH]; intros k; simpl; [|rewrite IH]; reflexivity. Qed.

Lemma form_times_line u v l A B : forall k, form (times_line u v k l) A B =
  (number u * B + number v * A) * form l A B + number v * number k * B ^ length l.
Proof.
  induction l as [|c l IH]; intros k; simpl; [rewrite number_mul; ring|].
  rewrite IH, length_times_line, number_add, !number_mul; simpl; ring.
Qed.

Lemma form_sum p : forall q A B, length p = length q ->
  form (sum p q) A B = form p A B + form q A B /\ length (sum p q) = length p.
Proof.
  induction p as [|a p IH]; intros [|b q] A B H; try discriminate; simpl;
    [split; [ring|reflexivity]|].
  injection H as H; destruct (IH q A B H) as [-> ->]; rewrite number_add, <- H.
  split; [ring|reflexivity].
Qed.

Lemma length_scaled k p : length (scaled k p) = length p.
Proof. induction p as [|c p IH]; simpl; [|rewrite IH]; reflexivity. Qed.

Lemma form_scaled k p A B : form (scaled k p) A B = number k * form p A B.
Proof.
  induction p as [|a p IH]; simpl; [ring|].
  rewrite IH, length_scaled, number_mul; ring.
Qed.

(* With M = m (A + B), N = u B + v A: the forms M^(n - 1) p(N/M) and M^n, n = length p. *)
Fixpoint forms (u v m : bigZ) (p : list bigZ) : list bigZ * list bigZ :=
  match p with
  | [] => ([], [1%bigZ])
  | c :: q => let (h, k) := forms u v m q in
      (sum (scaled c k) (times_line u v 0 h), times_line m m 0 k)
  end.

Lemma forms_are u v m p A B x :
  number m * (A + B) * x = number u * B + number v * A ->
  let (h, k) := forms u v m p in
  length h = length p /\ length k = S (length p) /\
  form k A B = (number m * (A + B)) ^ length p /\
  number m * (A + B) * form h A B = form k A B * value p x.
Proof.
  intros E; induction p as [|c p IH]; [simpl; rewrite ?number_1; repeat split; ring|].
  simpl; destruct (forms u v m p) as [h k]; destruct IH as [lh [lk [K H]]].
  destruct (form_sum (scaled c k) (times_line u v 0 h) A B) as [S L].
  { rewrite length_scaled, length_times_line, lh; assumption. }
  rewrite S, L, form_scaled, !form_times_line, !length_times_line, number_0, <- E.
  rewrite length_scaled, lk; repeat split; [simpl; rewrite <- K; ring|].
  replace (number m * (A + B) * (number c * form k A B +
    (number m * (A + B) * x * form h A B + number v * 0 * B ^ length h)))
    with (number m * (A + B) * (number c * form k A B + x * (number m * (A + B) * form h A B)))
    by ring.
  rewrite H; ring.
Qed.

Definition signed (strict : bool) (c : bigZ) := (if strict then 0 <? c else 0 <=? c)%bigZ.
Definition has_sign (strict : bool) (y : R) := if strict then 0 < y else 0 <= y.

Lemma form_nonnegative l A B : forallb (signed false) l = true -> 0 <= A -> 0 <= B ->
  0 <= form l A B.
Proof.
  intros H A0 B0; induction l as [|c l IH]; simpl in *; [lra|].
  apply andb_true_iff in H; destruct H as [C H]; apply number_le in C; rewrite number_0 in C.
  apply Rplus_le_le_0_compat; apply Rmult_le_pos; auto using pow_le.
Qed.

Lemma form_signed strict l A B : forallb (signed strict) l = true -> l <> [] ->
  0 <= A -> 0 <= B -> 0 < A + B -> has_sign strict (form l A B).
Proof.
  destruct strict; [|intros; now apply form_nonnegative].
  intros H N A0 B0 P; induction l as [|c l IH]; [easy|]; simpl in *.
  apply andb_true_iff in H; destruct H as [C H]; apply number_lt in C; rewrite number_0 in C.
  destruct l as [|d l]; [simpl; lra|].
  assert (Q : 0 < form (d :: l) A B) by now apply IH.
  set (y := form (d :: l) A B) in *; set (k := length (d :: l)).
  destruct (Rle_lt_or_eq_dec 0 B B0) as [B1|<-].
  - apply Rplus_lt_le_0_compat; [apply Rmult_lt_0_compat; auto using pow_lt|].
    apply Rmult_le_pos; lra.
  - apply Rplus_le_lt_0_compat; [apply Rmult_le_pos; [lra|apply pow_le; lra]|].
    apply Rmult_lt_0_compat; lra.
Qed.

(* Between the breaks a = u/m and b = v/m. *)
Definition box_holds (strict : bool) (p : list bigZ) (a b : Q) : bool :=
  let d := BigZ.of_Z (Zpos (Qden a)) in let e := BigZ.of_Z (Zpos (Qden b)) in
  let g := BigZ.gcd d e in let m := (d * (e / g))%bigZ in
  let c := BigZ.of_Z (Qnum a) in let f := BigZ.of_Z (Qnum b) in
  let u := (c * (e / g))%bigZ in let v := (f * (d / g))%bigZ in
  ((0 <? m) && (u * d =? c * m) && (v * e =? f * m))%bigZ &&
  forallb (signed strict) (fst (forms u v m p)).

Lemma box_sound strict p a b x : p <> [] -> box_holds strict p a b = true ->
  real a <= x <= real b -> has_sign strict (value p x).
Proof.
  unfold box_holds, real; set (c := BigZ.of_Z (Qnum a)); set (f := BigZ.of_Z (Qnum b)).
  set (d := BigZ.of_Z (Zpos (Qden a))); set (e := BigZ.of_Z (Zpos (Qden b))).
  set (m := (d * _)%bigZ); set (u := (c * _)%bigZ); set (v := (f * _)%bigZ).
  clearbody m u v; intros N H X; rewrite <- !number_of in X; fold c d e f in X.
  assert (d0 : 0 < number d) by (unfold d; rewrite number_of; now apply IZR_lt).
  assert (e0 : 0 < number e) by (unfold e; rewrite number_of; now apply IZR_lt).
  clearbody c d e f; rewrite !andb_true_iff in H; destruct H as [[[m0 U] V] H].
  apply number_lt in m0; apply number_eq in U; apply number_eq in V.
  rewrite number_0 in m0; rewrite !number_mul in U, V.
  assert (exists A B, 0 <= A /\ 0 <= B /\ 0 < A + B /\
    number m * (A + B) * x = number u * B + number v * A) as [A [B [A0 [B0 [AB E]]]]].
  { replace (number u) with (number c / number d * number m) by (field_simplify_eq; lra).
    replace (number v) with (number f / number e * number m) by (field_simplify_eq; lra).
    set (y := number c / number d) in *; set (z := number f / number e) in *.
    destruct (Req_dec y z) as [S|S].
    - exists 1, 0; repeat split; try lra; replace x with z by lra; rewrite S; ring.
    - exists (x - y), (z - x); repeat split; try lra; ring. }
  pose proof (forms_are u v m p A B x E) as F.
  destruct (forms u v m p) as [h k]; destruct F as [lh [_ [K F]]]; simpl in H.
  assert (h <> []) as Nh by (destruct h, p; easy).
  pose proof (form_signed strict h A B H Nh A0 B0 AB) as G.
  assert (M : 0 < number m * (A + B)) by now apply Rmult_lt_0_compat.
  rewrite K in F; pose proof (pow_lt _ (length p) M) as MP; set (w := _ ^ _) in *.
  destruct strict; simpl in *.
  - apply Rmult_lt_reg_l with w; [assumption|]; rewrite Rmult_0_r, <- F.
    now apply Rmult_lt_0_compat.
  - apply Rmult_le_reg_l with w; [assumption|]; rewrite Rmult_0_r, <- F.
    apply Rmult_le_pos; lra.
Qed.

Fixpoint boxes_hold (strict : bool) (p : list bigZ) (a : Q) (breaks : list Q) : bool :=
  match breaks with
  | [] => false
  | [b] => box_holds strict p a b
  | b :: rest => box_holds strict p a b && boxes_hold strict p b rest
  end.

(* Is f > 0 (>= 0 unless strict) from a to the last of the breaks? *)
Definition sign_holds (strict : bool) (f : formula) (a : Q) (breaks : list Q) : bool :=
  match fst (expand f) with [] => false | p => boxes_hold strict p a breaks end.

Lemma boxes_sound strict p : p <> [] -> forall breaks a x,
  boxes_hold strict p a breaks = true ->
  real a <= x <= real (last breaks a) -> has_sign strict (value p x).
Proof.
  intros N breaks; induction breaks as [|b breaks IH]; intros a x H X; [easy|].
  destruct breaks as [|c breaks]; [now apply box_sound with a b|].
  change (box_holds strict p a b && boxes_hold strict p b (c :: breaks) = true) in H.
  apply andb_true_iff in H; destruct H as [H1 H2].
  destruct (Rle_lt_dec x (real b)) as [L|L]; [now apply box_sound with a b|].
  apply IH with b; [assumption|]; split; [lra|].
  replace (last (c :: breaks) b) with (last (b :: c :: breaks) a); [easy|].
  clear; revert c; induction breaks as [|d l IH]; intros c; [easy|]; apply (IH d).
Qed.

Theorem sign_sound strict f a breaks x : sign_holds strict f a breaks = true ->
  real a <= x <= real (last breaks a) -> has_sign strict (meaning f x).
Proof.
  unfold sign_holds; intros H X; destruct (expand_is f x) as [D E].
  destruct (fst (expand f)) as [|c p] eqn:P; [easy|].
  apply boxes_sound with (x := x) in H; [|easy|assumption]; rewrite <- E in H.
  destruct strict; simpl in *.
  - apply Rmult_lt_reg_r with (number (snd (expand f))); lra.
  - apply Rmult_le_reg_r with (number (snd (expand f))); lra.
Qed.
