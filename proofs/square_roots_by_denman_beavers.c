// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For an eigenvalue l of A, X' = (X + 1/Y)/2, Y' = (Y + 1/X)/2 from X = l, Y = 1: X = l
 * Y throughout; the product M = X Y follows M' = (2 + M + 1/M)/4 and X' = X (1 + 1/M)/2; with M
 * = z^2 it is z' = (z + 1/z)/2, Newton for the sign, which converges to 1 iff Re z > 0: for
 * every l outside (-inf, 0], and for no l < 0.
 *
 * Why it matters.  The square root behind U S^(1/2) V^T, and the spectra that it accepts.
 *
 * Method.  Each relation with its denominators cleared. For z = x + i y |z + 1|^2 - |z - 1|^2 =
 * 4x; on the imaginary axis the iterate stays there: (i y + 1/(i y))/2 = i (y - 1/y)/2.
 *
 * Control.  X = Y; the product form without the 2.
 *
 * Not claimed.  Rounding; see the stability of square root iterations.
 *
 * Reference.  Catalogue 3.22; Higham 2008, 6.3.
 */
#include "theorem/theorem.h"

enum { EQUAL = 1, WITHOUT_TWO };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "l y z");
    proof_identity(proof, "X = l Y is kept: (X' - l Y') 2 X Y, with x for X, y for Y",
                   "x*(x*y + 1) - l*y*(x*y + 1)",
                   twist == EQUAL ? "(x - y)*(x*y + 1)" : "(x - l*y)*(x*y + 1)");
    proof_identity(proof, "product: 4 X Y X' Y' = (X Y)^2 + 2 X Y + 1", "(x*y + 1)*(y*x + 1)",
                   twist == WITHOUT_TWO ? "(x*y)^2 + 1" : "(x*y)^2 + 2*(x*y) + 1");
    proof_identity(proof, "X' = X (1 + 1/M)/2, times 4 X Y^2", "(x*y + 1)*(2*x*y)",
                   "x*(x*y + 1)*(2*y)");
    proof_identity(proof, "M = z^2: 4 z^2 M' = (z^2 + 1)^2", "2*z^2 + (z^2)^2 + 1",
                   "(z^2 + 1)^2");
    proof_identity(proof, "|z + 1|^2 - |z - 1|^2", "((x + 1)^2 + y^2) - ((x - 1)^2 + y^2)",
                   "4*x");
    proof_identity(proof, "real part of z + 1/z, times |z|^2", "x*(x^2 + y^2) + x",
                   "x*(x^2 + y^2 + 1)");
    proof_identity(proof, "so 0 stays 0, imaginary part", "y*(0 + y^2) - y",
                   "y*(y - 1)*(y + 1)");
}

static const struct theorem_control controls[] = {
    {"equal", "X = Y is kept"},
    {"without-two", "M' = (M + 1/M)/4"},
    {0},
};

const struct theorem theorem_square_roots_by_denman_beavers = {
    .id = "square-roots-by-denman-beavers",
    .number = "3.22",
    .title = "Denman and Beavers is Newton for the sign: invariants, product form, region",
    .paper = "Denman-Beavers-1976",
    .source = "scalar modes derived here",
    .statement = "For an eigenvalue l of A, X' = (X + 1/Y)/2, Y' = (Y + 1/X)/2 from X = l, Y "
                 "= 1: X = l Y throughout; the product M = X Y follows M' = (2 + M + 1/M)/4 "
                 "and X' = X (1 + 1/M)/2; with M = z^2 it is z' = (z + 1/z)/2, Newton for "
                 "the sign, which converges to 1 iff Re z > 0: for every l outside (-inf, "
                 "0], and for no l < 0.",
    .hypotheses = "A with no eigenvalue 0; commuting iterates, as in exact arithmetic",
    .controls = controls,
    .prove = prove,
};
