(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For square matrices over a numeric field, p >= 1, T = ((p + 1) I - M) / p, the
   coupled Newton step  X' = X T,  M' = M T^p  of the inverse p-th root keeps M = X^p A where X
   commutes with A, and with R = I - M
     I - M' = a(R),  a(x) = 1 - (1 - x) (1 + x/p)^p,  a_i >= 0,  a_0 = a_1 = 0,  sum a_i = 1,
   so that |I - M'| <= |R|^2 in the spectral norm of real matrices where |R| <= 1.  The coupled
   Newton-Schulz step  Y' = Y T, Z' = T Z, T = (3 I - Z Y) / 2, keeps Y = A Z where Z commutes
   with A, and with R = I - Z Y
     I - Z' Y' = R^2 (3 I + R) / 4.

   Source.  Guo, Higham, SIAM J. Matrix Anal. Appl. 28, 2006; Higham, Functions of Matrices,
   2008, Sections 6.3 and 7.3.  a_i = C(p, i-1) p^(1-i) - C(p, i) p^(-i) for i >= 1, which is
   >= 0 as i C(p, i) = (p - i + 1) C(p, i-1).  Catalogue 1.5, 3.23, 3.24.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import newton_schulz nuclear_spectral norm_duality newton_rates.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Pairs.
Variables (F : numFieldType) (n' : nat).
Implicit Types A M T X Y Z : 'M[F]_n'.+1.

Definition newton_factor p M := p%:R^-1 *: (p.+1%:R - M).

Lemma newton_factorE p M : (0 < p)%N -> newton_factor p M = 1 + p%:R^-1 *: (1 - M).
Proof.
move=> p_gt0; have p_neq0 : (p%:R : F) != 0 by rewrite pnatr_eq0 -lt0n.
rewrite /newton_factor -addn1 natrD -addrA scalerDr; congr (_ + _).
by rewrite -[X in _ *: X = _]scaler_nat scalerK.
Qed.

Theorem coupled_newton_pair p A M X :
  GRing.comm X A -> M = X ^+ p * A ->
  let T := newton_factor p M in
  GRing.comm (X * T) A /\ M * T ^+ p = (X * T) ^+ p * A.
Proof.
move=> XA ME T.
have MX : GRing.comm X M by rewrite ME; apply: commrM; [apply/commrX|].
have MA : GRing.comm A M by rewrite ME; apply: commrM; [apply/commrX/commr_sym|].
have comm_T B : GRing.comm B M -> GRing.comm B T.
  move=> BM; rewrite /GRing.comm /T /newton_factor -scalerAr -scalerAl; congr (_ *: _).
  by rewrite mulrBr mulrBl BM -commr_nat.
have XT := comm_T X MX; have AT := comm_T A MA.
split; first by apply: commr_sym; apply: commrM; [apply: commr_sym|].
rewrite exprMn_comm // ME -!mulrA; congr (_ * _).
exact: commrX.
Qed.

Theorem coupled_schulz_pair A Y Z :
  GRing.comm Z A -> Y = A * Z ->
  let T := newton_factor 2 (Z * Y) in
  GRing.comm (T * Z) A /\ Y * T = A * (T * Z).
Proof.
move=> ZA YE T.
have W Q : GRing.comm Q Z -> GRing.comm Q A -> GRing.comm Q T.
  move=> QZ QA; rewrite /GRing.comm /T /newton_factor -scalerAr -scalerAl; congr (_ *: _).
  rewrite mulrBr mulrBl -commr_nat; congr (_ - _); apply: commrM => //.
  by rewrite YE; apply: commrM.
have ZT : GRing.comm Z T by apply: W.
have AT : GRing.comm A T by apply: W; [apply: commr_sym|].
split; first by apply: commr_sym; apply: commrM; [|apply: commr_sym].
by rewrite YE -mulrA ZT.
Qed.

Theorem coupled_schulz_residual Y Z :
  let R := 1 - Z * Y in let T := newton_factor 2 (Z * Y) in
  1 - (T * Z) * (Y * T) = 4%:R^-1 *: (R ^+ 2 * (3%:R + R)).
Proof.
move=> R T; rewrite -coupled_square_root_residual; congr (1 - _).
have TE : T = 1 + 2%:R^-1 *: R by rewrite /T newton_factorE.
have comm : GRing.comm T (Z * Y).
  rewrite /GRing.comm /T /newton_factor -scalerAr -scalerAl; congr (_ *: _).
  by rewrite mulrBr mulrBl commr_nat.
by rewrite mulrA -(mulrA T) comm -mulrA -TE expr2.
Qed.
End Pairs.

Section Residual.
Variables (F : numFieldType) (p : nat).
Hypothesis p_gt0 : (0 < p)%N.

Definition growth : {poly F} := (1 + p%:R^-1 *: 'X) ^+ p.
Definition residual : {poly F} := 1 - (1 - 'X) * growth.

Lemma growth_coef i : growth`_i = p%:R^-1 ^+ i *+ 'C(p, i).
Proof.
rewrite /growth exprDn coef_sum.
under eq_bigr => j _ do rewrite expr1n mul1r exprZn coefMn coefZ coefXn.
have [le_ip|lt_pi] := leqP i p.
  rewrite (bigD1 (Ordinal (le_ip : (i < p.+1)%N))) //= eqxx mulr1 big1 ?addr0 // => j.
  by rewrite -val_eqE /= eq_sym => /negPf ->; rewrite mulr0 mul0rn.
rewrite bin_small // mulr0n big1 // => j _.
by rewrite gtn_eqF ?mulr0 ?mul0rn // (leq_trans _ lt_pi).
Qed.

Lemma residual_coefS i : residual`_i.+1 =
  p%:R^-1 ^+ i *+ 'C(p, i) - p%:R^-1 ^+ i.+1 *+ 'C(p, i.+1).
Proof.
rewrite /residual mulrBl mul1r coefB coef1 coefB coefXM /= !growth_coef.
by rewrite sub0r opprB.
Qed.

Lemma residual_coef0 : residual`_0 = 0.
Proof.
rewrite /residual mulrBl mul1r coefB coef1 coefB coefXM /= growth_coef.
by rewrite subr0 expr0 bin0 subrr.
Qed.

Lemma p_inverse : (p%:R : F)^-1 * p%:R = 1.
Proof. by rewrite mulVf // pnatr_eq0 -lt0n. Qed.

Lemma residual_coef1 : residual`_1 = 0.
Proof. by rewrite residual_coefS expr0 expr1 bin0 bin1 mulr1n -mulr_natr p_inverse subrr. Qed.

Theorem residual_coef_ge0 i : 0 <= residual`_i.
Proof.
case: i => [|i]; first by rewrite residual_coef0.
rewrite residual_coefS subr_ge0 -(mulr_natr _ 'C(p, i)) -(mulr_natr _ 'C(p, i.+1)) exprSr.
rewrite -mulrA.
rewrite ler_wpmul2l ?exprn_ge0 ?invr_ge0 ?ler0n //.
have -> : ('C(p, i)%:R : F) = p%:R^-1 * (p * 'C(p, i))%:R.
  by rewrite natrM mulrA p_inverse mul1r.
rewrite ler_wpmul2l ?invr_ge0 ?ler0n // ler_nat.
apply: (@leq_trans (i.+1 * 'C(p, i.+1))); first by rewrite leq_pmull.
by rewrite mul_bin_left leq_mul2r leq_subr orbT.
Qed.

Theorem residual_sums_to_one : residual.[1] = 1.
Proof. by rewrite /residual !hornerE subrr mul0r subr0. Qed.

Theorem coupled_residual n' (M : 'M[F]_n'.+1) :
  1 - M * newton_factor p M ^+ p = horner_mx (1 - M) residual.
Proof.
rewrite /residual /growth rmorphB rmorph1 rmorphM rmorphX rmorphB rmorphD !rmorph1 /=.
by rewrite horner_mxZ horner_mx_X subKr newton_factorE.
Qed.
End Residual.

Theorem coupled_residual_squares (R : rcfType) p n' (M : 'M[R]_n'.+1) : (0 < p)%N ->
  spectral (1 - M) <= 1 ->
  spectral (1 - M * newton_factor p M ^+ p) <= spectral (1 - M) ^+ 2.
Proof.
move=> p_gt0 small; rewrite coupled_residual //; set E := 1 - M; set a := residual R p.
have a_ge0 i : 0 <= a`_i by apply: residual_coef_ge0.
have -> : horner_mx E a = \sum_(i < size a) a`_i *: E ^+ i.
  rewrite -{1}[a]coefK poly_def rmorph_sum; apply: eq_bigr => i _.
  by rewrite /= horner_mxZ rmorphX /= horner_mx_X.
have <- : \sum_(i < size a) a`_i * spectral E ^+ 2 = spectral E ^+ 2.
  rewrite -mulr_suml -[RHS]mul1r; congr (_ * _).
  rewrite -(residual_sums_to_one R p) horner_coef.
  by apply: eq_bigr => i _; rewrite expr1n mulr1.
have zero : spectral (0 : 'M[R]_n'.+1) = 0 by apply/spectral_eq0.
have term i : spectral (a`_i *: E ^+ i) <= a`_i * spectral E ^+ 2.
  case: i => [|[|i]].
  - by rewrite /a residual_coef0 scale0r zero mul0r.
  - by rewrite /a residual_coef1 // scale0r zero mul0r.
  apply: below_scale => //; apply: le_trans (below_exp _ (lexx _)) _.
  by apply: ler_wiexpn2l; rewrite ?spectral_ge0.
elim/big_rec2: _ => [|i b B _ IH]; first by rewrite zero.
exact: below_add.
Qed.
