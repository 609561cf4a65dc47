// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For f(x) = (3x - x^3)/2 and x in [0, 1]: 1 - f(x) <= (1 - x)^(3/2), that is (1 - f)^2
 * <= (1 - x)^3.
 *
 * Why it matters.  The exponent 1.5 per step in the bound of <G, X_T> from below.
 *
 * Method.  (1 - x)^3 - (1 - f)^2 = (1 - x)^3 (3x^2 + x^3)/4.
 *
 * Control.  The exponent 2.
 *
 * Not claimed.  The monotonicity of log h / log x.
 *
 * Reference.  Catalogue 2.10.
 */
#include "theorem/theorem.h"

enum { SQUARE = 1 };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "(3*x - x^3)/2");
    proof_identity(proof, "contact factor", "(1 - x)^3 - (1 - f)^2",
                   "(1 - x)^3*(3*x^2 + x^3)/4");
    proof_sign(proof, "(1 - x)^3", "1 - x", ">=", "0", "1");
    proof_sign(proof, "cofactor", "3*x^2 + x^3", ">=", "0", "1");
    if (twist == SQUARE)
        proof_sign(proof, "a larger exponent", "(1 - x)^2 - (1 - f)", ">=", "0", "1");
}

static const struct theorem_control controls[] = {
    {"square", "1 - f <= (1 - x)^2 on [0, 1]"},
    {0},
};

const struct theorem theorem_fedmuon_cubic_bound = {
    .id = "fedmuon-cubic-bound",
    .number = "2.10",
    .title = "one cubic step brings a singular value to the power 3/2 of its error",
    .paper = "FedMuon-2025",
    .source = "Theorem 3, the scalar step",
    .statement = "For f(x) = (3x - x^3)/2 and x in [0, 1]: 1 - f(x) <= (1 - x)^(3/2), that is "
                 "(1 - f)^2 <= (1 - x)^3.",
    .hypotheses = "0 <= x <= 1",
    .controls = controls,
    .prove = prove,
};
