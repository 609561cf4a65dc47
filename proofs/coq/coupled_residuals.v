(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Let q(g(x, y), h(x, y)) = phi(q(x, y)) for numbers that keep to P, and let g and
   h keep P.  Then |1 - phi^t(q(x(a), y(a)))| <= e for all a in [l, u] gives
   |I - q(X_t, Y_t)| <= e in the spectral norm, (X_t, Y_t) t steps (g, h) from (x(A), y(A)), for
   every symmetric A with l |v|^2 <= <v, A v> <= u |v|^2; X_t = A Y_t where P says x = a y.

   Source.  The theorem of coupled_chains.v.

   Rests on.  No axiom.

   Not claimed.  Rounding: exact arithmetic only. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import singular_values nuclear_spectral coupled_newton.
From muoncheck Require Import functions_of_matrices coupled_chains.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Residuals.
Variables (R : rcfType) (n' : nat).
Notation n := n'.+1.
Notation expression := (expression R).

Lemma run_mx_nseq t (g h : expression) (X Y : 'M[R]_n) :
  run_mx (nseq t (g, h)) X Y =
  iter t (fun P => (value_mx g P.1 P.2, value_mx h P.1 P.2)) (X, Y).
Proof. by elim: t X Y => // t IH X Y; rewrite iterSr -IH. Qed.

(* q after a step is phi of q before it, where P holds, and P is kept. *)
Lemma run_nseq (g h q : expression) phi (P : R -> R -> Prop) t x y :
  (forall x y, P x y -> defined g x y && defined h x y /\
    let x' := value g x y in let y' := value h x y in
    P x' y' /\ value q x' y' = phi (value q x y)) ->
  P x y -> run_defined (nseq t (g, h)) x y /\
  let: (s, w) := run (nseq t (g, h)) x y in P s w /\ value q s w = iter t phi (value q x y).
Proof.
move=> step; elim: t x y => [|t IH] x y Pxy //=.
have [/andP [-> ->] [P' E]] := step x y Pxy; have [-> H] := IH _ _ P'.
by split=> //; case: (run _ _ _) H => s w [Psw ->]; rewrite E -iterSr.
Qed.

Section Residual.
Variables (A X Y : 'M[R]_n) (l u e : R) (x y : R -> R) (g h q : expression).
Variables (phi : R -> R) (P : R -> R -> R -> Prop) (t : nat).
Hypotheses (symmetric : A^T = A) (in_lu : between A l u) (e_ge0 : 0 <= e).
Hypotheses (XA : function_of x A X) (YA : function_of y A Y).
Hypothesis start : forall a, l <= a <= u -> P a (x a) (y a).
Hypothesis step : forall a r s, P a r s -> defined g r s && defined h r s /\
  let r' := value g r s in let s' := value h r s in
  P a r' s' /\ value q r' s' = phi (value q r s).
Hypothesis whole : forall r s, defined q r s.
Hypothesis small : forall a, l <= a <= u -> `|1 - iter t phi (value q (x a) (y a))| <= e.

Lemma iterates_stay : forall a, l <= a <= u -> run_defined (nseq t (g, h)) (x a) (y a).
Proof. by move=> a in_a; have [] := run_nseq t (@step a) (start in_a). Qed.

Theorem residual_chain :
  let: (S', T') := iter t (fun Q => (value_mx g Q.1 Q.2, value_mx h Q.1 Q.2)) (X, Y) in
  spectral (1%:M - value_mx q S' T') <= e.
Proof.
pose r := Sum (Constant 1) (Product (Constant (-1)) q).
have := @coupled_chain_on_all_matrices R n' A X Y l u x y (nseq t (g, h)) symmetric in_lu XA YA
  iterates_stay r e e_ge0.
rewrite run_mx_nseq; case: (iter _ _ _) => S' T' /=.
rewrite mul_scalar_mx scaleN1r; apply=> a in_a.
have [_] := run_nseq t (@step a) (start in_a); case: (run _ _ _) => s w [_ qE].
by rewrite whole /= mulN1r qE small.
Qed.

Theorem quotient_kept : (forall a r s, P a r s -> r = a * s) ->
  let: (S', T') := iter t (fun Q => (value_mx g Q.1 Q.2, value_mx h Q.1 Q.2)) (X, Y) in
  S' = A *m T'.
Proof.
move=> ratio; have [k [V [d H]]] := eigen_exists symmetric; have [VV _ AE] := H.
have [F G] := coupled_chain in_lu XA YA iterates_stay.
rewrite run_mx_nseq in F G; case: (iter _ _ _) F G => S' T' /= F G.
rewrite (F k V d H) (G k V d H) {1}AE assembled_product //; congr assembled.
apply/rowP => i; rewrite !mxE.
have [_] := run_nseq t (@step (d 0 i)) (start (eigenvalues_between i H in_lu)).
by case: (run _ _ _) => r s [/ratio].
Qed.
End Residual.

Lemma function_of_itself (A : 'M[R]_n) : function_of id A A.
Proof. by move=> k V d [_ _ {1}->]; congr assembled; apply/rowP => i; rewrite mxE. Qed.

Lemma function_of_one (A : 'M[R]_n) : function_of (fun=> 1) A 1%:M.
Proof.
move=> k V d [_ VV1 _]; rewrite (assembled_constant VV1).
by congr assembled; apply/rowP => i; rewrite !mxE.
Qed.

Definition minus (a b : expression) : expression := Sum a (Product (Constant (-1)) b).
Definition power k (a : expression) : expression := iter k (Product a) (Constant 1).

Lemma value_power k a x y : value (power k a) x y = value a x y ^+ k.
Proof. by elim: k => //= k ->; rewrite exprS. Qed.

Lemma value_mx_power k a (X Y : 'M[R]_n) : value_mx (power k a) X Y = value_mx a X Y ^+ k.
Proof. by elim: k => //= k ->; rewrite exprS. Qed.

Lemma defined_power k a x y : defined a x y -> defined (power k a) x y.
Proof. by move=> D; elim: k => //= k ->; rewrite D. Qed.

Definition factor p (q : expression) : expression :=
  Product (Constant p%:R^-1) (minus (Constant p.+1%:R) q).

Lemma value_mx_factor p q (X Y : 'M[R]_n) :
  value_mx (factor p q) X Y = newton_factor p (value_mx q X Y).
Proof. by rewrite /= !mul_scalar_mx scaleN1r /newton_factor rmorph_nat. Qed.
End Residuals.
