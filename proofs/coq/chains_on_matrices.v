(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let the maps f_1, ..., f_T of the reals be odd quintics or cubics, row (f_i)
   their coefficients, and let f_T o ... o f_1 send [l, u] into [l', u'], as the chain of a
   certificate proves.  Then for all real matrices X, of any shape, T steps with these rows
     send a spectrum in [l, u] into [l', u'], leave msign X as it is, and end within e of it in
     the spectral norm, 1 - e <= l' and u' <= 1 + e, where l' > 0;
     keep X of spectral norm <= u at spectral norm <= r, where l = 0 and -r <= l', u' <= r.

   Source.  spectra.v, over the reals of Coq's standard library.  From the values at 1, 2, 3 of
   f(x) = a x + b x^3 + c x^5:  d1 = f(2)/2 - f(1) = 3 b + 15 c,
   d2 = f(3)/3 - f(1) = 8 b + 80 c,  c = (3 d2 - 8 d1)/120.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
Import Order.TTheory.
From muoncheck Require Import singular_values nuclear_spectral spectra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Definition coefficient5 (f : R -> R) := (3 * (f 3 / 3 - f 1) - 8 * (f 2 / 2 - f 1)) / 120.
Definition coefficient3 (f : R -> R) := (f 2 / 2 - f 1 - 15 * coefficient5 f) / 3.
Definition coefficient1 (f : R -> R) := f 1 - coefficient3 f - coefficient5 f.
Definition row (f : R -> R) : seq R := [:: coefficient1 f; coefficient3 f; coefficient5 f].

Definition is_odd_quintic (f : R -> R) := forall x,
  f x = coefficient1 f * x + coefficient3 f * x ^ 3 + coefficient5 f * x ^ 5.

Fixpoint all_odd_quintics (maps : seq (R -> R)) : Prop :=
  if maps is f :: rest then is_odd_quintic f /\ all_odd_quintics rest else True.

Definition steps (maps : seq (R -> R)) (x : R) : R := foldl (fun y f => f y) x maps.

Lemma odd_row f x : is_odd_quintic f -> odd (row f) x = f x.
Proof.
move=> H; rewrite (H x) /row; move: (coefficient1 f) (coefficient3 f) (coefficient5 f) => a b c.
change (a * x + (b * x + (c * x + 0 * (x * x)) * (x * x)) * (x * x) =
  a * x + b * x ^ 3 + c * x ^ 5); ring.
Qed.

Lemma odd_steps_rows maps x : all_odd_quintics maps ->
  odd_steps (map row maps) x = steps maps x.
Proof.
elim: maps x => [//|f rest IH] x [Hf Hrest].
by rewrite -[LHS]/(odd_steps (map row rest) (odd (row f) x)) odd_row // IH.
Qed.

Definition sends_spectra (maps : seq (R -> R)) (l u l' u' : R) :=
  forall m n (X : 'M[R]_(m, n)), spectrum_in X l u ->
  let Y := odd_steps_mx (map row maps) X in
  spectrum_in Y l' u' /\ msign Y = msign X /\
  forall e, 1 - e <= l' -> u' <= 1 + e -> spectral (Y - msign X)%R <= e.

Theorem chain_sends_spectra maps l u l' u' :
  0 <= l <= u -> 0 < l' -> all_odd_quintics maps ->
  (forall x, l <= x <= u -> l' <= steps maps x <= u') -> sends_spectra maps l u l' u'.
Proof.
move=> [l_ge0 lu] l'_gt0 odds chain m n X H Y.
have [lu' ul'] := chain l (conj (Rle_refl l) lu).
have u'_ge0 : 0 <= u' by lra.
have u_ge0 : 0 <= u by lra.
move: l_ge0 u_ge0 => /RleP l_ge0 /RleP u_ge0.
have [in_l'u' same] : spectrum_in Y l' u' /\ msign Y = msign X.
  apply: (chain_on_all_matrices l_ge0 u_ge0 _ _ _ H); [exact/RltP|exact/RleP|].
  move=> x /andP [/RleP lx /RleP xu]; rewrite odd_steps_rows //.
  by have [lo hi] := chain x (conj lx xu); apply/andP; split; apply/RleP.
split=> //; split=> // e below above; apply/RleP.
have e_ge0 : 0 <= e by lra.
apply: (distance_on_all_matrices l_ge0 u_ge0 _ _ H); first exact/RleP.
move=> x /andP [/RleP lx /RleP xu]; rewrite odd_steps_rows //.
have [lo hi] := chain x (conj lx xu); apply/RleP; apply: Rabs_le.
change (- e <= steps maps x - 1 <= e); lra.
Qed.

Definition keeps_bounded (maps : seq (R -> R)) (u r : R) :=
  forall m n (X : 'M[R]_(m, n)), spectral X <= u ->
  spectral (odd_steps_mx (map row maps) X) <= r.

Theorem chain_keeps_bounded maps u l' u' r :
  0 <= u -> 0 <= r -> - r <= l' -> u' <= r -> all_odd_quintics maps ->
  (forall x, 0 <= x <= u -> l' <= steps maps x <= u') -> keeps_bounded maps u r.
Proof.
move=> /RleP u_ge0 /RleP r_ge0 le_l' le_r odds chain m n X /RleP le_u; apply/RleP.
apply: (bound_on_all_matrices (lexx 0) u_ge0 r_ge0) => [x /andP [/RleP x0 /RleP xu]|].
  rewrite odd_steps_rows //; have [lo hi] := chain x (conj x0 xu).
  by apply/RleP; apply: Rabs_le; split; [apply: Rle_trans le_l' lo | apply: Rle_trans hi le_r].
split; first by apply/spectral_is_the_least_bound.
by move=> w; rewrite GRing.expr0n GRing.mul0r inner_product.inner_ge0.
Qed.
