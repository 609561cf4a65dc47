// SPDX-License-Identifier: Apache-2.0
#ifndef FIXED_POINT_BOUNDS_H
#define FIXED_POINT_BOUNDS_H

#include "muoncheck/product.h"
#include "muoncheck/spectrum.h"

/* The state of fixed_point.c: A, V, W = A V + e, G = W^T W + e', S = V^T V + e'' as planes, with
 * every entry of e, e', e'' at most 2^unit; `kept` of the columns count; v, g, s = V, G, I - S as
 * exact numbers; f scratch. */
struct fixed_point {
    slong m, n, unit, kept, noise;
    struct mc_planes A, V, W, G, S, F, T;
    struct mc_product_workspace workspace;
    arb_mat_t v, g, s, f, squares;   /* squares: the diagonal of G, n x 1 */
};

/* order = the columns of W from the longest to the shortest, by the diagonal of g. */
void rank_columns(slong *order, const arb_mat_t g);

/* The certificate: u, v, s, kept, alpha, beta, eps of svd from the last round, all rigorous, with the
 * f->kept longest columns.  0 returned, and svd->kept = 0, where they are not about 2^-prec. */
int fixed_point_bounds(struct mc_svd *svd, const struct fixed_point *f, const arb_mat_t A,
                       slong prec);

#endif
