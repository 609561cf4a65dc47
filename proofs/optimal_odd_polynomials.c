// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  On [2/11, 1] the cubic with e = 7/11 errs by 100/243 and no odd cubic by less: it
 * equals the closed forms of Polar Express and CANS. The least errors of odd quintics on [l, 1]
 * are 0.4534169054.. (l = 0.1), 0.0240466371.. (0.5) and 0.0000912041.. (0.9).
 *
 * Why it matters.  What a table of as many products could reach at best.
 *
 * Method.  Upper bound by contact factors, or the image of a candidate; lower bound by its
 * alternation (de la Vallee-Poussin).
 *
 * Control.  u^2 + l^2 without l u in the closed form; errors one per cent lower.
 *
 * Not claimed.  All l: only those listed.
 *
 * Reference.  arXiv:2505.16932, arXiv:2506.10935; catalogue 3.10, 3.11.
 */
#include "theorem/theorem.h"

enum { WITHOUT_PRODUCT = 1, LOWER };

static void prove(struct proof *proof, int twist)
{
    /* l = 2, u = 11: e^2 = (l^2 + l u + u^2)/3 = 49; divided by 2 e^3 + l^2 u + l u^2 = 972 */
    proof_let(proof, "c", "294/972*11*x - 2/972*1331*x^3");
    proof_identity(proof, "from above", "343/243 - c", "2662/972*(x - 7/11)^2*(x + 14/11)");
    proof_identity(proof, "from below", "c - 143/243",
                   "2662/972*(x - 2/11)*(1 - x)*(x + 13/11)");
    proof_optimal(proof, "no better cubic", "c", "1", "2/11", "1", "2/11 7/11 1", "100/243");
    if (twist == WITHOUT_PRODUCT) {
        /* e^2 = 125/3, e about 6.455: the same form with that e */
        proof_let(proof, "w", "(6*41.6667*11*x - 2*1331*x^3)/(2*6.455*41.6667 + 286)");
        proof_image(proof, "other cubic", "w", "2/11", "1", "0.5884", "1.4116");
    }
    proof_let(proof, "p1",
              "5.603694506640494872735752*x - 13.88369022401710869175110*x^3 + "
              "9.733412622810353336900153*x^5");
    proof_optimal(proof, "lower bound from 0.1", "p1", "1", "0.1", "1",
                  "0.1 0.408908874192 0.829837621891 1", "0.4534169054");
    proof_let(proof, "p2",
              "2.670835388800812600*x - 3.285356619058450365*x^3 + 1.638567867383794192*x^5");
    proof_optimal(proof, "lower bound from 0.5", "p2", "1", "0.5", "1",
                  "0.5 0.642078061253 0.889239018805 1", "0.0240466371");
    proof_let(proof, "p3",
              "1.976766439197190730*x - 1.461728682519023986*x^3 + 0.485053447428610104*x^5");
    proof_optimal(proof, "lower bound from 0.9", "p3", "1", "0.9", "1",
                  "0.9 0.925500590976 0.975486310752 1", "0.0000912041");
    proof_image(proof, "upper bound from 0.1", "p1", "0.1", "1",
                twist == LOWER ? "0.551" : "0.5465830945",
                twist == LOWER ? "1.449" : "1.4534169055");
    proof_image(proof, "upper bound from 0.5", "p2", "0.5", "1", "0.9759533628",
                "1.0240466372");
    proof_image(proof, "upper bound from 0.9", "p3", "0.9", "1", "0.9999087958",
                "1.0000912042");
}

static const struct theorem_control controls[] = {
    {"without-product", "e^2 = (u^2 + l^2)/3 gives an error of at most 0.4116"},
    {"lower", "the best quintic on [0.1, 1] maps into [0.551, 1.449]"},
    {0},
};

const struct theorem theorem_optimal_odd_polynomials = {
    .id = "optimal-odd-polynomials",
    .number = "3.10",
    .title = "least errors of odd cubics and quintics, proved from both sides",
    .paper = "arXiv:2505.16932",
    .source = "Section 3; CANS, arXiv:2506.10935",
    .statement = "On [2/11, 1] the cubic with e = 7/11 errs by 100/243 and no odd cubic by "
                 "less: it equals the closed forms of Polar Express and CANS. The least "
                 "errors of odd quintics on [l, 1] are 0.4534169054.. (l = 0.1), "
                 "0.0240466371.. (0.5) and 0.0000912041.. (0.9).",
    .hypotheses = "odd polynomials of degree 3 or 5 on [l, 1]",
    .controls = controls,
    .prove = prove,
};
