(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Lion-K in continuous time: M' = -(a + g M), a = alpha grad F(X),
   m = M - eps (a + g M), X' = grad K(m) - lambda X, with eps > 0 and lambda > 0.
   With k = grad K(M), km = grad K(m), p = grad K*(lambda X), c = (1 - eps g) / (1 + eps lambda),
     H = alpha F(X) + (g / lambda) K*(lambda X) + c (K*(lambda X) + K(M) - lambda <M, X>)
   has exactly
     H' = - (g + lambda) / (1 + eps lambda) <m - p, km - lambda X> - (c / eps) <m - M, km - k>,
   and H' <= 0 where g + lambda >= 0 and eps g <= 1, as both products are >= 0 for a convex K.

   Source.  Chen, Liu, Liang, Liu, arXiv:2310.05898, Theorem 3.1 (2), constants derived here;
   catalogue 0.8.

   Not claimed.  Rounding: real arithmetic only.  Chain rules for F, K and K* along the path are
   hypotheses, so K and K* are differentiable there; existence of the path is not shown. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Section Lyapunov.
Context {V : ModuleSpace R_Ring}.
Variable dot : V -> V -> R.
Hypothesis dot_sym : forall x y, dot x y = dot y x.
Hypothesis dot_plus : forall x y z, dot (plus x y) z = dot x z + dot y z.
Hypothesis dot_scal : forall a x z, dot (scal a x) z = a * dot x z.

Lemma dot_opp x z : dot (opp x) z = - dot x z.
Proof. rewrite <- scal_opp_one, dot_scal; unfold opp, one; simpl; ring. Qed.

Lemma dot_minus x y z : dot (minus x y) z = dot x z - dot y z.
Proof. unfold minus; rewrite dot_plus, dot_opp; ring. Qed.

Lemma dot_plus_right x y z : dot z (plus x y) = dot z x + dot z y.
Proof. now rewrite dot_sym, dot_plus, !(dot_sym z). Qed.

Lemma dot_scal_right a x z : dot z (scal a x) = a * dot z x.
Proof. now rewrite dot_sym, dot_scal, (dot_sym z). Qed.

Lemma dot_minus_right x y z : dot z (minus x y) = dot z x - dot z y.
Proof. now rewrite dot_sym, dot_minus, !(dot_sym z). Qed.

Variables g eps lambda : R.
Hypothesis eps_positive : 0 < eps.
Hypothesis lambda_positive : 0 < lambda.

Definition c := (1 - eps * g) / (1 + eps * lambda).
Definition velocity (a M : V) := opp (plus a (scal g M)).
Definition blend (a M : V) := plus M (scal eps (velocity a M)).

(* Left: the chain rule on H, with x = X' = km - lambda X and u = M'. *)
Theorem lyapunov_identity a M X k km p :
  let u := velocity a M in
  let m := blend a M in
  let x := minus km (scal lambda X) in
  dot a x + g * dot p x + c * (lambda * dot p x + dot k u - lambda * (dot u X + dot M x)) =
  - ((g + lambda) / (1 + eps * lambda)) * dot (minus m p) x
  - c / eps * dot (minus m M) (minus km k).
Proof.
  intros u m x; unfold m, x, blend, u, velocity, c.
  assert (0 < eps * lambda) by (apply Rmult_lt_0_compat; assumption).
  repeat (rewrite ?dot_plus, ?dot_plus_right, ?dot_minus, ?dot_minus_right, ?dot_opp,
    ?dot_scal, ?dot_scal_right, <- ?scal_opp_one).
  unfold opp, one; simpl.
  rewrite ?(dot_sym k a), ?(dot_sym k M); field; lra.
Qed.

Variables (alpha : R) (F K Kstar : V -> R) (gradF gradK gradKstar : V -> V).
Variables (X M : R -> V) (t : R).
Let a := scal alpha (gradF (X t)).
Let u := velocity a (M t).
Let m := blend a (M t).
Let x := minus (gradK m) (scal lambda (X t)).
Let p := gradKstar (scal lambda (X t)).

(* M' = u and X' = x, seen through F, K, K* and <M, X>. *)
Hypothesis F_moves : is_derive (fun s => F (X s)) t (dot (gradF (X t)) x).
Hypothesis Kstar_moves :
  is_derive (fun s => Kstar (scal lambda (X s))) t (lambda * dot p x).
Hypothesis K_moves : is_derive (fun s => K (M s)) t (dot (gradK (M t)) u).
Hypothesis product_moves :
  is_derive (fun s => dot (M s) (X s)) t (dot u (X t) + dot (M t) x).

Definition H s := alpha * F (X s) + g / lambda * Kstar (scal lambda (X s)) +
  c * (Kstar (scal lambda (X s)) + K (M s) - lambda * dot (M s) (X s)).

Definition rate := - ((g + lambda) / (1 + eps * lambda)) * dot (minus m p) x
  - c / eps * dot (minus m (M t)) (minus (gradK m) (gradK (M t))).

Theorem lyapunov_derivative : is_derive H t rate.
Proof.
  evar_last.
  - unfold H; apply @is_derive_plus.
    + apply @is_derive_plus; apply @is_derive_scal; eassumption.
    + apply @is_derive_scal, @is_derive_minus.
      * apply @is_derive_plus; eassumption.
      * apply @is_derive_scal; eassumption.
  - etransitivity;
      [|exact (lyapunov_identity a (M t) (X t) (gradK (M t)) (gradK m) p)]; cbv zeta.
    fold u; fold m; fold x; unfold a; rewrite dot_scal.
    unfold plus, minus, scal, mult, opp; simpl; unfold plus, opp, mult; simpl; field; lra.
Qed.

Definition monotone (A : V -> V) := forall y z, 0 <= dot (minus y z) (minus (A y) (A z)).

Theorem lyapunov_decreases :
  monotone gradK -> gradK p = scal lambda (X t) -> eps * g <= 1 -> 0 <= g + lambda -> rate <= 0.
Proof.
  intros mono inverse small positive; unfold rate.
  assert (0 < eps * lambda) by (apply Rmult_lt_0_compat; assumption).
  assert (A := mono m p); rewrite inverse in A; fold x in A; assert (B := mono m (M t)).
  assert (P : 0 <= (g + lambda) / (1 + eps * lambda))
    by (apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat]; lra).
  assert (Q : 0 <= c / eps) by (unfold c; repeat apply Rmult_le_pos;
    try (left; apply Rinv_0_lt_compat); lra).
  assert (PA := Rmult_le_pos _ _ P A); assert (QB := Rmult_le_pos _ _ Q B); lra.
Qed.
End Lyapunov.
