(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let f send [0, 1] into itself with 1 - f(x)^2 <= (1 - x^2)^k there.  For every T
   and x in [l, 1], 0 <= l, the composition f^T of T of them has
     0 <= 1 - f^T(x) <= 1 - f^T(x)^2 <= (1 - l^2)^(k^T).
   The Taylor cubic (3 x - x^3)/2 has k = 2 and the quintic (15 x - 10 x^3 + 3 x^5)/8 has k = 3.
   So for all real matrices with spectrum in [l, 1] T such steps end within (1 - l^2)^(2^T), or
   (1 - l^2)^(3^T), of msign X in the spectral norm; and so, on [l, 1], does the best
   composition of T odd polynomials of that degree.

   Source.  Amsel, Persson, Musco, Gower, arXiv:2505.16932, Theorem 4.3, with the exponent
   (q + 1)^T, d = 2 q + 1; catalogue 3.13.  1 - f <= (1 - f)(1 + f);
     1 - f^2 = (1 - x^2)^2 (4 - x^2)/4,  (1 - x^2)^3 (64 - 33 x^2 + 9 x^4)/64.

   Not claimed.  Rounding: real arithmetic only.  Degrees above 5: the certificates of
   taylor-family have 1 - f^2 <= (1 - x^2)^k for k up to 9. *)
From Coq Require Import Reals Lra Psatz.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import singular_values nuclear_spectral spectra chains_on_matrices.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Section Composition.
Variables (f : R -> R) (k : nat).
Hypothesis stays : forall x, 0 <= x <= 1 -> 0 <= f x <= 1.
Hypothesis residual : forall x, 0 <= x <= 1 -> 1 - f x ^ 2 <= (1 - x ^ 2) ^ k.

Lemma square_in x : 0 <= x <= 1 -> 0 <= 1 - x ^ 2 <= 1.
Proof. by move=> H; split; nra. Qed.

Theorem composition_residual T x : 0 <= x <= 1 ->
  0 <= iter T f x <= 1 /\ 1 - iter T f x ^ 2 <= (1 - x ^ 2) ^ expn k T.
Proof.
move=> in01; elim: T => [|T [IH bound]].
  by split=> //; rewrite -[expn k 0]/1%N pow_1; apply: Rle_refl.
split; first exact: stays; apply: Rle_trans (residual IH) _.
rewrite expnSr -multE pow_mult; apply: pow_incr; split=> //.
by case: (square_in IH).
Qed.

Theorem composition_error T l x : 0 <= l -> l <= x <= 1 ->
  0 <= 1 - iter T f x <= (1 - l ^ 2) ^ expn k T.
Proof.
move=> l_ge0 [lx x1]; have in01 : 0 <= x <= 1 by lra.
have [[lo hi] bound] := composition_residual T in01; split; first lra.
have : 1 - iter T f x <= 1 - iter T f x ^ 2 by nra.
have : (1 - x ^ 2) ^ expn k T <= (1 - l ^ 2) ^ expn k T; last lra.
by apply: pow_incr; split; [case: (square_in in01) | nra].
Qed.

(* f as a row of odd coefficients *)
Variable row : seq R.
Hypothesis row_is_f : forall x, odd row x = f x.

