// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  f^5(x) >= 450 x on [0, 0.001] and f^5(x) >= 0.68 on [0.0016, 1], f(x) = 3.4445x -
 * 4.7750x^3 + 2.0315x^5: so <G, O> >= 0.68 ||G||_* when sigma_min/||G||_F >= 0.0016.
 *
 * Why it matters.  Descent of Muon as implemented: what five steps keep of the nuclear norm.
 *
 * Method.  On [0, 0.001] y_k <= u_k by images, f(y) >= s_k y on [0, u_k], and the product of
 * the s_k is at least 450.
 *
 * Control.  A share of 0.7; a gain of 490, above the slope 484.9 at zero.
 *
 * Not claimed.  Sharp constants.
 *
 * Reference.  Catalogue 3.7.
 */
#include "theorem/theorem.h"

enum { SHARE = 1, GAIN };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "3.4445*x - 4.7750*x^3 + 2.0315*x^5");
    proof_let(proof, "g", "3.4445 - 4.7750*x^2 + 2.0315*x^4");
    proof_identity(proof, "f = x g", "f", "x*g");
    proof_image(proof, "one step", "f", "0", "0.001", "0", "0.0035");
    proof_image(proof, "two steps", "f f", "0", "0.001", "0", "0.012");
    proof_image(proof, "three steps", "f f f", "0", "0.001", "0", "0.041");
    proof_image(proof, "four steps", "f f f f", "0", "0.001", "0", "0.141");
    proof_sign(proof, "first slope", "g - 3.444", ">=", "0", "0.001");
    proof_sign(proof, "second slope", "g - 3.444", ">=", "0", "0.0035");
    proof_sign(proof, "third slope", "g - 3.443", ">=", "0", "0.012");
    proof_sign(proof, "fourth slope", "g - 3.436", ">=", "0", "0.041");
    proof_sign(proof, "fifth slope", "g - 3.35", ">=", "0", "0.141");
    proof_at(proof, "their product",
             twist == GAIN ? "3.444*3.444*3.443*3.436*3.35 - 490"
                           : "3.444*3.444*3.443*3.436*3.35 - 450",
             ">=", "0");
    proof_image(proof, "five steps from 0.0016", "f f f f f", "0.0016", "1",
                twist == SHARE ? "0.7" : "0.68", "1.2024");
}

static const struct theorem_control controls[] = {
    {"share", "f^5(x) >= 0.7 on [0.0016, 1]"},
    {"gain", "the product of the five slopes is at least 490"},
    {0},
};

const struct theorem theorem_jordan_descent_lower_bound = {
    .id = "jordan-descent-lower-bound",
    .number = "3.7",
    .title = "five Jordan steps gain at least 450 on small singular values, and a 0.68 share "
             "of the rest",
    .paper = "Jordan-2024",
    .source = "derived here",
    .statement = "f^5(x) >= 450 x on [0, 0.001] and f^5(x) >= 0.68 on [0.0016, 1], f(x) = "
                 "3.4445x - 4.7750x^3 + 2.0315x^5: so <G, O> >= 0.68 ||G||_* when "
                 "sigma_min/||G||_F >= 0.0016.",
    .hypotheses = "singular values divided by the Frobenius norm",
    .controls = controls,
    .prove = prove,
};
