(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* The nuclear norm claimed to be its own dual. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import inner_product nuclear_spectral norm_duality.
Import Num.Theory.
Local Open Scope ring_scope.

Goal forall (R : rcfType) m n (Z : 'M[R]_(m, n)),
  (forall X, inner X Z <= 1 * nuclear X) <->
  nuclear Z <= 1. (* false: spectral Z <= 1. *)
Proof. intros R m n Z; exact (dual_of_nuclear Z ler01). Qed.
