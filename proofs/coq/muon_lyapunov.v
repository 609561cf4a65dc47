(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  Muon in continuous time, on real m x n matrices: M' = -(a + g M),
   a = alpha grad F(X), B = M - eps (a + g M), X' = msign B - lambda X, eps > 0, lambda > 0.  At
   each time t where F along X and ||M||_* have derivatives,
     H = alpha F(X) + c (||M||_* - lambda <M, X>),  c = (1 - eps g) / (1 + eps lambda),
   has
     H' = - (g + lambda) / (1 + eps lambda) (||B||_* - lambda <B, X>)
          - (c / eps) <B - M, msign B - msign M>,
   and H' <= 0 where ||lambda X|| <= 1, g + lambda >= 0 and eps g <= 1.  The derivative of
   ||M||_* is <M', G> for every subgradient G of it, msign M among them.

   Source.  Chen, Liu, Liang, Liu, arXiv:2310.05898, Theorem 3.1 (2); Chen, Li, Liu,
   arXiv:2506.15054; catalogue 0.8.  lyapunov.v at K = ||.||_*, where K*(lambda X) = 0 while
   ||lambda X|| <= 1, so that 0 takes the place of grad K*(lambda X).  ||M(s)||_* - <M(s), G>
   is least at s = t, so its derivative there is 0.

   Not claimed.  Rounding: real arithmetic only.  Existence of the path is not shown; ||M||_* is
   a Lipschitz function along it, so it lacks a derivative on a null set at most, which is not
   shown either. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import inner_product nuclear_spectral real_matrices muon_duality.
From muoncheck Require lyapunov lionk_duality.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope R_scope.

(* A derivative at a least value is 0. *)
Lemma derivative_at_least (f : R -> R) t d :
  is_derive f t d -> (forall s, f t <= f s) -> d = 0.
Proof.
move=> D least; have D' := proj1 (is_derive_Reals f t d) D.
rewrite -(is_derive_unique f t d D).
have := deriv_minimum f (t - 1) (t + 1) t (exist _ d D').
rewrite /derive_pt /= (is_derive_unique f t d D); apply; try lra.
by move=> s _ _; apply: least.
Qed.

Section Muon.
Variables m n : nat.
Local Notation matrix := 'M[R]_(m, n).
Implicit Types G : matrix.

(* Entry by entry. *)
Definition moves (X : R -> matrix) (t : R) (X' : matrix) :=
  forall i j, is_derive (fun s => X s i j) t (X' i j).

Lemma sum_moves (I : finType) (f : I -> R -> R) (d : I -> R) t :
  (forall i, is_derive (f i) t (d i)) ->
  is_derive (fun s => (\sum_i f i s)%R) t (\sum_i d i)%R.
Proof.
move=> D; elim: (index_enum I) => [|i l IH].
  by apply: (is_derive_ext (fun _ => 0)) => [s|]; rewrite big_nil //; apply: is_derive_const.
apply: (is_derive_ext (fun s => f i s + (\sum_(j <- l) f j s)%R)) => [s|]; rewrite big_cons //.
exact: is_derive_plus.
Qed.

Lemma inner_moves (X Y : R -> matrix) t X' Y' : moves X t X' -> moves Y t Y' ->
  is_derive (fun s => inner (X s) (Y s)) t (inner X' (Y t) + inner (X t) Y').
Proof.
move=> DX DY.
apply: (is_derive_ext (fun s => (\sum_j \sum_i X s i j * Y s i j)%R)) => [s|].
  by rewrite innerE.
rewrite !innerE -[_ + _]big_split /=.
apply: sum_moves => j; rewrite -big_split /=; apply: sum_moves => i.
evar_last; first by apply: is_derive_mult; [apply: DX|apply: DY|apply: Rmult_comm].
by rewrite /plus /mult /=.
Qed.

Lemma inner_zero G : inner (0%R : matrix) G = 0.
Proof. by rewrite /inner trmx0 mul0mx mxtrace0. Qed.

Theorem nuclear_moves (M : R -> matrix) t M' G : moves M t M' ->
  ex_derive (fun s => nuclear (M s)) t -> inner (M t) G = nuclear (M t) -> spectral G <= 1 ->
  is_derive (fun s => nuclear (M s)) t (inner M' G).
Proof.
move=> DM [d D] aligned small.
have DG : moves (fun=> G) t 0%R by move=> i j; rewrite mxE; apply: is_derive_const.
have DI := inner_moves DM DG; rewrite [inner (M t) 0%R]inner_sym inner_zero Rplus_0_r in DI.
have : d - inner M' G = 0.
  apply: (@derivative_at_least (fun s => nuclear (M s) - inner (M s) G) t).
    by apply: is_derive_minus.
  move=> s; rewrite aligned Rminus_diag_eq //.
  have := (spectral_is_dual_to_nuclear G Rle_0_1).2 small (M s); lra.
by move=> E; have -> : inner M' G = d by lra.
Qed.

Variables (alpha g eps lambda : R) (F : matrix -> R) (grad : matrix -> matrix).
Variables (X M : R -> matrix) (t : R).
Hypothesis eps_positive : 0 < eps.
Hypothesis lambda_positive : 0 < lambda.

Let a : matrix := (alpha *: grad (X t))%R.
Let velocity : matrix := (- (a + g *: M t))%R.
Let blend : matrix := (M t + eps *: velocity)%R.
Let x : matrix := (msign blend - lambda *: X t)%R.
Let c := (1 - eps * g) / (1 + eps * lambda).

Hypothesis M_moves : moves M t velocity.
Hypothesis X_moves : moves X t x.
Hypothesis F_moves : is_derive (fun s => F (X s)) t (inner (grad (X t)) x).
Hypothesis nuclear_derives : ex_derive (fun s => nuclear (M s)) t.

Definition energy s := alpha * F (X s) + c * (nuclear (M s) - lambda * inner (M s) (X s)).

Definition rate := - ((g + lambda) / (1 + eps * lambda)) *
    (nuclear blend - lambda * inner blend (X t))
  - c / eps * inner (blend - M t)%R (msign blend - msign (M t))%R.

Theorem muon_lyapunov_derivative : is_derive energy t rate.
Proof.
have K_moves := nuclear_moves M_moves nuclear_derives (msign_is_aligned (M t))
  (msign_is_feasible (M t)).
have P_moves := inner_moves M_moves X_moves.
have descent : inner blend x = nuclear blend - lambda * inner blend (X t).
  by rewrite /x innerBr innerZr msign_is_aligned.
have scaled : inner a x = alpha * inner (grad (X t)) x by rewrite /a innerZl.
have identity : inner a x + g * inner 0%R x + c * (lambda * inner 0%R x +
      inner (msign (M t)) velocity - lambda * (inner velocity (X t) + inner (M t) x)) =
    - ((g + lambda) / (1 + eps * lambda)) * inner (blend - 0)%R x
    - c / eps * inner (blend - M t)%R (msign blend - msign (M t))%R.
  exact: (lyapunov.lyapunov_identity (V := mx_module m n) (@inner _ m n)
    (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) g eps lambda
    eps_positive lambda_positive a (M t) (X t) (msign (M t)) (msign blend) 0%R).
rewrite inner_zero GRing.subr0 descent scaled [inner (msign _) _]inner_sym in identity.
evar_last.
  apply: is_derive_plus; first exact: is_derive_scal F_moves.
  apply: is_derive_scal; apply: is_derive_minus; first exact: K_moves.
  exact: is_derive_scal P_moves.
rewrite /rate -identity /plus /minus /opp /scal /mult /=; rewrite /mult /plus /opp /=; ring.
Qed.

Theorem muon_lyapunov_decreases :
  spectral (lambda *: X t)%R <= 1 -> eps * g <= 1 -> 0 <= g + lambda -> rate <= 0.
Proof.
move=> feasible small positive; rewrite /rate.
have eps_lambda : 0 < eps * lambda by apply: Rmult_lt_0_compat.
have first : 0 <= nuclear blend - lambda * inner blend (X t).
  have := (spectral_is_dual_to_nuclear (lambda *: X t)%R Rle_0_1).2 feasible blend.
  rewrite innerZr -[(_ * inner _ _)%R]/(lambda * inner blend (X t)); lra.
have second : 0 <= inner (blend - M t)%R (msign blend - msign (M t))%R.
  have G Y : lionk_duality.subgradient (V := mx_module m n) (@inner _ m n) (@nuclear _ m n) Y
      (msign Y).
    apply/lionk_duality.subgradient_of_norm.
    - exact: (@inner_is_additive m n).
    - exact: (@inner_is_homogeneous m n).
    - exact: (@nuclear_is_subadditive m n).
    - exact: (@nuclear_is_homogeneous m n).
    - by split; [apply: msign_is_aligned | apply: msign_in_dual_ball].
  exact: (lionk_duality.subgradients_are_monotone (V := mx_module m n) (@inner _ m n)
    (@inner_is_symmetric m n) (@inner_is_additive m n) (@inner_is_homogeneous m n) _ _ _ _ _
    (G blend) (G (M t))).
have P : 0 <= (g + lambda) / (1 + eps * lambda).
  by apply: Rmult_le_pos => //; left; apply: Rinv_0_lt_compat; lra.
have Q : 0 <= c / eps.
  by rewrite /c; repeat apply: Rmult_le_pos; try (left; apply: Rinv_0_lt_compat); lra.
have := Rmult_le_pos _ _ P first; have := Rmult_le_pos _ _ Q second; lra.
Qed.
End Muon.
