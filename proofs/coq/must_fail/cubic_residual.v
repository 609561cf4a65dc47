(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The residual of the cubic step with a wrong coefficient. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import newton_schulz.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Goal forall (F : numFieldType) m n' (X : 'M[F]_(m, n'.+1)),
  let G := X^T *m X in let E := 1%:M - G in
  let X' := X *m (2^-1 *: (3%:R - G)) in
  1%:M - X'^T *m X' =
  4^-1 *: (E ^+ 2 * (2%:R + E)). (* false: 4^-1 *: (E ^+ 2 * (3%:R + E)). *)
Proof. exact cubic_residual. Qed.
