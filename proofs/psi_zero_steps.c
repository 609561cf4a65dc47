// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  From seven steps of (3.4445, -4.7750, 2.0315) on, every x in [0.001, 1] lies in J =
 * [0.681831462, 1.134357265]; after seven steps some value is below 0.6819 or above 1.1343, and
 * the fixed point 0.868 repels: more steps do not help.
 *
 * Why it matters.  Fifteen steps do not give a polar factor, although more steps look like more
 * accuracy.
 *
 * Method.  Image of [0.001, 1] under seven steps; invariance of J; f(J) reaches both ends of J,
 * by points.
 *
 * Control.  An error below 0.1 after fifteen steps; J after six steps.
 *
 * Not claimed.  Behaviour below 0.001.
 *
 * Reference.  Catalogue 1.7.
 */
#include "theorem/theorem.h"

enum { CONVERGES = 1, SIX };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "3.4445*x - 4.7750*x^3 + 2.0315*x^5");
    if (twist == CONVERGES)
        proof_image(proof, "fifteen steps", "f f f f f f f f f f f f f f f", "0.001", "1",
                    "0.9", "1.1");
    else
        proof_image(proof, "seven steps", twist == SIX ? "f f f f f f" : "f f f f f f f",
                    "0.001", "1", "0.681831462", "1.134357265");
    proof_image(proof, "J is invariant", "f", "0.681831462", "1.134357265", "0.681831462",
                "1.134357265");
    proof_at(proof, "the lower end is reached", "f - 0.681831463", "<", "1.050136079");
    proof_at(proof, "the upper end is reached", "f - 1.134357263", ">", "0.681831463");
    proof_fixed_point(proof, "the fixed point repels", "f", "0.868", "0.86803", "-2", "-1.5");
}

static const struct theorem_control controls[] = {
    {"converges", "fifteen steps map [0.001, 1] into [0.9, 1.1]"},
    {"six", "six steps map [0.001, 1] into J"},
    {0},
};

const struct theorem theorem_psi_zero_steps = {
    .id = "psi-zero-steps",
    .number = "1.7",
    .title = "Seven or more Jordan steps reach an interval, and never 1",
    .paper = "BeyondMuon-2025",
    .source = "Section on p = 0, 15 steps",
    .statement = "From seven steps of (3.4445, -4.7750, 2.0315) on, every x in [0.001, 1] "
                 "lies in J = [0.681831462, 1.134357265]; after seven steps some value is "
                 "below 0.6819 or above 1.1343, and the fixed point 0.868 repels: more steps "
                 "do not help.",
    .hypotheses = "singular values divided by the Frobenius norm, at least 0.001",
    .controls = controls,
    .prove = prove,
};
