// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For singular values s_i > 0, d/dp log cos(O, Psi_p(O)) = sum over pairs of q_i q_j
 * (r_i - r_j)(L_i - L_j) over sums, q = s^(2p), r = s^(1-p), L = log s: never negative for p <=
 * 1. So the cosine grows to 1 at p = 1; at p = 0 it is ||O||_* / (sqrt(rank) ||O||_F) >=
 * 1/sqrt(rank). Beyond p = 1 it falls.
 *
 * Why it matters.  What a spectral power p < 1 costs in first-order descent.
 *
 * Method.  log cos = log sum s^(1+p) - (log sum s^2 + log sum s^(2p))/2, so its derivative is
 * the mean of L under weights p_i = q_i r_i less that under q_i; (sum p L)(sum q) - (sum p)(sum
 * q L) is a sum over pairs. r and L both grow with s. On the values 1, x^2 the steps from p = 0
 * to 1/2 and from 1/2 to 1 are polynomials with contact at x = 1.
 *
 * Control.  Monotone beyond p = 1; the same inequality from p = 0 to 1/2 with a larger
 * constant.
 *
 * Not claimed.  How fast it grows.
 *
 * Reference.  Catalogue 1.4.
 */
#include "theorem/theorem.h"

enum { BEYOND_ONE = 1, LARGER };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "p1 p2 p3 q1 q2 q3 L1 L2");
    proof_identity(
        proof, "sum over pairs, with x for L3",
        "(p1*L1 + p2*L2 + p3*x)*(q1 + q2 + q3) - (p1 + p2 + p3)*(q1*L1 + q2*L2 + q3*x)",
        "(p1*q2 - p2*q1)*(L1 - L2) + (p1*q3 - p3*q1)*(L1 - x) + (p2*q3 - p3*q2)*(L2 - x)");
    proof_identity(proof, "a pair's weight, with r1 = p1, r2 = p2", "(q1*p1)*q2 - (q2*p2)*q1",
                   "q1*q2*(p1 - p2)");
    proof_identity(proof, "nuclear norm against rank one",
                   "(p1 + p2 + p3)^2 - (p1^2 + p2^2 + p3^2)", "2*(p1*p2 + p1*p3 + p2*p3)");
    proof_identity(proof, "cos^2 at 1/2 against 0, on the values 1, x^2",
                   "2*(1 + x^3)^2 - (1 + x^2)^3", "(1 - x)^2*(1 + 2*x + 2*x^3 + x^4)");
    proof_sign(proof, "its cofactor", "1 + 2*x + 2*x^3 + x^4", ">", "0", "inf");
    proof_identity(proof, "1 against cos^2 at 1/2", "(1 + x^4)*(1 + x^2) - (1 + x^3)^2",
                   "x^2*(1 - x)^2");
    proof_at(proof, "cos^2 falls from p = 1 to p = 2, on the values 1, 2",
             "(1 + x^2)*(1 + x^4) - (1 + x^3)^2", twist == BEYOND_ONE ? "<=" : ">", "2");
    if (twist == LARGER)
        proof_at(proof, "a faster growth", "2*(1 + x^3)^2 - 11/10*(1 + x^2)^3", ">=", "1");
}

static const struct theorem_control controls[] = {
    {"beyond-one", "cos(O, Psi_2(O)) >= cos(O, Psi_1(O)) on the values 1, 2"},
    {"larger", "cos^2 grows by a tenth from p = 0 to p = 1/2 on any two values"},
    {0},
};

const struct theorem theorem_alignment_monotone_in_power = {
    .id = "alignment-monotone-in-power",
    .number = "1.4",
    .title = "Alignment of U S^p V^T with the matrix grows with p up to p = 1",
    .paper = "arXiv:2602.04669",
    .source = "derived here",
    .statement = "For singular values s_i > 0, d/dp log cos(O, Psi_p(O)) = sum over pairs of "
                 "q_i q_j (r_i - r_j)(L_i - L_j) over sums, q = s^(2p), r = s^(1-p), L = log "
                 "s: never negative for p <= 1. So the cosine grows to 1 at p = 1; at p = 0 "
                 "it is ||O||_* / (sqrt(rank) ||O||_F) >= 1/sqrt(rank). Beyond p = 1 it "
                 "falls.",
    .hypotheses = "p <= 1; the identity on three values, whose pairs are those of any number "
                  "of values",
    .controls = controls,
    .prove = prove,
};
