(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let quotients p_1/q_1, ..., p_T/q_T of formulas, p odd and q even or p even and q
   odd, send [a, b], 0 <= a, into [l, u], 0 < l, as the chain of a certificate proves.  Then
   there are rows of coefficients, of p and q, or of x p and x q, such that for all real m x n
   matrices X with spectrum in [a, b], and of rank n where a constant coefficient of some
   denominator is 0, the steps p(X) q(X)^-1 send X to a Y with spectrum in [l, u] and
   msign Y = msign X, and spectral (Y - msign X) <= e where 1 - e <= l and u <= 1 + e.

   Source.  quotient_steps.v, over the reals of Coq's standard library.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra List.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import formulas quotient_chains.
From muoncheck Require Import singular_values nuclear_spectral spectra quotient_steps.
Import Order.TTheory.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

(* The second where p is even and q odd. *)
Definition rows_of (r : seq R * seq R) (f : (R -> R) * (R -> R)) : Prop :=
  (forall x, odd r.1 x = f.1 x /\ even r.2 x = f.2 x) \/
  (f.2 0 = 0 /\ forall x, odd r.1 x = x * f.1 x /\ even r.2 x = x * f.2 x).

Definition sends_all_spectra (maps : quotients) (a b l u : R) :=
  exists rows, Forall2 rows_of rows maps /\
  forall m n (X : 'M[R]_(m, n)), spectrum_in X a b -> regular_at_zero rows \/ \rank X = n ->
  let Y := quotient_steps_mx rows X in
  spectrum_in Y l u /\ msign Y = msign X /\
  forall e, 1 - e <= l -> u <= 1 + e -> spectral (Y - msign X)%R <= e.

Definition row_of (f : formula * formula) : seq R * seq R :=
  if is_odd f.1 then (coefficients false f.1, coefficients true f.2)
  else (coefficients true f.1, 0 :: coefficients false f.2).
Definition is_odd_quotient (f : formula * formula) : bool :=
  if is_odd f.1 then is_even f.2 else is_even f.1 && is_odd f.2.

Lemma even_polynomial d x : even d x = polynomial d (x ^ 2).
Proof.
elim: d => [//|c d IH]; rewrite -[LHS]/(c + even d x * (x * x)) IH /=; ring.
Qed.
Lemma odd_polynomial c x : odd c x = x * polynomial c (x ^ 2).
Proof.
elim: c => [|a c IH]; first by rewrite /= Rmult_0_r.
rewrite -[LHS]/(a * x + odd c x * (x * x)) IH /=; ring.
Qed.

Lemma row_of_is f : is_odd_quotient f -> rows_of (row_of f) (meaning f.1, meaning f.2).
Proof.
rewrite /is_odd_quotient /row_of; case: (boolP (is_odd f.1)) => [op eq|_ /andP [ep oq]].
  by left=> x /=; rewrite odd_polynomial even_polynomial -odd_formula // -even_formula.
right; split=> [|x] /=; first by rewrite (odd_formula _ _ oq) Rmult_0_l.
rewrite -[X in _ /\ X]/(0 + even (coefficients false f.2) x * (x * x) = _).
rewrite odd_polynomial even_polynomial (even_formula _ _ ep) (odd_formula _ _ oq).
by split; ring.
Qed.

Lemma rows_run rows maps x : Forall2 rows_of rows maps -> positive_below maps x ->
  defined rows x /\ quotient_steps.quotient_steps rows x = through maps x.
Proof.
move=> H; elim: H x => [//|r [p q] rows' maps' rf _ IH] x /= [q0 rest].
suff [N ->] : even r.2 x != GRing.zero _ /\ quotient r x = p x / q x by have [] := IH _ rest.
have go c d k : k <> 0 -> odd r.1 x = c -> even r.2 x = d -> c = k * p x -> d = k * q x ->
    even r.2 x != GRing.zero _ /\ quotient r x = p x / q x.
  move=> k0 cE dE c' d'; have d0 : d <> 0.
    by rewrite d' => /Rmult_integral [|]; [|lra].
  have N : even r.2 x != GRing.zero _ by rewrite dE; apply/eqP.
  split=> //; rewrite /quotient -RdivE // cE dE c' d'.
  change (k * p x / (k * q x) = p x / q x :> R); field; split; [lra|exact: k0].
case: rf => [/(_ x) [c d]|[z /(_ x) [c d]]].
  by apply: (go _ _ 1 _ c d) => /=; [lra|ring|ring].
by apply: (go _ _ x _ c d) => // x0; rewrite x0 /= in z q0; lra.
Qed.

Theorem quotients_send_spectra fs a b l u :
  List.forallb is_odd_quotient fs = true -> 0 <= a <= b -> 0 < l ->
  sends (meanings fs) a b l u -> sends_all_spectra (meanings fs) a b l u.
Proof.
move=> odds [a0 ab] l0 chain; exists (List.map row_of fs); set rows := List.map _ _.
have rf : Forall2 rows_of rows (meanings fs).
  rewrite {chain}/rows; elim: fs odds => [|f fs IH] /=; first by constructor.
  by case/andP => /row_of_is h /IH; constructor.
split=> // m n X H regular Y; have [_ [la ua]] := chain a (conj (Rle_refl a) ab).
have u0 : 0 <= u by lra.
have b0 : 0 <= b by lra.
have chain' x : (a <= x <= b)%R ->
    defined rows x /\ (l <= quotient_steps.quotient_steps rows x <= u)%R.
  move=> /andP [/RleP ax /RleP xb]; have [pos [lo hi]] := chain x (conj ax xb).
  by have [D ->] := rows_run rf pos; split=> //; apply/andP; split; apply/RleP.
move: a0 b0 l0 u0 => /RleP a0 /RleP b0 /RltP l0 /RleP u0.
have [SY sY dY] := quotients_on_all_matrices a0 b0 l0 chain' regular u0 H.
split=> //; split=> // e below above; have e0 : 0 <= e by lra.
by apply/RleP; apply: dY; apply/RleP.
Qed.
