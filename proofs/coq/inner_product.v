(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  <X, Y> = tr X^T Y on real m x n matrices is symmetric, bilinear and positive
   definite, so that <X, Y>^2 <= <X, X> <Y, Y>; and
     <X, Y Z> = <Y^T X, Z> = <X Z^T, Y>,  <X^T, Y^T> = <X, Y>,
     <U diag(s) V^T, Z> = sum_i s_i <u_i, Z v_i>,
     |V^T v|^2 <= |v|^2 where V^T V = I (Bessel).

   Source.  Horn, Johnson, Matrix Analysis, 2013, Sections 5.1 and 5.6.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra ring.
From muoncheck Require Import singular_values.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Inner.
Variable R : rcfType.

Definition inner m n (X Y : 'M[R]_(m, n)) : R := \tr (X^T *m Y).

Section Bilinear.
Variables m n : nat.
Implicit Types X Y Z : 'M[R]_(m, n).

Lemma innerE X Y : inner X Y = \sum_j \sum_i X i j * Y i j.
Proof.
by apply: eq_bigr => j _; rewrite mxE; apply: eq_bigr => i _; rewrite mxE.
Qed.

Lemma inner_sym X Y : inner X Y = inner Y X.
Proof. by rewrite /inner -mxtrace_tr trmx_mul trmxK. Qed.

Lemma innerDl X Y Z : inner (X + Y) Z = inner X Z + inner Y Z.
Proof. by rewrite /inner linearD mulmxDl mxtraceD. Qed.

Lemma innerZl a X Z : inner (a *: X) Z = a * inner X Z.
Proof. by rewrite /inner [(_ *: _)^T]linearZ -scalemxAl mxtraceZ. Qed.

Lemma innerNl X Z : inner (- X) Z = - inner X Z.
Proof. by rewrite -scaleN1r innerZl mulN1r. Qed.

Lemma innerBl X Y Z : inner (X - Y) Z = inner X Z - inner Y Z.
Proof. by rewrite innerDl innerNl. Qed.

Lemma innerDr X Y Z : inner X (Y + Z) = inner X Y + inner X Z.
Proof. by rewrite inner_sym innerDl !(inner_sym X). Qed.

Lemma innerZr a X Z : inner X (a *: Z) = a * inner X Z.
Proof. by rewrite inner_sym innerZl (inner_sym X). Qed.

Lemma innerBr X Y Z : inner X (Y - Z) = inner X Y - inner X Z.
Proof. by rewrite inner_sym innerBl !(inner_sym X). Qed.

Lemma inner_ge0 X : 0 <= inner X X.
Proof. by rewrite innerE !sumr_ge0 // => j _; rewrite sumr_ge0 // => i _; rewrite sqr_ge0. Qed.

Lemma inner_eq0 X : (inner X X == 0) = (X == 0).
Proof.
apply/idP/eqP => [|->]; last by rewrite /inner mulmx0 mxtrace0.
rewrite innerE psumr_eq0 => [/allP H|j _]; last by rewrite sumr_ge0 // => i _; rewrite sqr_ge0.
apply/matrixP => i j; have /implyP/(_ isT) := H j (mem_index_enum j).
rewrite psumr_eq0 => [/allP G|k _]; last by rewrite sqr_ge0.
by have /implyP/(_ isT) := G i (mem_index_enum i); rewrite mxE mulf_eq0 orbb => /eqP.
Qed.

Theorem cauchy_schwarz X Y : inner X Y ^+ 2 <= inner X X * inner Y Y.
Proof.
have [->|X_neq0] := eqVneq X 0.
  by rewrite /inner trmx0 !mul0mx mxtrace0 expr0n mul0r.
have X_gt0 : 0 < inner X X by rewrite lt0r inner_eq0 X_neq0 inner_ge0.
rewrite -subr_ge0 -(pmulr_rge0 _ X_gt0).
have -> : inner X X * (inner X X * inner Y Y - inner X Y ^+ 2) =
    inner (inner X X *: Y - inner X Y *: X) (inner X X *: Y - inner X Y *: X).
  rewrite innerBl !innerBr !innerZl !innerZr (inner_sym Y X); ring.
exact: inner_ge0.
Qed.
End Bilinear.

Lemma inner_mulmxr m n k (X : 'M[R]_(m, n)) (Y : 'M_(m, k)) (Z : 'M_(k, n)) :
  inner X (Y *m Z) = inner (Y^T *m X) Z.
Proof. by rewrite /inner trmx_mul trmxK mulmxA. Qed.

Lemma inner_mulmxl m n k (X : 'M[R]_(m, n)) (Y : 'M_(m, k)) (Z : 'M_(k, n)) :
  inner X (Y *m Z) = inner (X *m Z^T) Y.
Proof. by rewrite /inner trmx_mul trmxK mulmxA mxtrace_mulC mulmxA. Qed.

Lemma inner_tr m n (X Y : 'M[R]_(m, n)) : inner X^T Y^T = inner X Y.
Proof. by rewrite inner_sym /inner trmxK mxtrace_mulC. Qed.

Lemma inner_isometry m n k (U : 'M[R]_(m, k)) (X Y : 'M_(k, n)) :
  U^T *m U = 1%:M -> inner (U *m X) (U *m Y) = inner X Y.
Proof. by move=> UU; rewrite inner_mulmxr mulmxA UU mul1mx. Qed.

Lemma inner_col m k (U A : 'M[R]_(m, k)) i : inner (col i U) (col i A) = (U^T *m A) i i.
Proof. by rewrite /inner /mxtrace big_ord1 !mxE; apply: eq_bigr => j _; rewrite !mxE. Qed.

Theorem inner_assembled m n k (U : 'M[R]_(m, k)) (s : 'rV_k) (V : 'M_(n, k)) Z :
  inner (assembled U V s) Z = \sum_i s 0 i * inner (col i U) (Z *m col i V).
Proof.
rewrite [LHS]/inner /assembled !trmx_mul trmxK tr_diag_mx -mulmxA mxtrace_mulC.
rewrite -!mulmxA mul_diag_mx; apply: eq_bigr => i _.
have -> : Z *m col i V = col i (Z *m V) by rewrite !colE mulmxA.
by rewrite inner_col mxE.
Qed.

Theorem bessel n k (V : 'M[R]_(n, k)) (v : 'cV_n) :
  V^T *m V = 1%:M -> inner (V^T *m v) (V^T *m v) <= inner v v.
Proof.
move=> VV; rewrite -subr_ge0; set p := V^T *m v.
have -> : inner v v - inner p p = inner (v - V *m p) (v - V *m p).
  rewrite innerBl !innerBr inner_isometry // inner_mulmxr -/p (inner_sym _ v).
  by rewrite inner_mulmxr -/p subrr subr0.
exact: inner_ge0.
Qed.
End Inner.
