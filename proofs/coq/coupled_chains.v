(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let g and h be expressions in two unknowns: sums, products, inverses, constants.
   For a symmetric matrix A over a real closed field with l |v|^2 <= <v, A v> <= u |v|^2, and
   X = x(A), Y = y(A), let (X_T, Y_T) be T steps (X, Y) <- (g(X, Y), h(X, Y)), and (x_T, y_T)
   the same of numbers from (x(a), y(a)), where nothing is divided by 0 for a in [l, u].  Then
     X_T = x_T(A), Y_T = y_T(A), both symmetric and commuting with A;
     |q(x_T, y_T)| <= e on [l, u] gives spectral q(X_T, Y_T) <= e, for any expression q.
   So are coupled Newton for inverse p-th roots (g, h) = (X T, M T^p), T = ((p + 1) I - M) / p,
   coupled Newton-Schulz (Y T, T Z), T = (3 I - Z Y) / 2, and Denman and Beavers
   ((X + Y^-1) / 2, (Y + X^-1) / 2), which divides by nothing that is not > 0 where A is
   positive definite, X = A, Y = I.

   Source.  Higham, Functions of Matrices, 2008, Sections 1.2, 6.3 and 7.3; catalogue 1.5, 3.22,
   3.23, 3.24.  Sums, products and inverses of V diag(d) V^T, V orthogonal, are those of d.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only.  Nothing of A that is not symmetric. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import svd singular_values inner_product nuclear_spectral.
From muoncheck Require Import coupled_newton functions_of_matrices.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Expressions.
Variables (R : rcfType) (n' : nat).
Notation n := n'.+1.

Inductive expression :=
| First | Second | Constant of R
| Sum of expression & expression | Product of expression & expression
| Inverse of expression.

Fixpoint value e (x y : R) : R :=
  match e with
  | First => x | Second => y | Constant c => c
  | Sum a b => value a x y + value b x y
  | Product a b => value a x y * value b x y
  | Inverse a => (value a x y)^-1
  end.

(* Nothing is divided by 0. *)
Fixpoint defined e (x y : R) : bool :=
  match e with
  | Sum a b | Product a b => defined a x y && defined b x y
  | Inverse a => defined a x y && (value a x y != 0)
  | _ => true
  end.

Fixpoint value_mx e (X Y : 'M[R]_n) : 'M[R]_n :=
  match e with
  | First => X | Second => Y | Constant c => c%:M
  | Sum a b => value_mx a X Y + value_mx b X Y
  | Product a b => value_mx a X Y *m value_mx b X Y
  | Inverse a => invmx (value_mx a X Y)
  end.

Section Diagonal.
Variables (k : nat) (V : 'M[R]_(n, k)).
Hypotheses (VV : V^T *m V = 1%:M) (VV1 : V *m V^T = 1%:M).

Lemma assembled_sum (s t : 'rV[R]_k) :
  assembled V V s + assembled V V t = assembled V V (\row_i (s 0 i + t 0 i)).
Proof.
rewrite /assembled -mulmxDl -mulmxDr -linearD.
by congr (_ *m diag_mx _ *m _); apply/rowP => i; rewrite !mxE.
Qed.

Lemma assembled_product (s t : 'rV[R]_k) :
  assembled V V s *m assembled V V t = assembled V V (\row_i (s 0 i * t 0 i)).
Proof.
rewrite /assembled !mulmxA -(mulmxA (V *m _)) VV mulmx1 -(mulmxA V) mulmx_diag.
by congr (_ *m diag_mx _ *m _); apply/rowP => i; rewrite !mxE.
Qed.

Lemma assembled_constant (c : R) : c%:M = assembled V V (const_mx c).
Proof. by rewrite /assembled diag_const_mx mul_mx_scalar -scalemxAl VV1 scalemx1. Qed.

Lemma assembled_inverse (s : 'rV[R]_k) : (forall i, s 0 i != 0) ->
  invmx (assembled V V s) = assembled V V (\row_i (s 0 i)^-1).
Proof.
move=> s_neq0; set B := assembled _ _ (\row_i _).
have E : assembled V V s *m B = 1%:M.
  rewrite assembled_product assembled_constant; congr assembled.
  by apply/rowP => i; rewrite !mxE mulfV.
have [unit _] := mulmx1_unit E.
by rewrite -[LHS]mulmx1 -E mulKmx.
Qed.

Theorem expression_acts_on_eigenvalues e (x y : 'rV[R]_k) :
  (forall i, defined e (x 0 i) (y 0 i)) ->
  value_mx e (assembled V V x) (assembled V V y) =
  assembled V V (\row_i value e (x 0 i) (y 0 i)).
Proof.
elim: e => [||c|a IHa b IHb|a IHa b IHb|a IHa] /= D.
- by congr assembled; apply/rowP => i; rewrite mxE.
- by congr assembled; apply/rowP => i; rewrite mxE.
- by rewrite assembled_constant; congr assembled; apply/rowP => i; rewrite !mxE.
- rewrite IHa ?IHb ?assembled_sum => [|i|i]; try by case/andP: (D i).
  by congr assembled; apply/rowP => i; rewrite !mxE.
- rewrite IHa ?IHb ?assembled_product => [|i|i]; try by case/andP: (D i).
  by congr assembled; apply/rowP => i; rewrite !mxE.
- rewrite IHa ?assembled_inverse => [|i|i]; rewrite ?mxE; try by case/andP: (D i).
  by congr assembled; apply/rowP => i; rewrite !mxE.
Qed.
End Diagonal.

Definition table := seq (expression * expression).

Fixpoint run (steps : table) (x y : R) : R * R :=
  if steps is (g, h) :: rest then run rest (value g x y) (value h x y) else (x, y).

Fixpoint run_defined (steps : table) (x y : R) : bool :=
  if steps is (g, h) :: rest
  then [&& defined g x y, defined h x y & run_defined rest (value g x y) (value h x y)]
  else true.

Fixpoint run_mx (steps : table) (X Y : 'M[R]_n) : 'M[R]_n * 'M[R]_n :=
  if steps is (g, h) :: rest then run_mx rest (value_mx g X Y) (value_mx h X Y) else (X, Y).

Lemma run_acts_on_eigenvalues k (V : 'M[R]_(n, k)) steps (x y : 'rV[R]_k) :
  V^T *m V = 1%:M -> V *m V^T = 1%:M -> (forall i, run_defined steps (x 0 i) (y 0 i)) ->
  run_mx steps (assembled V V x) (assembled V V y) =
  (assembled V V (\row_i (run steps (x 0 i) (y 0 i)).1),
   assembled V V (\row_i (run steps (x 0 i) (y 0 i)).2)).
Proof.
move=> VV VV1; elim: steps x y => [|[g h] rest IH] x y /= D.
  by congr (_, _); congr assembled; apply/rowP => i; rewrite mxE.
rewrite !expression_acts_on_eigenvalues // => [|i|i]; try by case/and3P: (D i).
rewrite IH => [|i]; last by rewrite !mxE; case/and3P: (D i).
by congr (_, _); congr assembled; apply/rowP => i; rewrite !mxE.
Qed.

Section Chain.
Variables (A X Y : 'M[R]_n) (l u : R) (x y : R -> R) (steps : table).
Hypotheses (symmetric : A^T = A) (in_lu : between A l u).
Hypotheses (XA : function_of x A X) (YA : function_of y A Y).
Hypothesis fine : forall a, l <= a <= u -> run_defined steps (x a) (y a).

Theorem coupled_chain :
  function_of (fun a => (run steps (x a) (y a)).1) A (run_mx steps X Y).1 /\
  function_of (fun a => (run steps (x a) (y a)).2) A (run_mx steps X Y).2.
Proof.
by split=> k V d H; have [VV VV1 _] := H;
  rewrite (XA H) (YA H) run_acts_on_eigenvalues //= => [|i];
  rewrite ?mxE ?fine ?(eigenvalues_between _ H in_lu) //;
  congr assembled; apply/rowP => i; rewrite !mxE.
Qed.

Theorem coupled_chain_on_all_matrices q e : 0 <= e ->
  (forall a, l <= a <= u -> let: (s, t) := run steps (x a) (y a) in
    defined q s t && (`|value q s t| <= e)) ->
  let: (P, Q) := run_mx steps X Y in spectral (value_mx q P Q) <= e.
Proof.
move=> e_ge0 small; have [F G] := coupled_chain.
case: (run_mx steps X Y) F G => P Q /= F G.
pose f a := let: (s, t) := run steps (x a) (y a) in value q s t.
apply: (norm_of_function (f := f) symmetric in_lu _ e_ge0) => [k V d H|a /small].
  have [VV VV1 _] := H; rewrite (F k V d H) (G k V d H).
  rewrite expression_acts_on_eigenvalues // => [|i].
    congr assembled; apply/rowP => i; rewrite !mxE /f.
    by case: (run steps _ _).
  rewrite !mxE; have := small (d 0 i) (eigenvalues_between _ H in_lu).
  by case: (run steps _ _) => s t /= /andP [].
by rewrite /f; case: (run steps _ _) => s t /andP [].
Qed.
End Chain.
End Expressions.

Arguments First {R}.
Arguments Second {R}.
