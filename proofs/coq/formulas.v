(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  A formula in x, as certificates write them, is the polynomial that it is expanded
   into: integer coefficients over one positive denominator, their even and odd parts.

   Source.  The ring and field axioms; big integers of machine words, so that coq computes it.

   Not claimed.  Division but by a positive constant. *)
From Coq Require Import Reals Lra ZArith List Bool.
From Bignums Require Import BigZ.
Import ListNotations.
Open Scope R_scope.

Definition number (c : bigZ) : R := IZR (BigZ.to_Z c).

Lemma number_add a b : number (a + b)%bigZ = number a + number b.
Proof. unfold number; now rewrite BigZ.spec_add, plus_IZR. Qed.
Lemma number_mul a b : number (a * b)%bigZ = number a * number b.
Proof. unfold number; now rewrite BigZ.spec_mul, mult_IZR. Qed.
Lemma number_opp a : number (- a)%bigZ = - number a.
Proof. unfold number; now rewrite BigZ.spec_opp, opp_IZR. Qed.
Lemma number_of c : number (BigZ.of_Z c) = IZR c.
Proof. unfold number; now rewrite BigZ.spec_of_Z. Qed.
Lemma number_0 : number 0 = 0.
Proof. reflexivity. Qed.
Lemma number_1 : number 1 = 1.
Proof. reflexivity. Qed.
Lemma number_le a b : (a <=? b)%bigZ = true -> number a <= number b.
Proof. rewrite BigZ.spec_leb; intros H; apply IZR_le; now apply Z.leb_le. Qed.
Lemma number_lt a b : (a <? b)%bigZ = true -> number a < number b.
Proof. rewrite BigZ.spec_ltb; intros H; apply IZR_lt; now apply Z.ltb_lt. Qed.
Lemma number_eq a b : (a =? b)%bigZ = true -> number a = number b.
Proof. rewrite BigZ.spec_eqb; intros H; unfold number; f_equal; now apply Z.eqb_eq. Qed.

(* c_0 + c_1 x + c_2 x^2 + ... *)
Fixpoint value (p : list bigZ) (x : R) : R :=
  match p with [] => 0 | c :: q => number c + x * value q x end.

Fixpoint sum (p q : list bigZ) : list bigZ :=
  match p, q with
  | [], _ => q
  | _, [] => p
  | a :: p, b :: q => (a + b)%bigZ :: sum p q
  end.
Fixpoint scaled (k : bigZ) (p : list bigZ) : list bigZ :=
  match p with [] => [] | c :: q => (k * c)%bigZ :: scaled k q end.
Fixpoint product (p q : list bigZ) : list bigZ :=
  match p with
  | [] => []
  | [a] => scaled a q
  | a :: p => sum (scaled a q) (0%bigZ :: product p q)
  end.

Lemma value_sum p : forall q x, value (sum p q) x = value p x + value q x.
Proof.
  induction p as [|a p IH]; intros [|b q] x; simpl; rewrite ?number_add, ?IH; ring.
Qed.
Lemma value_scaled k p x : value (scaled k p) x = number k * value p x.
Proof. induction p as [|a p IH]; simpl; rewrite ?number_mul, ?IH; ring. Qed.
Lemma value_product p q x : value (product p q) x = value p x * value q x.
Proof.
  induction p as [|a p IH]; [simpl; ring|]; destruct p as [|b p].
  - simpl; rewrite value_scaled; ring.
  - change (product (a :: b :: p) q) with (sum (scaled a q) (0%bigZ :: product (b :: p) q)).
    change (value (a :: b :: p) x) with (number a + x * value (b :: p) x).
    rewrite value_sum, value_scaled.
    change (value (0%bigZ :: product (b :: p) q) x)
      with (number 0 + x * value (product (b :: p) q) x).
    rewrite IH, number_0; ring.
Qed.

