// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  (1 - 2b)/(2b) <= 0 for b >= 1/2, so eta <= sqrt((1 - 2b)/(2b))/(8L) admits no eta > 0
 * there; for b < 1/2 it does.
 *
 * Why it matters.  A theorem with no admissible step says nothing about Muon, whose b is 0.95.
 *
 * Method.  The sign of 1 - 2b.
 *
 * Control.  A positive bound at b = 1/2.
 *
 * Not claimed.  The text of the theorem, which was not seen.
 *
 * Reference.  Catalogue 2.23, errata E7.
 */
#include "theorem/theorem.h"

enum { HALF = 1 };

static void prove(struct proof *proof, int twist)
{
    proof_sign(proof, "empty from 1/2 on, x for b", "-(1 - 2*x)", ">=", "1/2", "1");
    proof_at(proof, "at 1/2", "1 - 2*x", twist == HALF ? ">" : "=", "1/2");
    proof_sign(proof, "not below", "1 - 2*x", ">", "0", "0.4999999");
    proof_at(proof, "at Muon's 0.95", "1 - 2*x", "<", "0.95");
}

static const struct theorem_control controls[] = {
    {"half", "there is a step for beta = 1/2"},
    {0},
};

const struct theorem theorem_li_hong_step_is_empty = {
    .id = "li-hong-step-is-empty",
    .number = "2.23",
    .title = "A published step size condition that no momentum beta >= 1/2 can meet",
    .paper = "arXiv:2502.02900",
    .source = "Theorem 3.1 as quoted in the catalogue",
    .statement = "(1 - 2b)/(2b) <= 0 for b >= 1/2, so eta <= sqrt((1 - 2b)/(2b))/(8L) admits "
                 "no eta > 0 there; for b < 1/2 it does.",
    .hypotheses = "0 < b < 1",
    .controls = controls,
    .prove = prove,
};
