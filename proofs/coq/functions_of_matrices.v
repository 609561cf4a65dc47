(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  A symmetric n x n matrix A over a real closed field is V diag(d) V^T with
   V^T V = I and V V^T = I; V diag(f(d_i)) V^T is the same for every such V and d, and is what
   f(A) means; l |v|^2 <= <v, A v> <= u |v|^2 for all v says that l <= d_i <= u.
     |f| <= e on [l, u] gives spectral f(A) <= e.

   Source.  Horn, Johnson, Matrix Analysis, 2013, Sections 2.5, 4.1 and 4.2; Higham, Functions
   of Matrices, 2008, Section 1.2.  What V has not reached, W = I - V V^T, commutes with A, so
   it holds an eigenvector.  With W = V'^T V:  W diag(d) = diag(d') W,  so d_j = d'_i where
   W_ij is not 0.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import symmetric_eigenvectors svd singular_values inner_product.
From muoncheck Require Import bounded_matrices nuclear_spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Functions.
Variables (R : rcfType) (n : nat).
Implicit Types A B : 'M[R]_n.

Definition eigen k (V : 'M[R]_(n, k)) (d : 'rV_k) A :=
  [/\ V^T *m V = 1%:M, V *m V^T = 1%:M & A = assembled V V d].

Lemma extend_eigenvectors k (V : 'M[R]_(n, k)) d A : A^T = A ->
  V^T *m V = 1%:M -> A *m V = V *m diag_mx d -> V *m V^T != 1%:M ->
  exists (V' : 'M[R]_(n, k + 1)) d', V'^T *m V' = 1%:M /\ A *m V' = V' *m diag_mx d'.
Proof.
move=> symmetric VV AV rest; pose W := 1%:M - V *m V^T.
have VA : V^T *m A = diag_mx d *m V^T by rewrite -[A]symmetric -trmx_mul AV trmx_mul tr_diag_mx.
have stable : (W *m A <= W)%MS.
  have -> : W *m A = A *m W.
    by rewrite mulmxBl mulmxBr mul1mx mulmx1 mulmxA AV -!mulmxA VA.
  exact: submxMl.
have W_neq0 : W != 0 by rewrite subr_eq0 eq_sym.
have [w /submxP [x wE] [w1 [a wA]]] := symmetric_has_eigenvector symmetric stable W_neq0.
have wV : w *m V = 0.
  by rewrite wE -mulmxA mulmxBl mul1mx -(mulmxA V) VV mulmx1 subrr mulmx0.
exists (row_mx V w^T), (row_mx d a%:M); split.
  apply: row_mx_orthonormal => //.
    by rewrite -trmx_mul wV trmx0.
  by rewrite trmxK [LHS]mx11_scalar -/(square w) w1.
rewrite mul_mx_row AV diag_mx_row mul_row_block !mulmx0 addr0 add0r; congr row_mx.
rewrite -{1}[A]symmetric -trmx_mul wA linearZ /= -mul_mx_scalar.
by congr (_ *m _); rewrite [RHS]mx11_scalar !mxE.
Qed.

Theorem eigen_exists A : A^T = A -> exists k (V : 'M[R]_(n, k)) d, eigen V d A.
Proof.
move=> symmetric.
suff [t] : exists t, exists k (V : 'M[R]_(n, k)) d,
    V^T *m V = 1%:M /\ A *m V = V *m diag_mx d /\ (n <= k + t)%N.
  have done k (V : 'M[R]_(n, k)) d : V^T *m V = 1%:M -> A *m V = V *m diag_mx d ->
      V *m V^T = 1%:M -> exists k (V : 'M[R]_(n, k)) d, eigen V d A.
    by move=> VV AV E; exists k, V, d; split; rewrite // /assembled -AV -mulmxA E mulmx1.
  elim: t => [|t IH] [k [V [d [VV [AV room]]]]];
    (have [E|rest] := eqVneq (V *m V^T) 1%:M; first exact: done VV AV E);
    have [V' [d' [VV' AV']]] := extend_eigenvectors symmetric VV AV rest.
    by have := columns_fit VV'; rewrite addn0 in room; rewrite leqNgt addn1 ltnS room.
  by apply: IH; exists (k + 1)%N, V', d'; do 2!split=> //; rewrite addn1 addSnnS.
exists n, 0%N, 0, 0; split; first by apply/matrixP => [[]].
by split=> //; apply/matrixP => i [].
Qed.

(* B is f(A). *)
Definition function_of (f : R -> R) A B :=
  forall k (V : 'M[R]_(n, k)) d, eigen V d A -> B = assembled V V (map_mx f d).

Theorem function_of_eigen f k (V : 'M[R]_(n, k)) d A :
  eigen V d A -> function_of f A (assembled V V (map_mx f d)).
Proof.
move=> [VV VV1 AE] k' V' d' [VV' VV1' AE']; pose W := V'^T *m V.
have E : W *m diag_mx d = diag_mx d' *m W.
  have : V'^T *m A *m V = V'^T *m A *m V by [].
  rewrite {1}AE AE' /assembled !mulmxA -(mulmxA _ V^T) VV mulmx1 => ->.
  by rewrite VV' mul1mx -mulmxA.
have VE : V = V' *m W by rewrite /W mulmxA VV1' mul1mx.
have VE' : V'^T = W *m V^T by rewrite /W -mulmxA VV1 mulmx1.
clearbody W; have F : W *m diag_mx (map_mx f d) = diag_mx (map_mx f d') *m W.
  apply/matrixP => i j; move/matrixP/(_ i j): E.
  rewrite !mul_mx_diag !mul_diag_mx !mxE.
  have [-> _|W_neq0] := eqVneq (W i j) 0; first by rewrite mul0r mulr0.
  by rewrite [RHS]mulrC => /(mulfI W_neq0) ->; rewrite mulrC.
by rewrite /assembled VE' {1}VE -(mulmxA V' W) F !mulmxA.
Qed.

Definition between A (l u : R) :=
  forall v : 'cV_n, l * inner v v <= inner v (A *m v) <= u * inner v v.

Lemma eigenvalues_between k (V : 'M[R]_(n, k)) d A l u i :
  eigen V d A -> between A l u -> l <= d 0 i <= u.
Proof.
move=> [VV _ AE] /(_ (col i V)).
have -> : A *m col i V = d 0 i *: col i V by rewrite AE assembled_pair.
by rewrite innerZr inner_columns // !mulr1.
Qed.

Theorem norm_of_function A B f l u e : A^T = A -> between A l u -> function_of f A B ->
  0 <= e -> (forall a, l <= a <= u -> `|f a| <= e) -> spectral B <= e.
Proof.
move=> symmetric in_lu fA e_ge0 small; have [k [V [d H]]] := eigen_exists symmetric.
apply/spectral_is_the_least_bound => //; rewrite (fA k V d H); have [VV _ _] := H.
apply: bounded_assembled => // i; rewrite mxE; apply: small.
exact: eigenvalues_between H in_lu.
Qed.
End Functions.
