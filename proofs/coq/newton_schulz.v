(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Over a numeric field, X any m x n matrix with n >= 1, E = I - X^T X:
     cubic    X' = X (3 I - X^T X) / 2 has I - X'^T X' = E^2 (3 I + E) / 4;
     quintic  X' = X (15 I - 10 X^T X + 3 (X^T X)^2) / 8 has
              I - X'^T X' = E^3 (40 I + 15 E + 9 E^2) / 64;
     in general X' = X q(X^T X) has I - X'^T X' = r(E) whenever 1 - t q(t)^2 = r(1 - t).
   For a square M and R = I - M, the coupled Newton step of an inverse p-th root,
   M' = M (I + R / p)^p with p = 2 and 4:
     p = 2    I - M' = R^2 (3 I + R) / 4;
     p = 4    I - M' = R^2 (160 I + 80 R + 15 R^2 + R^3) / 256.

   Source.  Higham, Functions of Matrices, 2008, Sections 7.3 and 8.3; catalogue 3.1, 3.10.

   Rests on.  No axiom.

   Not claimed.  Rounding: field arithmetic only.  Norms, hence rates, are not taken here. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma cubic_identity (R : comRingType) (h x : R) : 2%:R * h = 1 ->
  1 - x * (h * (3%:R - x)) ^+ 2 = h ^+ 2 * ((1 - x) ^+ 2 * (3%:R + (1 - x))).
Proof.
move=> H; have -> : 1 - x * (h * (3%:R - x)) ^+ 2 = (2%:R * h) ^+ 2 - x * (h * (3%:R - x)) ^+ 2.
  by rewrite H expr1n.
ring.
Qed.

Lemma quintic_identity (R : comRingType) (h x : R) : 8%:R * h = 1 ->
  1 - x * (h * (15%:R - 10%:R * x + 3%:R * x ^+ 2)) ^+ 2 =
  h ^+ 2 * ((1 - x) ^+ 3 * (40%:R + 15%:R * (1 - x) + 9%:R * (1 - x) ^+ 2)).
Proof.
move=> H; set q := _ * (_ + _); have -> : 1 - x * q ^+ 2 = (8%:R * h) ^+ 2 - x * q ^+ 2.
  by rewrite H expr1n.
rewrite /q; ring.
Qed.

Lemma square_root_identity (R : comRingType) (h x : R) : 2%:R * h = 1 ->
  1 - (1 - x) * (1 + h * x) ^+ 2 = h ^+ 2 * (x ^+ 2 * (3%:R + x)).
Proof.
move=> H; set s := 1 + h * x.
have -> : s = (2%:R * h) * 1 + h * x by rewrite H mul1r.
have -> : 1 - (1 - x) * ((2%:R * h) * 1 + h * x) ^+ 2 =
  (2%:R * h) ^+ 2 - (1 - x) * ((2%:R * h) * 1 + h * x) ^+ 2 by rewrite H expr1n.
ring.
Qed.

Lemma fourth_root_identity (R : comRingType) (h x : R) : 4%:R * h = 1 ->
  1 - (1 - x) * (1 + h * x) ^+ 4 =
  h ^+ 4 * (x ^+ 2 * (160%:R + 80%:R * x + 15%:R * x ^+ 2 + x ^+ 3)).
Proof.
move=> H; set s := 1 + h * x.
have -> : s = (4%:R * h) * 1 + h * x by rewrite H mul1r.
have -> : 1 - (1 - x) * ((4%:R * h) * 1 + h * x) ^+ 4 =
  (4%:R * h) ^+ 4 - (1 - x) * ((4%:R * h) * 1 + h * x) ^+ 4 by rewrite H expr1n.
ring.
Qed.

Section Recursions.
Variables (F : numFieldType) (m n' : nat).
Notation n := n'.+1.

(* p(A) for a square A: a ring morphism in p, so that identities of polynomials carry over. *)
Definition at_mx (p : {poly F}) (A : 'M[F]_n) : 'M[F]_n := horner_mx A p.

Lemma at_mx_symmetric p (A : 'M[F]_n) : A^T = A -> (at_mx p A)^T = at_mx p A.
Proof.
move=> HA; rewrite /at_mx; elim/poly_ind: p => [|p c IH]; first by rewrite rmorph0 trmx0.
rewrite rmorphD rmorphM /= horner_mx_X horner_mx_C linearD /= trmx_mul IH HA tr_scalar_mx.
by rewrite -(comm_horner_mx p (comm_mx_refl A)).
Qed.

Lemma at_mx_comp p q (A : 'M[F]_n) : at_mx (p \Po q) A = at_mx p (at_mx q A).
Proof.
rewrite /at_mx; elim/poly_ind: p => [|p c IH]; first by rewrite comp_poly0 !rmorph0.
rewrite comp_polyD comp_polyM comp_polyX comp_polyC !rmorphD !rmorphM /= IH.
by rewrite !horner_mx_X !horner_mx_C.
Qed.

Theorem residual_recursion (q r : {poly F}) (X : 'M[F]_(m, n)) :
  1 - 'X * q ^+ 2 = r \Po (1 - 'X) ->
  let X' := X *m at_mx q (X^T *m X) in
  1%:M - X'^T *m X' = at_mx r (1%:M - X^T *m X).
Proof.
move=> identity X'; rewrite /X' trmx_mul at_mx_symmetric ?trmx_mul ?trmxK //.
set G := X^T *m X.
have -> : at_mx q G *m X^T *m (X *m at_mx q G) = at_mx ('X * q ^+ 2) G.
  rewrite mulmxA -(mulmxA _ X^T) -/G (comm_horner_mx q (comm_mx_refl G)) /at_mx.
  by rewrite rmorphM rmorphX /= horner_mx_X expr2 -mulmxA -!mulmxE.
have -> : 1%:M - G = at_mx (1 - 'X) G by rewrite /at_mx rmorphB !rmorph1 /= horner_mx_X.
by rewrite -at_mx_comp -identity /at_mx rmorphB !rmorph1.
Qed.

Theorem cubic_residual (X : 'M[F]_(m, n)) :
  let G := X^T *m X in let E := 1%:M - G in
  let X' := X *m (2%:R^-1 *: (3%:R - G)) in
  1%:M - X'^T *m X' = 4%:R^-1 *: (E ^+ 2 * (3%:R + E)).
Proof.
move=> G E X'; pose q : {poly F} := 2%:R^-1 *: (3%:R - 'X).
pose r : {poly F} := 4%:R^-1 *: ('X ^+ 2 * (3%:R + 'X)).
have -> : X' = X *m at_mx q G.
  by rewrite /X' /at_mx /q horner_mxZ rmorphB rmorph_nat /= horner_mx_X.
rewrite (@residual_recursion q r) /at_mx; last first.
  rewrite /q /r linearZ /= rmorphM rmorphX rmorphD /= rmorph_nat comp_polyX -!mul_polyC.
  have -> : (4%:R^-1 : F) = 2%:R^-1 ^+ 2 by rewrite exprVn -natrX.
  have H : (2%:R : {poly F}) * (2%:R^-1)%:P = 1.
    by rewrite mulr_natl -polyCMn -mulr_natl mulfV ?pnatr_eq0.
  by rewrite polyC_exp; apply: cubic_identity.
by rewrite /r horner_mxZ rmorphM rmorphX rmorphD rmorph_nat /= horner_mx_X.
Qed.

Theorem quintic_residual (X : 'M[F]_(m, n)) :
  let G := X^T *m X in let E := 1%:M - G in
  let X' := X *m (8%:R^-1 *: (15%:R - 10%:R * G + 3%:R * G ^+ 2)) in
  1%:M - X'^T *m X' = 64%:R^-1 *: (E ^+ 3 * (40%:R + 15%:R * E + 9%:R * E ^+ 2)).
Proof.
move=> G E X'; pose q : {poly F} := 8%:R^-1 *: (15%:R - 10%:R * 'X + 3%:R * 'X ^+ 2).
pose r : {poly F} :=
  64%:R^-1 *: ('X ^+ 3 * (40%:R + 15%:R * 'X + 9%:R * 'X ^+ 2)).
have -> : X' = X *m at_mx q G.
  rewrite /X' /at_mx /q horner_mxZ rmorphD rmorphB 2!rmorphM rmorphX !rmorph_nat /=.
  by rewrite horner_mx_X.
rewrite (@residual_recursion q r) /at_mx; last first.
  rewrite /q /r linearZ /= rmorphM rmorphX 2!rmorphD 2!rmorphM rmorphX /= !rmorph_nat.
  rewrite comp_polyX -!mul_polyC.
  have -> : (64%:R^-1 : F) = 8%:R^-1 ^+ 2 by rewrite exprVn -natrX.
  have H : (8%:R : {poly F}) * (8%:R^-1)%:P = 1.
    by rewrite mulr_natl -polyCMn -mulr_natl mulfV ?pnatr_eq0.
  by rewrite polyC_exp; apply: quintic_identity.
by rewrite /r horner_mxZ rmorphM rmorphX 2!rmorphD 2!rmorphM rmorphX !rmorph_nat /= horner_mx_X.
Qed.

Lemma inverse_of_nat k : (0 < k)%N -> (k%:R : {poly F}) * (k%:R^-1)%:P = 1.
Proof. by move=> Hk; rewrite mulr_natl -polyCMn -mulr_natl mulfV // pnatr_eq0 -lt0n. Qed.

Theorem coupled_square_root_residual (M : 'M[F]_n) :
  let R := 1 - M in let M' := M * (1 + 2%:R^-1 *: R) ^+ 2 in
  1 - M' = 4%:R^-1 *: (R ^+ 2 * (3%:R + R)).
Proof.
move=> R M'; have -> : M' = (1 - R) * (1 + 2%:R^-1 *: R) ^+ 2 by rewrite /R subKr.
have H := @square_root_identity _ _ 'X (@inverse_of_nat 2 isT).
move: (congr1 (horner_mx R) H); rewrite mul_polyC -polyC_exp mul_polyC.
rewrite horner_mxZ rmorphB rmorph1 rmorphM rmorphX rmorphM rmorphX.
rewrite rmorphB 2!rmorphD !rmorph1 /=.
by rewrite horner_mxZ rmorph_nat horner_mx_X exprVn -natrX.
Qed.

Theorem coupled_fourth_root_residual (M : 'M[F]_n) :
  let R := 1 - M in let M' := M * (1 + 4%:R^-1 *: R) ^+ 4 in
  1 - M' = 256%:R^-1 *: (R ^+ 2 * (160%:R + 80%:R * R + 15%:R * R ^+ 2 + R ^+ 3)).
Proof.
move=> R M'; have -> : M' = (1 - R) * (1 + 4%:R^-1 *: R) ^+ 4 by rewrite /R subKr.
have H := @fourth_root_identity _ _ 'X (@inverse_of_nat 4 isT).
move: (congr1 (horner_mx R) H); rewrite mul_polyC -polyC_exp mul_polyC.
rewrite horner_mxZ rmorphB rmorph1 rmorphM rmorphX rmorphM rmorphX.
rewrite rmorphB 4!rmorphD !rmorph1.
rewrite 2!rmorphM 2!rmorphX /= horner_mxZ.
by rewrite !rmorph_nat horner_mx_X exprVn -natrX.
Qed.
End Recursions.
