// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For f(x) = (3x - x^3)/2 on [0, 1]: 0 <= f <= 1 and 1 - f(x) <= (1 - x)^(3/2), so
 * after T steps x_T >= h(x) = 1 - (1 - x)^a, a = (3/2)^T. log h/log x does not grow with x on
 * (0, 1), so h(x) >= x^(p-1) on [k, 1] with p = 1 + log h(k)/log k, in [1, 2]: ||G||_p <= <G,
 * X_T> <= ||G||_*.
 *
 * Why it matters.  The lower bound on the alignment that T steps keep, for every T.
 *
 * Method.  (1 - x)^3 - (1 - f)^2 = (1 - x)^3 (3x^2 + x^3)/4. F(t) = log h(e^t) has F(0) = 0, so
 * F/t does not grow where F is concave, where x h'/h = a (1 - w) w^(a-1)/(1 - w^a) does not
 * fall with w = 1 - x; the derivative of its logarithm times w (1 - w)(1 - w^a) is w^a - a w +
 * a - 1 (W for w^a), which is >= 0 by Bernoulli: for a = 3/2 by v^3 - 3/2 v^2 + 1/2 = (1 - v)^2
 * (v + 1/2), v^2 = w, and then from a to 3a/2.
 *
 * Control.  The exponent 2; Bernoulli with a slope of 2a; the same range for (3.4445, -4.7750,
 * 2.0315).
 *
 * Not claimed.  Other coefficients.
 *
 * Reference.  Catalogue 2.10.
 */
#include "theorem/theorem.h"

enum { SQUARE = 1, STEEPER, JORDAN };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "a W");
    proof_let(proof, "f",
              twist == JORDAN ? "3.4445*x - 4.7750*x^3 + 2.0315*x^5" : "(3*x - x^3)/2");
    proof_image(proof, "f maps [0, 1] into itself", "f", "0", "1", "0", "1");
    proof_identity(proof, "contact factor", "(1 - x)^3 - (1 - f)^2",
                   "(1 - x)^3*(3*x^2 + x^3)/4");
    proof_sign(proof, "(1 - x)^3", "1 - x", ">=", "0", "1");
    proof_sign(proof, "cofactor", "3*x^2 + x^3", ">=", "0", "1");
    if (twist == SQUARE)
        proof_sign(proof, "a larger exponent", "(1 - x)^2 - (1 - f)", ">=", "0", "1");
    proof_identity(proof, "the logarithmic derivative, with x for w",
                   "(a - 1)*(1 - x)*(1 - W) - x*(1 - W) + a*W*(1 - x)", "W - a*x + a - 1");
    proof_identity(proof, "Bernoulli for 3/2, with x for v", "x^3 - 1 - 3/2*(x^2 - 1)",
                   "(1 - x)^2*(x + 1/2)");
    proof_sign(proof, "is not negative", "x + 1/2", ">", "0", "inf");
    proof_identity(proof, "and from a to 3/2 a", "1 + 3/2*((1 + a*(x - 1)) - 1)",
                   "1 + (3/2*a)*(x - 1)");
    if (twist == STEEPER)
        proof_sign(proof, "twice the slope", "x^3 - 1 - 3*(x^2 - 1)", ">=", "0", "2");
}

static const struct theorem_control controls[] = {
    {"square", "1 - f <= (1 - x)^2 on [0, 1]"},
    {"steeper", "w^(3/2) >= 1 + 3 (w - 1)"},
    {"jordan", "the quintic (3.4445, -4.7750, 2.0315) maps [0, 1] into itself"},
    {0},
};

const struct theorem theorem_fedmuon_cubic_bound = {
    .id = "fedmuon-cubic-bound",
    .number = "2.10",
    .title = "Cubic Newton-Schulz steps keep <G, X_T> above a Schatten norm",
    .paper = "FedMuon-2025",
    .source = "Theorem 3; proof derived here",
    .statement = "For f(x) = (3x - x^3)/2 on [0, 1]: 0 <= f <= 1 and 1 - f(x) <= (1 - "
                 "x)^(3/2), so after T steps x_T >= h(x) = 1 - (1 - x)^a, a = (3/2)^T. log "
                 "h/log x does not grow with x on (0, 1), so h(x) >= x^(p-1) on [k, 1] with "
                 "p = 1 + log h(k)/log k, in [1, 2]: ||G||_p <= <G, X_T> <= ||G||_*.",
    .hypotheses = "X_0 = G/||G||_F, k = the least positive singular value of X_0; a >= 1",
    .controls = controls,
    .prove = prove,
};
