// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Within this room, and for tests: rounding errors that the model of tolerance.h allows, chosen
 * by an opponent (perturbed.h), for one input.  It is what a bound that always holds must be
 * compared with: nature's roundings cancel, these do not.
 *
 * Which sign at which rounding: with F the run as a function of all its signs, the derivative
 * of <Z, F> is found backwards through the steps, and each sign is taken to be that of its
 * derivative; Z is the direction of the error that the signs before it led to, from a random
 * one on.  Each round of this is a step of the power method for the norm from the largest entry
 * to Frobenius's, and as little certain to find the largest.  A Gram matrix keeps its symmetry.
 */
#ifndef ADVERSARY_H
#define ADVERSARY_H

#include "iteration/tolerance.h"

struct adversary;

/* For the question's shape, steps and arithmetic.  NULL where memory is out, or for what
 * perturbed.h is not made for. */
struct adversary *adversary_new(const struct tolerance_question *question);
void adversary_free(struct adversary *adversary);

/* Rounds of choice for M, after which ||X^_K - X_K||_F is about the result; not finite where
 * X^_K is not. */
double adversary_play(struct adversary *adversary, const arb_mat_t M, int rounds);

/* out contains that distance of the last play, all of its X^_K being doubles. */
void adversary_observe(arb_t out, const struct adversary *adversary, const arb_mat_t M,
                       slong prec);

/*
 * The signs that push the largest singular value of an iterate up, from the first step on:
 * the first *step (counted from 1) after which it is finite and above radii[*step - 1], and
 * *sigma what it is there; *step = 0 where it never is.
 */
void adversary_push(slong *step, double *sigma, struct adversary *adversary, const arb_mat_t M,
                    const double *radii, int rounds);

#endif
