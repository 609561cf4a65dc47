// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Scaled by 1/sqrt(s_1 s_n), N(x) = (x + 1/x)/2 maps the ends of [s_n, s_1] to one
 * value, and the condition number k to (k + 1)/(2 sqrt(k)), the least that any scaling reaches.
 * From 1e16 it is below 1 + 2e-28 after nine steps and above 1 + 3.5e-14 after eight.
 *
 * Why it matters.  The count that every scaled Newton method is measured by.
 *
 * Method.  a b (N(b) - N(a)) 2 = (b - a)(a b - 1): with a b > 1 the upper end gives more than
 * at a b = 1, with a b < 1 the lower. 4 k k'^2 = (k + 1)^2, whose right side over k grows for k
 * >= 1: rational bounds step by step.
 *
 * Control.  Eight steps; any scaling is as good.
 *
 * Not claimed.  Scalings from other norms.
 *
 * Reference.  Catalogue 3.18.
 */
#include "theorem/theorem.h"

enum { EIGHT = 1, ANY_SCALING };

/* a to b: 4 a b^2 >= (a + 1)^2 shows that b is above the next condition number if a is above
 * this one, <= that it is below. */
#define STEP(what, a, relation, b)                                                             \
    proof_at(proof, what, "4*" a "*x^2 - (" a " + 1)^2", relation, b)

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "a b");
    proof_identity(proof, "N(a) against N(b)", "(b^2 + 1)*a - (a^2 + 1)*b",
                   "(b - a)*(a*b - 1)");
    proof_identity(proof, "(k + 1)^2/(4 k) grows from 1 on", "(a + 1)^2*b - (b + 1)^2*a",
                   "(a - b)*(a*b - 1)");
    STEP("step 1 from above", "10000000000000000",
         ">=", "50000000.000000005000000000000000000000000000");
    STEP("step 2 from above", "50000000.000000005000000000000000000000000000",
         ">=", "3535.533976643415917435666011711652154966");
    STEP("step 3 from above", "3535.533976643415917435666011711652154966",
         ">=", "29.738587136438252180319371943156959198");
    STEP("step 4 from above", "29.738587136438252180319371943156959198",
         ">=", "2.818342308953328468316491740653258089");
    STEP("step 5 from above", "2.818342308953328468316491740653258089",
         ">=", "1.137229177904193551137716413849662669");
    STEP("step 6 from above", "1.137229177904193551137716413849662669",
         ">=", "1.002067788709882567656131017071031904");
    STEP("step 7 from above", "1.002067788709882567656131017071031904",
         ">=", "1.000000533365738403990049048962207904");
    STEP("step 8 from above", "1.000000533365738403990049048962207904",
         ">=", "1.000000000000035559857396493963110659");
    STEP("step 9 from above", "1.000000000000035559857396493963110659",
         ">=", "1.000000000000000000000000000158062933");
    STEP("step 1 from below", "10000000000000000",
         "<=", "50000000.000000005000000000000000000000000000");
    STEP("step 2 from below", "50000000.000000005000000000000000000000000000",
         "<=", "3535.533976643415917435666011711652154965");
    STEP("step 3 from below", "3535.533976643415917435666011711652154965",
         "<=", "29.738587136438252180319371943156959197");
    STEP("step 4 from below", "29.738587136438252180319371943156959197",
         "<=", "2.818342308953328468316491740653258088");
    STEP("step 5 from below", "2.818342308953328468316491740653258088",
         "<=", "1.137229177904193551137716413849662668");
    STEP("step 6 from below", "1.137229177904193551137716413849662668",
         "<=", "1.002067788709882567656131017071031903");
    STEP("step 7 from below", "1.002067788709882567656131017071031903",
         "<=", "1.000000533365738403990049048962207903");
    STEP("step 8 from below", "1.000000533365738403990049048962207903",
         "<=", "1.000000000000035559857396493963110658");
    proof_at(proof, "nine steps reach 2e-28", "x - 1 - 2/10^28",
             "<=", "1.000000000000000000000000000158062933");
    proof_at(proof, "eight do not reach 1e-16", "x - 1 - 1/10^16", twist == EIGHT ? "<=" : ">",
             "1.000000000000035559857396493963110658");
    if (twist == ANY_SCALING)
        proof_identity(proof, "no scaling is better", "(b^2 + 1)*a - (a^2 + 1)*b", "0");
}

static const struct theorem_control controls[] = {
    {"eight", "eight steps are within 1e-16 of 1"},
    {"any-scaling", "N(a) = N(b) for all a, b"},
    {0},
};

const struct theorem theorem_scaled_newton_steps = {
    .id = "scaled-newton-steps",
    .number = "3.18",
    .title = "Optimally scaled Newton: nine steps from condition 1e16, eight are not enough",
    .paper = "Higham-2008",
    .source = "Section 8.6; bounds derived here",
    .statement = "Scaled by 1/sqrt(s_1 s_n), N(x) = (x + 1/x)/2 maps the ends of [s_n, s_1] "
                 "to one value, and the condition number k to (k + 1)/(2 sqrt(k)), the least "
                 "that any scaling reaches. From 1e16 it is below 1 + 2e-28 after nine steps "
                 "and above 1 + 3.5e-14 after eight.",
    .hypotheses = "exact extreme singular values; exact arithmetic",
    .controls = controls,
    .prove = prove,
};
