// SPDX-License-Identifier: Apache-2.0
/* Distances of an iterate from its target: on the spectrum, and by residual. */
#include "iteration/target.h"

void target_distance(arb_t out, arb_t relative, const struct target *target, arb_srcptr w,
                     slong prec)
{
    ulong root = target->iteration->target != MC_INVERSE_ROOT
                     ? 1 : (ulong)(target->p < 0 ? -target->p : target->p);
    slong i;
    arb_t gap;

    arb_init(gap);
    arb_zero(out);
    arb_zero(relative);
    for (i = 0; i < target->values; i++) {
        arb_sub_ui(gap, w + i, 1, prec);
        arb_abs(gap, gap);
        arb_max(relative, relative, gap, prec);
        if (root > 1) {
            arb_root_ui(gap, w + i, root, prec);
            arb_sub_ui(gap, gap, 1, prec);
            arb_abs(gap, gap);
        }
        arb_mul(gap, gap, target->weight + i, prec);
        arb_max(out, out, gap, prec);
    }
    arb_clear(gap);
}

/* out = ||R - B||_F / ||B||_F */
static void relative_gap(arb_t out, const arb_mat_t R, const arb_mat_t B, slong prec)
{
    arb_mat_t gap;
    arb_t scale;

    arb_init(scale);
    arb_mat_init(gap, arb_mat_nrows(R), arb_mat_ncols(R));
    arb_mat_sub(gap, R, B, prec);
    arb_mat_frobenius_norm(out, gap, prec);
    arb_mat_frobenius_norm(scale, B, prec);
    arb_div(out, out, scale, prec);
    arb_mat_clear(gap);
    arb_clear(scale);
}

void target_residual(arb_t out, const struct target *target, const arb_mat_t X, slong prec)
{
    slong least = target->rows < target->cols ? target->rows : target->cols, p = target->p;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_t image, one;

    if (target->iteration->target == MC_POWER) {
        relative_gap(out, X, target->exact, prec);
        return;
    }
    arb_mat_init(image, least, least);
    arb_mat_init(one, least, least);
    arb_mat_one(one);
    if (target->iteration->target == MC_POLAR)
        mc_small_gram(image, X, &balls);
    else
        arb_mat_pow_ui(image, X, (ulong)(p < 0 ? -p : p), prec);
    if (target->iteration->target == MC_INVERSE_ROOT && p > 0)
        arb_mat_mul(image, image, target->A, prec);
    relative_gap(out, image,
                 target->iteration->target == MC_INVERSE_ROOT && p < 0 ? target->A : one, prec);
    arb_mat_clear(image);
    arb_mat_clear(one);
}
