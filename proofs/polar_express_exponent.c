// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For T = 1, d = 5, l = 0.9 every odd quintic has an error of at least 0.0000912041 on
 * [0.9, 1], more than (1 - l^2)^6 = 0.000047045881; the Taylor quintic has an error of at most
 * (1
 * - l^2)^3 there.
 *
 * Why it matters.  The published proof prints an exponent that no polynomial can satisfy.
 *
 * Method.  Alternation of a candidate gives the lower bound; the Taylor quintic is (15x - 10x^3
 * + 3x^5)/8.
 *
 * Control.  The bound with (d + 1)^T.
 *
 * Not claimed.  Bounds for all T: proofs/coq/taylor_compositions.v has (1 - l^2)^(3^T), and
 * (1 - l^2)^(2^T) for cubics.
 *
 * Reference.  arXiv:2505.16932, Theorem 4.3; catalogue 3.13.
 */
#include "theorem/theorem.h"

enum { PUBLISHED = 1 };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "p",
              "1.976766439197190730*x - 1.461728682519023986*x^3 + 0.485053447428610104*x^5");
    proof_let(proof, "t", "(15*x - 10*x^3 + 3*x^5)/8");
    proof_optimal(proof, "lower bound", "p", "1", "0.9", "1",
                  "0.9 0.925500590976 0.975486310752 1", "0.0000912041");
    proof_at(proof, "the printed bound",
             twist == PUBLISHED ? "(1 - x^2)^6 - 0.0000912041" : "0.0000912041 - (1 - x^2)^6",
             ">", "0.9");
    proof_identity(proof, "Taylor", "1 - t", "(1 - x)^3*(8 + 9*x + 3*x^2)/8");
    proof_image(proof, "its error", "t", "0.9", "1", "0.993141", "1");
    proof_at(proof, "is at most the right bound", "(1 - x^2)^3 - 0.006859", ">=", "0.9");
}

static const struct theorem_control controls[] = {
    {"published", "the least error on [0.9, 1] is at most (1 - 0.81)^6"},
    {0},
};

const struct theorem theorem_polar_express_exponent = {
    .id = "polar-express-exponent",
    .number = "3.13",
    .title = "The exponent (d + 1)^T of the Polar Express bound is false, (q + 1)^T holds",
    .paper = "arXiv:2505.16932",
    .source = "Appendix B as extracted; Theorem 4.3",
    .statement = "For T = 1, d = 5, l = 0.9 every odd quintic has an error of at least "
                 "0.0000912041 on [0.9, 1], more than (1 - l^2)^6 = 0.000047045881; the "
                 "Taylor quintic has an error of at most (1 - l^2)^3 there.",
    .hypotheses = "odd quintics on [0.9, 1]",
    .controls = controls,
    .prove = prove,
};
