(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  On real m x n matrices let nuclear X = sum_i s_i, spectral X = max_i s_i (0 where
   X = 0) and msign X = U V^T be taken from one singular value decomposition of X.  None depends
   on which; and
     spectral X <= r iff |X v| <= r |v| for all v  (r >= 0),
     <X, Z> <= nuclear X spectral Z,
     <X, msign X> = nuclear X,  spectral (msign X) = 1 where X is not 0.

   Source.  Horn, Johnson, Matrix Analysis, 2013, Sections 5.6 and 7.4; catalogue 0.1.  Of two
   decompositions, U V^T of the one attains <X, Z> = nuclear X, so it takes the right vectors of
   the other to its left vectors (bounded_matrices.v); both vanish beside the row space of X.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only.  At less than full rank msign is the partial
   isometry on the range. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values svd inner_product bounded_matrices.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* The largest of s and 0. *)
Definition largest (R : rcfType) k (s : 'rV[R]_k) : R := \big[Num.max/0]_i s 0 i.

Lemma largest_leP (R : rcfType) k (s : 'rV[R]_k) r :
  0 <= r -> (largest s <= r <-> forall i, s 0 i <= r).
Proof.
move=> r_ge0; split=> [le_r i|H]; last first.
  by rewrite /largest; elim/big_ind: _ => // x y x_le y_le; rewrite le_maxl x_le.
apply: le_trans le_r; rewrite /largest; have := mem_index_enum i.
elim: (index_enum _) => // j l IH; rewrite in_cons big_cons le_maxr.
by case/orP => [/eqP -> | /IH ->]; rewrite ?lexx ?orbT.
Qed.

Lemma largest_ge0 (R : rcfType) k (s : 'rV[R]_k) : (forall i, 0 < s 0 i) -> 0 <= largest s.
Proof.
move=> s_gt0; rewrite /largest; elim/big_ind: _ => // [x y x_ge0 _|i _]; last exact: ltW.
by rewrite le_maxr x_ge0.
Qed.

Section Norms.
Variables (R : rcfType) (m n : nat).
Implicit Types X Y Z : 'M[R]_(m, n).

Definition triple := {k : nat & ('M[R]_(m, k) * 'rV[R]_k * 'M[R]_(n, k))%type}.

Definition is_svd X (t : triple) :=
  let: (U, s, V) := tagged t in
  [&& U^T *m U == 1%:M, V^T *m V == 1%:M, [forall i, 0 < s 0 i] & X == assembled U V s].

Lemma svd_chosen X : exists t : triple, is_svd X t.
Proof.
have [k [U [s [V [UU VV s_gt0 XE]]]]] := svd_exists X.
exists (Tagged _ (U, s, V)); rewrite /is_svd /= UU VV XE !eqxx /=.
by rewrite andbT; apply/forallP.
Qed.

(* Of the many decompositions of X one; no norm depends on which. *)
Definition chosen X : triple := xchoose (svd_chosen X).
Definition left_vectors X := (tagged (chosen X)).1.1.
Definition values X := (tagged (chosen X)).1.2.
Definition right_vectors X := (tagged (chosen X)).2.

Definition nuclear X : R := \sum_i values X 0 i.
Definition spectral X : R := largest (values X).
Definition msign X : 'M[R]_(m, n) := left_vectors X *m (right_vectors X)^T.

Lemma chosenP X : svd (left_vectors X) (values X) (right_vectors X) X.
Proof.
have := xchooseP (svd_chosen X); rewrite -/(chosen X) /is_svd.
rewrite /left_vectors /values /right_vectors; case: (tagged _) => [[U s] V] /=.
by case/and4P => /eqP UU /eqP VV /forallP s_gt0 /eqP XE; split.
Qed.

Lemma spectral_ge0 X : 0 <= spectral X.
Proof. by have [_ _ s_gt0 _] := chosenP X; apply: largest_ge0. Qed.

Theorem spectral_is_the_least_bound X r : 0 <= r -> (spectral X <= r <-> bounded X r).
Proof.
move=> r_ge0; rewrite largest_leP //; split=> [le_r|B i].
  exact: bounded_by_values (chosenP X) r_ge0 le_r.
exact: values_bounded (chosenP X) r_ge0 B.
Qed.

Lemma bounded_by_spectral X : bounded X (spectral X).
Proof. by apply/spectral_is_the_least_bound; rewrite ?spectral_ge0. Qed.

Theorem hoelder X Z : inner X Z <= spectral Z * nuclear X.
Proof.
exact: hoelder_of_svd (chosenP X) (spectral_ge0 Z) (@bounded_by_spectral Z).
Qed.

Theorem msign_attains X : inner X (msign X) = nuclear X.
Proof. exact: inner_polar (chosenP X). Qed.

Lemma msign_bounded X : bounded (msign X) 1.
Proof. by have [UU VV _ _] := chosenP X; apply: isometry_bounded. Qed.

Lemma spectral_msign_le1 X : spectral (msign X) <= 1.
Proof. by apply/spectral_is_the_least_bound => //; apply: msign_bounded. Qed.

Lemma nuclear_ge0 X : 0 <= nuclear X.
Proof. by apply: sumr_ge0 => i _; have [_ _ s_gt0 _] := chosenP X; rewrite ltW. Qed.

Theorem nuclear_eq0 X : nuclear X = 0 <-> X = 0.
Proof.
split=> [E|->]; last by rewrite -msign_attains /inner trmx0 mul0mx mxtrace0.
apply/eqP; rewrite -inner_eq0 eq_le inner_ge0 andbT.
by have := hoelder X X; rewrite E mulr0.
Qed.

Theorem spectral_msign X : X != 0 -> spectral (msign X) = 1.
Proof.
move=> X_neq0; apply/eqP; rewrite eq_le spectral_msign_le1 /=.
have nuc_gt0 : 0 < nuclear X.
  by rewrite lt0r nuclear_ge0 andbT; apply: contraNneq X_neq0 => /nuclear_eq0 ->.
have := hoelder X (msign X); rewrite msign_attains.
by rewrite -{1}[nuclear X]mul1r ler_pmul2r.
Qed.

(* No choice matters. *)
Theorem nuclear_of_svd k (U : 'M[R]_(m, k)) s V X : svd U s V X -> nuclear X = \sum_i s 0 i.
Proof.
move=> H; have C := chosenP X; have [UU VV _ _] := H.
apply/eqP; rewrite eq_le; apply/andP; split.
  rewrite -msign_attains -[leRHS]mul1r.
  by apply: hoelder_of_svd H _ _ => //; apply: msign_bounded.
rewrite -(inner_polar H) -[leRHS]mul1r.
exact: hoelder_of_svd C ler01 (isometry_bounded UU VV).
Qed.

Theorem spectral_of_svd k (U : 'M[R]_(m, k)) s V X : svd U s V X -> spectral X = largest s.
Proof.
move=> H; have L : 0 <= largest s by case: H => _ _ s_gt0 _; apply: largest_ge0.
apply/eqP; rewrite eq_le; apply/andP; split.
  apply/spectral_is_the_least_bound => //; apply: (bounded_by_values H L).
  exact/largest_leP.
apply/largest_leP; rewrite ?spectral_ge0 // => i.
exact: values_bounded H (spectral_ge0 X) (@bounded_by_spectral X).
Qed.

Theorem msign_of_svd k (U : 'M[R]_(m, k)) s V X : svd U s V X -> msign X = U *m V^T.
Proof.
move=> H; have [UU VV s_gt0 XE] := H; have [UU' VV' s_gt0' XE'] := chosenP X.
have E : msign X *m V = U.
  by apply: (aligned H (@msign_bounded X)); rewrite msign_attains (nuclear_of_svd H).
have XVV : X *m V *m V^T = X.
  by rewrite XE /assembled -!mulmxA (mulmxA _ V) VV mul1mx.
suff <- : msign X *m V *m V^T = msign X by rewrite E.
by rewrite /msign (right_vectors_of (chosenP X)) -!mulmxA (mulmxA X) XVV.
Qed.
End Norms.
