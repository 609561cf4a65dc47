// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "muoncheck/spectrum.h"

enum { GAP_BITS = 64 };

/* sqrt(2) (eps + s_1 (alpha sqrt(1 + beta) + beta)), from above. */
static void residual_bound(mag_t out, const struct mc_svd *svd)
{
    mag_t alpha, beta, t;

    mag_init(alpha), mag_init(beta), mag_init(t);
    arb_get_mag(alpha, svd->alpha);
    arb_get_mag(beta, svd->beta);
    arb_get_mag(out, svd->eps);
    mag_add_ui(t, beta, 1);
    mag_sqrt(t, t);
    mag_mul(t, t, alpha);
    mag_add(t, t, beta);
    if (svd->kept) {
        arb_get_mag(alpha, svd->s);
        mag_addmul(out, t, alpha);
    }
    mag_set_ui(t, 2);
    mag_sqrt(t, t);
    mag_mul(out, out, t);
    mag_clear(alpha), mag_clear(beta), mag_clear(t);
}

/* gap = min(gap, x - y), from below. */
static void narrow_gap(arf_t gap, const arb_t x, const arb_t y)
{
    arb_t difference;
    arf_t low;

    arb_init(difference);
    arf_init(low);
    arb_sub(difference, x, y, GAP_BITS);
    arb_get_lbound_arf(low, difference, GAP_BITS);
    if (arf_is_nan(low))
        arf_zero(low);
    if (arf_cmp(low, gap) < 0)
        arf_set(gap, low);
    arb_clear(difference);
    arf_clear(low);
}

/* The gap of triplets first..last. */
static void gap_of(arf_t gap, const struct mc_svd *svd, slong first, slong last)
{
    arb_t zero;

    arb_init(zero);
    arf_pos_inf(gap);
    if (first > 0)
        narrow_gap(gap, svd->sigma + first - 1, svd->s + first);
    if (last + 1 < svd->values)
        narrow_gap(gap, svd->s + last, svd->sigma + last + 1);
    if (svd->rows != svd->cols)
        narrow_gap(gap, svd->s + last, zero);
    arb_clear(zero);
}

/* x = bound / gap, from above; +inf where the gap is not positive. */
static void angle_of(mag_t x, const mag_t bound, const arf_t gap)
{
    arf_get_mag_lower(x, gap);
    if (arf_sgn(gap) <= 0)
        mag_inf(x);
    else if (arf_is_pos_inf(gap))
        mag_zero(x);
    else
        mag_div(x, bound, x);
}

/* Is the bound for a cut after triplet l less than 1, on either side of it? */
static int is_cut(const struct mc_svd *svd, slong l, const mag_t bound)
{
    arf_t gap;
    mag_t angle;
    int yes;

    arf_init(gap);
    mag_init(angle);
    arf_pos_inf(gap);
    narrow_gap(gap, svd->sigma + l, svd->s + l + 1);
    narrow_gap(gap, svd->s + l, svd->sigma + l + 1);
    angle_of(angle, bound, gap);
    yes = mag_cmp_2exp_si(angle, 0) < 0;
    arf_clear(gap);
    mag_clear(angle);
    return yes;
}

/* out = angle + defect / sqrt(1 - defect), from above. */
static void with_defect(arf_t out, const mag_t angle, const arb_t defect)
{
    arb_t root, sum;

    arb_init(root);
    arb_init(sum);
    arb_sub_ui(root, defect, 1, GAP_BITS);
    arb_neg(root, root);
    if (arb_is_positive(root) && mag_is_finite(angle)) {
        arb_sqrt(root, root, GAP_BITS);
        arb_div(root, defect, root, GAP_BITS);
        arf_set_mag(arb_midref(sum), angle);
        arb_add(sum, sum, root, GAP_BITS);
        arb_get_ubound_arf(out, sum, GAP_BITS);
    } else {
        arf_pos_inf(out);
    }
    arb_clear(root);
    arb_clear(sum);
}

static void fill(struct mc_subspace *s, const struct mc_svd *svd, slong first, slong last,
                 const mag_t bound)
{
    mag_t angle;

    mag_init(angle);
    s->first = first;
    s->last = last;
    arf_init(s->gap), arf_init(s->left), arf_init(s->right);
    gap_of(s->gap, svd, first, last);
    angle_of(angle, bound, s->gap);
    with_defect(s->left, angle, svd->alpha);
    with_defect(s->right, angle, svd->beta);
    mag_clear(angle);
}

enum mc_status mc_svd_subspaces(struct mc_subspace **out, slong *count,
                                const struct mc_svd *svd)
{
    struct mc_subspace *list = calloc((size_t)svd->kept + 1, sizeof *list);
    slong first = 0, l;
    mag_t bound;

    *out = list;
    *count = 0;
    if (!list)
        return MC_NO_RESOURCE;
    mag_init(bound);
    residual_bound(bound, svd);
    for (l = 0; l < svd->kept; l++)
        if (l + 1 == svd->kept || is_cut(svd, l, bound)) {
            fill(list + (*count)++, svd, first, l, bound);
            first = l + 1;
        }
    mag_clear(bound);
    return MC_OK;
}

void mc_subspaces_free(struct mc_subspace *subspaces, slong count)
{
    for (slong i = 0; subspaces && i < count; i++) {
        arf_clear(subspaces[i].gap);
        arf_clear(subspaces[i].left);
        arf_clear(subspaces[i].right);
    }
    free(subspaces);
}
