(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Over a real closed field, let A be a symmetric n x n matrix and W a nonzero space
   of row vectors with W A in W.  Then W contains a w with w w^T = 1 and w A = a w.

   Source.  Over the closed field R[i] the restriction of A to W has an eigenvector p + i q with
   an eigenvalue a + i b:  p A = a p - b q,  q A = a q + b p.  As A is symmetric,
   p A q^T = q A p^T, hence b (p p^T + q q^T) = 0 and b = 0; p or q is not 0.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.real_closed Require Import complex.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Squares.
Variables (R : realDomainType) (n : nat).

(* |w|^2 of a row vector. *)
Definition square (w : 'rV[R]_n) : R := (w *m w^T) 0 0.

Lemma squareE w : square w = \sum_i w 0 i ^+ 2.
Proof. by rewrite /square mxE; apply: eq_bigr => i _; rewrite mxE expr2. Qed.

Lemma square_ge0 w : 0 <= square w.
Proof. by rewrite squareE sumr_ge0 // => i _; rewrite sqr_ge0. Qed.

Lemma square_eq0 w : (square w == 0) = (w == 0).
Proof.
apply/idP/eqP => [|->]; last by rewrite /square mul0mx mxE.
rewrite squareE psumr_eq0 => [/allP H|i _]; last by rewrite sqr_ge0.
apply/rowP => i; rewrite mxE; apply/eqP; rewrite -sqrf_eq0.
exact: implyP (H i (mem_index_enum i)) isT.
Qed.
End Squares.

Section Eigenvectors.
Variable R : rcfType.
Notation toC := (real_complex R).

Lemma real_pair r (A : 'M[R]_r) : (0 < r)%N ->
  exists a b, exists u v : 'rV[R]_r,
    [/\ u *m A = a *: u - b *: v, v *m A = a *: v + b *: u & (u != 0) || (v != 0)].
Proof.
move=> r_gt0; have [[a b] /eigenvalueP [z Hz z_neq0]] := Theorem7' (map_mx toC A) r_gt0.
pose u := map_mx (@complex.Re R) z; pose v := map_mx (@complex.Im R) z.
have zE : z = map_mx toC u + 'i%C *: map_mx toC v.
  by apply/matrixP => i j; rewrite !mxE /=; case: (z i j) => x y; simpc.
have Re_eq : u *m A = a *: u - b *: v.
  apply/rowP => j; move/rowP: Hz => /(_ j) /(congr1 (@complex.Re R)); rewrite !mxE /=.
  rewrite raddf_sum /= => E.
  transitivity (\sum_k complex.Re (z 0 k * map_mx toC A k j)).
    by apply: eq_bigr => k _; rewrite !mxE; case: (z 0 k) => x y; simpc.
  by rewrite E; case: (z 0 j) => x y; simpc.
have Im_eq : v *m A = a *: v + b *: u.
  apply/rowP => j; move/rowP: Hz => /(_ j) /(congr1 (@complex.Im R)); rewrite !mxE /=.
  rewrite raddf_sum /= => E.
  transitivity (\sum_k complex.Im (z 0 k * map_mx toC A k j)).
    by apply: eq_bigr => k _; rewrite !mxE; case: (z 0 k) => x y; simpc.
  by rewrite E; case: (z 0 j) => x y; simpc.
exists a, b, u, v; split=> //; apply: contraNT z_neq0; rewrite negb_or !negbK zE.
by case/andP => /eqP -> /eqP ->; rewrite !map_mx0 scaler0 addr0.
Qed.

Theorem symmetric_has_eigenvector n (A W : 'M[R]_n) :
  A^T = A -> (W *m A <= W)%MS -> W != 0 ->
  exists2 w : 'rV_n, (w <= W)%MS & square w = 1 /\ exists a, w *m A = a *: w.
Proof.
move=> symmetric stable W_neq0; have rank_gt0 : (0 < \rank W)%N by rewrite lt0n mxrank_eq0.
have [a [b [u [v [Hu Hv nonzero]]]]] := real_pair (restrict W A) rank_gt0.
pose B := row_base W.
have BA x : x *m B *m A = x *m restrict W A *m B.
  suff E : B *m A = restrict W A *m B by rewrite -mulmxA E mulmxA.
  by rewrite /restrict mulmxKpV // stable_row_base.
have {u v Hu Hv nonzero} [p [q [[pA qA] [pW qW] nonzero]]] : exists p q : 'rV_n,
    [/\ p *m A = a *: p - b *: q /\ q *m A = a *: q + b *: p,
        (p <= W)%MS /\ (q <= W)%MS & (p != 0) || (q != 0)].
  exists (u *m B), (v *m B); rewrite !mul_mx_rowfree_eq0 ?row_base_free //.
  rewrite !BA Hu Hv mulmxBl mulmxDl -!scalemxAl.
  by split=> //; split; apply: submx_trans (submxMl _ _) _; rewrite eq_row_base.
have b0 : b = 0.
  have E : p *m A *m q^T = (q *m A *m p^T)^T by rewrite !trmx_mul trmxK symmetric mulmxA.
  move: E; rewrite pA qA mulmxBl mulmxDl -!scalemxAl linearD !linearZ /= !trmx_mul !trmxK.
  move/addrI/matrixP => /(_ 0 0); rewrite !mxE => /eqP.
  have S (z : 'rV[R]_n) : \sum_j z 0 j * z^T j 0 = square z by rewrite /square mxE.
  rewrite !S mulrN eq_sym -subr_eq0 opprK -mulrDr mulf_eq0 => /orP [/eqP //|].
  rewrite paddr_eq0 ?square_ge0 // !square_eq0 => /andP [p0 q0].
  by rewrite p0 q0 in nonzero.
move: pA qA; rewrite b0 !scale0r subr0 addr0 => pA qA.
have [w [w_neq0 wA wW]] : exists w : 'rV_n, [/\ w != 0, w *m A = a *: w & (w <= W)%MS].
  by case/orP: nonzero => H; [exists p | exists q].
pose c := Num.sqrt (square w).
have c2 : c ^+ 2 = square w by rewrite sqr_sqrtr ?square_ge0.
have c_neq0 : c != 0 by rewrite -sqrf_eq0 c2 square_eq0.
exists (c^-1 *: w); first by rewrite scalemx_sub.
split; last by exists a; rewrite -scalemxAl wA !scalerA mulrC.
rewrite /square linearZ /= -scalemxAl -scalemxAr scalerA mxE -/(square w) -c2.
by rewrite -invfM -expr2 mulVf // sqrf_eq0.
Qed.
End Eigenvectors.
