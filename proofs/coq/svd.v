(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Every m x n matrix X over a real closed field has a singular value decomposition
     X = U diag(s) V^T,  U^T U = I,  V^T V = I,  s_i > 0,
   with as many columns as X has rank; 0 of them where X = 0.

   Source.  Singular triples are found one by one.  Where X V = U diag(s), X^T U = V diag(s) and
   Y = X - U diag(s) V^T is not 0, the row space of Y^T Y holds a unit eigenvector v^T of Y^T Y
   (symmetric_eigenvectors.v); its eigenvalue is |Y v|^2 > 0, and v, Y v / |Y v| extend V, U,
   as Y V = 0 and Y^T U = 0.  Golub, Van Loan, Matrix Computations, 2013, Theorem 2.4.1.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values symmetric_eigenvectors.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Decomposition.
Variables (R : rcfType) (m n : nat).
Implicit Types X Y : 'M[R]_(m, n).

Definition svd k (U : 'M[R]_(m, k)) (s : 'rV_k) (V : 'M[R]_(n, k)) X :=
  [/\ U^T *m U = 1%:M, V^T *m V = 1%:M, forall i, 0 < s 0 i & X = assembled U V s].

Definition triples k (U : 'M[R]_(m, k)) (s : 'rV_k) (V : 'M[R]_(n, k)) X :=
  [/\ U^T *m U = 1%:M, V^T *m V = 1%:M, forall i, 0 < s 0 i,
      X *m V = U *m diag_mx s & X^T *m U = V *m diag_mx s].

Lemma row_mx_orthonormal p k (U : 'M[R]_(p, k)) (u : 'cV_p) :
  U^T *m U = 1%:M -> U^T *m u = 0 -> u^T *m u = 1%:M ->
  (row_mx U u)^T *m row_mx U u = 1%:M.
Proof.
move=> UU Uu uu; rewrite tr_row_mx mul_col_row UU Uu uu scalar_mx_block.
by rewrite -[u^T *m U]trmxK trmx_mul trmxK Uu trmx0.
Qed.

Lemma columns_fit p k (U : 'M[R]_(p, k)) : U^T *m U = 1%:M -> (k <= p)%N.
Proof.
move=> UU; rewrite -(mxrank1 R k) -UU.
by apply: leq_trans (mxrankM_maxr _ _) _; rewrite rank_leq_row.
Qed.

Lemma row_mx_positive k (s : 'rV[R]_k) (t : R) :
  (forall i, 0 < s 0 i) -> 0 < t -> forall i, 0 < row_mx s (t%:M : 'M_1) 0 i.
Proof.
move=> s_gt0 t_gt0 i; rewrite mxE; case: split => j //.
by rewrite mxE !ord1 eqxx mulr1n.
Qed.

(* A singular triple of what the found ones leave. *)
Lemma next_triple Y : Y != 0 ->
  exists (t : R) (u : 'cV_m) (v : 'cV_n), 
    [/\ 0 < t, u^T *m u = 1%:M, v^T *m v = 1%:M, Y *m v = t *: u & Y^T *m u = t *: v]
    /\ (exists x, u = Y *m x) /\ (exists y, v = Y^T *m y).
Proof.
move=> Y_neq0; pose G := Y^T *m Y.
have G_symmetric : G^T = G by rewrite /G trmx_mul trmxK.
have gram (z : 'rV_n) : z *m G *m z^T = z *m Y^T *m (z *m Y^T)^T.
  by rewrite /G trmx_mul trmxK !mulmxA.
have G_kernel (z : 'rV_n) : z *m G = 0 -> z *m Y^T = 0.
  by move=> E; apply/eqP; rewrite -square_eq0 /square -gram E mul0mx mxE.
have G_neq0 : G != 0.
  apply: contraNneq Y_neq0 => G0; apply/eqP/trmx_inj/row_matrixP => i.
  by rewrite trmx0 row0 rowE G_kernel // G0 mulmx0.
have [|w /submxP [d wE] [w1 [a wG]]] := symmetric_has_eigenvector G_symmetric _ G_neq0.
  exact: submxMl.
have ww : w *m w^T = 1%:M by rewrite [LHS]mx11_scalar -/(square w) w1.
have aE : a = square (w *m Y^T) by rewrite /square -gram wG -scalemxAl ww !mxE eqxx mulr1.
have a_gt0 : 0 < a.
  rewrite lt0r {2}aE square_ge0 andbT.
  apply: contra_eqN w1 => /eqP a0; rewrite /square {1}wE /G.
  have -> : d *m (Y^T *m Y) *m w^T = d *m Y^T *m (w *m Y^T)^T.
    by rewrite trmx_mul trmxK !mulmxA.
  by rewrite (G_kernel w) ?wG ?a0 ?scale0r // trmx0 mulmx0 mxE eq_sym oner_eq0.
pose t := Num.sqrt a; have t_gt0 : 0 < t by rewrite sqrtr_gt0.
have tt : t * t = a by rewrite -expr2 sqr_sqrtr ?ltW.
have t_neq0 : t != 0 by rewrite gt_eqF.
have GwT : Y^T *m (Y *m w^T) = a *: w^T.
  by rewrite mulmxA -/G -{1}G_symmetric -trmx_mul wG linearZ.
exists t, (t^-1 *: (Y *m w^T)), w^T; split; last first.
  split; first by exists (t^-1 *: w^T); rewrite -scalemxAr.
  by exists (Y *m d^T); rewrite {1}wE /G !trmx_mul trmxK mulmxA.
split=> //.
- rewrite [(_ *: _)^T]linearZ /= -scalemxAl -scalemxAr trmx_mul trmxK -mulmxA GwT -scalemxAr ww.
  by rewrite -tt -!scalerA !scalerK // .
- by rewrite trmxK ww.
- by rewrite scalerA mulfV // scale1r.
- by rewrite -scalemxAr GwT scalerA -tt mulrA mulVf // mul1r.
Qed.

Lemma extend k (U : 'M[R]_(m, k)) s (V : 'M[R]_(n, k)) X :
  triples U s V X -> X != assembled U V s ->
  exists (U' : 'M[R]_(m, k + 1)) s' (V' : 'M[R]_(n, k + 1)), triples U' s' V' X.
Proof.
move=> [UU VV s_gt0 XV XU] neq; pose Y := X - assembled U V s.
have YV : Y *m V = 0 by rewrite mulmxBl XV /assembled -(mulmxA _ V^T) VV mulmx1 subrr.
have YU : Y^T *m U = 0.
  rewrite /Y linearB /= mulmxBl XU /assembled !trmx_mul trmxK tr_diag_mx.
  by rewrite -!mulmxA UU mulmx1 subrr.
have [|t [u [v [[t_gt0 uu vv Yv Yu] [[x uE] [y vE]]]]]] := @next_triple Y.
  by rewrite subr_eq0.
have Uu : U^T *m u = 0 by rewrite uE mulmxA -[U^T *m Y]trmxK trmx_mul trmxK YU trmx0 mul0mx.
have Vv : V^T *m v = 0 by rewrite vE mulmxA -trmx_mul YV trmx0 mul0mx.
have XE : X = Y + assembled U V s by rewrite subrK.
have Xv : X *m v = t *: u.
  by rewrite XE mulmxDl Yv /assembled -(mulmxA _ V^T) Vv mulmx0 addr0.
have Xu : X^T *m u = t *: v.
  rewrite XE linearD /= mulmxDl Yu /assembled !trmx_mul trmxK.
  by rewrite -!mulmxA Uu !mulmx0 addr0.
exists (row_mx U u), (row_mx s t%:M), (row_mx V v); split.
- exact: row_mx_orthonormal.
- exact: row_mx_orthonormal.
- exact: row_mx_positive.
- rewrite mul_mx_row XV Xv diag_mx_row mul_row_block !mulmx0 addr0 add0r.
  by congr row_mx; rewrite -mul_mx_scalar; congr (_ *m _); rewrite [RHS]mx11_scalar !mxE.
- rewrite mul_mx_row XU Xu diag_mx_row mul_row_block !mulmx0 addr0 add0r.
  by congr row_mx; rewrite -mul_mx_scalar; congr (_ *m _); rewrite [RHS]mx11_scalar !mxE.
Qed.

Theorem svd_exists X : exists k (U : 'M[R]_(m, k)) s (V : 'M[R]_(n, k)), svd U s V X.
Proof.
suff [d] : exists d, exists k (U : 'M[R]_(m, k)) s (V : 'M[R]_(n, k)),
    triples U s V X /\ (n <= k + d)%N.
  elim: d => [|d IH] [k [U [s [V [T room]]]]].
    have [E|neq] := eqVneq X (assembled U V s).
      by case: T => UU VV s_gt0 _ _; exists k, U, s, V.
    have [U' [s' [V' [_ VV _ _ _]]]] := extend T neq.
    by have := columns_fit VV; rewrite addn0 in room; rewrite leqNgt addn1 ltnS room.
  have [E|neq] := eqVneq X (assembled U V s).
    by case: T => UU VV s_gt0 _ _; exists k, U, s, V.
  have [U' [s' [V' T']]] := extend T neq; apply: IH.
  by exists (k + 1)%N, U', s', V'; split=> //; rewrite addn1 addSnnS.
exists n, 0%N, 0, 0, 0; split=> //; split; try by move=> [].
- by apply/matrixP => [[]].
- by apply/matrixP => [[]].
- by apply/matrixP => i [].
- by apply/matrixP => i [].
Qed.

Theorem svd_rank k (U : 'M[R]_(m, k)) s V X : svd U s V X -> \rank X = k.
Proof.
move=> [UU VV s_gt0 ->]; apply/eqP; rewrite eqn_leq; apply/andP; split.
  by apply: leq_trans (mxrankM_maxl _ _) _; rewrite rank_leq_col.
have E : U^T *m assembled U V s *m V = diag_mx s.
  by rewrite /assembled !mulmxA UU mul1mx -mulmxA VV mulmx1.
have r : \rank (diag_mx s) = k.
  apply: mxrank_unit; rewrite unitmxE det_diag unitfE.
  by apply/prodf_neq0 => i _; rewrite gt_eqF.
rewrite -{1}r -E; apply: leq_trans (mxrankM_maxl _ _) _; exact: mxrankM_maxr.
Qed.
End Decomposition.
