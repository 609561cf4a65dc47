(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Statement.  The m x n matrices of mathcomp over the reals of Coq's standard library are a
   module of Coquelicot, with <X, Y> = tr X^T Y a symmetric bilinear form, nuclear and spectral
   norms, each the other's dual: so what lionk_duality.v, descent_rate.v and constraint_decay.v
   prove of any norm holds of these.

   Source.  nuclear_spectral.v, norm_duality.v.

   Not claimed.  Rounding: real arithmetic only. *)
From Coq Require Import Reals.
From Coquelicot Require Import Hierarchy.
From mathcomp Require Import all_ssreflect all_algebra Rstruct.
From muoncheck Require Import inner_product nuclear_spectral norm_duality.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Module.
Variables m n : nat.
Local Notation matrix := 'M[R]_(m, n).

Definition mx_group_mixin := AbelianGroup.Mixin matrix +%R -%R 0%R
  (@GRing.addrC _) (@GRing.addrA _) (@GRing.addr0 _) (@GRing.addrN _).
Canonical mx_group := AbelianGroup.Pack matrix mx_group_mixin matrix.

Definition mx_scal (a : R) (X : matrix) : matrix := (a *: X)%R.
Lemma mx_scal_assoc (a b : R) (X : matrix) :
  mx_scal a (mx_scal b X) = mx_scal (mult a b) X.
Proof. exact: GRing.scalerA. Qed.
Lemma mx_scal_one (X : matrix) : mx_scal one X = X.
Proof. exact: GRing.scale1r. Qed.
Lemma mx_scal_distr_l (a : R) (X Y : matrix) :
  mx_scal a (plus X Y) = plus (mx_scal a X) (mx_scal a Y).
Proof. exact: GRing.scalerDr. Qed.
Lemma mx_scal_distr_r (a b : R) (X : matrix) :
  mx_scal (plus a b) X = plus (mx_scal a X) (mx_scal b X).
Proof. exact: GRing.scalerDl. Qed.

Definition mx_module_mixin := ModuleSpace.Mixin R_Ring mx_group mx_scal
  mx_scal_assoc mx_scal_one mx_scal_distr_l mx_scal_distr_r.
Canonical mx_module := ModuleSpace.Pack R_Ring matrix
  (ModuleSpace.Class R_Ring matrix mx_group_mixin mx_module_mixin) matrix.

Local Open Scope R_scope.
Implicit Types X Y Z : matrix.

Lemma inner_is_symmetric X Y : inner X Y = inner Y X.
Proof. exact: inner_sym. Qed.
Lemma inner_is_additive X Y Z : inner (plus X Y) Z = inner X Z + inner Y Z.
Proof. exact: innerDl. Qed.
Lemma inner_is_homogeneous a X Z : inner (scal a X) Z = a * inner X Z.
Proof. exact: innerZl. Qed.

Theorem nuclear_is_subadditive X Y : nuclear (plus X Y) <= nuclear X + nuclear Y.
Proof. by apply/RleP; exact: nuclear_triangle. Qed.
Theorem nuclear_is_homogeneous a X : nuclear (scal a X) = Rabs a * nuclear X.
Proof. exact: nuclear_scale. Qed.
Theorem spectral_is_subadditive X Y : spectral (plus X Y) <= spectral X + spectral Y.
Proof. by apply/RleP; exact: spectral_triangle. Qed.
Theorem spectral_is_homogeneous a X : spectral (scal a X) = Rabs a * spectral X.
Proof. exact: spectral_scale. Qed.

Theorem spectral_is_dual_to_nuclear r Z :
  0 <= r -> ((forall X, inner X Z <= r * nuclear X) <-> spectral Z <= r).
Proof.
move/RleP => r_ge0; have [A B] := dual_of_nuclear Z r_ge0; split=> H.
  by apply/RleP; apply: A => X; apply/RleP/H.
by move=> X; apply/RleP; apply: B; apply/RleP.
Qed.

Theorem msign_is_aligned X : inner X (msign X) = nuclear X.
Proof. exact: msign_attains. Qed.
Theorem msign_is_feasible X : spectral (msign X) <= 1.
Proof. by apply/RleP; exact: spectral_msign_le1. Qed.
End Module.
