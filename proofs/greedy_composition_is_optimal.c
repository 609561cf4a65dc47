// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  If max/min of an odd map on [l, u] is M/m, scaling it to mean 1 gives the error E =
 * (M - m)/(M + m), and (1 - E)/(1 + E) = m/M: the least error and the least ratio are the same
 * problem, so by induction each step of the greedy composition has the least ratio that any
 * composition can have. Two cubics on [1/10, 1]: no composition errs by less than 0.3067481820,
 * the greedy one by at most 0.3067481822. Two steps of Newton-Schulz err by more, and so do
 * five of the cushioned table on [0.001, 1]: at least 0.1235, where five greedy quintics err by
 * 0.1134485.
 *
 * Why it matters.  A table need not be searched for as a whole.
 *
 * Method.  The ratio identity; the best error on [1 - E, 1 + E] does not fall with E, as the
 * interval grows; alternation of the second cubic on the image [1 - E, 1 + E] of any first one,
 * E at its proved least.
 *
 * Control.  Newton-Schulz, and the cushioned table, below the greedy error.
 *
 * Not claimed.  Rounding, which is what the cushion is for.
 *
 * Reference.  Catalogue 3.12.
 */
#include "theorem/theorem.h"

enum { NEWTON_SCHULZ = 1, CUSHIONED };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "m M");
    proof_identity(proof, "(1 - E)(M + m)", "(M + m) - (M - m)", "2*m");
    proof_identity(proof, "(1 + E)(M + m)", "(M + m) + (M - m)", "2*M");
    proof_let(proof, "f", "3.963405079351387474*x - 3.570635206622871598*x^3");
    proof_let(proof, "g", "1.849740435096841353*x - 0.549091586016674255*x^3");
    proof_let(proof, "h", "(3*x - x^3)/2");
    proof_optimal(proof, "every first cubic", "f", "1", "1/10", "1", "1/10 0.608276253029821 1",
                  "0.607230127271");
    proof_optimal(proof, "every second one, on what every first one covers", "g", "1",
                  "0.392769872729", "1.607230127271",
                  "0.392769872729 1.059674230988 1.607230127271", "0.3067481820");
    proof_image(proof, "the greedy composition", twist == NEWTON_SCHULZ ? "h h" : "f g", "1/10",
                "1", "0.6932518178", "1.3067481822");
    proof_image(proof, "Newton-Schulz", "h h", "1/10", "1/10", "0.22", "0.23");
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
    proof_image(proof, "the cushioned table at 0.001", "p1 p2 p3 p4 p5", "0.001", "0.001",
                twist == CUSHIONED ? "0.8865" : "0.8764", twist == CUSHIONED ? "1" : "0.8765");
}

static const struct theorem_control controls[] = {
    {"newton-schulz", "two steps of Newton-Schulz are within the greedy error"},
    {"cushioned", "the cushioned table takes 0.001 above 0.8865 in five steps"},
    {0},
};

const struct theorem theorem_greedy_composition_is_optimal = {
    .id = "greedy-composition-is-optimal",
    .number = "3.12",
    .title = "Composing best polynomials greedily is optimal; a different objective is not",
    .paper = "arXiv:2505.16932",
    .source = "Theorem 4.1",
    .statement = "If max/min of an odd map on [l, u] is M/m, scaling it to mean 1 gives the "
                 "error E = (M - m)/(M + m), and (1 - E)/(1 + E) = m/M: the least error and "
                 "the least ratio are the same problem, so by induction each step of the "
                 "greedy composition has the least ratio that any composition can have. Two "
                 "cubics on [1/10, 1]: no composition errs by less than 0.3067481820, the "
                 "greedy one by at most 0.3067481822. Two steps of Newton-Schulz err by "
                 "more, and so do five of the cushioned table on [0.001, 1]: at least "
                 "0.1235, where five greedy quintics err by 0.1134485.",
    .hypotheses = "odd polynomials of one degree; competitors that are positive on [l, u], "
                  "as one with a zero there errs by 1 or more",
    .controls = controls,
    .prove = prove,
};
