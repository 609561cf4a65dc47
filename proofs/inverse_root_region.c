// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For h(m) = m ((p + 1 - m)/p)^p and R = 1 - m: 1 - h = sum of a_i R^i, i = 2 .. p + 1,
 * with a_i = C(p, i - 1)(p + 1)(i - 1)/(i p^i) > 0 and sum 1, so the residual at least squares
 * for |R| <= 1; for p = 1 to 8 h maps [0, p + 1] into [0, 1], 0 at the ends only: one step and
 * every m in (0, p + 1) is in (0, 1].
 *
 * Why it matters.  Which scalings of a Gram matrix the iterations for p-th roots accept.
 *
 * Method.  a_i = C(p, i - 1)/p^(i - 1) - C(p, i)/p^i and C(p, i) = C(p, i - 1)(p - i + 1)/i;
 * the sum is 1 - h(0) = 1.
 *
 * Control.  h(4) > 0 for p = 3; a cubic rate.
 *
 * Not claimed.  Complex m; the uncoupled iteration.
 *
 * Reference.  Catalogue 3.24.
 */
#include "theorem/theorem.h"

enum { WIDER = 1, CUBIC };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "p i");
    proof_identity(proof, "coefficients, all p: i p - (p - i + 1)", "i*p - (p - i + 1)",
                   "(p + 1)*(i - 1)");
    proof_let(proof, "h1", "x*((2 - x)/1)^1");
    proof_let(proof, "a1", "1");
    proof_identity(proof, "residual, p = 1", "1 - h1(1 - x)", "x^2*a1");
    proof_at(proof, "sum, p = 1", "a1 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 1", "h1", "0", "2", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h2", "x*((3 - x)/2)^2");
    proof_let(proof, "a2", "3/4 + 1/4*x");
    proof_identity(proof, "residual, p = 2", "1 - h2(1 - x)", "x^2*a2");
    proof_sign(proof, "positive, p = 2", "a2", ">", "0", "inf");
    proof_at(proof, "sum, p = 2", "a2 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 2", "h2", "0", "3", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h3", "x*((4 - x)/3)^3");
    proof_let(proof, "a3", "2/3 + 8/27*x + 1/27*x^2");
    proof_identity(proof, "residual, p = 3", "1 - h3(1 - x)", "x^2*a3");
    proof_sign(proof, "positive, p = 3", "a3", ">", "0", "inf");
    proof_at(proof, "sum, p = 3", "a3 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 3", "h3", "0", "4", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h4", "x*((5 - x)/4)^4");
    proof_let(proof, "a4", "5/8 + 5/16*x + 15/256*x^2 + 1/256*x^3");
    proof_identity(proof, "residual, p = 4", "1 - h4(1 - x)", "x^2*a4");
    proof_sign(proof, "positive, p = 4", "a4", ">", "0", "inf");
    proof_at(proof, "sum, p = 4", "a4 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 4", "h4", "0", "5", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h5", "x*((6 - x)/5)^5");
    proof_let(proof, "a5", "3/5 + 8/25*x + 9/125*x^2 + 24/3125*x^3 + 1/3125*x^4");
    proof_identity(proof, "residual, p = 5", "1 - h5(1 - x)", "x^2*a5");
    proof_sign(proof, "positive, p = 5", "a5", ">", "0", "inf");
    proof_at(proof, "sum, p = 5", "a5 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 5", "h5", "0", "6", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h6", "x*((7 - x)/6)^6");
    proof_let(proof, "a6",
              "7/12 + 35/108*x + 35/432*x^2 + 7/648*x^3 + 35/46656*x^4 + 1/46656*x^5");
    proof_identity(proof, "residual, p = 6", "1 - h6(1 - x)", "x^2*a6");
    proof_sign(proof, "positive, p = 6", "a6", ">", "0", "inf");
    proof_at(proof, "sum, p = 6", "a6 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 6", "h6", "0", "7", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h7", "x*((8 - x)/7)^7");
    proof_let(proof, "a7",
              "4/7 + 16/49*x + 30/343*x^2 + 32/2401*x^3 + 20/16807*x^4 + "
              "48/823543*x^5 + 1/823543*x^6");
    proof_identity(proof, "residual, p = 7", "1 - h7(1 - x)", "x^2*a7");
    proof_sign(proof, "positive, p = 7", "a7", ">", "0", "inf");
    proof_at(proof, "sum, p = 7", "a7 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 7", "h7", "0", "8", "-0.000000000001",
                "1.000000000001");
    proof_let(proof, "h8", "x*((9 - x)/8)^8");
    proof_let(proof, "a8",
              "9/16 + 21/64*x + 189/2048*x^2 + 63/4096*x^3 + 105/65536*x^4 + "
              "27/262144*x^5 + 63/16777216*x^6 + 1/16777216*x^7");
    proof_identity(proof, "residual, p = 8", "1 - h8(1 - x)", "x^2*a8");
    proof_sign(proof, "positive, p = 8", "a8", ">", "0", "inf");
    proof_at(proof, "sum, p = 8", "a8 - 1", "=", "1");
    proof_image(proof, "(0, p + 1) goes into [0, 1], p = 8", "h8", "0", "9", "-0.000000000001",
                "1.000000000001");
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
                 "the residual at least squares for |R| <= 1; for p = 1 to 8 h maps [0, p + "
                 "1] into [0, 1], 0 at the ends only: one step and every m in (0, p + 1) is "
                 "in (0, 1].",
    .hypotheses = "m real; p >= 1 for the coefficients, p = 1 to 8 for the images, which are "
                  "stated to within 1e-12",
    .controls = controls,
    .prove = prove,
};
