// SPDX-License-Identifier: Apache-2.0
/*
 * The certificate of fixed_point.c.  Bounds are formed in balls of 64 bits, upper ends taken.
 *
 *   beta  >= ||S||_F + n 2^unit                                          (S = I - V^T V)
 *   alpha >= a + 2 d sqrt(1 + a) + d^2,  a = ||D^-1 (G + e') D^-1 - I||_F,  d = ||delta||_F
 *   eps   >= ||A - A'||_F + ||A'||_F beta + (||e||_F + ||delta D||_F + ||W_dropped||_F) sqrt(1 + beta)
 *
 * with A' the fixed-point A and delta the rounding of U = W D^-1.  For alpha: (U0 + delta)^T
 * (U0 + delta) with ||U0||_2^2 <= 1 + a.  For eps: A' = A' V V^T + A' (I - V V^T), A' V = W - e.
 */
#include <stdlib.h>

#include "spectrum/fixed_point_bounds.h"
#include "spectrum/refine.h"

enum { BOUND_BITS = 64 };

static void upper(arb_t x)
{
    arf_t bound;

    arf_init(bound);
    arb_get_ubound_arf(bound, x, BOUND_BITS);
    arb_set_arf(x, bound);
    arf_clear(bound);
}

/* x = c 2^e, an upper bound for the Frobenius norm of c^2 entries of size 2^e: sqrt(entries) 2^e. */
static void unit_norm(arb_t x, slong entries, slong e)
{
    arb_sqrt_ui(x, (ulong)entries, BOUND_BITS);
    arb_mul_2exp_si(x, x, e);
    upper(x);
}

struct ranked {
    arf_srcptr square;
    slong index;
};

static int longer_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = arf_cmp(y->square, x->square);

    return order ? order : (x->index > y->index) - (x->index < y->index);
}

void rank_columns(slong *order, const arb_mat_t g)
{
    slong n = arb_mat_nrows(g), j;
    struct ranked *columns = flint_malloc(sizeof *columns * (size_t)(n + 1));

    for (j = 0; j < n; j++)
        columns[j] = (struct ranked){arb_midref(arb_mat_entry(g, j, j)), j};
    qsort(columns, (size_t)n, sizeof *columns, longer_first);
    for (j = 0; j < n; j++)
        order[j] = columns[j].index;
    flint_free(columns);
}

/* a = ||D^-1 (G + e') D^-1 - I||_F over the kept columns, D = diag(s). */
static void gram_defect(arb_t a, const struct fixed_point *f, const struct mc_svd *svd,
                        const slong *order)
{
    slong k = svd->kept, i, j;
    arb_t entry, sum;
    arb_ptr inverse = _arb_vec_init(k);

    arb_init(entry);
    arb_init(sum);
    for (j = 0; j < k; j++)
        arb_inv(inverse + j, svd->s + j, BOUND_BITS);
    for (i = 0; i < k; i++)
        for (j = 0; j <= i; j++) {
            int wide = i == j ? 2 * BOUND_BITS : 0;
            arb_set_round(entry, arb_mat_entry(f->g, order[i], order[j]),
                          wide ? ARF_PREC_EXACT : BOUND_BITS);
            arb_add_error_2exp_si(entry, f->unit);
            if (i == j) {
                arb_submul(entry, svd->s + i, svd->s + i, ARF_PREC_EXACT);
                arb_set_round(entry, entry, BOUND_BITS);
            }
            arb_mul(entry, entry, inverse + i, BOUND_BITS);
            arb_mul(entry, entry, inverse + j, BOUND_BITS);
            arb_sqr(entry, entry, BOUND_BITS);
            if (i != j)
                arb_mul_2exp_si(entry, entry, 1);
            arb_add(sum, sum, entry, BOUND_BITS);
        }
    upper(sum);
    arb_sqrt(a, sum, BOUND_BITS);
    upper(a);
    _arb_vec_clear(inverse, k);
    arb_clear(entry);
    arb_clear(sum);
}

/* U = W D^-1 rounded to `prec` bits.  delta >= ||U - W D^-1||_F, delta_d >= ||(U - W D^-1) D||_F:
 * each division is off by at most 2^-prec of its result. */
static void divide_columns(struct mc_svd *svd, arb_t delta, arb_t delta_d, const arb_mat_t w,
                           const slong *order, slong prec)
{
    slong m = svd->rows, i, j;
    arb_t size;

    arb_init(size);
    for (j = 0; j < svd->kept; j++)
        for (i = 0; i < m; i++)
            arf_div(arb_midref(arb_mat_entry(svd->u, i, j)),
                    arb_midref(arb_mat_entry(w, i, order[j])), arb_midref(svd->s + j), prec,
                    ARF_RND_NEAR);
    arb_mat_frobenius_norm(delta, svd->u, BOUND_BITS);
    arb_mul_2exp_si(delta, delta, -prec + 1);
    upper(delta);
    arb_mat_frobenius_norm(delta_d, w, BOUND_BITS);
    arb_mul_2exp_si(delta_d, delta_d, -prec + 1);
    upper(delta_d);
    arb_clear(size);
}

static void bound_alpha(arb_t alpha, const arb_t a, const arb_t delta)
{
    arb_t t;

    arb_init(t);
    arb_add_ui(t, a, 1, BOUND_BITS);
    arb_sqrt(t, t, BOUND_BITS);
    arb_mul_2exp_si(t, t, 1);
    arb_add(t, t, delta, BOUND_BITS);
    arb_mul(t, t, delta, BOUND_BITS);
    arb_add(alpha, a, t, BOUND_BITS);
    upper(alpha);
    arb_clear(t);
}

