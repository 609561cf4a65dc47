// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  f(x) = (3x - x^3)/2 is positive and at most 1 for 0 < x < sqrt(3), and f(x) > x on
 * (0, 1): the limit is 1. f < 0 beyond sqrt(3); at sqrt(5) f = -x with slope -6, a repelling
 * 2-cycle; beyond it |f(x)| > x. f(1.8) = -0.216 goes to -1: the polar factor with a flipped
 * sign.
 *
 * Why it matters.  Inputs that are scaled too little do not fail: some singular vectors come
 * out with the wrong sign.
 *
 * Method.  Factorisations: f = x (3 - x^2)/2, 1 - f = (1 - x)^2 (2 + x)/2, f - x = x (1 - x)(1
 * + x)/2, f + x = x (5 - x^2)/2.
 *
 * Control.  Convergence to 1 for all inputs below sqrt(5); divergence at 1.8.
 *
 * Not claimed.  The fractal basins of +1 and -1 between sqrt(3) and sqrt(5).
 *
 * Reference.  Higham 2008; catalogue 3.2.
 */
#include "theorem/theorem.h"

enum { SQRT5 = 1, DIVERGES };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "(3*x - x^3)/2");
    proof_identity(proof, "zeros", "f", "x*(3 - x^2)/2");
    proof_identity(proof, "at most 1", "1 - f", "(1 - x)^2*(2 + x)/2");
    proof_identity(proof, "growth", "f - x", "x*(1 - x)*(1 + x)/2");
    proof_identity(proof, "the 2-cycle", "f + x", "x*(5 - x^2)/2");
    proof_identity(proof, "its slope", "f' + 6", "3*(5 - x^2)/2");
    proof_sign(proof, "positive below sqrt(3)", "3 - x^2", ">", "0", "1.73205080756887");
    proof_sign(proof, "negative beyond it", "x^2 - 3", ">", "1.73205080756888", "inf");
    proof_sign(proof, "beyond sqrt(5) it grows", "x^2 - 5", ">", "2.2360679774998", "inf");
    proof_at(proof, "f(1.8) = -0.216", "f + 0.216", "=", "1.8");
    if (twist)
        proof_at(proof, "the control at 1.8", twist == SQRT5 ? "f" : "-x - f", ">", "1.8");
}

static const struct theorem_control controls[] = {
    {"sqrt5", "f(1.8) > 0"},
    {"diverges", "f(1.8) < -1.8"},
    {0},
};

const struct theorem theorem_ns3_basin = {
    .id = "ns3-basin",
    .number = "3.2",
    .title = "Cubic Newton-Schulz converges to the polar factor below sqrt(3) only",
    .paper = "Kovarik-1970",
    .source = "basin derived here",
    .statement = "f(x) = (3x - x^3)/2 is positive and at most 1 for 0 < x < sqrt(3), and f(x) "
                 "> x on (0, 1): the limit is 1. f < 0 beyond sqrt(3); at sqrt(5) f = -x with "
                 "slope -6, a repelling 2-cycle; beyond it |f(x)| > x. f(1.8) = -0.216 goes "
                 "to -1: the polar factor with a flipped sign.",
    .hypotheses = "x > 0",
    .controls = controls,
    .prove = prove,
};
