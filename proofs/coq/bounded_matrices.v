(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Call Z bounded by r where |Z v| <= r |v| for all v.  Let X = U diag(s) V^T be a
   singular value decomposition (svd.v).  Then
     X is bounded by r >= 0 iff s_i <= r for all i;
     <X, Z> <= r sum_i s_i for each Z bounded by r >= 0, with equality at Z = U V^T, r = 1;
     Z bounded by 1 with <X, Z> = sum_i s_i has Z V = U.

   Source.  Horn, Johnson, Topics in Matrix Analysis, 1991, Section 3.1 (von Neumann); here from
   <X, Z> = sum_i s_i <u_i, Z v_i> and Cauchy-Schwarz.  Catalogue 0.1.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values svd inner_product.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Bounds.
Variables (R : rcfType) (m n : nat).
Implicit Types X Y Z : 'M[R]_(m, n).

(* |Z v| <= r |v| for all v. *)
Definition bounded Z (r : R) := forall v : 'cV_n,
  inner (Z *m v) (Z *m v) <= r ^+ 2 * inner v v.

Lemma inner_diag k (s : 'rV[R]_k) (w : 'cV_k) :
  inner (diag_mx s *m w) (diag_mx s *m w) = \sum_i s 0 i ^+ 2 * w i 0 ^+ 2.
Proof.
rewrite innerE big_ord1 mul_diag_mx; apply: eq_bigr => i _.
by rewrite !mxE -expr2 exprMn.
Qed.

Theorem bounded_assembled k (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) (s : 'rV_k) r :
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> (forall i, `|s 0 i| <= r) -> 0 <= r ->
  bounded (assembled U V s) r.
Proof.
move=> UU VV Hs r_ge0 v; rewrite /assembled -!mulmxA inner_isometry // inner_diag.
apply: le_trans (ler_wpmul2l (exprn_ge0 2 r_ge0) (bessel v VV)).
rewrite innerE big_ord1 mulr_sumr; apply: ler_sum => i _; rewrite -expr2.
rewrite ler_wpmul2r ?sqr_ge0 //; have <- : `|s 0 i| ^+ 2 = s 0 i ^+ 2.
  by rewrite real_normK ?num_real.
by rewrite ler_expn2r ?nnegrE ?normr_ge0.
Qed.

Lemma bounded_by_values k (U : 'M[R]_(m, k)) s V Z r :
  svd U s V Z -> 0 <= r -> (forall i, s 0 i <= r) -> bounded Z r.
Proof.
move=> [UU VV s_gt0 ->] r_ge0 Hs; apply: bounded_assembled => // i.
by rewrite gtr0_norm.
Qed.

Lemma inner_columns p k (U : 'M[R]_(p, k)) i :
  U^T *m U = 1%:M -> inner (col i U) (col i U) = 1.
Proof. by move=> UU; rewrite inner_col UU mxE eqxx. Qed.

Lemma assembled_pair k (U : 'M[R]_(m, k)) s (V : 'M[R]_(n, k)) i :
  V^T *m V = 1%:M -> assembled U V s *m col i V = s 0 i *: col i U.
Proof.
move=> VV; rewrite /assembled !colE -!mulmxA (mulmxA _ V) VV mul1mx scalemxAr.
congr (_ *m _); apply/colP => j; rewrite mul_diag_mx !mxE eqxx andbT.
by case: eqP => [->|_]; rewrite ?mulr1 ?mulr0.
Qed.

Lemma singular_pair k (U : 'M[R]_(m, k)) s V Z i :
  svd U s V Z -> Z *m col i V = s 0 i *: col i U.
Proof. by case=> _ VV _ ->; apply: assembled_pair. Qed.

Theorem values_bounded k (U : 'M[R]_(m, k)) s V Z r i :
  svd U s V Z -> 0 <= r -> bounded Z r -> s 0 i <= r.
Proof.
move=> H r_ge0 /(_ (col i V)); have [UU VV s_gt0 _] := H.
rewrite (singular_pair i H) innerZl innerZr !inner_columns // !mulr1 -expr2.
by rewrite ler_pexpn2r // nnegrE ltW.
Qed.

Lemma bounded_pair Z r (u : 'cV_m) (v : 'cV_n) :
  0 <= r -> inner u u = 1 -> inner v v = 1 -> bounded Z r -> inner u (Z *m v) <= r.
Proof.
move=> r_ge0 uu vv /(_ v); rewrite vv mulr1 => B.
have := cauchy_schwarz u (Z *m v); rewrite uu mul1r => C.
have [|pos] := lerP (inner u (Z *m v)) 0; first by move/le_trans; apply.
by rewrite -(@ler_pexpn2r _ 2) ?nnegrE ?(ltW pos) //; apply: le_trans C B.
Qed.

Theorem hoelder_of_svd k (U : 'M[R]_(m, k)) s V X Z r :
  svd U s V X -> 0 <= r -> bounded Z r -> inner X Z <= r * \sum_i s 0 i.
Proof.
move=> [UU VV s_gt0 ->] r_ge0 B; rewrite inner_assembled mulr_sumr.
apply: ler_sum => i _; rewrite mulrC ler_wpmul2r ?(ltW (s_gt0 _)) //.
by apply: bounded_pair; rewrite ?inner_columns.
Qed.

Lemma isometry_bounded k (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) :
  U^T *m U = 1%:M -> V^T *m V = 1%:M -> bounded (U *m V^T) 1.
Proof.
by move=> UU VV v; rewrite -mulmxA inner_isometry // expr1n mul1r bessel.
Qed.

Theorem inner_polar k (U : 'M[R]_(m, k)) s V X :
  svd U s V X -> inner X (U *m V^T) = \sum_i s 0 i.
Proof.
move=> [UU VV _ ->]; rewrite inner_assembled; apply: eq_bigr => i _.
suff -> : U *m V^T *m col i V = col i U by rewrite inner_columns // mulr1.
by rewrite !colE -mulmxA (mulmxA _ V) VV mul1mx.
Qed.

Lemma right_vectors_of k (U : 'M[R]_(m, k)) s V X :
  svd U s V X -> V^T = diag_mx (map_mx GRing.inv s) *m U^T *m X.
Proof.
move=> [UU VV s_gt0 ->]; rewrite /assembled !mulmxA -(mulmxA _ _ U) UU mulmx1 mulmx_diag.
rewrite -[LHS]mul1mx; congr (_ *m _); apply/matrixP => i j; rewrite !mxE mulVf //.
by rewrite gt_eqF.
Qed.

(* Where a bounded Z attains the maximum of <X, Z>, it takes each v_i to u_i. *)
Theorem aligned k (U : 'M[R]_(m, k)) s V X Z :
  svd U s V X -> bounded Z 1 -> inner X Z = \sum_i s 0 i -> Z *m V = U.
Proof.
move=> H B; have [UU VV s_gt0 ->] := H; rewrite inner_assembled => E.
have le1 i : inner (col i U) (Z *m col i V) <= 1.
  by apply: bounded_pair; rewrite ?inner_columns.
have eq1 i : inner (col i U) (Z *m col i V) = 1.
  have /allP G : all (fun i => true ==> (s 0 i * (1 - inner (col i U) (Z *m col i V)) == 0))
      (index_enum (ordinal_finType k)).
    rewrite -psumr_eq0 => [|j _]; last by rewrite mulr_ge0 ?subr_ge0 // ltW.
    rewrite (eq_bigr (fun j => s 0 j - s 0 j * inner (col j U) (Z *m col j V))).
      by rewrite sumrB E subrr.
    by move=> j _; rewrite mulrBr mulr1.
  have /implyP/(_ isT) := G i (mem_index_enum i).
  by rewrite mulf_eq0 gt_eqF //= subr_eq0 => /eqP.
apply/matrixP => j i; have : Z *m col i V - col i U = 0.
  apply/eqP; rewrite -inner_eq0 eq_le inner_ge0 andbT.
  rewrite innerBl !innerBr (inner_sym (Z *m _) (col i U)) eq1 inner_columns //.
  by rewrite subrr subr0 subr_le0 (le_trans (B _)) // inner_columns // expr1n mulr1.
move/eqP; rewrite subr_eq0 colE mulmxA -colE => /eqP/colP/(_ j).
by rewrite !mxE.
Qed.
End Bounds.

