(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For coefficients c of x, x^3, ... and d of 1, x^2, ... let the step of an m x n
   matrix X be p(X) q(X)^-1, p(X) = c_0 X + c_1 X X^T X + ..., q(X) = d_0 I + d_1 X^T X + ...
   Let X = U diag(s) V^T, U^T U = I, V^T V = I, q(s_i) != 0, and d_0 != 0 or V square.  Then
   q(X) is invertible and the step is U diag(p(s_i)/q(s_i)) V^T; and so on step after step.
   So if steps send [l, u], 0 <= l, into [l', u'], 0 < l', without a zero of q on the way, then
   for all X with spectrum in [l, u] the steps' Y has a spectrum in [l', u'], msign Y = msign X,
   and spectral (Y - msign X) <= e where |1 - y| <= e on [l', u'].

   Source.  q(X) = d_0 (I - V V^T) + V diag(q(s_i)) V^T.  Higham, Functions of Matrices, 2008,
   Section 8.3; Nakatsukasa, Bai, Gygi 2010.  Catalogue 3.17 to 3.20.

   Rests on.  No axiom.

   Not claimed.  Rounding; how the inverse is computed. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values svd inner_product bounded_matrices.
From muoncheck Require Import nuclear_spectral norm_duality spectra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Steps.
Variable R : rcfType.

Fixpoint even (d : seq R) (x : R) : R :=
  if d is a :: rest then a + even rest x * x ^+ 2 else 0.
Fixpoint even_mx m n (d : seq R) (X : 'M[R]_(m, n)) : 'M[R]_n :=
  if d is a :: rest then a%:M + even_mx rest X *m (X^T *m X) else 0.

Definition quotient (r : seq R * seq R) (x : R) : R := odd r.1 x / even r.2 x.
Definition quotient_mx m n (r : seq R * seq R) (X : 'M[R]_(m, n)) :=
  odd_mx r.1 X *m invmx (even_mx r.2 X).

Definition quotient_steps (rows : seq (seq R * seq R)) (x : R) :=
  foldl (fun y r => quotient r y) x rows.
Definition quotient_steps_mx m n (rows : seq (seq R * seq R)) (X : 'M[R]_(m, n)) :=
  foldl (fun Y r => quotient_mx r Y) X rows.

(* No denominator is zero on the way from x. *)
Fixpoint defined rows x : Prop :=
  if rows is r :: rest then even r.2 x != 0 /\ defined rest (quotient r x) else True.

Section Assembled.
Variables (m n k : nat) (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Hypothesis UU : U^T *m U = 1%:M.
Hypothesis VV : V^T *m V = 1%:M.

Lemma even_mx_of_assembled d s : even_mx d (assembled U V s) =
  head 0 d *: (1%:M - V *m V^T) + V *m diag_mx (map_mx (even d) s) *m V^T.
Proof.
elim: d => [|a d IH] /=.
  have -> : map_mx (even [::]) s = 0 by apply/rowP => i; rewrite !mxE.
  by rewrite scale0r linear0 mulmx0 mul0mx addr0.
rewrite IH gram_of_assembled // mulmxDl -scalemxAl mulmxBl mul1mx !mulmxA.
rewrite -(mulmxA V V^T V) VV mulmx1 subrr scaler0 add0r.
rewrite -(mulmxA (V *m _) V^T V) VV mulmx1 -(mulmxA V (diag_mx _) (diag_mx _)) mulmx_diag.
rewrite scalerBr -scalemx1 -addrA; congr (_ + _).
have -> : a *: (V *m V^T) = V *m diag_mx (const_mx a) *m V^T.
  by rewrite diag_const_mx mul_mx_scalar -scalemxAl.
rewrite addrC -mulmxBl -mulmxBr -linearB; congr (_ *m _).
by congr (_ *m diag_mx _); apply/rowP => i; rewrite !mxE addrAC subrr add0r.
Qed.

Definition is_defined (d : seq R) := head 0 d != 0 \/ V *m V^T = 1%:M.

Lemma even_mx_unit d (s : 'rV_k) : is_defined d -> (forall i, even d (s 0 i) != 0) ->
  even_mx d (assembled U V s) \in unitmx.
Proof.
move=> D N; pose a := (head 0 d)^-1.
suff /mulmx1_unit [] : even_mx d (assembled U V s) *m (a *: (1%:M - V *m V^T) +
    V *m diag_mx (map_mx GRing.inv (map_mx (even d) s)) *m V^T) = 1%:M by [].
set P := 1%:M - V *m V^T; rewrite even_mx_of_assembled -/P.
have PV : P *m V = 0 by rewrite mulmxBl mul1mx -mulmxA VV mulmx1 subrr.
have VP : V^T *m P = 0 by rewrite mulmxBr mulmx1 mulmxA VV mul1mx subrr.
have PP : P *m P = P by rewrite {2}/P mulmxBr mulmx1 mulmxA PV mul0mx subr0.
have aP : head 0 d *: (a *: P) = P.
  case: D => [N0|full]; first by rewrite scalerA mulfV // scale1r.
  by rewrite /P full subrr !scaler0.
rewrite mulmxDl !mulmxDr -!scalemxAl -!scalemxAr PP aP !mulmxA PV !mul0mx scaler0 addr0.
rewrite -(mulmxA _ V^T P) VP mulmx0 scaler0 add0r.
rewrite -(mulmxA _ V^T V) VV mulmx1 -(mulmxA V (diag_mx _) (diag_mx _)) mulmx_diag.
have -> : (\row_i (map_mx (even d) s 0 i *
    map_mx GRing.inv (map_mx (even d) s) 0 i)) = const_mx 1.
  by apply/rowP => i; rewrite !mxE mulfV.
by rewrite diag_const_mx mulmx1 /P subrK.
Qed.

Theorem quotient_acts_on_singular_values r (s : 'rV_k) : is_defined r.2 ->
  (forall i, even r.2 (s 0 i) != 0) ->
  quotient_mx r (assembled U V s) = assembled U V (map_mx (quotient r) s).
Proof.
move=> D N; apply: (canLR (mulmxK (even_mx_unit D N))).
rewrite odd_polynomial_acts_on_singular_values // even_mx_of_assembled mulmxDr -scalemxAr.
have E : assembled U V (map_mx (quotient r) s) *m (1%:M - V *m V^T) = 0.
  by rewrite /assembled mulmxBr mulmx1 !mulmxA -(mulmxA _ V^T V) VV mulmx1 subrr.
rewrite E scaler0 add0r /assembled !mulmxA -(mulmxA _ V^T V) VV mulmx1.
rewrite -(mulmxA U (diag_mx _) (diag_mx _)) mulmx_diag.
by congr (U *m diag_mx _ *m _); apply/rowP => i; rewrite !mxE divfK.
Qed.

Theorem quotients_act_on_singular_values rows (s : 'rV_k) :
  (forall r, r \in rows -> is_defined r.2) -> (forall i, defined rows (s 0 i)) ->
  quotient_steps_mx rows (assembled U V s) = assembled U V (map_mx (quotient_steps rows) s).
Proof.
elim: rows s => [|r rows IH] s D N /=.
  by congr assembled; apply/rowP => i; rewrite !mxE.
rewrite quotient_acts_on_singular_values => [|//|i]; last by case: (N i).
  rewrite IH => [|r' H|i]; last by rewrite mxE; case: (N i).
    by congr assembled; apply/rowP => i; rewrite !mxE.
  by apply: D; rewrite in_cons H orbT.
by apply: D; rewrite mem_head.
Qed.
End Assembled.

Section Chain.
Variables (m n : nat) (rows : seq (seq R * seq R)) (l u : R).
Hypotheses (l_ge0 : 0 <= l) (u_ge0 : 0 <= u).
Implicit Type X : 'M[R]_(m, n).

(* Then no q(X) is singular where the rank is not full. *)
Definition regular_at_zero := forall r, r \in rows -> head 0 r.2 != 0.

Lemma right_vectors_square X : \rank X = n -> right_vectors X *m (right_vectors X)^T = 1%:M.
Proof.
have [UU VV _ XE] := chosenP X; move: (left_vectors X) (values X) (right_vectors X) UU VV XE.
move: (tag _) => k U s V UU VV XE full; have kn : k = n.
  apply/eqP; rewrite eqn_leq (columns_fit VV) /= -full XE /assembled.
  by apply: leq_trans (mxrankM_maxr _ _) _; rewrite rank_leq_row.
by subst k; apply: mulmx1C.
Qed.

Theorem quotients_on_all_matrices l' u' X : 0 < l' ->
  (forall x, l <= x <= u -> defined rows x /\ l' <= quotient_steps rows x <= u') ->
  regular_at_zero \/ \rank X = n -> 0 <= u' -> spectrum_in X l u ->
  let Y := quotient_steps_mx rows X in
  [/\ spectrum_in Y l' u', msign Y = msign X &
      forall e, 0 <= e -> 1 - e <= l' -> u' <= 1 + e -> spectral (Y - msign X) <= e].
Proof.
move=> l'_gt0 chain regular u'_ge0; have H := chosenP X; have [UU VV s_gt0 XE] := H.
move/(spectrum_in_iff_values H l_ge0 u_ge0) => le Y.
have YE : Y = assembled (left_vectors X) (right_vectors X)
    (map_mx (quotient_steps rows) (values X)).
  rewrite /Y {1}XE quotients_act_on_singular_values // => [r rin|i].
    by case: regular => [/(_ r rin)|/right_vectors_square] h; [left|right].
  by case: (chain _ (le i)).
have H' : svd (left_vectors X) (map_mx (quotient_steps rows) (values X)) (right_vectors X) Y.
  split=> // i; rewrite mxE; have [_ /andP [lo _]] := chain _ (le i).
  exact: lt_le_trans l'_gt0 lo.
split; [|by rewrite (msign_of_svd H')|move=> e e_ge0 below above].
  apply/(spectrum_in_iff_values H' (ltW l'_gt0) u'_ge0) => i.
  by rewrite mxE; case: (chain _ (le i)).
apply/spectral_is_the_least_bound => //; rewrite YE /msign distance_from_polar_factor.
apply: bounded_assembled => // i; rewrite !mxE ler_distl.
have [_ /andP [lo hi]] := chain _ (le i).
by rewrite (le_trans below lo) (le_trans hi above).
Qed.
End Chain.
End Steps.
