(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For an m x n matrix X over a real closed field say that its spectrum lies in
   [l, u], 0 <= l <= u, where |X v| <= u |v| for all v and |X w| >= l |w| for all w of the row
   space; which is so iff every nonzero singular value does.  Let f be a composition of odd
   polynomials, f(X) the same of matrices, and let X have spectrum in [l, u]:
     l' <= f <= u' on [l, u] with l' > 0 gives f(X) a spectrum in [l', u'], and
       msign (f(X)) = msign X;
     |1 - f| <= e on [l, u] gives spectral (f(X) - msign X) <= e;
     |f| <= r on [l, u] gives spectral (f(X)) <= r;
     l' <= f on [l, u] gives <X, f(X)> = sum_i s_i f(s_i) >= l' nuclear X.

   Source.  Higham, Functions of Matrices, 2008, Section 8.2; the decomposition of svd.v put
   into singular_values.v.  Catalogue 3.1 to 3.7.

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

Section Spectra.
Variables (R : rcfType) (m n : nat).
Implicit Types X : 'M[R]_(m, n).

(* X^T w runs through the row space. *)
Definition spectrum_in X (l u : R) := bounded X u /\ forall w : 'cV_m,
  l ^+ 2 * inner (X^T *m w) (X^T *m w) <= inner (X *m (X^T *m w)) (X *m (X^T *m w)).

Theorem spectrum_in_iff_values k (U : 'M[R]_(m, k)) s V X l u :
  svd U s V X -> 0 <= l -> 0 <= u ->
  (spectrum_in X l u <-> forall i, l <= s 0 i <= u).
Proof.
move=> H l_ge0 u_ge0; have [UU VV s_gt0 XE] := H; split=> [[B lower] i|le].
  apply/andP; split; last exact: values_bounded H u_ge0 B.
  have uu := inner_columns i UU; have vv := inner_columns i VV.
  have := lower (col i U); rewrite (singular_pair i (svd_tr H)) -scalemxAr (singular_pair i H).
  rewrite !innerZl !innerZr uu vv !mulr1 !mulrA -!expr2 -!mulrA -!expr2.
  rewrite [l * _]mulrA [s 0 i * _]mulrA ler_pmul2r ?exprn_gt0 // -!expr2.
  by rewrite ler_pexpn2r ?nnegrE // ltW.
split; first by apply: (bounded_by_values H) => // i; case/andP: (le i).
move=> w; set p := diag_mx s *m (U^T *m w).
have -> : X^T *m w = V *m p.
  by rewrite XE /assembled /p !trmx_mul trmxK tr_diag_mx !mulmxA.
have -> : X *m (V *m p) = U *m (diag_mx s *m p).
  by rewrite XE /assembled -!mulmxA (mulmxA _ V) VV mul1mx.
clearbody p; rewrite (inner_isometry _ _ VV) (inner_isometry _ _ UU) inner_diag innerE.
rewrite big_ord1 mulr_sumr; apply: ler_sum => i _.
rewrite -expr2 ler_wpmul2r ?sqr_ge0 // ler_expn2r ?nnegrE ?(ltW (s_gt0 i)) //.
by case/andP: (le i).
Qed.

Section Chain.
Variables (table : seq (seq R)) (l u : R).
Hypotheses (l_ge0 : 0 <= l) (u_ge0 : 0 <= u).
Notation f := (odd_steps table).
Notation fX := (odd_steps_mx table).

Theorem chain_on_all_matrices l' u' X : 0 < l' -> 0 <= u' ->
  (forall x, l <= x <= u -> l' <= f x <= u') -> spectrum_in X l u ->
  spectrum_in (fX X) l' u' /\ msign (fX X) = msign X.
Proof.
move=> l'_gt0 u'_ge0 chain; have H := chosenP X; have [UU VV s_gt0 XE] := H.
move/(spectrum_in_iff_values H l_ge0 u_ge0) => le.
have H' : svd (left_vectors X) (map_mx f (values X)) (right_vectors X) (fX X).
  split=> // [i|]; last by rewrite {1}XE odd_steps_act_on_singular_values.
  by rewrite mxE; apply: lt_le_trans l'_gt0 _; case/andP: (chain _ (le i)).
split; last by rewrite (msign_of_svd H').
by apply/(spectrum_in_iff_values H' (ltW l'_gt0) u'_ge0) => i; rewrite mxE chain.
Qed.

Theorem distance_on_all_matrices e X : 0 <= e ->
  (forall x, l <= x <= u -> `|f x - 1| <= e) -> spectrum_in X l u ->
  spectral (fX X - msign X) <= e.
Proof.
move=> e_ge0 close; have H := chosenP X; have [UU VV s_gt0 XE] := H.
move/(spectrum_in_iff_values H l_ge0 u_ge0) => le; apply/spectral_is_the_least_bound => //.
rewrite {1}XE odd_steps_act_on_singular_values // /msign distance_from_polar_factor.
by apply: bounded_assembled => // i; rewrite !mxE close.
Qed.

Theorem bound_on_all_matrices r X : 0 <= r ->
  (forall x, l <= x <= u -> `|f x| <= r) -> spectrum_in X l u -> spectral (fX X) <= r.
Proof.
move=> r_ge0 small; have H := chosenP X; have [UU VV s_gt0 XE] := H.
move/(spectrum_in_iff_values H l_ge0 u_ge0) => le; apply/spectral_is_the_least_bound => //.
rewrite {1}XE odd_steps_act_on_singular_values //.
by apply: bounded_assembled => // i; rewrite mxE small.
Qed.

Theorem alignment_on_all_matrices l' X :
  (forall x, l <= x <= u -> l' <= f x) -> spectrum_in X l u ->
  l' * nuclear X <= inner X (fX X).
Proof.
move=> above; have H := chosenP X; have [UU VV s_gt0 XE] := H.
move/(spectrum_in_iff_values H l_ge0 u_ge0) => le.
rewrite {3}XE odd_steps_act_on_singular_values // {2}XE inner_assembled mulr_sumr.
apply: ler_sum => i _; rewrite assembled_pair // innerZr inner_columns // mulr1 mxE mulrC.
by rewrite ler_wpmul2r ?above // ltW.
Qed.
End Chain.
End Spectra.
