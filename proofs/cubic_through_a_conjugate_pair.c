// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  p(x) = a x - b x^3 with p(z) = p(w) = 1, z^2 + w^2 = 1, z > w > 0, has p(1) = 1/(z +
 * w), which is at least 1/sqrt(2), and near it where z is near w: the printed bound 1/2 holds
 * and is not tight.
 *
 * Why it matters.  How far a step can fall at singular value 1.
 *
 * Method.  b = 1/(z w (z + w)), a = 1/z + b z^2; p(1) = a - b. 2(z^2 + w^2) - (z + w)^2 = (z -
 * w)^2.
 *
 * Control.  p(1) <= 1/2; the same without the square root.
 *
 * Not claimed.  Longer tables.
 *
 * Reference.  Catalogue 3.15, errata E11.
 */
#include "theorem/theorem.h"

enum { HALF = 1, ONE };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "z w");
    /* z w (z + w) a and z w (z + w) b */
    proof_let(proof, "a", "w*(z + w) + z^2");
    proof_identity(proof, "p(z) = 1", "a*z - z^3 - z*w*(z + w)", "0");
    proof_identity(proof, "p(w) = 1", "a*w - w^3 - z*w*(z + w)", "0");
    proof_identity(proof, "p(1)(z + w) = 1, with z^2 + w^2 = 1", "a - (z^2 + w^2)", "z*w");
    proof_identity(proof, "z + w <= sqrt(2)", "2*(z^2 + w^2) - (z + w)^2", "(z - w)^2");
    proof_at(proof, "at z = 4/5, w = 3/5: p(1) = 5/7", "1/(4/5 + 3/5) - x",
             twist == ONE ? ">" : "=", "5/7");
    proof_at(proof, "which is more than 1/2, and its square more than 1/2", "x^2 - 1/2",
             twist == HALF ? "<=" : ">", "5/7");
}

static const struct theorem_control controls[] = {
    {"half", "p(1)^2 <= 1/2 at z = 4/5"},
    {"one", "p(1) < 5/7 at z = 4/5"},
    {0},
};

const struct theorem theorem_cubic_through_a_conjugate_pair = {
    .id = "cubic-through-a-conjugate-pair",
    .number = "3.15",
    .title = "The cubic that is 1 at z and at sqrt(1 - z^2) has p(1) = 1/(z + w) >= "
             "1/sqrt(2)",
    .paper = "arXiv:2505.16932",
    .source = "Appendix E",
    .statement = "p(x) = a x - b x^3 with p(z) = p(w) = 1, z^2 + w^2 = 1, z > w > 0, has "
                 "p(1) = 1/(z + w), which is at least 1/sqrt(2), and near it where z is near "
                 "w: the printed bound 1/2 holds and is not tight.",
    .hypotheses = "z > w > 0, z^2 + w^2 = 1",
    .controls = controls,
    .prove = prove,
};
