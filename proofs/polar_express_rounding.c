// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For the shipped first row p(x)/x has the minimum 0.241642711 on x >= 0 (near 0.8258),
 * for the uncushioned optimum (8.4703, -25.1081, 18.6293) it is below 0.0104; for the optimum
 * on [u/10, u] it is 0.652788/u: the printed 0.236 holds there for u <= 2 and is not tight.
 *
 * Why it matters.  p(x)/x bounds how much rounding before the step is magnified relative to the
 * value.
 *
 * Method.  p = x q with q a quadratic in x^2: q - bound >= 0 on [0, 2] and on the ray beyond.
 *
 * Control.  A minimum of 0.25; the uncushioned row above 0.02; 0.236 tight for l = u/10.
 *
 * Not claimed.  Rounding itself.
 *
 * Reference.  arXiv:2505.16932; catalogue 3.15, where 0.241643 is rounded up.
 */
#include "theorem/theorem.h"

enum { QUARTER = 1, UNCUSHIONED, TIGHT };

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
    proof_let(proof, "t", "5.6036945066404 - 13.8836902240171*x^2 + 9.7334126228104*x^4");
    proof_sign(proof, "optimum on [0.1, 1]", "t - 0.652787", ">", "0", "2");
    proof_at(proof, "and no more", "t - 0.652789", twist == TIGHT ? ">" : "<", "0.8445");
    proof_at(proof, "for u = 2 it is above 0.236", "0.652787/2 - x", ">", "0.236");
}

static const struct theorem_control controls[] = {
    {"quarter", "p(x)/x >= 0.25 on [0, 2]"},
    {"uncushioned", "the uncushioned row has p(x)/x >= 0.02 on [0, 2]"},
    {"tight", "p(x)/x > 0.652789 for the optimum on [0.1, 1]"},
    {0},
};

const struct theorem theorem_polar_express_rounding = {
    .id = "polar-express-rounding",
    .number = "3.15",
    .title = "Cushioning lifts the least gain of the first Polar Express step from 0.01 to "
             "0.24",
    .paper = "arXiv:2505.16932",
    .source = "Section 4.4; errata E11 of the catalogue",
    .statement = "For the shipped first row p(x)/x has the minimum 0.241642711 on x >= 0 "
                 "(near 0.8258), for the uncushioned optimum (8.4703, -25.1081, 18.6293) it "
                 "is below 0.0104; for the optimum on [u/10, u] it is 0.652788/u: the printed "
                 "0.236 holds there for u <= 2 and is not tight.",
    .hypotheses = "x >= 0",
    .controls = controls,
    .prove = prove,
};
