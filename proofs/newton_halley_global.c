// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  N(x) = (x^2 + 1)/(2x) and H(x) = x (3 + x^2)/(1 + 3x^2) satisfy (N - 1)/(N + 1) = ((x
 * - 1)/(x + 1))^2 and (H - 1)/(H + 1) = ((x - 1)/(x + 1))^3, so both converge to 1 from every x
 * > 0. From 1e-16 Newton is within 1e-16 of 1 after 58 steps and not after 57, Halley after 37
 * and not after 36.
 *
 * Why it matters.  The only iterations that need no bound on the input, and what they cost
 * unscaled.
 *
 * Method.  Numerators and denominators of N -+ 1, H -+ 1; (x + 1)^2 - (x - 1)^2 = 4x. Counts by
 * images of a point, step by step, rounded outward.
 *
 * Control.  Cubes for Newton; 57 and 36 steps suffice.
 *
 * Not claimed.  Inverses in floating point.
 *
 * Reference.  Catalogue 3.17.
 */
#include "theorem/theorem.h"

enum { SWAPPED = 1, FEWER, FEWER_HALLEY };

#define FOUR(word) word " " word " " word " " word
#define NINE(word) FOUR(word) " " FOUR(word) " " word
#define N          "n/d"
#define H          "h/k"

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "n", "x^2 + 1");
    proof_let(proof, "d", "2*x");
    proof_let(proof, "h", "x*(3 + x^2)");
    proof_let(proof, "k", "1 + 3*x^2");
    proof_identity(proof, "N - 1", "n - d", twist == SWAPPED ? "(x - 1)^3" : "(x - 1)^2");
    proof_identity(proof, "N + 1", "n + d", "(x + 1)^2");
    proof_identity(proof, "H - 1", "h - k", "(x - 1)^3");
    proof_identity(proof, "H + 1", "h + k", "(x + 1)^3");
    proof_identity(proof, "|x - 1| < |x + 1| for x > 0", "(x + 1)^2 - (x - 1)^2", "4*x");
    proof_rational_image(
        proof, "57 steps of Newton",
        NINE(N) " " NINE(N) " " NINE(N) " " NINE(N) " " NINE(N) " " NINE(N) " " N " " N " " N,
        "1e-16", "1e-16", twist == FEWER ? "0.9999999999999999" : "1.0000000000000001",
        twist == FEWER ? "1.0000000000000001" : "1.001");
    proof_rational_image(
        proof, "58 steps of Newton",
        NINE(N) " " NINE(N) " " NINE(N) " " NINE(N) " " NINE(N) " " NINE(N) " " FOUR(N),
        "1e-16", "1e-16", "0.9999999999999999", "1.0000000000000001");
    proof_rational_image(proof, "36 steps of Halley",
                         NINE(H) " " NINE(H) " " NINE(H) " " NINE(H), "1e-16", "1e-16",
                         twist == FEWER_HALLEY ? "0.9999999999999999" : "0.9",
                         twist == FEWER_HALLEY ? "1.0000000000000001" : "0.9999999999999999");
    proof_rational_image(proof, "37 steps of Halley",
                         NINE(H) " " NINE(H) " " NINE(H) " " NINE(H) " " H, "1e-16", "1e-16",
                         "0.9999999999999999", "1.0000000000000001");
}

static const struct theorem_control controls[] = {
    {"swapped", "(N - 1)/(N + 1) is the cube of (x - 1)/(x + 1), up to a factor"},
    {"fewer", "57 steps of Newton suffice"},
    {"fewer-halley", "36 steps of Halley suffice"},
    {0},
};

const struct theorem theorem_newton_halley_global = {
    .id = "newton-halley-global",
    .number = "3.17",
    .title = "Newton and Halley square and cube (x - 1)/(x + 1), from every x > 0",
    .paper = "Higham-2008",
    .source = "Section 8.3; counts derived here",
    .statement = "N(x) = (x^2 + 1)/(2x) and H(x) = x (3 + x^2)/(1 + 3x^2) satisfy (N - 1)/(N "
                 "+ 1) = ((x - 1)/(x + 1))^2 and (H - 1)/(H + 1) = ((x - 1)/(x + 1))^3, so "
                 "both converge to 1 from every x > 0. From 1e-16 Newton is within 1e-16 of "
                 "1 after 58 steps and not after 57, Halley after 37 and not after 36.",
    .hypotheses = "x > 0; exact arithmetic",
    .controls = controls,
    .prove = prove,
};