(* What a certificate calls a polynomial. *)
Inductive formula :=
  | Letter | Number (c : Z) | Sum (f g : formula) | Difference (f g : formula)
  | Product (f g : formula) | Negated (f : formula) | Power (f : formula) (n : nat)
  | Ratio (f : formula) (d : positive).

Fixpoint meaning (f : formula) (x : R) : R :=
  match f with
  | Letter => x
  | Number c => IZR c
  | Sum f g => meaning f x + meaning g x
  | Difference f g => meaning f x - meaning g x
  | Product f g => meaning f x * meaning g x
  | Negated f => - meaning f x
  | Power f n => meaning f x ^ n
  | Ratio f d => meaning f x / IZR (Zpos d)
  end.

(* Coefficients over a positive denominator. *)
Definition row := (list bigZ * bigZ)%type.

(* Over the least common denominator, where the gcd is one. *)
Definition row_sum (r s : row) : row :=
  let (p, d) := r in let (q, e) := s in
  let g := BigZ.gcd d e in let k := (e / g)%bigZ in let l := (d / g)%bigZ in
  if ((d * k =? e * l) && (0 <? k))%bigZ then (sum (scaled k p) (scaled l q), d * k)%bigZ
  else (sum (scaled e p) (scaled d q), d * e)%bigZ.
Definition row_product (r s : row) : row := (product (fst r) (fst s), snd r * snd s)%bigZ.
Definition row_scaled (k : bigZ) (r : row) : row := (scaled k (fst r), snd r).

Fixpoint expand (f : formula) : row :=
  match f with
  | Letter => ([0; 1], 1)%bigZ
  | Number c => ([BigZ.of_Z c], 1%bigZ)
  | Sum f g => row_sum (expand f) (expand g)
  | Difference f g => row_sum (expand f) (row_scaled (-1) (expand g))
  | Product f g => row_product (expand f) (expand g)
  | Negated f => row_scaled (-1) (expand f)
  | Power f n => let r := expand f in
      Nat.iter n (row_product r) ([1%bigZ], 1%bigZ)
  | Ratio f d => let (p, e) := expand f in (p, e * BigZ.of_Z (Zpos d))%bigZ
  end.

Definition is (r : row) (x y : R) := 0 < number (snd r) /\ y * number (snd r) = value (fst r) x.

Lemma is_sum r s x y z : is r x y -> is s x z -> is (row_sum r s) x (y + z).
Proof.
  destruct r as [p d], s as [q e]; unfold is, row_sum; simpl fst; simpl snd.
  set (k := (e / _)%bigZ); set (l := (d / _)%bigZ); clearbody k l; intros [d0 Y] [e0 Z].
  destruct ((d * k =? e * l) && (0 <? k))%bigZ eqn:C; simpl fst; simpl snd;
    rewrite value_sum, !value_scaled, number_mul, <- Y, <- Z.
  - apply andb_true_iff in C; destruct C as [E k0].
    apply number_eq in E; apply number_lt in k0.
    rewrite !number_mul in E; rewrite number_0 in k0.
    split; [now apply Rmult_lt_0_compat|].
    transitivity (number k * (y * number d) + z * (number d * number k)); [ring|].
    rewrite E; ring.
  - split; [now apply Rmult_lt_0_compat|ring].
Qed.

Lemma is_product r s x y z : is r x y -> is s x z -> is (row_product r s) x (y * z).
Proof.
  intros [d0 Y] [e0 Z]; split; simpl; rewrite number_mul; [now apply Rmult_lt_0_compat|].
  rewrite value_product, <- Y, <- Z; ring.
Qed.

Lemma is_negated r x y : is r x y -> is (row_scaled (-1) r) x (- y).
Proof.
  intros [d0 Y]; split; simpl; [assumption|].
  rewrite value_scaled, <- Y; change (number (-1)) with (-1); ring.
Qed.

