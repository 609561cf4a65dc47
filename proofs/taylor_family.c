// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With p_k the Taylor polynomial of degree k of (1 - u)^(-1/2) and u = 1 - x^2: 1 - (1
 * - u) p_k(u)^2 = u^(k+1) r_k(u), the coefficients of r_k positive with sum 1, so the residual
 * is at most u^(k+1) on [0, 1]; and (x p_k(1 - x^2))' = (2k + 1) c_k (1 - x^2)^k. Here for k =
 * 1 to 5.
 *
 * Why it matters.  The rate of Newton-Schulz of any degree, and what fails for tuned
 * coefficients.
 *
 * Method.  Exact expansion; the r_k written out.
 *
 * Control.  The power k + 2; the same for the coefficients (3.4445, -4.7750, 2.0315), whose
 * residual at u = 0 is 0.508599.
 *
 * Not claimed.  k > 5.
 *
 * Reference.  Kim and Oh, Theorem 2; catalogue 3.4.
 */
#include "theorem/theorem.h"

enum { FASTER = 1, JORDAN };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "p1", "1 + 1/2*x");
    proof_let(proof, "r1", "3/4 + 1/4*x");
    proof_identity(proof, "residual, k = 1", "1 - (1 - x)*p1^2", "x^2*r1");
    proof_sign(proof, "positive, k = 1", "r1", ">", "0", "inf");
    proof_at(proof, "sum, k = 1", "r1 - 1", "=", "1");
    proof_let(proof, "f1", "x*p1(1 - x^2)");
    proof_identity(proof, "slope, k = 1", "f1'", "3/2*(1 - x^2)^1");
    proof_let(proof, "p2", "1 + 1/2*x + 3/8*x^2");
    proof_let(proof, "r2", "5/8 + 15/64*x + 9/64*x^2");
    proof_identity(proof, "residual, k = 2", "1 - (1 - x)*p2^2", "x^3*r2");
    proof_sign(proof, "positive, k = 2", "r2", ">", "0", "inf");
    proof_at(proof, "sum, k = 2", "r2 - 1", "=", "1");
    proof_let(proof, "f2", "x*p2(1 - x^2)");
    proof_identity(proof, "slope, k = 2", "f2'", "15/8*(1 - x^2)^2");
    proof_let(proof, "p3", "1 + 1/2*x + 3/8*x^2 + 5/16*x^3");
    proof_let(proof, "r3", "35/64 + 7/32*x + 35/256*x^2 + 25/256*x^3");
    proof_identity(proof, "residual, k = 3", "1 - (1 - x)*p3^2", "x^4*r3");
    proof_sign(proof, "positive, k = 3", "r3", ">", "0", "inf");
    proof_at(proof, "sum, k = 3", "r3 - 1", "=", "1");
    proof_let(proof, "f3", "x*p3(1 - x^2)");
    proof_identity(proof, "slope, k = 3", "f3'", "35/16*(1 - x^2)^3");
    proof_let(proof, "p4", "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4");
    proof_let(proof, "r4",
              "63/128 + 105/512*x + 135/1024*x^2 + 1575/16384*x^3 + 1225/16384*x^4");
    proof_identity(proof, "residual, k = 4", "1 - (1 - x)*p4^2", "x^5*r4");
    proof_sign(proof, "positive, k = 4", "r4", ">", "0", "inf");
    proof_at(proof, "sum, k = 4", "r4 - 1", "=", "1");
    proof_let(proof, "f4", "x*p4(1 - x^2)");
    proof_identity(proof, "slope, k = 4", "f4'", "315/128*(1 - x^2)^4");
    proof_let(proof, "p5", "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4 + 63/256*x^5");
    proof_let(proof, "r5",
              "231/512 + 99/512*x + 2079/16384*x^2 + 385/4096*x^3 + 4851/65536*x^4 + "
              "3969/65536*x^5");
    proof_identity(proof, "residual, k = 5", "1 - (1 - x)*p5^2", "x^6*r5");
    proof_sign(proof, "positive, k = 5", "r5", ">", "0", "inf");
    proof_at(proof, "sum, k = 5", "r5 - 1", "=", "1");
    proof_let(proof, "f5", "x*p5(1 - x^2)");
    proof_identity(proof, "slope, k = 5", "f5'", "693/256*(1 - x^2)^5");

    proof_sign(proof, "one order more", twist == FASTER ? "x^3 - (1 - (1 - x)*p1^2)" : "r1",
               ">=", "0", "1");
    proof_at(proof, "Jordan's quintic at u = 0", "1 - (3.4445 - 4.7750 + 2.0315)^2 - x",
             twist == JORDAN ? "<=" : "=", twist == JORDAN ? "0" : "0.508599");
}

static const struct theorem_control controls[] = {
    {"faster", "the cubic has a residual of at most u^3 on [0, 1]"},
    {"jordan", "Jordan's quintic has no residual at u = 0"},
    {0},
};

const struct theorem theorem_taylor_family = {
    .id = "taylor-family",
    .number = "3.4",
    .title = "Taylor polynomials of the polar factor: residuals to the power k + 1",
    .paper = "Kim-Oh-2025",
    .source = "Definition 2, Proposition 1, Lemmas 1 to 3",
    .statement = "With p_k the Taylor polynomial of degree k of (1 - u)^(-1/2) and u = 1 - "
                 "x^2: 1 - (1 - u) p_k(u)^2 = u^(k+1) r_k(u), the coefficients of r_k "
                 "positive with sum 1, so the residual is at most u^(k+1) on [0, 1]; and (x "
                 "p_k(1 - x^2))' = (2k + 1) c_k (1 - x^2)^k. Here for k = 1 to 5.",
    .hypotheses = "0 <= u <= 1",
    .controls = controls,
    .prove = prove,
};
