// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  f^5(x) >= 453 x on [0, 0.0015] and f^5(x) >= 0.68 on [0.0016, 1], f(x) = 3.4445x -
 * 4.7750x^3 + 2.0315x^5: so <G, O> >= 0.68 ||G||_* when sigma_min/||G||_F >= 0.0016.
 *
 * Why it matters.  Descent of Muon as implemented: what five steps keep of the nuclear norm.
 *
 * Method.  f = x g; g(x) g(f(x)) ... g(f^4(x)) > 453 by mean values on boxes, unexpanded.
 *
 * Control.  A share of 0.7; a gain of 490, above the slope 484.9 at zero.
 *
 * Not claimed.  Sharp constants.
 *
 * Reference.  Catalogue 3.7.
 */
#include "theorem/theorem.h"

enum { SHARE = 1, GAIN };

#define GAIN_OF_FIVE "g*g(f)*g(f(f))*g(f(f(f)))*g(f(f(f(f))))"

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "3.4445*x - 4.7750*x^3 + 2.0315*x^5");
    proof_let(proof, "g", "3.4445 - 4.7750*x^2 + 2.0315*x^4");
    proof_identity(proof, "f = x g", "f", "x*g");
    proof_pointwise(proof, "f^5(x)/x",
                    twist == GAIN ? GAIN_OF_FIVE " - 490" : GAIN_OF_FIVE " - 453", "0",
                    "0.0015");
    proof_image(proof, "five steps from 0.0016", "f f f f f", "0.0016", "1",
                twist == SHARE ? "0.7" : "0.68", "1.2024");
}

static const struct theorem_control controls[] = {
    {"share", "f^5(x) >= 0.7 on [0.0016, 1]"},
    {"gain", "f^5(x) >= 490 x on [0, 0.0015]"},
    {0},
};

const struct theorem theorem_jordan_descent_lower_bound = {
    .id = "jordan-descent-lower-bound",
    .number = "3.7",
    .title = "Five Jordan steps gain at least 453 on small singular values, and a 0.68 share "
             "of the rest",
    .paper = "Jordan-2024",
    .source = "derived here",
    .statement = "f^5(x) >= 453 x on [0, 0.0015] and f^5(x) >= 0.68 on [0.0016, 1], f(x) = "
                 "3.4445x - 4.7750x^3 + 2.0315x^5: so <G, O> >= 0.68 ||G||_* when "
                 "sigma_min/||G||_F >= 0.0016.",
    .hypotheses = "singular values divided by the Frobenius norm",
    .controls = controls,
    .prove = prove,
};
