// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  k(x) = 4.1x (1 - x^2)^2 maps [0, 1.17349] into [0, 1.173489], so divided by 1.175 it
 * is below 1; k(1) = 0; its fixed point 0.711432 repels with slope -3.0994; so there is no
 * positive lower bound.
 *
 * Why it matters.  ||O|| <= 1 holds with the factor 1.175 only, and alignment can vanish.
 *
 * Method.  Image of the interval; fixed point as the sign change of (k - x)/x.
 *
 * Control.  ||O|| <= 1 without 1.175; a lower bound of 0.1.
 *
 * Not claimed.  Other tables of that paper.
 *
 * Reference.  arXiv:2605.11181; catalogue 2.26.
 */
#include "theorem/theorem.h"

enum { NO_FACTOR = 1, ALIGNED };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "k", "41/10*x*(1 - x^2)^2");
    proof_identity(proof, "a square times x", "k", "x*(4.1*(1 - x^2)^2)");
    proof_image(proof, "range", "k", "0", "1.17349", "-0.000000001",
                twist == NO_FACTOR ? "1" : "1.173489");
    proof_at(proof, "below 1.175", "1.175 - 1.173489", ">", "0");
    proof_at(proof, "k(1) = 0", "k", "=", "1");
    if (twist == ALIGNED)
        proof_sign(proof, "a lower bound", "k - 0.1", ">=", "0.1", "1.17349");
    proof_fixed_point(proof, "fixed point", "k", "0.711431", "0.711432", "-3.0995", "-3.0993");
}

static const struct theorem_control controls[] = {
    {"no-factor", "k maps [0, 1.17349] into [0, 1]"},
    {"aligned", "k(x) >= 0.1 on [0.1, 1.17349]"},
    {0},
};

const struct theorem theorem_kaon_bounded = {
    .id = "kaon-bounded",
    .number = "2.26",
    .title = "Kaon's quintic stays below 1.1735 and annihilates singular value 1",
    .paper = "arXiv:2605.11181",
    .source = "Kaon",
    .statement = "k(x) = 4.1x (1 - x^2)^2 maps [0, 1.17349] into [0, 1.173489], so divided by "
                 "1.175 it is below 1; k(1) = 0; its fixed point 0.711432 repels with slope "
                 "-3.0994; so there is no positive lower bound.",
    .hypotheses = "0 <= x <= 1.17349",
    .controls = controls,
    .prove = prove,
};
