// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With p_k the Taylor polynomial of degree k of (1 - u)^(-1/2) and u = 1 - x^2: 1 - (1
 * - u) p_k(u)^2 = u^(k+1) r_k(u), the coefficients of r_k positive with sum 1, so the residual
 * is at most u^(k+1) on [0, 1]; and (x p_k(1 - x^2))' = (2k + 1) c_k (1 - x^2)^k. Here for k =
 * 1 to 8.
 *
 * Why it matters.  The rate of Newton-Schulz of any degree, and what fails for tuned
 * coefficients.
 *
 * Method.  Exact expansion; the r_k written out.
 *
 * Control.  The power k + 2; the same for the coefficients (3.4445, -4.7750, 2.0315), whose
 * residual at u = 0 is 0.508599.
 *
 * Not claimed.  k > 8.
 *
 * Reference.  Kim and Oh, Theorem 2; catalogue 3.4.
 */
#include <stdio.h>

#include "theorem/theorem.h"

enum { FASTER = 1, JORDAN };

/* p_k, r_k with 1 - (1 - u) p_k(u)^2 = u^(k+1) r_k(u), f_k = x p_k(1 - x^2), (2k + 1) c_k */
static const struct member {
    const char *p, *p_text, *r, *r_text, *f, *f_text, *slope;
} family[] = {
    {"p1", "1 + 1/2*x", "r1", "3/4 + 1/4*x", "f1", "x*p1(1 - x^2)", "3/2"},
    {"p2", "1 + 1/2*x + 3/8*x^2", "r2", "5/8 + 15/64*x + 9/64*x^2", "f2", "x*p2(1 - x^2)",
     "15/8"},
    {"p3", "1 + 1/2*x + 3/8*x^2 + 5/16*x^3", "r3", "35/64 + 7/32*x + 35/256*x^2 + 25/256*x^3",
     "f3", "x*p3(1 - x^2)", "35/16"},
    {"p4", "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4", "r4",
     "63/128 + 105/512*x + 135/1024*x^2 + 1575/16384*x^3 "
     "+ 1225/16384*x^4",
     "f4", "x*p4(1 - x^2)", "315/128"},
    {"p5", "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4 + 63/256*x^5", "r5",
     "231/512 + 99/512*x + 2079/16384*x^2 + 385/4096*x^3 "
     "+ 4851/65536*x^4 + 3969/65536*x^5",
     "f5", "x*p5(1 - x^2)", "693/256"},
    {"p6",
     "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4 + 63/256*x^5 "
     "+ 231/1024*x^6",
     "r6",
     "429/1024 + 3003/16384*x + 1001/8192*x^2 + 3003/32768*x^3 "
     "+ 9555/131072*x^4 + 63063/1048576*x^5 + 53361/1048576*x^6",
     "f6", "x*p6(1 - x^2)", "3003/1024"},
    {"p7",
     "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4 + 63/256*x^5 "
     "+ 231/1024*x^6 + 429/2048*x^7",
     "r7",
     "6435/16384 + 715/4096*x + 3861/32768*x^2 + 2925/32768*x^3 "
     "+ 75075/1048576*x^4 + 31185/524288*x^5 + 212355/4194304*x^6 "
     "+ 184041/4194304*x^7",
     "f7", "x*p7(1 - x^2)", "6435/2048"},
    {"p8",
     "1 + 1/2*x + 3/8*x^2 + 5/16*x^3 + 35/128*x^4 + 63/256*x^5 "
     "+ 231/1024*x^6 + 429/2048*x^7 + 6435/32768*x^8",
     "r8",
     "12155/32768 + 21879/131072*x + 29835/262144*x^2 "
     "+ 182325/2097152*x^3 + 294525/4194304*x^4 "
     "+ 984555/16777216*x^5 + 1684683/33554432*x^6 "
     "+ 46930455/1073741824*x^7 + 41409225/1073741824*x^8",
     "f8", "x*p8(1 - x^2)", "109395/32768"},
};

static void member(struct proof *proof, const struct member *m, int k)
{
    char what[40], left[40], right[40];

    proof_let(proof, m->p, m->p_text);
    proof_let(proof, m->r, m->r_text);
    snprintf(what, sizeof what, "residual, k = %d", k);
    snprintf(left, sizeof left, "1 - (1 - x)*%s^2", m->p);
    snprintf(right, sizeof right, "x^%d*%s", k + 1, m->r);
    proof_identity(proof, what, left, right);
    snprintf(what, sizeof what, "positive, k = %d", k);
    proof_sign(proof, what, m->r, ">", "0", "inf");
    snprintf(what, sizeof what, "sum, k = %d", k);
    snprintf(left, sizeof left, "%s - 1", m->r);
    proof_at(proof, what, left, "=", "1");
    proof_let(proof, m->f, m->f_text);
    snprintf(what, sizeof what, "slope, k = %d", k);
    snprintf(left, sizeof left, "%s'", m->f);
    snprintf(right, sizeof right, "%s*(1 - x^2)^%d", m->slope, k);
    proof_identity(proof, what, left, right);
}

static void prove(struct proof *proof, int twist)
{
    int k;

    for (k = 1; k <= (int)(sizeof family / sizeof *family); k++)
        member(proof, family + k - 1, k);
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
                 "p_k(1 - x^2))' = (2k + 1) c_k (1 - x^2)^k. Here for k = 1 to 8.",
    .hypotheses = "0 <= u <= 1",
    .controls = controls,
    .prove = prove,
};