Lemma odd_steps_nseq T x : odd_steps (nseq T row) x = iter T f x.
Proof.
elim: T x => [//|T IH] x.
by rewrite -[LHS]/(odd_steps (nseq T row) (odd row x)) IH row_is_f iterSr.
Qed.

Theorem composition_on_matrices m n (X : 'M[R]_(m, n)) T l :
  0 <= l <= 1 -> spectrum_in X l 1 ->
  spectral (odd_steps_mx (nseq T row) X - msign X)%R <= (1 - l ^ 2) ^ expn k T.
Proof.
move=> [l_ge0 l1] H; have /RleP l0 := l_ge0; have /RleP one0 := Rle_0_1.
have e_ge0 : 0 <= (1 - l ^ 2) ^ expn k T by apply: pow_le; nra.
apply/RleP; apply: (distance_on_all_matrices l0 one0 _ _ H); first exact/RleP.
move=> x /andP [/RleP lx /RleP x1]; rewrite odd_steps_nseq; apply/RleP; apply: Rabs_le.
have [] := composition_error T l_ge0 (conj lx x1).
by change (0 <= 1 - iter T f x -> 1 - iter T f x <= (1 - l ^ 2) ^ expn k T ->
  - (1 - l ^ 2) ^ expn k T <= iter T f x - 1 <= (1 - l ^ 2) ^ expn k T); lra.
Qed.
End Composition.

Definition cubic_row : seq R := [:: 3 / 2; - 1 / 2].
Definition quintic_row : seq R := [:: 15 / 8; - 10 / 8; 3 / 8].

Theorem cubic_compositions m n (X : 'M[R]_(m, n)) T l : 0 <= l <= 1 -> spectrum_in X l 1 ->
  spectral (odd_steps_mx (nseq T cubic_row) X - msign X)%R <= (1 - l ^ 2) ^ expn 2 T.
Proof.
apply: (@composition_on_matrices (fun x => (3 * x - x ^ 3) / 2)).
- move=> x H; have S : 0 <= x ^ 2 <= 1 by nra.
  have A : 0 <= x * (3 - x ^ 2) by apply: Rmult_le_pos; lra.
  have B : 0 <= (1 - x) ^ 2 * (2 + x) by apply: Rmult_le_pos; [apply: pow2_ge_0 | lra].
  lra.
- move=> x H; have S : 0 <= x ^ 2 by apply: pow2_ge_0.
  have -> : 1 - ((3 * x - x ^ 3) / 2) ^ 2 = (1 - x ^ 2) ^ 2 * ((4 - x ^ 2) / 4) by field.
  have P : 0 <= (1 - x ^ 2) ^ 2 by apply: pow2_ge_0.
  nra.
- by move=> x; change (3 / 2 * x + (- 1 / 2 * x + 0 * (x * x)) * (x * x) = (3 * x - x ^ 3) / 2);
    field.
Qed.

Theorem quintic_compositions m n (X : 'M[R]_(m, n)) T l : 0 <= l <= 1 -> spectrum_in X l 1 ->
  spectral (odd_steps_mx (nseq T quintic_row) X - msign X)%R <= (1 - l ^ 2) ^ expn 3 T.
Proof.
apply: (@composition_on_matrices (fun x => (15 * x - 10 * x ^ 3 + 3 * x ^ 5) / 8)).
- move=> x H; have S : 0 <= x ^ 2 <= 1 by nra.
  have A : 0 <= x * (15 - 10 * x ^ 2 + 3 * (x ^ 2) ^ 2).
    by apply: Rmult_le_pos; [lra | nra].
  split; first lra.
  have -> : (15 * x - 10 * x ^ 3 + 3 * x ^ 5) / 8 =
    1 - (1 - x) ^ 3 * ((8 + 9 * x + 3 * x ^ 2) / 8) by field.
  have P : 0 <= (1 - x) ^ 3 by apply: pow_le; lra.
  have Q : 0 <= (8 + 9 * x + 3 * x ^ 2) / 8 by nra.
  by have := Rmult_le_pos _ _ P Q; lra.
- move=> x H; have S : 0 <= x ^ 2 <= 1 by nra.
  have -> : 1 - ((15 * x - 10 * x ^ 3 + 3 * x ^ 5) / 8) ^ 2 =
    (1 - x ^ 2) ^ 3 * ((64 - 33 * x ^ 2 + 9 * (x ^ 2) ^ 2) / 64) by field.
  have P : 0 <= (1 - x ^ 2) ^ 3 by apply: pow_le; lra.
  have Q : (64 - 33 * x ^ 2 + 9 * (x ^ 2) ^ 2) / 64 <= 1 by nra.
  by have := Rmult_le_compat_l _ _ _ P Q; lra.
- move=> x; change (15 / 8 * x + (- 10 / 8 * x + (3 / 8 * x + 0 * (x * x)) * (x * x)) *
    (x * x) = (15 * x - 10 * x ^ 3 + 3 * x ^ 5) / 8); field.
Qed.
