// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With h(m) = m ((5 - m)/4)^4 and R = 1 - m: 1 - h = R^2 (160 + 80R + 15R^2 + R^3)/256,
 * whose coefficients 5/8, 5/16, 15/256, 1/256 are positive with sum 1, so |1 - h| <= |1 - m|^2
 * for |1 - m| <= 1; at m = 5 the iteration collapses to 0, and h(m) > 0 on (0, 5).
 *
 * Why it matters.  The convergence region is (0, 5), not (0, 6).
 *
 * Method.  Expansion in R = 1 - m; factorisation of h.
 *
 * Control.  The region (0, 6): h(5) = 0; a cubic rate.
 *
 * Not claimed.  Other p.
 *
 * Reference.  Guo and Higham 2006, Theorem 7.12; catalogue 3.24.
 */
#include "theorem/theorem.h"

enum { WIDER = 1, CUBIC };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "h", "x*((5 - x)/4)^4");
    proof_let(proof, "a", "5/8 + 5/16*x + 15/256*x^2 + 1/256*x^3");
    proof_identity(proof, "in R", "1 - h(1 - x)", "x^2*a");
    proof_at(proof, "the coefficients sum to 1", "a - 1", "=", "1");
    proof_sign(proof, "and are positive", "a", ">", "0", "inf");
    proof_sign(proof, "residual", twist == CUBIC ? "x^3 - x^2*a" : "1 - a", ">=", "0", "1");
    proof_identity(proof, "contact", "1 - h", "(1 - x)^2*(256 - 113*x + 18*x^2 - x^3)/256");
    proof_at(proof, "collapse at 5", "h", twist == WIDER ? ">" : "=", "5");
}

static const struct theorem_control controls[] = {
    {"wider", "h(5) > 0"},
    {"cubic", "1 - h <= R^3 on [0, 1]"},
    {0},
};

const struct theorem theorem_inverse_fourth_root_residual = {
    .id = "inverse-fourth-root-residual",
    .number = "3.24",
    .title = "Coupled Newton for the inverse fourth root: the residual at least squares",
    .paper = "Guo-Higham-2006",
    .source = "residual expansion derived here",
    .statement = "With h(m) = m ((5 - m)/4)^4 and R = 1 - m: 1 - h = R^2 (160 + 80R + 15R^2 + "
                 "R^3)/256, whose coefficients 5/8, 5/16, 15/256, 1/256 are positive with sum "
                 "1, so |1 - h| <= |1 - m|^2 for |1 - m| <= 1; at m = 5 the iteration "
                 "collapses to 0, and h(m) > 0 on (0, 5).",
    .hypotheses = "eigenvalues m of the coupled matrix; p = 4",
    .controls = controls,
    .prove = prove,
};
