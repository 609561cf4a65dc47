// SPDX-License-Identifier: Apache-2.0
/*
 * With S the supremum of the inputs that a tail of the table keeps positive and bounded,
 *   R(p, S) = sup{r: 0 < p < S on (0, r)}
 * is the first positive root of p or of p - S.
 */
#include "prover/radius.h"

bool radius_first_root(struct mc_interval *at, const fmpq_poly_t p, const fmpq_t value,
                       slong bits)
{
    struct mc_roots roots;
    fmpq_poly_t shifted;
    fmpq_t zero, bound;
    bool found;

    fmpq_init(zero);
    fmpq_init(bound);
    fmpq_poly_init(shifted);
    fmpq_poly_set_fmpq(shifted, value);
    fmpq_poly_sub(shifted, p, shifted);
    if (fmpq_is_zero(value))
        fmpq_poly_shift_right(shifted, shifted, 1); /* x = 0 itself does not count */
    mc_root_bound(bound, shifted);
    found = mc_roots_isolate(&roots, shifted, zero, bound, bits) == MC_OK && roots.count;
    if (found)
        mc_interval_set(at, roots.at->lo, roots.at->hi);
    mc_roots_clear(&roots);
    fmpq_poly_clear(shifted);
    fmpq_clear(bound);
    fmpq_clear(zero);
    return found;
}

int radius_slope_sign(const fmpq_poly_t p)
{
    slong i;

    for (i = 0; i < fmpq_poly_length(p); i++)
        if (!fmpz_is_zero(p->coeffs + i))
            return fmpz_sgn(p->coeffs + i);
    return 0;
}

/* end = the smaller of the ends that are there; false where neither is. */
static bool smaller_end(fmpq_t end, bool has_zero, const fmpq_t zero, bool has_value,
                        const fmpq_t value)
{
    if (has_zero && (!has_value || fmpq_cmp(zero, value) < 0))
        fmpq_set(end, zero);
    else if (has_value)
        fmpq_set(end, value);
    return has_zero || has_value;
}

/* R(p, S) for S in r->at, lower end from lower end: p - S has the smaller root where S is
 * smaller, and R(p, 0) = 0. */
void radius_step_back(struct radius *r, const fmpq_poly_t p, slong bits)
{
    struct mc_interval zero, low, high;
    bool has_zero, has_low = false, has_high = false;
    fmpq_t nought;

    fmpq_init(nought);
    mc_interval_init(&zero);
    mc_interval_init(&low);
    mc_interval_init(&high);
    has_zero = radius_first_root(&zero, p, nought, bits);
    if (r->finite) {
        has_low = fmpq_sgn(r->at.lo) <= 0 || radius_first_root(&low, p, r->at.lo, bits);
        has_high = fmpq_sgn(r->at.hi) <= 0 || radius_first_root(&high, p, r->at.hi, bits);
    }
    if (radius_slope_sign(p) <= 0) {
        fmpq_zero(r->at.lo);
        fmpq_zero(r->at.hi);
        r->finite = true;
    } else {
        smaller_end(r->at.lo, has_zero, zero.lo, has_low, low.lo);
        r->finite = smaller_end(r->at.hi, has_zero, zero.hi, has_high, high.hi);
    }
    mc_interval_clear(&high);
    mc_interval_clear(&low);
    mc_interval_clear(&zero);
    fmpq_clear(nought);
}

enum mc_status mc_safe_radius(struct mc_interval *out, bool *finite,
                              const struct mc_table *table, slong steps,
                              enum mc_extension extension, slong bits)
{
    struct radius r = {.finite = false};
    enum mc_status status = MC_OK;
    slong k, last = steps;

    mc_interval_init(&r.at);
    if (extension == MC_REPEAT_LAST) {
        status = radius_repeated(&r, table->rows + table->count - 1, bits);
        last = table->count - 1;
    } else if (extension == MC_CYCLE) {
        status = radius_cycled(&r, table, bits);
        last = 0;
    } else {
        last = last > table->count ? table->count : last;
        fmpq_set_si(r.at.lo, 2, 1);
        fmpq_set_si(r.at.hi, 2, 1);
        r.finite = true;
    }
    for (k = last - 1; k >= 0 && status == MC_OK; k--)
        radius_step_back(&r, table->rows + mc_table_row(table, k, extension), bits);
    mc_interval_set(out, r.at.lo, r.at.hi);
    *finite = r.finite;
    mc_interval_clear(&r.at);
    return status;
}
