// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: what rounds in one step X+ = c_0 X + H(X X^T) X, H(t) = c_1 t + ... + c_q
 * t^q, run as odd_polynomial.h does: G = fl(X X^T), then H = fl(c_q G), and down to j = 1 H =
 * fl( fl(c_j G) + fl(H G)), then fl(fl(c_0 X) + fl(H X)); q = 1 scales fl(G X) instead.
 *
 *   computed X+ = p(X) + L X + D,      X (r x N) with singular values in [from, h]
 *
 * L is what is wrong with H, and D the rest.  H^ = H(G^) + roundings is followed operation by
 * operation, with polynomials bounded on the very spectrum of G^, [from^2 - ||E||_2, h^2 +
 * ||E||_2].  What E = G^ - G does to H:
 *
 *   always     ||H(G^) - H(G)|| <= max|H'| ||E|| in the Frobenius norm, for symmetric G^ (the
 *              eigenvector expansion of tolerance.h), and <= (beta + rest ||E||_2) ||E|| in
 *              both norms in any case: sums that are rounded stochastically are not symmetric,
 *              and ||H(G^)|| is then bounded by ||H(G)|| and this
 *   prob.      the derivative of H at G, settled before E, times E, has f and w at most max|H'|
 *              and s at most beta times those of E; what is beyond it is at most rest ||E||_2
 *              ||E||
 *
 * The derivative is M E + E M + sum of c_j G^a E G^b, a + b = j - 1, a, b > 0, with M = c_1/2 +
 * c_2 G + c_3 G^2 + ..., so beta = max|c_1 + 2 c_2 t + 2 c_3 t^2 + ...| + sum (j - 2) |c_j|
 * t^(j-1), which for quintics is max|H'|; and rest = sum j (j-1)/2 |c_j| t^(j-2), t up to h^2 +
 * ||E||_2.
 */
#ifndef STEP_ERROR_H
#define STEP_ERROR_H

#include <flint/fmpq_poly.h>
#include "iteration/rounding_model.h"

/* p on [from, h]: |p| and |p(x)/x| are at most value and ratio, and p(x)/x at least `least`. */
struct step {
    const fmpq_poly_struct *p;
    double from, h, value, ratio, least;
};

void step_describe(struct step *out, const fmpq_poly_t p, double from, double h);

struct step_error {
    struct error left, plain;    /* L (r x r), D (r x N)                                      */
    double reached;              /* ||L X + D||_2                                             */
};

/* For ||X|| at most `size`; infinite where a number may overflow, or a coefficient does not fit
 * the format. */
struct step_error step_error(const struct rounding_model *model, const struct step *step,
                             double size, double r, double N);

#endif
