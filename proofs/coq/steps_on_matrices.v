(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  For every real matrix X = U diag(s) V^T with U^T U = I, V^T V = I and all s_i in
   [1/1000, 1], five steps of X <- 3.4445 X - 4.7750 X X^T X + 2.0315 X (X^T X)^2 give
   U diag(t) V^T with all t_i in [0.470543951, 1.202368606].

   Source.  The certificate jordan-quintic-images, as emitted; singular_values.v.

   Not claimed.  Rounding: real arithmetic only.  Existence of the SVD is a hypothesis. *)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import singular_values.
From muoncheck Require emitted_jordan_quintic_images.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

Definition row : seq R := [:: 34445 / 10000; - (47750 / 10000); 20315 / 10000].

Lemma odd_is_f x : odd row x = emitted_jordan_quintic_images.f x.
Proof.
rewrite /row /emitted_jordan_quintic_images.f /= -!RpowE.
change ((34445 / 10000) * x + (- (47750 / 10000) * x + (20315 / 10000 * x + 0 * x ^ 2) * x ^ 2)
  * x ^ 2 = 34445 / 10000 * x - 47750 / 10000 * x ^ 3 + 20315 / 10000 * x ^ 5).
by field.
Qed.

Theorem five_jordan_steps m n k (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) (s : 'rV[R]_k) :
  (U^T *m U)%R = 1%:M%R -> (V^T *m V)%R = 1%:M%R ->
  (forall i, 1 / 1000 <= s ord0 i <= 1) ->
  exists2 t : 'rV[R]_k, forall i, 0.470543951 <= t ord0 i <= 1.202368606 &
    odd_steps_mx (nseq 5 row) (assembled U V s) = assembled U V t.
Proof.
move=> HU HV Hs; exists (map_mx (odd_steps (nseq 5 row)) s); last first.
  exact: odd_steps_act_on_singular_values.
move=> i; rewrite mxE /odd_steps -[nseq 5 row]/[:: row; row; row; row; row] /foldl !odd_is_f.
exact: emitted_jordan_quintic_images.image_9.
Qed.
