// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With step e, decay l and h = e l, for ||O|| <= 1: X' = (1 - h)X + e O gives ||X'|| -
 * 1/l <= (1 - h)(||X|| - 1/l), and X' = (X + e O)/(1 + h) gives (||X|| - 1/l)/(1 + h). At h =
 * 1/2 the factor 1 - h is false for the second: it keeps 2/3 where X and O are parallel. A step
 * e of the second is a step e/(1 + h) of the first.
 *
 * Why it matters.  The paper and its authors print the two conventions with one factor.
 *
 * Method.  Multiplied by l: u = l ||X||, (1 - h)u + h - 1 = (1 - h)(u - 1) and (u + h) - (1 +
 * h) = u - 1; equality for X = u O/l.
 *
 * Control.  The factor 1 - h for the implicit step.
 *
 * Not claimed.  Norms: the kernel checks those in proofs/coq.
 *
 * Reference.  Catalogue 0.4, errata E1.
 */
#include "theorem/theorem.h"

enum { EXPLICIT_FACTOR = 1 };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "h");
    proof_identity(proof, "explicit, with x for l ||X||", "(1 - h)*x + h - 1",
                   "(1 - h)*(x - 1)");
    proof_identity(proof, "implicit, times 1 + h", "(x + h) - (1 + h)", "x - 1");
    proof_identity(proof, "the step e/(1 + h): 1 - h/(1 + h), times 1 + h", "(1 + h) - h", "1");
    proof_at(proof, "at h = 1/2: 2/3 is more than 1/2 of x - 1",
             "(x + 1/2)/(3/2) - 1 - 1/2*(x - 1)", twist == EXPLICIT_FACTOR ? "<=" : ">", "2");
    proof_sign(proof, "and always so beyond the ball", "(x + 1/2)/(3/2) - 1 - 1/2*(x - 1)",
               ">=", "1", "inf");
}

static const struct theorem_control controls[] = {
    {"explicit-factor", "the implicit step with h = 1/2 contracts by 1/2"},
    {0},
};

const struct theorem theorem_implicit_decay_factor = {
    .id = "implicit-decay-factor",
    .number = "0.4",
    .title = "Implicit decay contracts by 1/(1 + h), not by 1 - h",
    .paper = "arXiv:2506.15054",
    .source = "Equations 2 and 7; both conventions derived here",
    .statement = "With step e, decay l and h = e l, for ||O|| <= 1: X' = (1 - h)X + e O "
                 "gives ||X'|| - 1/l <= (1 - h)(||X|| - 1/l), and X' = (X + e O)/(1 + h) "
                 "gives (||X|| - 1/l)/(1 + h). At h = 1/2 the factor 1 - h is false for the "
                 "second: it keeps 2/3 where X and O are parallel. A step e of the second is "
                 "a step e/(1 + h) of the first.",
    .hypotheses = "0 <= h <= 1, l > 0; norms by the triangle inequality",
    .controls = controls,
    .prove = prove,
};
