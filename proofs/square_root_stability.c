// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  At the fixed point, on the pair of eigenvalues s_i^2, s_j^2 of A: X' = (X + A/X)/2
 * multiplies an error by (1 - s_j/s_i)/2, of modulus at most 1 iff s_j/s_i <= 3, so it is
 * stable iff kappa_2(A) <= 9. Coupled Newton-Schulz and the Denman-Beavers pair have
 * derivatives J with J^2 = J: errors do not grow.
 *
 * Why it matters.  BeyondMuon takes square roots of Gram matrices with condition far above 9.
 *
 * Method.  dX' = (E - X^-1 E X^-1 A)/2 and X = A^(1/2). For Y' = Y (3 - Z Y)/2, Z' = (3 - Z Y)
 * Z/2 at Y = A^(1/2), Z = Y^-1: dY' = (E - Y F Y)/2, dZ' = (F - Z E Z)/2; on a pair J = [[1,
 * -c], [-1/c, 1]]/2, c = s_i s_j. Denman and Beavers have the same J. With its second row and
 * column scaled by c, J is [[1, -1], [-1, 1]]/2.
 *
 * Control.  The limit 16; the coupled derivative with the other sign in one corner.
 *
 * Not claimed.  Second-order terms.
 *
 * Reference.  Higham 1986; catalogue 3.23.
 */
#include "theorem/theorem.h"

enum { SIXTEEN = 1, OTHER_SIGN };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "c s");
    proof_identity(proof,
                   "the factor: s_i^2 (1 - s_j^2/(s_i s_j)) = s_i (s_i - s_j), x for s_i",
                   "x^2*s - x*s^2", "x*s*(x - s)");
    proof_identity(proof, "1 less its square, x for s_j/s_i", "4 - (1 - x)^2",
                   "(3 - x)*(1 + x)");
    proof_sign(proof, "stable up to 3", "3 - x", ">=", "0", "3");
    proof_at(proof, "and not beyond", "4 - (1 - x)^2", twist == SIXTEEN ? ">=" : "<", "3.0001");
    /* 4 J^2, entry by entry; the off-diagonal ones times c or 1/c */
    proof_identity(proof, "J^2 = J, first entry, times c", "1*1*c + c*1",
                   twist == OTHER_SIGN ? "1*1*c - c*1" : "2*c");
    proof_identity(proof, "second entry", "1*(-c) + (-c)*1", "2*(-c)");
    proof_identity(proof, "third entry, times c", "(-1)*1 + 1*(-1)", "2*(-1)");
    proof_identity(proof, "fourth entry, times c", "(-1)*(-c) + 1*c", "2*c");
    proof_identity(proof, "Y F Y of the pair, c = s_i s_j", "x*(x*s)*s", "x^2*s^2");
}

static const struct theorem_control controls[] = {
    {"sixteen", "a ratio s_j/s_i of 3.0001 is still damped"},
    {"other-sign", "J with the other sign in one corner is idempotent"},
    {0},
};

const struct theorem theorem_square_root_stability = {
    .id = "square-root-stability",
    .number = "3.23",
    .title = "Which square root iterations are stable: idempotent derivatives, and the limit "
             "9",
    .paper = "Higham-1986",
    .source = "uncoupled Newton; derivatives derived here",
    .statement = "At the fixed point, on the pair of eigenvalues s_i^2, s_j^2 of A: X' = (X "
                 "+ A/X)/2 multiplies an error by (1 - s_j/s_i)/2, of modulus at most 1 iff "
                 "s_j/s_i <= 3, so it is stable iff kappa_2(A) <= 9. Coupled Newton-Schulz "
                 "and the Denman-Beavers pair have derivatives J with J^2 = J: errors do not "
                 "grow.",
    .hypotheses = "A symmetric positive definite; first order in the error",
    .controls = controls,
    .prove = prove,
};
