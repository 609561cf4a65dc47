// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  g_k(d) = d/v, v = (1 + d^k)^(1/k), for k = 4 where k is not named: 0 <= g_k < min(1,
 * d), slope v^(-k-1) in (0, 1], g_k grows with k. u <- u (1 - t/v): |1 - t/v| < 1 for all u > 0
 * iff t <= 2; for t = 1 u^5/4 - u^9/4 <= u <- <= u^5/4; for t > 2 the 2-cycle u^4 = (t/2)^4 - 1
 * has the multiplier (1 - 32/t^4)^2 < 1.
 *
 * Why it matters.  A smooth stand-in for msign with exponent k, and the largest step at which
 * it settles.
 *
 * Method.  v^k - d^k = 1, so 1 - g^k = v^-k, and the slope 1/v - d^k/v^(k+1) is v^-(k+1). v
 * falls with k: (1 + d^k)^(k+1) - (1 + d^(k+1))^k >= 0. v^2 - (v - t)^2 = t (2v - t) with v >
 * 1. 1 - 1/v = u^4/(v (v + 1)(v^2 + 1)). With w = 32/t^4, 1 - (1 - w)^2 = w (2 - w).
 *
 * Control.  Stability for t <= 1 alone; a stable 2-cycle below 2; a fifth for a quarter.
 *
 * Not claimed.  Noise; matrices beyond their spectrum.
 *
 * Reference.  Catalogue 2.20.
 */
#include "theorem/theorem.h"

enum { BOUNDARY_ONE = 1, CYCLE_BELOW, FIFTH };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "v t");
    proof_identity(proof, "k = 1 to 2", "(1 + x)^2 - (1 + x^2)^1", "2*x");
    proof_let(proof, "c2", "3 - 2*x + 3*x^2");
    proof_identity(proof, "k = 2 to 3", "(1 + x^2)^3 - (1 + x^3)^2", "x^2*c2");
    proof_sign(proof, "cofactor up to 1, k = 2", "c2", ">", "0", "1");
    proof_sign(proof, "and beyond, k = 2", "c2", ">", "1", "inf");
    proof_let(proof, "c3", "4 - 3*x + 6*x^3 - 3*x^5 + 4*x^6");
    proof_identity(proof, "k = 3 to 4", "(1 + x^3)^4 - (1 + x^4)^3", "x^3*c3");
    proof_sign(proof, "cofactor up to 1, k = 3", "c3", ">", "0", "1");
    proof_sign(proof, "and beyond, k = 3", "c3", ">", "1", "inf");
    proof_let(proof, "c4", "5 - 4*x + 10*x^4 - 6*x^6 + 10*x^8 - 4*x^11 + 5*x^12");
    proof_identity(proof, "k = 4 to 5", "(1 + x^4)^5 - (1 + x^5)^4", "x^4*c4");
    proof_sign(proof, "cofactor up to 1, k = 4", "c4", ">", "0", "1");
    proof_sign(proof, "and beyond, k = 4", "c4", ">", "1", "inf");
    proof_let(proof, "c5",
              "6 - 5*x + 15*x^5 - 10*x^7 + 20*x^10 - 10*x^13 + 15*x^15 - 5*x^19 + 6*x^20");
    proof_identity(proof, "k = 5 to 6", "(1 + x^5)^6 - (1 + x^6)^5", "x^5*c5");
    proof_sign(proof, "cofactor up to 1, k = 5", "c5", ">", "0", "1");
    proof_sign(proof, "and beyond, k = 5", "c5", ">", "1", "inf");
    proof_identity(proof, "stable iff 0 < t < 2 v", "v^2 - (v - t)^2", "t*(2*v - t)");
    proof_at(proof, "no 2-cycle where t/2 < 1", "x/2 - 1", twist == BOUNDARY_ONE ? ">=" : "<",
             "1.5");
    proof_identity(proof, "1 - 1/v, with x for v", "x^4 - 1", "(x - 1)*(x + 1)*(x^2 + 1)");
    proof_sign(proof, "at most u^5/4", "x*(x + 1)*(x^2 + 1) - 4", ">=", "1", "inf");
    if (twist == FIFTH)
        proof_sign(proof, "at most u^5/5", "x*(x + 1)*(x^2 + 1) - 5", ">=", "1", "inf");
    proof_sign(proof, "and at least u^5/4 - u^9/4", "4*(x^4 - 1) - (x*(x + 1)*(x^2 + 1) - 4)",
               ">=", "1", "inf");
    proof_identity(proof, "the cycle's multiplier, with x for w", "1 - (1 - x)^2", "x*(2 - x)");
    proof_identity(proof, "w < 2 iff t > 2", "2*t^4 - 32", "2*(t - 2)*(t + 2)*(t^2 + 4)");
    if (twist == CYCLE_BELOW)
        proof_at(proof, "w < 2 below 2", "2*x^4 - 32", ">", "1.9");
}

static const struct theorem_control controls[] = {
    {"boundary-one", "for t = 1.5 there is a 2-cycle already"},
    {"cycle-below", "a 2-cycle of multiplier below 1 for t = 1.9"},
    {"fifth", "u <- is at most u^5/5 for t = 1"},
    {0},
};

const struct theorem theorem_spectral_preconditioner_phases = {
    .id = "spectral-preconditioner-phases",
    .number = "2.20",
    .title = "The map d/(1 + d^k)^(1/k): bounds, growth with k, and its phases on a "
             "quadratic",
    .paper = "arXiv:2605.11850",
    .source = "formulas as published; phases derived here",
    .statement = "g_k(d) = d/v, v = (1 + d^k)^(1/k), for k = 4 where k is not named: 0 <= "
                 "g_k < min(1, d), slope v^(-k-1) in (0, 1], g_k grows with k. u <- u (1 - "
                 "t/v): |1 - t/v| < 1 for all u > 0 iff t <= 2; for t = 1 u^5/4 - u^9/4 <= u "
                 "<- <= u^5/4; for t > 2 the 2-cycle u^4 = (t/2)^4 - 1 has the multiplier (1 "
                 "- 32/t^4)^2 < 1.",
    .hypotheses = "d >= 0, u > 0; k = 1 to 6 for the growth",
    .controls = controls,
    .prove = prove,
};
