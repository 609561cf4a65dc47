// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With 3e^2 = l^2 + lu + u^2, N = 2e^3 + lu(l + u) and c(x) = (6e^2 x - 2x^3)/N: l < e
 * < u, 1 - c alternates at l, e, u with |1 - c| = E = (2e^3 - lu(l + u))/N, and c is between 1
 * - E and 1 + E on [l, u]. So no odd cubic errs by less there. It is b h(a x), h the cubic of
 * Newton-Schulz, a = 1/e, b = 4/(2 + lu(l + u)a^3), E = b - 1. On [2/11, 1] e = 7/11 and E =
 * 100/243.
 *
 * Why it matters.  What one cubic step can reach at best, in the two closed forms in use.
 *
 * Method.  4e^3 - N c = 2(x - e)^2 (x + 2e) and N c - 2lu(l + u) = 2(x - l)(u - x)(x + l + u) +
 * 2x(3e^2 - l^2 - lu - u^2); three alternating points (de la Vallee-Poussin).
 *
 * Control.  l^2 + u^2 without lu; an error one per cent lower.
 *
 * Not claimed.  Compositions; see the greedy theorem.
 *
 * Reference.  Catalogue 3.10.
 */
#include "theorem/theorem.h"

enum { WITHOUT_PRODUCT = 1, LOWER };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "l u e");
    proof_let(proof, "n", "6*e^2*x - 2*x^3");
    proof_identity(proof, "from above", "4*e^3 - n", "2*(x - e)^2*(x + 2*e)");
    proof_identity(proof, "from below", "n - 2*l*u*(l + u) - 2*(x - l)*(u - x)*(x + l + u)",
                   twist == WITHOUT_PRODUCT ? "2*x*(3*e^2 - (l^2 + u^2))"
                                            : "2*x*(3*e^2 - (l^2 + l*u + u^2))");
    proof_identity(proof, "l < e", "(l^2 + l*u + u^2) - 3*l^2", "(u - l)*(u + 2*l)");
    proof_identity(proof, "e < u", "3*u^2 - (l^2 + l*u + u^2)", "(u - l)*(2*u + l)");
    proof_identity(proof, "(1 + E) N", "(2*e^3 + l*u*(l + u)) + (2*e^3 - l*u*(l + u))",
                   "4*e^3");
    proof_identity(proof, "(1 - E) N", "(2*e^3 + l*u*(l + u)) - (2*e^3 - l*u*(l + u))",
                   "2*l*u*(l + u)");
    proof_identity(proof, "E > 0: at u", "4*e^3 - n(u)", "2*(u - e)^2*(u + 2*e)");
    proof_identity(proof, "b h(a x) = c, times 2 e^3 N", "4*e^3*(3*e^2*x - x^3)", "2*e^3*n");
    proof_let(proof, "c", "294/972*11*x - 2/972*1331*x^3");
    proof_identity(proof, "on [2/11, 1] from above", "343/243 - c",
                   "2662/972*(x - 7/11)^2*(x + 14/11)");
    proof_identity(proof, "from below", "c - 143/243",
                   "2662/972*(x - 2/11)*(1 - x)*(x + 13/11)");
    proof_optimal(proof, "no better cubic", "c", "1", "2/11", "1", "2/11 7/11 1", "100/243");
    if (twist == LOWER)
        proof_image(proof, "a smaller error", "c", "2/11", "1", "0.5926", "1.4074");
}

static const struct theorem_control controls[] = {
    {"without-product", "with 3e^2 = l^2 + u^2 the cubic has the same lower contact"},
    {"lower", "the cubic errs by less than 0.4074 on [2/11, 1]"},
    {0},
};

const struct theorem theorem_optimal_cubic = {
    .id = "optimal-cubic",
    .number = "3.10",
    .title = "The best odd cubic on [l, u], for all 0 < l < u: closed forms, alternation, "
             "error",
    .paper = "arXiv:2505.16932",
    .source = "Section 3; CANS, arXiv:2506.10935, Proposition 2",
    .statement = "With 3e^2 = l^2 + lu + u^2, N = 2e^3 + lu(l + u) and c(x) = (6e^2 x - "
                 "2x^3)/N: l < e < u, 1 - c alternates at l, e, u with |1 - c| = E = (2e^3 - "
                 "lu(l + u))/N, and c is between 1 - E and 1 + E on [l, u]. So no odd cubic "
                 "errs by less there. It is b h(a x), h the cubic of Newton-Schulz, a = 1/e, "
                 "b = 4/(2 + lu(l + u)a^3), E = b - 1. On [2/11, 1] e = 7/11 and E = "
                 "100/243.",
    .hypotheses = "0 < l < u",
    .controls = controls,
    .prove = prove,
};
