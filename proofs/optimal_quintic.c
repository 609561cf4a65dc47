// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For q < r < sqrt(5) q let P(x) = 3x^5 - 5(q^2 + r^2)x^3 + 15q^2 r^2 x, A(x) = (P(x) -
 * P(q))/(x - q)^2, B(x) = (P(x) - P(r))/(x - r)^2. B has a zero l in (0, q), A a zero u > r;
 * 2P/(P(q) + P(r)) is 1 - E at l and r, 1 + E at q and u, and between them on [l, u], so no odd
 * quintic errs by less; E = ((r - q)/(r + q))^3 (q^2 + 3qr + r^2)/(3qr - q^2 - r^2). Least
 * errors on [l, 1]: 0.4534169054.. (l = 0.1), 0.0240466371.. (0.5), 0.0000912041.. (0.9).
 *
 * Why it matters.  What a table of as many products could reach at best, for every interval at
 * once.
 *
 * Method.  P' = 15(x^2 - q^2)(x^2 - r^2). A(x) - A(u) = (x - u)(3x^2 + (6q + 3u)x + w), w u =
 * A(u) + 2q(5r^2 - q^2) > 0, so A < 0 before u; B likewise with w' l = B(l) + 2r(5q^2 - r^2);
 * B(q) = -A(r) = 2(r - q)(q^2 + 3qr + r^2) > 0 orders the four. Four alternating points.
 * Instances: candidates' alternation below, images above.
 *
 * Control.  The factor of one turning point for the other; an error one per cent lower.
 *
 * Not claimed.  Degree 7 and more for all intervals.
 *
 * Reference.  Catalogue 3.11.
 */
#include "theorem/theorem.h"

enum { OTHER_FACTOR = 1, LOWER };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "q r l u");
    proof_let(proof, "f", "3*x^5 - 5*(q^2 + r^2)*x^3 + 15*q^2*r^2*x");
    proof_let(proof, "a", "3*x^3 + 6*q*x^2 + (4*q^2 - 5*r^2)*x + 2*q^3 - 10*q*r^2");
    proof_let(proof, "b", "3*x^3 + 6*r*x^2 + (4*r^2 - 5*q^2)*x + 2*r^3 - 10*r*q^2");
    proof_identity(proof, "contact at q", "f(x) - f(q)",
                   twist == OTHER_FACTOR ? "(x - q)^2*b" : "(x - q)^2*a");
    proof_identity(proof, "contact at r", "f(x) - f(r)", "(x - r)^2*b");
    proof_identity(proof, "A before its zero u", "a(x) - a(u)",
                   "(x - u)*(3*x^2 + (6*q + 3*u)*x + (3*u^2 + 6*q*u + 4*q^2 - 5*r^2))");
    proof_identity(proof, "the constant, times u", "(3*u^2 + 6*q*u + 4*q^2 - 5*r^2)*u",
                   "a(u) + 2*q*(5*r^2 - q^2)");
    proof_identity(proof, "B beyond its zero l", "b(x) - b(l)",
                   "(x - l)*(3*x^2 + (6*r + 3*l)*x + (3*l^2 + 6*r*l + 4*r^2 - 5*q^2))");
    proof_identity(proof, "the constant, times l", "(3*l^2 + 6*r*l + 4*r^2 - 5*q^2)*l",
                   "b(l) + 2*r*(5*q^2 - r^2)");
    proof_identity(proof, "l > 0", "b(0)", "-2*r*(5*q^2 - r^2)");
    proof_identity(proof, "l < q", "b(q)", "2*(r - q)*(q^2 + 3*q*r + r^2)");
    proof_identity(proof, "u > r", "a(r)", "-2*(r - q)*(q^2 + 3*q*r + r^2)");
    proof_identity(proof, "height", "f(q) - f(r)", "2*(r - q)^3*(q^2 + 3*q*r + r^2)");
    proof_identity(proof, "twice the mean", "f(q) + f(r)", "2*(r + q)^3*(3*q*r - q^2 - r^2)");
    proof_sign(proof, "is positive, x for q/r", "3*x - x^2 - 1", ">", "0.4472", "1");
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
    {"other-factor", "P(x) - P(q) = (x - q)^2 B(x)"},
    {"lower", "the best quintic on [0.1, 1] maps into [0.551, 1.449]"},
    {0},
};

const struct theorem theorem_optimal_quintic = {
    .id = "optimal-quintic",
    .number = "3.11",
    .title = "The best odd quintic on [l, u], for all intervals, by its turning points",
    .paper = "arXiv:2505.16932",
    .source = "Lemma A.2; parametrisation derived here",
    .statement = "For q < r < sqrt(5) q let P(x) = 3x^5 - 5(q^2 + r^2)x^3 + 15q^2 r^2 x, "
                 "A(x) = (P(x) - P(q))/(x - q)^2, B(x) = (P(x) - P(r))/(x - r)^2. B has a "
                 "zero l in (0, q), A a zero u > r; 2P/(P(q) + P(r)) is 1 - E at l and r, 1 "
                 "+ E at q and u, and between them on [l, u], so no odd quintic errs by "
                 "less; E = ((r - q)/(r + q))^3 (q^2 + 3qr + r^2)/(3qr - q^2 - r^2). Least "
                 "errors on [l, 1]: 0.4534169054.. (l = 0.1), 0.0240466371.. (0.5), "
                 "0.0000912041.. (0.9).",
    .hypotheses = "0 < q < r < sqrt(5) q; l/u then takes every value in (0, 1), as it is "
                  "continuous with limits 0 and 1",
    .controls = controls,
    .prove = prove,
};
