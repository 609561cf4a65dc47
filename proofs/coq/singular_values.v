(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let X = U diag(s) V^T with U^T U = I and V^T V = I (thin SVD, a hypothesis).  An
   odd polynomial step c_0 X + c_1 X X^T X + c_2 X (X^T X)^2 + ... equals U diag(p(s_i)) V^T,
   p(x) = c_0 x + c_1 x^3 + c_2 x^5 + ...; and so does any sequence of such steps, with the
   composition; and
     X - U V^T = U diag(s - 1) V^T,  X^T X - V V^T = V diag(s^2 - 1) V^T.

   Source.  Higham, Functions of Matrices, 2008, Section 8.2; catalogue 3.1 to 3.7.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only.  svd.v has the existence of the SVD, spectra.v
   what follows for all matrices. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section OddPolynomials.
Variable R : comRingType.

(* Coefficients c_0, c_1, ... of x, x^3, ... *)
Fixpoint odd (c : seq R) (x : R) : R :=
  if c is a :: rest then a * x + odd rest x * x ^+ 2 else 0.

Fixpoint odd_mx m n (c : seq R) (X : 'M[R]_(m, n)) : 'M[R]_(m, n) :=
  if c is a :: rest then a *: X + odd_mx rest X *m (X^T *m X) else 0.

Definition odd_steps (table : seq (seq R)) (x : R) : R := foldl (fun y c => odd c y) x table.
Definition odd_steps_mx m n table (X : 'M[R]_(m, n)) := foldl (fun Y c => odd_mx c Y) X table.

Definition assembled m n k (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)) (s : 'rV[R]_k) :=
  U *m diag_mx s *m V^T.

Variables (m n k : nat) (U : 'M[R]_(m, k)) (V : 'M[R]_(n, k)).
Hypothesis U_orthonormal : U^T *m U = 1%:M.
Hypothesis V_orthonormal : V^T *m V = 1%:M.

Lemma gram_of_assembled s :
  (assembled U V s)^T *m assembled U V s = V *m diag_mx (map_mx (fun x => x ^+ 2) s) *m V^T.
Proof.
rewrite /assembled !trmx_mul trmxK tr_diag_mx !mulmxA.
rewrite -(mulmxA (V *m diag_mx s)) U_orthonormal mulmx1.
rewrite -(mulmxA V (diag_mx s)) mulmx_diag.
congr (V *m diag_mx _ *m _); apply/rowP => i; by rewrite !mxE expr2.
Qed.

Theorem odd_polynomial_acts_on_singular_values c s :
  odd_mx c (assembled U V s) = assembled U V (map_mx (odd c) s).
Proof.
elim: c => [|a rest IH] /=.
  suff -> : map_mx (odd [::]) s = 0 by rewrite /assembled linear0 mulmx0 mul0mx.
  by apply/rowP => i; rewrite !mxE.
rewrite IH gram_of_assembled /assembled.
rewrite !mulmxA -(mulmxA (U *m _)) V_orthonormal mulmx1.
rewrite -(mulmxA U (diag_mx _) (diag_mx _)) mulmx_diag.
rewrite scalemxAl scalemxAr -mulmxDl -mulmxDr -linearZ -linearD.
by congr (U *m diag_mx _ *m _); apply/rowP => i; rewrite !mxE.
Qed.

Theorem odd_steps_act_on_singular_values table s :
  odd_steps_mx table (assembled U V s) = assembled U V (map_mx (odd_steps table) s).
Proof.
elim: table s => [|c table IH] s /=.
  by congr assembled; apply/rowP => i; rewrite !mxE.
rewrite odd_polynomial_acts_on_singular_values IH.
by congr assembled; apply/rowP => i; rewrite !mxE.
Qed.

Theorem distance_from_polar_factor s :
  assembled U V s - U *m V^T = assembled U V (map_mx (fun x => x - 1) s).
Proof.
have -> : U *m V^T = U *m 1%:M *m V^T by rewrite mulmx1.
rewrite /assembled -mulmxBl -mulmxBr.
congr (U *m _ *m _); apply/matrixP => i j; rewrite !mxE.
by case: eqP => _; rewrite ?mulr1n ?mulr0n ?subr0.
Qed.

Theorem residual_of_assembled s :
  (assembled U V s)^T *m assembled U V s - V *m V^T =
  V *m diag_mx (map_mx (fun x => x ^+ 2 - 1) s) *m V^T.
Proof.
have -> : V *m V^T = V *m 1%:M *m V^T by rewrite mulmx1.
rewrite gram_of_assembled -mulmxBl -mulmxBr.
congr (V *m _ *m _); apply/matrixP => i j; rewrite !mxE.
by case: eqP => _; rewrite ?mulr1n ?mulr0n ?subr0.
Qed.
End OddPolynomials.
