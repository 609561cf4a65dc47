// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Muon^p's recurrences on a singular value s, r = s^p: y - c (y^b - r^b) - r = (y - r)
 * (1 - c (y^(b-1) + ... + r^(b-1))), so r is a fixed point with slope 1 - b c r^(b-1), which
 * lies in (-1, 1) for 0 < r <= 1 with the shipped c: 0.66 for b = 3, 1/5 for b = 5 (p = 1/5 and
 * 3/5), 1/7 for b = 7; so convergence is linear, and its rate goes to 1 with s.  For p = 1/2, y
 * - (y^4 - r^4)(3 r^2 - 0.795918 y): r has the slope 1 - 4 r^4 (3 r - 0.795918), above 1 for 0
 * < r <= 0.2653 and below -1 for 0.762 <= r <= 1: sqrt(s) repels where s <= 0.0703 and where s
 * >= 0.581, and the recurrence has no limit there that is the transform.
 *
 * Why it matters.  The recurrences are shipped after division by the Frobenius norm, which
 * leaves most singular values small, and that of a rank-one matrix at 1.
 *
 * Method.  Identities in y (written x), r, c and d; signs of slopes on intervals, x = r.
 *
 * Control.  c = 1.090452, of the scalar form in the same code, for b = 3; sqrt(s) attracts up
 * to 1; it attracts at r = 1/4.
 *
 * Not claimed.  Where runs from Y_0 = X end; rounding.
 *
 * Reference.  Code of arXiv:2606.13867 (github.com/princeton-pli/muon-p, utils.py); derived
 * here.
 */
#include "theorem/theorem.h"

enum { LARGER = 1, TO_ONE, QUARTER };

static void prove_odd(struct proof *proof, int twist)
{
    proof_identity(proof, "b = 3", "x - c*(x^3 - r^3) - r",
                   "(x - r)*(1 - c*(x^2 + x*r + r^2))");
    proof_identity(proof, "b = 5", "x - c*(x^5 - r^5) - r",
                   "(x - r)*(1 - c*(x^4 + x^3*r + x^2*r^2 + x*r^3 + r^4))");
    proof_identity(proof, "b = 7", "x - c*(x^7 - r^7) - r",
                   "(x - r)*(1 - c*(x^6 + x^5*r + x^4*r^2 + x^3*r^3 + x^2*r^4 + x*r^5 + r^6))");
    proof_sign(proof, "slope + 1, b = 3",
               twist == LARGER ? "2 - 3*1.090452*x^2" : "2 - 3*0.66*x^2", ">", "0", "1");
    proof_sign(proof, "slope + 1, b = 5", "2 - x^4", ">", "0", "1");
    proof_sign(proof, "slope + 1, b = 7", "2 - x^6", ">", "0", "1");
}

static void prove_half(struct proof *proof, int twist)
{
    proof_identity(proof, "p = 1/2", "x - (x^4 - r^4)*(c*r^2 + d*x) - r",
                   "(x - r)*(1 - (x + r)*(x^2 + r^2)*(c*r^2 + d*x))");
    proof_let(proof, "fall", "4*x^4*(3*x - 0.795918)");
    proof_sign(proof, "slope > 1 up to 0.2653, over 4 x^4", "0.795918 - 3*x", ">", "0",
               "0.2653");
    proof_sign(proof, "slope < 1 from 0.2654 on, over 4 x^4", "3*x - 0.795918", ">",
               twist == QUARTER ? "0.25" : "0.2654", "1");
    proof_sign(proof, "slope > -1 up to 0.76", "2 - fall", ">", "0.2654",
               twist == TO_ONE ? "1" : "0.76");
    proof_sign(proof, "slope < -1 from 0.762 on", "fall - 2", ">", "0.762", "1");
}

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "r c d");
    prove_odd(proof, twist);
    prove_half(proof, twist);
}

static const struct theorem_control controls[] = {
    {"larger", "b = 3 with c = 1.090452 has slopes above -1 up to r = 1"},
    {"to-one", "p = 1/2: sqrt(s) attracts up to s = 1"},
    {"quarter", "p = 1/2: sqrt(s) attracts at s = 1/16"},
    {0},
};

const struct theorem theorem_muon_power_recurrences = {
    .id = "muon-power-recurrences",
    .number = "1.9b",
    .title = "Muon^p's recurrences: linear convergence, and where that for p = 1/2 has none",
    .paper = "arXiv:2606.13867",
    .source = "recurrences and coefficients of its code; derived here",
    .statement = "On a singular value s with r = s^p, y+ - r = (y - r) (1 - c (y^(b-1) + ... + "
                 "r^(b-1))) for y+ = y - c (y^b - r^b), with slope in (-1, 1) at y = r for 0 < "
                 "r <= 1 and the shipped c; for p = 1/2 the slope of the shipped recurrence at "
                 "sqrt(s) exceeds 1 for 0 < s <= 0.0703 and is below -1 for 0.581 <= s <= 1.",
    .hypotheses = "exact arithmetic; coefficients of utils.py: 0.66, 1/5, 1/7; 3 and -0.795918",
    .controls = controls,
    .prove = prove,
};