static void bound_beta(arb_t beta, const struct fixed_point *f)
{
    arb_t slack;

    arb_init(slack);
    arb_mat_frobenius_norm(beta, f->s, BOUND_BITS);
    unit_norm(slack, f->n * f->n, f->unit);
    arb_add(beta, beta, slack, BOUND_BITS);
    upper(beta);
    arb_clear(slack);
}

/* ||W_dropped||_F: the columns of W that are not kept. */
static void dropped_columns(arb_t out, const arb_mat_t w, const slong *order, slong kept)
{
    slong i, j;

    arb_zero(out);
    for (j = kept; j < arb_mat_ncols(w); j++)
        for (i = 0; i < arb_mat_nrows(w); i++)
            arb_addmul(out, arb_mat_entry(w, i, order[j]), arb_mat_entry(w, i, order[j]),
                       BOUND_BITS);
    upper(out);
    arb_sqrt(out, out, BOUND_BITS);
    upper(out);
}

static void bound_eps(arb_t eps, const struct mc_svd *svd, const struct fixed_point *f,
                      const arb_mat_t A, const arb_mat_t w, const arb_t delta_d,
                      const slong *order)
{
    arb_mat_t fixed;
    arb_t t, rest;

    arb_mat_init(fixed, f->m, f->n);
    arb_init(t);
    arb_init(rest);
    mc_planes_get(fixed, &f->A);
    arb_mat_frobenius_norm(t, fixed, BOUND_BITS);
    arb_mul(eps, t, svd->beta, BOUND_BITS);
    arb_mat_sub(fixed, A, fixed, ARF_PREC_EXACT);
    arb_mat_frobenius_norm(t, fixed, BOUND_BITS);
    arb_add(eps, eps, t, BOUND_BITS);
    unit_norm(rest, f->m * f->n, f->unit);
    arb_add(rest, rest, delta_d, BOUND_BITS);
    dropped_columns(t, w, order, svd->kept);
    arb_add(rest, rest, t, BOUND_BITS);
    arb_add_ui(t, svd->beta, 1, BOUND_BITS);
    arb_sqrt(t, t, BOUND_BITS);
    arb_mul(rest, rest, t, BOUND_BITS);
    arb_add(eps, eps, rest, BOUND_BITS);
    upper(eps);
    arb_mat_clear(fixed);
    arb_clear(t);
    arb_clear(rest);
}

/* s_j = sqrt(g_j), rounded; 0 returned when one is not positive. */
static int lengths(struct mc_svd *svd, const arb_mat_t g, const slong *order, slong prec)
{
    slong j;

    for (j = 0; j < svd->kept; j++) {
        arf_srcptr square = arb_midref(arb_mat_entry(g, order[j], order[j]));
        if (arf_sgn(square) <= 0)
            return 0;
        arf_sqrt(arb_midref(svd->s + j), square, prec, ARF_RND_NEAR);
        mag_zero(arb_radref(svd->s + j));
    }
    return 1;
}

static void take_columns(struct mc_svd *svd, const struct fixed_point *f, const slong *order)
{
    slong i, j;

    arb_mat_clear(svd->u);
    arb_mat_clear(svd->v);
    arb_mat_init(svd->u, f->m, svd->kept);
    arb_mat_init(svd->v, f->n, svd->kept);
    for (j = 0; j < svd->kept; j++)
        for (i = 0; i < f->n; i++)
            arb_set(arb_mat_entry(svd->v, i, j), arb_mat_entry(f->v, i, order[j]));
}

/* Are the bounds what `prec` bits should give, up to a few bits and the radii of A itself? */
static int good_enough(const struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    slong limit = -prec + 2 * (slong)FLINT_BIT_COUNT(svd->rows) + 6;
    arb_mat_t radii;
    arb_t allowed, unit;
    int yes;

    arb_mat_init(radii, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_init(allowed);
    arb_init(unit);
    arb_mat_sub(radii, A, A, BOUND_BITS);
    arb_mat_frobenius_norm(allowed, radii, BOUND_BITS);
    upper(allowed);
    arb_one(unit);
    arb_mul_2exp_si(unit, unit, limit);
    arb_add(allowed, allowed, unit, BOUND_BITS);
    yes = arb_le(svd->alpha, unit) && arb_le(svd->beta, unit) && arb_le(svd->eps, allowed);
    arb_mat_clear(radii);
    arb_clear(allowed);
    arb_clear(unit);
    return yes;
}

int fixed_point_bounds(struct mc_svd *svd, const struct fixed_point *f, const arb_mat_t A,
                       slong prec)
{
    slong *order = flint_malloc(sizeof(slong) * (size_t)(f->n + 1));
    slong bits = prec + 20;
    arb_mat_t w;
    arb_t a, delta, delta_d;
    int fine;

    arb_mat_init(w, f->m, f->n);
    arb_init(a), arb_init(delta), arb_init(delta_d);
    rank_columns(order, f->g);
    svd->kept = f->kept;
    take_columns(svd, f, order);
    fine = lengths(svd, f->g, order, bits);
    if (fine) {
        mc_planes_get(w, &f->W);
        divide_columns(svd, delta, delta_d, w, order, bits);
        gram_defect(a, f, svd, order);
        bound_alpha(svd->alpha, a, delta);
        bound_beta(svd->beta, f);
        bound_eps(svd->eps, svd, f, A, w, delta_d, order);
        fine = good_enough(svd, A, prec) && spot_check(svd, A, prec);
    }
    if (!fine)
        svd->kept = 0;
    flint_free(order);
    arb_mat_clear(w);
    arb_clear(a), arb_clear(delta), arb_clear(delta_d);
    return fine;
}
