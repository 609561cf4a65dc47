// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With f(x) = (15x - 10x^3 + 3x^5)/8: 1 - f = (1 - x)^3 (8 + 9x + 3x^2)/8; f' =
 * (15/8)(1
 * - x^2)^2 >= 0; the fixed points are 0, 1 and sqrt(7/3), where the slope is 10/3; 1 - f^2 <=
 * (1
 * - x^2)^3 on [0, 1]. The polynomial 2x - (3/2)x^3 + (1/2)x^5 is only of order two at 1.
 *
 * Why it matters.  Its basin (0, sqrt(7/3)) has no sign flips; (2, -3/2, 1/2) is often taken
 * for it.
 *
 * Method.  Factorisations; 1 - f^2 = d^3 (64 - 33t + 9t^2)/64 with t = x^2, and t (33 - 9t) >=
 * 0 on [0, 1].
 *
 * Control.  A basin up to sqrt(3); cubic order of (2, -3/2, 1/2).
 *
 * Not claimed.  Rounding.
 *
 * Reference.  Higham 2008; catalogue 3.3.
 */
#include "theorem/theorem.h"

enum { SQRT3 = 1, ORDER_THREE };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "(15*x - 10*x^3 + 3*x^5)/8");
    proof_let(proof, "d", "1 - x^2");
    proof_let(proof, "g", "2*x - 3*x^3/2 + x^5/2");
    proof_identity(proof, "error", "1 - f", "(1 - x)^3*(8 + 9*x + 3*x^2)/8");
    proof_identity(proof, "slope", "f'", "15/8*(1 - x^2)^2");
    proof_identity(proof, "fixed points", "f - x", "x*(1 - x^2)*(7 - 3*x^2)/8");
    proof_identity(proof, "multiplier", "f' - 10/3", "5*(3*x^2 - 7)*(3*x^2 + 1)/24");
    proof_identity(proof, "residual", "1 - f^2", "d^3*(64 - 33*x^2 + 9*x^4)/64");
    proof_sign(proof, "its factor is at most 1", "33 - 9*x", ">", "0", "1");
    proof_sign(proof, "below x on the basin", "x - f", ">", "1.01",
               twist == SQRT3 ? "1.732" : "1.5275");
    proof_sign(proof, "above x beyond it", "f - x", ">", "1.5276", "inf");
    proof_at(proof, "g(1) = 1", "g - 1", "=", "1");
    proof_at(proof, "g'(1) = 0", "g'", "=", "1");
    proof_at(proof, "g''(1) = 1", twist == ORDER_THREE ? "g''" : "g'' - 1", "=", "1");
}

static const struct theorem_control controls[] = {
    {"sqrt3", "f(x) < x on [1.01, 1.732]"},
    {"order-three", "2x - (3/2)x^3 + (1/2)x^5 has a double zero of its slope at 1"},
    {0},
};

const struct theorem theorem_ns5_basin = {
    .id = "ns5-basin",
    .number = "3.3",
    .title = "Quintic Newton-Schulz is monotone, of order three, and bounded up to sqrt(7/3)",
    .paper = "Bjorck-Bowie-1971",
    .source = "derived here",
    .statement = "With f(x) = (15x - 10x^3 + 3x^5)/8: 1 - f = (1 - x)^3 (8 + 9x + 3x^2)/8; f' "
                 "= (15/8)(1 - x^2)^2 >= 0; the fixed points are 0, 1 and sqrt(7/3), where "
                 "the slope is 10/3; 1 - f^2 <= (1 - x^2)^3 on [0, 1]. The polynomial 2x - "
                 "(3/2)x^3 + (1/2)x^5 is only of order two at 1.",
    .hypotheses = "x >= 0",
    .controls = controls,
    .prove = prove,
};
