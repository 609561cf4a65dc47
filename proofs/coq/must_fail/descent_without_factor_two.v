(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* One step of descent with N(E) once, where the theorem has it twice. *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From muoncheck Require Import descent_step.
Open Scope R_scope.

Goal forall (V : ModuleSpace R_Ring) (dot : V -> V -> R),
  (forall x y, dot x y = dot y x) ->
  (forall x y z, dot (plus x y) z = dot x z + dot y z) ->
  (forall a x z, dot (scal a x) z = a * dot x z) ->
  forall N : V -> R, (forall x y, N (plus x y) <= N x + N y) ->
  (forall a x, N (scal a x) = Rabs a * N x) ->
  forall (grad : V -> V) (lambda : R) X O m, dual_le dot N 1 O -> 1 * N m <= dot m O ->
  dot (grad X) (direction lambda X O) <= - score dot N grad lambda 1 X +
  1 * N (plus m (grad X)). (* false: (1 + 1) * N (plus m (grad X)). *)
Proof. intros; apply direction_descends; auto with real. Qed.
