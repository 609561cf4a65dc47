// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  On [0.001, 1]: You's five rows give values in [0.4749815, 1.1450204], CANS's in
 * [0.8843735, 1.1198356], five rows of the cubic table in [0.1191395, 1.3], eight Jordan steps
 * and two of (2, -3/2, 1/2) in [0.9999, 1.000539]; turbo's four rows give [0.1038675,
 * 1.0844413] on [0.001, 0.88], and its first row turns negative between 0.88369806 and
 * 0.88369807.
 *
 * Why it matters.  None of them is in the range that its users quote, and turbo's sign is wrong
 * beyond 0.8837 unless inputs are scaled by AOL.
 *
 * Method.  Images step by step; one change of sign.
 *
 * Control.  Turbo positive on [0.001, 1]; CANS within 0.1; DeepSeek's limit 1 to 1e-4.
 *
 * Not claimed.  Rounding; the tables that other theorems hold.
 *
 * Reference.  Catalogue 3.6.
 */
#include "theorem/theorem.h"

enum { TURBO_POSITIVE = 1, CANS_TENTH, PRECISELY_ONE };

static void prove(struct proof *proof, int twist)
{
    proof_let(proof, "y1", "4.0848*x - 6.8946*x^3 + 2.9270*x^5");
    proof_let(proof, "y2", "3.9505*x - 6.3029*x^3 + 2.6377*x^5");
    proof_let(proof, "y3", "3.7418*x - 5.5913*x^3 + 2.3037*x^5");
    proof_let(proof, "y4", "2.8769*x - 3.1427*x^3 + 1.2046*x^5");
    proof_let(proof, "y5", "2.8366*x - 3.0525*x^3 + 1.2012*x^5");
    proof_let(proof, "c1", "8.4703*x - 25.1081*x^3 + 18.6293*x^5");
    proof_let(proof, "c2", "4.1828*x - 3.1087*x^3 + 0.5806*x^5");
    proof_let(proof, "c3", "3.9619*x - 2.9541*x^3 + 0.5630*x^5");
    proof_let(proof, "c4", "3.2866*x - 2.4647*x^3 + 0.5074*x^5");
    proof_let(proof, "c5", "2.2737*x - 1.6447*x^3 + 0.4162*x^5");
    proof_let(proof, "t1", "4.0098*x - 7.0585*x^3 + 2.4635*x^5");
    proof_let(proof, "t2", "3.4585*x - 5.5479*x^3 + 2.5959*x^5");
    proof_let(proof, "t3", "2.7573*x - 3.2939*x^3 + 1.4254*x^5");
    proof_let(proof, "t4", "2.7215*x - 3.0494*x^3 + 1.3169*x^5");
    proof_let(proof, "q1", "3.3656576*x - 3.3420992*x^3");
    proof_let(proof, "q2", "2.5744352*x - 1.4957376*x^3");
    proof_let(proof, "q3", "2.5368962*x - 1.4312570*x^3");
    proof_let(proof, "q4", "2.4418906*x - 1.2764040*x^3");
    proof_let(proof, "q5", "2.2230472*x - 0.9630650*x^3");
    proof_let(proof, "k", "3.4445*x - 4.7750*x^3 + 2.0315*x^5");
    proof_let(proof, "g", "2*x - 1.5*x^3 + 0.5*x^5");
    proof_image(proof, "You", "y1 y2 y3 y4 y5", "0.001", "1", "0.4749815", "1.1450204");
    proof_image(proof, "CANS", "c1 c2 c3 c4 c5", "0.001", "1",
                twist == CANS_TENTH ? "0.9" : "0.8843735",
                twist == CANS_TENTH ? "1.1" : "1.1198356");
    proof_image(proof, "cubic", "q1 q2 q3 q4 q5", "0.001", "1", "0.1191395", "1.3");
    proof_image(proof, "DeepSeek", "k k k k k k k k g g", "0.001", "1", "0.9999",
                twist == PRECISELY_ONE ? "1.0001" : "1.000539");
    proof_image(proof, "turbo", "t1 t2 t3 t4", "0.001", twist == TURBO_POSITIVE ? "1" : "0.88",
                "0.1038675", "1.0844413");
    proof_let(proof, "z", "4.0098 - 7.0585*x^2 + 2.4635*x^4");
    proof_identity(proof, "turbo's first row", "t1", "x*z");
    proof_root(proof, "its zero", "z", "0.88369806", "0.88369807");
    proof_sign(proof, "negative beyond it", "-z", ">", "0.88369807", "1");
}

static const struct theorem_control controls[] = {
    {"turbo-positive", "turbo maps [0.001, 1] into [0.1, 1.09]"},
    {"cans-tenth", "CANS errs by at most 0.1"},
    {"precisely-one", "DeepSeek's ten steps are within 1e-4 of 1"},
    {0},
};

const struct theorem theorem_published_tables_images = {
    .id = "published-tables-images",
    .number = "3.6",
    .title = "What five published tables do to every singular value of [0.001, 1]",
    .paper = "Muon-tables",
    .source = "coefficients as published, in data/tables",
    .statement = "On [0.001, 1]: You's five rows give values in [0.4749815, 1.1450204], "
                 "CANS's in [0.8843735, 1.1198356], five rows of the cubic table in "
                 "[0.1191395, 1.3], eight Jordan steps and two of (2, -3/2, 1/2) in [0.9999, "
                 "1.000539]; turbo's four rows give [0.1038675, 1.0844413] on [0.001, 0.88], "
                 "and its first row turns negative between 0.88369806 and 0.88369807.",
    .hypotheses = "singular values divided by the Frobenius norm; exact decimals",
    .controls = controls,
    .prove = prove,
};
