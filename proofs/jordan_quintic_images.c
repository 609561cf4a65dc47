// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For f(x) = 3.4445x - 4.7750x^3 + 2.0315x^5: f > 0 on (0, inf); its positive fixed
 * points 0.868025797656 (slope -1.582373) and 1.263729067298 (slope 6.473457) repel, larger x
 * grow; J = [0.681831462, 1.134357265] is invariant; five steps map [0.01, 1] into J, [0.005,
 * 1] below 1.154366, [0.002, 1] into [0.681831462, 1.202368606] and [0.001, 1] into [0.470543,
 * 1.202368606]; fifteen steps map [0.001, 1.2637] into J.
 *
 * Why it matters.  The output of Muon is in these intervals; it does not converge to 1 and it
 * is not in [0.7, 1.2].
 *
 * Method.  Images step by step; fixed points as the only sign changes of (f - x)/x; rational
 * bounds of 12 digits.
 *
 * Control.  [0.7, 1.2]; f(1) = 1; an error below 0.3 on J; J narrower.
 *
 * Not claimed.  Rounding in bfloat16.
 *
 * Reference.  Jordan et al. 2024; catalogue 3.5, with the multiplier 6.473457.
 */
#include "theorem/theorem.h"

enum { PUBLISHED_INTERVAL = 1, FIXES_ONE, PLATEAU, NARROWER };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "f", "3.4445*x - 4.7750*x^3 + 2.0315*x^5");
    proof_let(proof, "h", "2.4445 - 4.7750*x^2 + 2.0315*x^4");
    proof_identity(proof, "fixed points are zeros of h", "f - x", "x*h");
    proof_identity(proof, "f/x is h + 1", "f", "x*(h + 1)");
    proof_sign(proof, "f/x > 0 up to 2", "h + 1", ">", "0", "2");
    proof_sign(proof, "f/x > 0 beyond 2", "h + 1", ">", "2", "inf");
    proof_fixed_point(proof, "first fixed point", "f", "0.868025797655", "0.868025797656",
                      "-1.582374", "-1.582372");
    proof_fixed_point(proof, "second fixed point", "f", "1.263729067298", "1.263729067299",
                      "6.473456", "6.473458");
    proof_sign(proof, "none before", "h", ">", "0", "0.868025797655");
    proof_sign(proof, "none between", "-h", ">", "0.868025797656", "1.263729067298");
    proof_sign(proof, "none after, growth", "h", ">", "1.263729067299", "inf");
    proof_root(proof, "place of the maximum", "f'", "0.554528790854", "0.554528790855");
    proof_root(proof, "place of the minimum", "f'", "1.050136079121", "1.050136079122");
    proof_at(proof, "f(1)", twist == FIXES_ONE ? "f - 1" : "f - 0.701", "=", "1");
    proof_image(proof, "J is invariant", "f", "0.681831462", "1.134357265",
                twist == PLATEAU    ? "0.7"
                : twist == NARROWER ? "0.682"
                                    : "0.681831462",
                twist == PLATEAU    ? "1.3"
                : twist == NARROWER ? "1.134"
                                    : "1.134357265");
    proof_image(proof, "five steps from 0.01", "f f f f f", "0.01", "1",
                twist == PUBLISHED_INTERVAL ? "0.7" : "0.681831462",
                twist == PUBLISHED_INTERVAL ? "1.2" : "1.134357265");
    proof_image(proof, "five steps from 0.005", "f f f f f", "0.005", "1", "0.681831462",
                "1.15436625");
    proof_image(proof, "five steps from 0.002", "f f f f f", "0.002", "1", "0.681831462",
                "1.202368606");
    proof_image(proof, "five steps from 0.001", "f f f f f", "0.001", "1", "0.470543951",
                "1.202368606");
    proof_image(proof, "fifteen steps", "f f f f f f f f f f f f f f f", "0.001", "1.2637",
                "0.681831462", "1.134357265");
}

static const struct theorem_control controls[] = {
    {"published-interval", "five steps map [0.01, 1] into [0.7, 1.2]"},
    {"fixes-one", "f(1) = 1"},
    {"plateau", "f maps J into [0.7, 1.3]"},
    {"narrower", "f maps J into [0.682, 1.134]"},
    {0},
};

const struct theorem theorem_jordan_quintic_images = {
    .id = "jordan-quintic-images",
    .number = "3.5",
    .title = "Muon's first quintic: every image, fixed point and extremum",
    .paper = "Jordan-2024",
    .source = "coefficients as published; dynamics derived here",
    .statement = "For f(x) = 3.4445x - 4.7750x^3 + 2.0315x^5: f > 0 on (0, inf); its positive "
                 "fixed points 0.868025797656 (slope -1.582373) and 1.263729067298 (slope "
                 "6.473457) repel, larger x grow; J = [0.681831462, 1.134357265] is "
                 "invariant; five steps map [0.01, 1] into J, [0.005, 1] below 1.154366, "
                 "[0.002, 1] into [0.681831462, 1.202368606] and [0.001, 1] into [0.470543, "
                 "1.202368606]; fifteen steps map [0.001, 1.2637] into J.",
    .hypotheses = "x > 0; singular values divided by the Frobenius norm",
    .controls = controls,
    .prove = prove,
};