Theorem expand_is f x : is (expand f) x (meaning f x).
Proof.
  induction f as [|c|f IHf g IHg|f IHf g IHg|f IHf g IHg|f IHf|f IHf n|f IHf d];
    cbn [expand meaning].
  - split; simpl; rewrite ?number_0, ?number_1; lra.
  - split; simpl; rewrite ?number_1, ?number_of; lra.
  - now apply is_sum.
  - apply is_sum; [|apply is_negated]; assumption.
  - now apply is_product.
  - now apply is_negated.
  - induction n as [|n IHn]; simpl; [|now apply is_product].
    split; simpl; rewrite ?number_1; lra.
  - destruct (expand f) as [p e]; destruct IHf as [e0 E]; unfold is; cbn [fst snd] in *.
    assert (D : 0 < IZR (Zpos d)) by now apply IZR_lt.
    rewrite number_mul, number_of; split; [now apply Rmult_lt_0_compat|].
    rewrite <- E; field; lra.
Qed.

(* Coefficients of even, else of odd powers, over the denominator. *)
Fixpoint part (even : bool) (p : list bigZ) : list bigZ :=
  match p with
  | [] => []
  | c :: q => if even then c :: part false q else part true q
  end.
Definition zeros (p : list bigZ) : bool := forallb (fun c => c =? 0)%bigZ p.
Definition is_odd (f : formula) : bool := zeros (part true (fst (expand f))).
Definition is_even (f : formula) : bool := zeros (part false (fst (expand f))).
Definition coefficients (even : bool) (f : formula) : list R :=
  map (fun c => number c / number (snd (expand f))) (part even (fst (expand f))).

Fixpoint polynomial (p : list R) (t : R) : R :=
  match p with [] => 0 | c :: q => c + t * polynomial q t end.

Lemma value_zeros p x : zeros p = true -> value p x = 0.
Proof.
  induction p as [|c p IH]; intros H; [reflexivity|].
  apply andb_true_iff in H; destruct H as [C H]; apply number_eq in C.
  simpl; rewrite C, number_0, IH by assumption; ring.
Qed.
Lemma value_parts p x :
  value p x = value (part true p) (x ^ 2) + x * value (part false p) (x ^ 2).
Proof. induction p as [|c p IH]; simpl in *; [|rewrite IH]; ring. Qed.
Lemma polynomial_over d p t : polynomial (map (fun c => number c / d) p) t = value p t / d.
Proof. unfold Rdiv; induction p as [|c p IH]; simpl; [|rewrite IH]; ring. Qed.

Theorem odd_formula f x : is_odd f = true ->
  meaning f x = x * polynomial (coefficients false f) (x ^ 2).
Proof.
  intros H; destruct (expand_is f x) as [D E]; unfold coefficients; rewrite polynomial_over.
  rewrite value_parts, (value_zeros (part true _)) in E by assumption.
  apply Rmult_eq_reg_r with (number (snd (expand f))); [rewrite E; field|]; lra.
Qed.
Theorem even_formula f x : is_even f = true ->
  meaning f x = polynomial (coefficients true f) (x ^ 2).
Proof.
  intros H; destruct (expand_is f x) as [D E]; unfold coefficients; rewrite polynomial_over.
  rewrite value_parts, (value_zeros (part false _)) in E by assumption.
  apply Rmult_eq_reg_r with (number (snd (expand f))); [rewrite E; field|]; lra.
Qed.

(* A formula whose meaning at x is the term e. *)
Ltac formula_at x e :=
  lazymatch e with
  | x => constr:(Letter)
  | IZR ?c => constr:(Number c)
  | ?a + ?b => let f := formula_at x a in let g := formula_at x b in constr:(Sum f g)
  | ?a - ?b => let f := formula_at x a in let g := formula_at x b in constr:(Difference f g)
  | ?a * ?b => let f := formula_at x a in let g := formula_at x b in constr:(Product f g)
  | - ?a => let f := formula_at x a in constr:(Negated f)
  | ?a ^ ?n => let f := formula_at x a in constr:(Power f n)
  | ?a / IZR (Zpos ?d) => let f := formula_at x a in constr:(Ratio f d)
  end.
