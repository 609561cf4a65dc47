// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Without its safety factor the table maps [0.001, 1] into [0.876440945, 1.123559055]
 * after five steps and into [0.998814840, 1.001185160] after six; with x/1.01 in every step it
 * maps [0.001, 1.01] into [0.846177373, 1.123559055] after five and [0.994406, 1.001186] after
 * six. Without the factor three steps take 1.01 beyond 7435.
 *
 * Why it matters.  The error that five steps in bfloat16 can have at best, and why the factor
 * is there.
 *
 * Method.  Images step by step of the exact decimals; the blow-up as the image of a point.
 *
 * Control.  An error of 0.1236 for the safe table; an error of 0.01 after five steps.
 *
 * Not claimed.  Rounding.
 *
 * Reference.  arXiv:2505.16932; catalogue 3.14.
 */
#include "theorem/theorem.h"

enum { SAFE_ERROR = 1, HUNDREDTH };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "p1",
              "8.28721201814563*x - 23.595886519098837*x^3 + 17.300387312530933*x^5");
    proof_let(proof, "p2",
              "4.107059111542203*x - 2.9478499167379106*x^3 + 0.5448431082926601*x^5");
    proof_let(proof, "p3",
              "3.9486908534822946*x - 2.908902115962949*x^3 + 0.5518191394370137*x^5");
    proof_let(proof, "p4",
              "3.3184196573706015*x - 2.488488024314874*x^3 + 0.51004894012372*x^5");
    proof_let(proof, "p5",
              "2.300652019954817*x - 1.6689039845747493*x^3 + 0.4188073119525673*x^5");
    proof_let(proof, "p6",
              "1.891301407787398*x - 1.2679958271945868*x^3 + 0.37680408948524835*x^5");
    proof_let(proof, "q1", "p1(x/1.01)");
    proof_let(proof, "q2", "p2(x/1.01)");
    proof_let(proof, "q3", "p3(x/1.01)");
    proof_let(proof, "q4", "p4(x/1.01)");
    proof_let(proof, "q5", "p5(x/1.01)");
    proof_let(proof, "q6", "p6(x/1.01)");
    proof_image(proof, "five steps", "p1 p2 p3 p4 p5", "0.001", "1",
                twist == HUNDREDTH ? "0.99" : "0.876440945",
                twist == HUNDREDTH ? "1.01" : "1.123559055");
    proof_image(proof, "six steps", "p1 p2 p3 p4 p5 p6", "0.001", "1", "0.99881", "1.00119");
    proof_image(proof, "five safe steps", "q1 q2 q3 q4 q5", "0.001", "1.01",
                twist == SAFE_ERROR ? "0.8764" : "0.846177373", "1.123559055");
    proof_image(proof, "six safe steps", "q1 q2 q3 q4 q5 q6", "0.001", "1.01", "0.994406",
                "1.001186");
    proof_image(proof, "blow-up at 1.01", "p1 p2 p3", "1.01", "1.01", "7435.55", "7435.551");
}

static const struct theorem_control controls[] = {
    {"safe-error", "the safe table has an error of at most 0.1236 after five steps"},
    {"hundredth", "five steps reach an error of 0.01"},
    {0},
};

const struct theorem theorem_polar_express_images = {
    .id = "polar-express-images",
    .number = "3.14",
    .title = "What the shipped Polar Express table does to every singular value of [0.001, 1]",
    .paper = "arXiv:2505.16932",
    .source = "coefficients of Section 4 as shipped",
    .statement = "Without its safety factor the table maps [0.001, 1] into [0.876440945, "
                 "1.123559055] after five steps and into [0.998814840, 1.001185160] after "
                 "six; with x/1.01 in every step it maps [0.001, 1.01] into [0.846177373, "
                 "1.123559055] after five and [0.994406, 1.001186] after six. Without the "
                 "factor three steps take 1.01 beyond 7435.",
    .hypotheses = "singular values of the normalised input",
    .controls = controls,
    .prove = prove,
};
