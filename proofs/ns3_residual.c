// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With f(x) = (3x - x^3)/2 and d = 1 - x^2: 1 - f = (1 - x)^2 (2 + x)/2 and 1 - f^2 =
 * d^2 (3 + d)/4, hence 1 - f^2 <= d^2 on [0, 1].
 *
 * Why it matters.  Quadratic convergence with its constants: 3/2 for the error, 3/4 for the
 * residual.
 *
 * Method.  Polynomial identities; the inequality by the cofactor x^2 / 4 >= 0.
 *
 * Control.  Error constants 1/2 and 3/4; a residual below (3/4) d^2.
 *
 * Not claimed.  Rounding.
 *
 * Reference.  Higham 2008, Section 8.3; catalogue 3.1.
 */
#include "theorem/theorem.h"

enum { HALF = 1, THREE_QUARTERS, RESIDUAL };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "(3*x - x^3)/2");
    proof_let(proof, "d", "1 - x^2");
    proof_identity(proof, "error", "1 - f", "(1 - x)^2*(2 + x)/2");
    proof_identity(proof, "error of e = 1 - x", "1 - f(1 - x)",
                   twist == HALF             ? "x^2*(3 - x)/6"
                   : twist == THREE_QUARTERS ? "x^2*(3 - x)/4"
                                             : "x^2*(3 - x)/2");
    proof_identity(proof, "residual", "1 - f^2", "d^2*(3 + d)/4");
    proof_identity(proof, "what d^2 exceeds it by", "d^2 - (1 - f^2)", "d^2*x^2/4");
    proof_sign(proof, "the residual's bound",
               twist == RESIDUAL ? "3/4*d^2 - (1 - f^2)" : "x^2/4", ">=", "0", "1");
}

static const struct theorem_control controls[] = {
    {"half", "the error shrinks by e+ = e^2 (3 - e)/6"},
    {"three-quarters", "the error shrinks by e+ = e^2 (3 - e)/4"},
    {"residual", "1 - f^2 <= (3/4) d^2 on [0, 1]"},
    {0},
};

const struct theorem theorem_ns3_residual = {
    .id = "ns3-residual",
    .number = "3.1",
    .title = "One cubic Newton-Schulz step squares the error, and its residual",
    .paper = "Kovarik-1970",
    .source = "error identities derived here",
    .statement = "With f(x) = (3x - x^3)/2 and d = 1 - x^2: 1 - f = (1 - x)^2 (2 + x)/2 and 1 "
                 "- f^2 = d^2 (3 + d)/4, hence 1 - f^2 <= d^2 on [0, 1].",
    .hypotheses = "all x; the inequality for x in [0, 1]",
    .controls = controls,
    .prove = prove,
};
