// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For h(m) = m ((p + 1 - m)/p)^p and R = 1 - m: 1 - h = sum of a_i R^i, i = 2 .. p + 1,
 * with a_i = C(p, i - 1)(p + 1)(i - 1)/(i p^i) > 0 and sum 1, so the residual at least squares
 * for |R| <= 1; for p = 1 to 8 the sum of a_i R^(i - 2) is positive on [-p, 0] too, so h maps
 * (0, p + 1) into (0, 1]: one step and the residual is in [0, 1).
 *
 * Why it matters.  Which scalings of a Gram matrix the iterations for p-th roots accept.
 *
 * Method.  a_i = C(p, i - 1)/p^(i - 1) - C(p, i)/p^i and C(p, i) = C(p, i - 1)(p - i + 1)/i;
 * the sum is 1 - h(0) = 1; 1 - h(1 - R) = R^2 a(R), and h > 0 by its factors.
 *
 * Control.  h(4) > 0 for p = 3; a cubic rate.
 *
 * Not claimed.  Complex m; the uncoupled iteration.
 *
 * Reference.  Catalogue 3.24.
 */
#include <stdio.h>

#include "theorem/theorem.h"

enum { WIDER = 1, CUBIC };

/* h_p = m ((p + 1 - m)/p)^p, and a_p with 1 - h_p(1 - R) = R^2 a_p(R) */
static const struct root {
    const char *h, *h_text, *a, *a_text;
} roots[] = {
    {"h1", "x*((2 - x)/1)^1", "a1", "1"},
    {"h2", "x*((3 - x)/2)^2", "a2", "3/4 + 1/4*x"},
    {"h3", "x*((4 - x)/3)^3", "a3", "2/3 + 8/27*x + 1/27*x^2"},
    {"h4", "x*((5 - x)/4)^4", "a4", "5/8 + 5/16*x + 15/256*x^2 + 1/256*x^3"},
    {"h5", "x*((6 - x)/5)^5", "a5", "3/5 + 8/25*x + 9/125*x^2 + 24/3125*x^3 + 1/3125*x^4"},
    {"h6", "x*((7 - x)/6)^6", "a6",
     "7/12 + 35/108*x + 35/432*x^2 + 7/648*x^3 + 35/46656*x^4 "
     "+ 1/46656*x^5"},
    {"h7", "x*((8 - x)/7)^7", "a7",
     "4/7 + 16/49*x + 30/343*x^2 + 32/2401*x^3 + 20/16807*x^4 "
     "+ 48/823543*x^5 + 1/823543*x^6"},
    {"h8", "x*((9 - x)/8)^8", "a8",
     "9/16 + 21/64*x + 189/2048*x^2 + 63/4096*x^3 + 105/65536*x^4 "
     "+ 27/262144*x^5 + 63/16777216*x^6 + 1/16777216*x^7"},
};

static void root(struct proof *proof, const struct root *r, int p)
{
    char what[40], left[40], right[40];

    proof_let(proof, r->h, r->h_text);
    proof_let(proof, r->a, r->a_text);
    snprintf(what, sizeof what, "residual, p = %d", p);
    snprintf(left, sizeof left, "1 - %s(1 - x)", r->h);
    snprintf(right, sizeof right, "x^2*%s", r->a);
    proof_identity(proof, what, left, right);
    snprintf(what, sizeof what, "sum, p = %d", p);
    snprintf(left, sizeof left, "%s - 1", r->a);
    proof_at(proof, what, left, "=", "1");
    snprintf(what, sizeof what, "positive, p = %d", p);
    proof_sign(proof, what, r->a, ">", "0", "inf");
    snprintf(what, sizeof what, "h < 1 on (1, p + 1], p = %d", p);
    snprintf(left, sizeof left, "-%d", p);
    proof_sign(proof, what, r->a, ">", left, "0");
}

static void prove(struct proof *proof, int twist)
{
    int p;

    proof_variables(proof, "p i");
    proof_identity(proof, "coefficients, all p: i p - (p - i + 1)", "i*p - (p - i + 1)",
                   "(p + 1)*(i - 1)");
    for (p = 1; p <= (int)(sizeof roots / sizeof *roots); p++)
        root(proof, roots + p - 1, p);
    proof_at(proof, "collapse at p + 1, p = 3", "h3", twist == WIDER ? ">" : "=", "4");
    if (twist == CUBIC)
        proof_sign(proof, "a cubic rate", "x^3 - x^2*a3", ">=", "0", "1");
}

static const struct theorem_control controls[] = {
    {"wider", "for p = 3 the region goes beyond 4"},
    {"cubic", "for p = 3 1 - h <= R^3 on [0, 1]"},
    {0},
};

const struct theorem theorem_inverse_root_region = {
    .id = "inverse-root-region",
    .number = "3.24",
    .title = "Coupled Newton for inverse p-th roots: the residual squares, on the region (0, "
             "p + 1)",
    .paper = "Guo-Higham-2006",
    .source = "Theorem 7.12 in Higham 2008; expansion derived here",
    .statement = "For h(m) = m ((p + 1 - m)/p)^p and R = 1 - m: 1 - h = sum of a_i R^i, i = "
                 "2 .. p + 1, with a_i = C(p, i - 1)(p + 1)(i - 1)/(i p^i) > 0 and sum 1, so "
                 "the residual at least squares for |R| <= 1; for p = 1 to 8 the sum of a_i "
                 "R^(i - 2) is positive on [-p, 0] too, so h maps (0, p + 1) into (0, 1]: "
                 "one step and the residual is in [0, 1).",
    .hypotheses = "m real; p >= 1 for the coefficients, p = 1 to 8 for the region",
    .controls = controls,
    .prove = prove,
};
