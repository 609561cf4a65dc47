(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let X = U diag(s) V^T be a singular value decomposition, s_i > 0.  Then Z is a
   subgradient of the nuclear norm at X,
     nuclear Y >= nuclear X + <Y - X, Z>  for all Y,
   iff  <X, Z> = nuclear X and spectral Z <= 1,
   iff  Z = U V^T + W with U^T W = 0, W V = 0 and spectral W <= 1;
   so msign X = U V^T is one, and the only one where X has full rank.

   Source.  Watson, Linear Algebra Appl. 170, 1992; Chen, Li, Liu, arXiv:2506.15054, Fact 2;
   catalogue 0.1.  With w = v - V V^T v: Z v = U V^T v + W w, the two at right angles.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values svd inner_product bounded_matrices.
From muoncheck Require Import nuclear_spectral norm_duality.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Subgradient.
Variables (R : rcfType) (m n : nat).
Implicit Types X Y Z W : 'M[R]_(m, n).

Theorem nuclear_subgradient X Z :
  (forall Y, nuclear X + inner (Y - X) Z <= nuclear Y) <->
  inner X Z = nuclear X /\ spectral Z <= 1.
Proof.
split=> [G|[E le1] Y]; last first.
  by rewrite innerBl E addrC subrK -[leRHS]mul1r; apply: (pairing_below _ ler01).
have le1 : spectral Z <= 1.
  apply/dual_of_nuclear => // Y; rewrite mul1r -(ler_add2l (nuclear X)).
  by apply: le_trans (nuclear_triangle X Y); have := G (X + Y); rewrite addrAC subrr add0r.
split=> //; apply/eqP; rewrite eq_le; apply/andP; split.
  by rewrite -[leRHS]mul1r; apply: (pairing_below _ ler01).
have := G 0; rewrite sub0r innerNl (nuclear_eq0 (0 : 'M_(m, n))).2 //.
by rewrite subr_le0.
Qed.

Variables (k : nat) (U : 'M[R]_(m, k)) (s : 'rV[R]_k) (V : 'M[R]_(n, k)) (X : 'M[R]_(m, n)).
Hypothesis X_svd : svd U s V X.

Lemma bounded_split (v : 'cV[R]_n) : let w := v - V *m (V^T *m v) in
  V^T *m w = 0 /\ inner v v = inner (V^T *m v) (V^T *m v) + inner w w.
Proof.
have [UU VV _ _] := X_svd => w; set p := V^T *m v.
have Vw : V^T *m w = 0 by rewrite mulmxBr mulmxA VV mul1mx subrr.
have wVp : inner w (V *m p) = 0.
  by rewrite inner_mulmxr Vw /inner trmx0 mul0mx mxtrace0.
have vE : v = V *m p + w by rewrite addrC subrK.
clearbody w p; split=> //; rewrite vE.
by rewrite innerDl !innerDr inner_isometry // (inner_sym _ w) wVp addr0 add0r.
Qed.

Theorem nuclear_subgradient_form Z :
  (inner X Z = nuclear X /\ spectral Z <= 1) <->
  exists2 W, Z = U *m V^T + W & [/\ U^T *m W = 0, W *m V = 0 & spectral W <= 1].
Proof.
have [UU VV s_gt0 XE] := X_svd; split=> [[E le1]|[W -> [UW WV le1]]].
  have B := (spectral_is_the_least_bound Z ler01).1 le1.
  have ZV : Z *m V = U by apply: (aligned X_svd B); rewrite E (nuclear_of_svd X_svd).
  have ZU : Z^T *m U = V.
    apply: (aligned (svd_tr X_svd)); last by rewrite inner_tr E (nuclear_of_svd X_svd).
    by apply: (spectral_is_the_least_bound Z^T ler01).1; rewrite spectral_tr.
  exists (Z - U *m V^T); first by rewrite addrC subrK.
  split; first by rewrite mulmxBr mulmxA UU mul1mx -[U^T *m Z]trmxK trmx_mul trmxK ZU subrr.
    by rewrite mulmxBl -mulmxA VV mulmx1 ZV subrr.
  apply/spectral_is_the_least_bound => // v; rewrite expr1n mul1r.
  have [Vw ->] := bounded_split v; set w := v - _ in Vw *.
  have -> : (Z - U *m V^T) *m v = Z *m w.
    by rewrite mulmxBl mulmxBr -!mulmxA (mulmxA Z) ZV.
  apply: le_trans (B w) _; rewrite expr1n mul1r ler_addr; exact: inner_ge0.
split.
  rewrite innerDr (inner_polar X_svd) (nuclear_of_svd X_svd) {1}XE /assembled inner_sym.
  by rewrite inner_mulmxl trmxK WV /inner trmx0 mul0mx mxtrace0 addr0.
apply/spectral_is_the_least_bound => // v; rewrite expr1n mul1r.
have [Vw ->] := bounded_split v; set w := v - _ in Vw *.
have -> : (U *m V^T + W) *m v = U *m (V^T *m v) + W *m w.
  by rewrite mulmxDl mulmxBr -!mulmxA (mulmxA W) WV mul0mx subr0.
clearbody w; rewrite innerDl !innerDr inner_isometry // (inner_sym (W *m w)).
have -> : inner (U *m (V^T *m v)) (W *m w) = 0.
  by rewrite inner_sym inner_mulmxr mulmxA UW mul0mx /inner trmx0 mul0mx mxtrace0.
rewrite addr0 add0r ler_add2l; apply: le_trans (bounded_by_spectral W w) _.
rewrite -[leRHS]mul1r ler_wpmul2r ?inner_ge0 //.
by rewrite -[leRHS](expr1n R 2) ler_expn2r ?nnegrE ?spectral_ge0 ?ler01.
Qed.

Lemma orthonormal_rank p (Q : 'M[R]_(p, k)) : Q^T *m Q = 1%:M -> \rank Q = k.
Proof.
move=> QQ; apply/eqP; rewrite eqn_leq rank_leq_col /=.
by rewrite -{1}(mxrank1 R k) -QQ mxrankM_maxr.
Qed.

Theorem full_rank_subgradient_unique Z :
  \rank X = m \/ \rank X = n -> inner X Z = nuclear X -> spectral Z <= 1 -> Z = U *m V^T.
Proof.
have [UU VV _ _] := X_svd; rewrite (svd_rank X_svd) => full E le1.
have [W -> [UW WV _]] := (nuclear_subgradient_form Z).1 (conj E le1).
suff -> : W = 0 by rewrite addr0.
case: full => full.
  have free : row_full U^T by rewrite /row_full mxrank_tr orthonormal_rank // full.
  by apply: (row_full_inj free); rewrite UW mulmx0.
have free : row_free V by rewrite /row_free orthonormal_rank // full.
by apply: (row_free_inj free); rewrite WV mul0mx.
Qed.
End Subgradient.
