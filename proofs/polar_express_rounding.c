// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For the shipped first row p(x)/x has the minimum 0.241642711 on x >= 0 (near 0.8258),
 * for the uncushioned optimum (8.4703, -25.1081, 18.6293) it is below 0.0104.
 *
 * Why it matters.  p(x)/x bounds how much rounding before the step is magnified relative to the
 * value.
 *
 * Method.  p = x q with q a quadratic in x^2: q - bound >= 0 on [0, 2] and on the ray beyond.
 *
 * Control.  A minimum of 0.25; the uncushioned row above 0.02.
 *
 * Not claimed.  The figure 0.236 of the paper, which is for another interval.
 *
 * Reference.  arXiv:2505.16932; catalogue 3.15, where 0.241643 is rounded up.
 */
#include "theorem/theorem.h"

enum { QUARTER = 1, UNCUSHIONED };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "p",
              "8.28721201814563*x - 23.595886519098837*x^3 + 17.300387312530933*x^5");
    proof_let(proof, "q", "8.28721201814563 - 23.595886519098837*x^2 + 17.300387312530933*x^4");
    proof_let(proof, "u", "8.4703 - 25.1081*x^2 + 18.6293*x^4");
    proof_identity(proof, "p = x q", "p", "x*q");
    proof_sign(proof, "minimum", twist == QUARTER ? "q - 0.25" : "q - 0.241642711", ">", "0",
               "2");
    proof_sign(proof, "beyond 2", "q - 0.241642711", ">", "2", "inf");
    proof_at(proof, "attained", "q - 0.241642712", "<", "0.8258006846");
    if (twist == UNCUSHIONED)
        proof_sign(proof, "uncushioned", "u - 0.02", ">=", "0", "2");
    proof_at(proof, "uncushioned minimum", "u - 0.0104", "<", "0.8209");
}

static const struct theorem_control controls[] = {
    {"quarter", "p(x)/x >= 0.25 on [0, 2]"},
    {"uncushioned", "the uncushioned row has p(x)/x >= 0.02 on [0, 2]"},
    {0},
};

const struct theorem theorem_polar_express_rounding = {
    .id = "polar-express-rounding",
    .number = "3.15",
    .title = "cushioning lifts the least gain of the first Polar Express step from 0.01 to "
             "0.24",
    .paper = "arXiv:2505.16932",
    .source = "Section 4.4",
    .statement = "For the shipped first row p(x)/x has the minimum 0.241642711 on x >= 0 "
                 "(near 0.8258), for the uncushioned optimum (8.4703, -25.1081, 18.6293) it "
                 "is below 0.0104.",
    .hypotheses = "x >= 0",
    .controls = controls,
    .prove = prove,
};
