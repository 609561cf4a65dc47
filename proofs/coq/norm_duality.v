(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  On real m x n matrices (nuclear_spectral.v):
     nuclear and spectral are norms; spectral (X Y) <= spectral X spectral Y, and both are the
     same for X and X^T;
     duality  <X, Z> <= r nuclear X for all X  iff  spectral Z <= r  (r >= 0),
              <X, Z> <= r spectral Z for all Z  iff  nuclear X <= r;
     both maxima are attained: spectral Z by <u v^T, Z> at the pair with Z v = spectral Z u, of
     nuclear norm 1, and nuclear X by <X, msign X>.

   Source.  Horn, Johnson, Matrix Analysis, 2013, Section 5.6; catalogue 0.1, 0.2.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values svd inner_product bounded_matrices.
From muoncheck Require Import nuclear_spectral.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Norms.
Variables (R : rcfType) (m n : nat).
Implicit Types X Y Z : 'M[R]_(m, n).

Lemma pairing_below X Z r : 0 <= r -> spectral Z <= r -> inner X Z <= r * nuclear X.
Proof.
by move=> r_ge0 H; apply: le_trans (hoelder X Z) _; rewrite ler_wpmul2r ?nuclear_ge0.
Qed.

Theorem nuclear_triangle X Y : nuclear (X + Y) <= nuclear X + nuclear Y.
Proof.
rewrite -(msign_attains (X + Y)) innerDl; have L := spectral_msign_le1 (X + Y).
by apply: ler_add; rewrite -[leRHS]mul1r; apply: (pairing_below _ ler01 L).
Qed.

Lemma nuclear_scale_below a X : nuclear (a *: X) <= `|a| * nuclear X.
Proof.
rewrite -(msign_attains (a *: X)) innerZl -innerZr.
apply: pairing_below; first exact: normr_ge0.
apply/spectral_is_the_least_bound => [|v]; first exact: normr_ge0.
rewrite -scalemxAl innerZl innerZr mulrA -expr2 real_normK ?num_real //.
rewrite ler_wpmul2l ?sqr_ge0 //; have := msign_bounded (a *: X) v.
by rewrite expr1n mul1r.
Qed.

Theorem nuclear_scale a X : nuclear (a *: X) = `|a| * nuclear X.
Proof.
apply/eqP; rewrite eq_le nuclear_scale_below /=.
have [->|a_neq0] := eqVneq a 0; first by rewrite normr0 mul0r nuclear_ge0.
rewrite -ler_pdivl_mull ?normr_gt0 // -normfV.
by rewrite -{1}(scalerK a_neq0 X) nuclear_scale_below.
Qed.

Theorem spectral_scale a X : spectral (a *: X) = `|a| * spectral X.
Proof.
have below b Y : spectral (b *: Y) <= `|b| * spectral Y.
  apply/spectral_is_the_least_bound; rewrite ?mulr_ge0 ?spectral_ge0 // => v.
  rewrite -scalemxAl innerZl innerZr [leLHS]mulrA -expr2 exprMn real_normK ?num_real //.
  by rewrite -[leRHS]mulrA ler_wpmul2l ?sqr_ge0 // bounded_by_spectral.
apply/eqP; rewrite eq_le below /=.
have [->|a_neq0] := eqVneq a 0; first by rewrite normr0 mul0r spectral_ge0.
by rewrite -ler_pdivl_mull ?normr_gt0 // -normfV -{1}(scalerK a_neq0 X) below.
Qed.

(* u v^T for unit vectors: the extreme points of the ball of the nuclear norm. *)
Lemma unit_pair (u : 'cV[R]_m) (v : 'cV[R]_n) :
  inner u u = 1 -> inner v v = 1 -> svd u (const_mx 1) v (u *m v^T).
Proof.
have unit p (w : 'cV[R]_p) : inner w w = 1 -> w^T *m w = 1%:M.
  by rewrite /inner /mxtrace big_ord1 => E; rewrite [LHS]mx11_scalar E.
move=> uu vv; split; [exact: unit|exact: unit|by move=> i; rewrite mxE|].
by rewrite /assembled diag_const_mx mulmx1.
Qed.

Lemma nuclear_unit_pair (u : 'cV[R]_m) (v : 'cV[R]_n) :
  inner u u = 1 -> inner v v = 1 -> nuclear (u *m v^T) = 1.
Proof.
by move=> uu vv; rewrite (nuclear_of_svd (unit_pair uu vv)) big_ord1 mxE.
Qed.

Lemma inner_unit_pair (u : 'cV[R]_m) (v : 'cV[R]_n) Z :
  inner (u *m v^T) Z = inner u (Z *m v).
Proof. by rewrite inner_sym inner_mulmxl trmxK inner_sym. Qed.

Lemma largest_value k (U : 'M[R]_(m, k)) s V Z :
  svd U s V Z -> Z != 0 -> exists i, s 0 i = largest s.
Proof.
case: k U s V => [|k] U s V [_ _ s_gt0 ->].
  by case/eqP; rewrite /assembled thinmx0 !mul0mx.
move=> _; case: (@arg_maxP _ _ _ ord0 predT (fun i => s 0 i) isT) => i _ le_i; exists i.
apply/eqP; rewrite eq_le; apply/andP; split.
  exact: (largest_leP s (largest_ge0 s_gt0)).1 (lexx _) i.
by apply/largest_leP => [|j]; [exact: ltW | exact: le_i].
Qed.

Theorem spectral_attained Z : Z != 0 -> exists (u : 'cV[R]_m) (v : 'cV[R]_n),
  [/\ inner u u = 1, inner v v = 1, Z *m v = spectral Z *: u & inner (u *m v^T) Z = spectral Z].
Proof.
move=> Z_neq0; have [UU VV s_gt0 _] := chosenP Z.
have [i Hi] := largest_value (chosenP Z) Z_neq0.
have E := singular_pair i (chosenP Z); rewrite Hi -/(spectral Z) in E.
exists (col i (left_vectors Z)), (col i (right_vectors Z)).
by rewrite inner_unit_pair E innerZr !inner_columns // mulr1.
Qed.

Theorem outside_dual_ball Z : 1 < spectral Z -> exists Y, nuclear Y < inner Y Z.
Proof.
move=> large; have [|u [v [uu vv _ E]]] := @spectral_attained Z.
  apply: contraTneq large => ->; rewrite -leNgt; apply: le_trans ler01.
  apply/spectral_is_the_least_bound => // v; rewrite mul0mx /inner mulmx0 mxtrace0 expr0n.
  by rewrite mul0r.
by exists (u *m v^T); rewrite E nuclear_unit_pair.
Qed.

Theorem dual_of_nuclear Z r :
  0 <= r -> ((forall X, inner X Z <= r * nuclear X) <-> spectral Z <= r).
Proof.
move=> r_ge0; split=> [H|le_r X]; last exact: pairing_below.
have [UU VV s_gt0 _] := chosenP Z; apply/largest_leP => // i.
have uu := inner_columns i UU; have vv := inner_columns i VV.
have := H (col i (left_vectors Z) *m (col i (right_vectors Z))^T).
rewrite nuclear_unit_pair // mulr1 inner_unit_pair (singular_pair i (chosenP Z)).
by rewrite innerZr uu mulr1.
Qed.

Theorem dual_of_spectral X r :
  0 <= r -> ((forall Z, inner X Z <= r * spectral Z) <-> nuclear X <= r).
Proof.
move=> r_ge0; split=> [/(_ (msign X))|le_r Z].
  rewrite msign_attains => /le_trans; apply.
  by rewrite -[leRHS]mulr1 ler_wpmul2l // spectral_msign_le1.
by apply: le_trans (hoelder X Z) _; rewrite mulrC ler_wpmul2r ?spectral_ge0.
Qed.

Theorem spectral_triangle X Y : spectral (X + Y) <= spectral X + spectral Y.
Proof.
apply/dual_of_nuclear => [|Z]; first by rewrite addr_ge0 ?spectral_ge0.
by rewrite innerDr mulrDl ler_add // hoelder.
Qed.

Theorem spectral_eq0 X : spectral X = 0 <-> X = 0.
Proof.
split=> [E|->]; last first.
  by apply/eqP; rewrite eq_le spectral_ge0 andbT -(scale0r 0) spectral_scale normr0 mul0r.
apply/eqP; rewrite -inner_eq0 eq_le inner_ge0 andbT.
by have := hoelder X X; rewrite E mul0r.
Qed.

End Norms.

Section Shapes.
Variable R : rcfType.

Lemma svd_tr m n k (U : 'M[R]_(m, k)) s (V : 'M[R]_(n, k)) X :
  svd U s V X -> svd V s U X^T.
Proof.
by move=> [UU VV s_gt0 ->]; split; rewrite // /assembled !trmx_mul trmxK tr_diag_mx mulmxA.
Qed.

Theorem nuclear_tr m n (X : 'M[R]_(m, n)) : nuclear X^T = nuclear X.
Proof. exact: nuclear_of_svd (svd_tr (chosenP X)). Qed.

Theorem spectral_tr m n (X : 'M[R]_(m, n)) : spectral X^T = spectral X.
Proof. exact: spectral_of_svd (svd_tr (chosenP X)). Qed.

Theorem msign_tr m n (X : 'M[R]_(m, n)) : msign X^T = (msign X)^T.
Proof. by rewrite (msign_of_svd (svd_tr (chosenP X))) /msign trmx_mul trmxK. Qed.

Theorem spectral_mul m n p (X : 'M[R]_(m, n)) (Y : 'M[R]_(n, p)) :
  spectral (X *m Y) <= spectral X * spectral Y.
Proof.
apply/spectral_is_the_least_bound => [|v]; first by rewrite mulr_ge0 ?spectral_ge0.
rewrite -mulmxA exprMn -mulrA; apply: le_trans (bounded_by_spectral X (Y *m v)) _.
by rewrite ler_wpmul2l ?sqr_ge0 // bounded_by_spectral.
Qed.
End Shapes.
