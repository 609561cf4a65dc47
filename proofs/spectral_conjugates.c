// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  The Fenchel-Young gaps k(s) + k*(z) - s z for s, z >= 0 are >= 0, and 0 where z =
 * k'(s): s^2/2 and z^2/2: (s - z)^2/2; powers 3/2 and 3, 5/4 and 5, 4/3 and 4 (s = t^2, t^4,
 * t^3); sqrt(s^2 + d^2) and -d sqrt(1 - z^2): by (s^2 + d^2)(z^2 + c^2) - (s z + d c)^2 = (s c
 * - d z)^2; Huber's function and d z^2/2 on z <= 1; [s - d]+ and d z on z <= 1; s and 0 on z <=
 * 1. For unitarily invariant K(M) = sum k(sigma_i(M)) these decide K*; summed over values of
 * norm 1 the gaps of powers give Hoelder's inequality, as 1/p + 1/q = 1: the Schatten norms 3/2
 * and 3, 5/4 and 5, 4/3 and 4 are dual.
 *
 * Why it matters.  Each row of the table says which constraint weight decay enforces.
 *
 * Method.  The gap as a square, or as a sum of products of factors that are not negative, in
 * each branch. Outside the ball the gap is negative somewhere.
 *
 * Control.  The exponents 3/2 and 3 swapped on one side; Huber without its indicator; [s - d]+
 * with the indicator alone; the nuclear bound alone for Ky Fan norms.
 *
 * Not claimed.  Norms that are not sums over singular values (rows a, l, m, n reduce to
 * absolute values and norms of columns).
 *
 * Reference.  Catalogue 0.15; Rockafellar, section 12; Lewis 1995.
 */
#include "theorem/theorem.h"

enum { SWAPPED = 1, HUBER_FREE, INDICATOR_ONLY, KY_FAN };

static void prove(struct proof *proof, int twist)
{
    proof_variables(proof, "z d c t");
    proof_identity(proof, "square, row c, x for s", "x^2/2 + z^2/2 - x*z", "(x - z)^2/2");
    proof_identity(proof, "powers 3/2 and 3, row h, s = t^2", "2/3*t^3 + 1/3*z^3 - t^2*z",
                   twist == SWAPPED ? "1/3*(t - z)^2*(t + 2*z)" : "1/3*(t - z)^2*(2*t + z)");
    proof_identity(proof, "powers 5/4 and 5, s = t^4", "4/5*t^5 + 1/5*z^5 - t^4*z",
                   "1/5*(t - z)^2*(4*t^3 + 3*t^2*z + 2*t*z^2 + z^3)");
    proof_identity(proof, "powers 4/3 and 4, s = t^3", "3/4*t^4 + 1/4*z^4 - t^3*z",
                   "1/4*(t - z)^2*(3*t^2 + 2*t*z + z^2)");
    proof_identity(proof, "1/p + 1/q = 1: 3/2, 5/4, 4/3, row g",
                   "(2/3 + 1/3)*(4/5 + 1/5)*(3/4 + 1/4)", "1");
    proof_identity(proof, "square roots, rows i and o, c^2 = 1 - z^2",
                   "(x^2 + d^2)*(z^2 + c^2) - (x*z + d*c)^2", "(x*c - d*z)^2");
    proof_identity(proof, "Huber up to d, row j, times 2 d", "x^2 + d^2*z^2 - 2*d*x*z",
                   "(x - d*z)^2");
    proof_identity(proof, "Huber beyond d", "x - d/2 + d/2*z^2 - x*z",
                   "(1 - z)*(x - d) + d/2*(1 - z)^2");
    proof_identity(proof, "[s - d]+ up to d, row k", "d*z - x*z", "z*(d - x)");
    proof_identity(proof, "[s - d]+ beyond d", "x - d + d*z - x*z", "(1 - z)*(x - d)");
    proof_identity(proof, "absolute value, rows a and d", "x - x*z", "x*(1 - z)");
    proof_identity(proof, "two values at most 1 with sum at most k = 1, row f: max(s, t) = x",
                   "x - (x*z + t*(1 - z))", "(1 - z)*(x - t)");
    proof_at(proof, "Huber's conjugate needs z <= 1: d = 1, z = 2, s = x", "x - 1/2 + 2 - 2*x",
             twist == HUBER_FREE ? ">=" : "<", "10");
    proof_at(proof, "[s - d]+ at s = 1/2, d = 1, z = 1/2: without d z", "0 - 1/2*x",
             twist == INDICATOR_ONLY ? ">=" : "<", "1/2");
    proof_at(proof, "Ky Fan 2 with Z = diag(2, 0), M = diag(1, 0)", "x - 2*x",
             twist == KY_FAN ? ">=" : "<", "1");
}

static const struct theorem_control controls[] = {
    {"swapped", "the gap of 3/2 and 3 is (t - z)^2 (t + 2z)/3"},
    {"huber-free", "Huber's conjugate is d z^2/2 for every z"},
    {"indicator-only", "the conjugate of [s - d]+ is 0 on z <= 1"},
    {"ky-fan", "||Z||_* <= k alone bounds <M, Z> by Ky Fan's k-norm of M"},
    {0},
};

const struct theorem theorem_spectral_conjugates = {
    .id = "spectral-conjugates",
    .number = "0.15",
    .title = "Conjugates of the scalar functions behind the maps K, by gaps that are squares "
             "or products",
    .paper = "arXiv:2506.15054",
    .source = "rows of Table 1; gaps derived here",
    .statement = "The Fenchel-Young gaps k(s) + k*(z) - s z for s, z >= 0 are >= 0, and 0 "
                 "where z = k'(s): s^2/2 and z^2/2: (s - z)^2/2; powers 3/2 and 3, 5/4 and "
                 "5, 4/3 and 4 (s = t^2, t^4, t^3); sqrt(s^2 + d^2) and -d sqrt(1 - z^2): by "
                 "(s^2 + d^2)(z^2 + c^2) - (s z + d c)^2 = (s c - d z)^2; Huber's function "
                 "and d z^2/2 on z <= 1; [s - d]+ and d z on z <= 1; s and 0 on z <= 1. For "
                 "unitarily invariant K(M) = sum k(sigma_i(M)) these decide K*; summed over "
                 "values of norm 1 the gaps of powers give Hoelder's inequality, as 1/p + "
                 "1/q = 1: the Schatten norms 3/2 and 3, 5/4 and 5, 4/3 and 4 are dual.",
    .hypotheses = "s, z, d >= 0; z <= 1 where the conjugate has an indicator; von Neumann: "
                  "<M, Z> <= sum sigma_i(M) sigma_i(Z)",
    .controls = controls,
    .prove = prove,
};
