// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With g(w) = w (3 - w)^2/4: 1 - g = (1 - w)^2 (4 - w)/4 <= (1 - w)^2 on [0, 1]; g - w
 * = w (1 - w)(5 - w)/4, so 5 is the other fixed point, with slope 6; growth is at most 9/4 a
 * step on [0, 3]. Fifteen steps take 1e-4 to within 5e-7 of 1, 1e-5 to 0.8365, 1e-6 to 0.1735,
 * 1e-7 to 0.01898.
 *
 * Why it matters.  Fifteen steps are not enough below about 1e-5, which matrices of condition
 * 1e5 have.
 *
 * Method.  Identities and images of points, in intervals that 60 bits leave wide enough for
 * nine digits.
 *
 * Control.  Fifteen steps converge for every input; a rate (3/4)(1 - w)^2.
 *
 * Not claimed.  Rounding.
 *
 * Reference.  Catalogue 1.5.
 */
#include "theorem/theorem.h"

enum { ALWAYS = 1, RATE };

static void prove(struct proof *proof, int twist)
{
    const char *fifteen = "g g g g g g g g g g g g g g g";

    proof_let(proof, "g", "x*(3 - x)^2/4");
    proof_identity(proof, "error", "1 - g", "(1 - x)^2*(4 - x)/4");
    proof_identity(proof, "what the square exceeds it by", "(1 - x)^2 - (1 - g)",
                   "(1 - x)^2*x/4");
    if (twist == RATE)
        proof_sign(proof, "a faster rate", "3/4*(1 - x)^2 - (1 - g)", ">=", "0", "1");
    proof_identity(proof, "fixed points", "g - x", "x*(1 - x)*(5 - x)/4");
    proof_at(proof, "slope at 5", "g' - 6", "=", "5");
    proof_identity(proof, "growth", "9/4*x - g", "x^2*(6 - x)/4");
    proof_image(proof, "from 1e-4", fifteen, "0.0001", "0.0001", "0.9999995", "1");
    proof_image(proof, "from 1e-5", fifteen, "0.00001", "0.00001", "0.836484", "0.836485");
    proof_image(proof, "from 1e-6", fifteen, "0.000001", "0.000001", "0.173489", "0.17349");
    proof_image(proof, "from 1e-7", fifteen, "0.0000001", "0.0000001",
                twist == ALWAYS ? "0.99" : "0.01898", twist == ALWAYS ? "1" : "0.018981");
}

static const struct theorem_control controls[] = {
    {"always", "fifteen steps take 1e-7 into [0.99, 1]"},
    {"rate", "1 - g <= (3/4)(1 - w)^2 on [0, 1]"},
    {0},
};

const struct theorem theorem_coupled_newton_schulz_rate = {
    .id = "coupled-newton-schulz-rate",
    .number = "1.5",
    .title = "Coupled Newton-Schulz: the scalar mode, its rate, and what 15 steps reach",
    .paper = "BeyondMuon-2025",
    .source = "code; rate derived here",
    .statement = "With g(w) = w (3 - w)^2/4: 1 - g = (1 - w)^2 (4 - w)/4 <= (1 - w)^2 on [0, "
                 "1]; g - w = w (1 - w)(5 - w)/4, so 5 is the other fixed point, with slope "
                 "6; growth is at most 9/4 a step on [0, 3]. Fifteen steps take 1e-4 to "
                 "within 5e-7 of 1, 1e-5 to 0.8365, 1e-6 to 0.1735, 1e-7 to 0.01898.",
    .hypotheses = "w in (0, 1]: eigenvalues divided by their bound",
    .controls = controls,
    .prove = prove,
};
