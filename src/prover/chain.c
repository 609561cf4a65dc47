// SPDX-License-Identifier: Apache-2.0
/* The image of a composition is the image of the image: never expanded, rounded after each
 * step. */
#include <stdlib.h>

#include "prover/image.h"

enum { ESCAPE_BITS = 64 };

static bool chain_allocate(struct mc_chain *chain, slong steps)
{
    size_t n = (size_t)steps + 1;
    slong k;

    chain->outer = calloc(n, sizeof *chain->outer);
    chain->inner = calloc(n, sizeof *chain->inner);
    chain->image = calloc(n, sizeof *chain->image);
    chain->row = calloc(n, sizeof *chain->row);
    if (!chain->outer || !chain->inner || !chain->image || !chain->row)
        return false;
    for (k = 0; k <= steps; k++) {
        mc_interval_init(chain->outer + k);
        mc_interval_init(chain->inner + k);
        mc_image_init(chain->image + k);
    }
    return true;
}

void mc_chain_clear(struct mc_chain *chain)
{
    slong k;

    for (k = 0; chain->row && k <= chain->steps; k++) {
        mc_interval_clear(chain->outer + k);
        mc_interval_clear(chain->inner + k);
        mc_image_clear(chain->image + k);
    }
    free(chain->outer);
    free(chain->inner);
    free(chain->image);
    free(chain->row);
    *chain = (struct mc_chain){0};
}

static bool too_large(const struct mc_interval *x)
{
    fmpq_t bound, width;
    bool out;

    fmpq_init(bound);
    fmpq_init(width);
    fmpq_abs(bound, x->lo);
    fmpq_abs(width, x->hi);
    out = fmpz_bits(fmpq_numref(bound)) > fmpz_bits(fmpq_denref(bound)) + ESCAPE_BITS ||
          fmpz_bits(fmpq_numref(width)) > fmpz_bits(fmpq_denref(width)) + ESCAPE_BITS;
    fmpq_clear(width);
    fmpq_clear(bound);
    return out;
}

/* How much p may differ between each end of outer and the true end, which lies between outer
 * and inner: the distance times max |p'|. */
static void end_slack(struct mc_interval *slack, const fmpq_poly_t p,
                      const struct mc_interval *outer, const struct mc_interval *inner)
{
    fmpq_t slope;

    fmpq_init(slope);
    fmpq_sub(slack->lo, inner->lo, outer->lo);
    fmpq_sub(slack->hi, outer->hi, inner->hi);
    if (fmpq_cmp(inner->lo, inner->hi) > 0) { /* empty: anywhere in outer */
        fmpq_sub(slack->lo, outer->hi, outer->lo);
        fmpq_set(slack->hi, slack->lo);
    }
    derivative_bound(slope, p, 1, outer);
    fmpq_mul(slack->lo, slack->lo, slope);
    fmpq_mul(slack->hi, slack->hi, slope);
    fmpq_clear(slope);
}

/* One step of both chains.  inner: from above the least value, and from below the greatest. */
static enum mc_status step(struct mc_chain *chain, slong k)
{
    const struct mc_interval *inner = chain->inner + k;
    struct mc_interval *next = chain->inner + k + 1, *outer = chain->outer + k + 1;
    struct mc_image *image = chain->image + k;
    struct mc_image inside;
    enum mc_status status;
    struct mc_interval slack;

    mc_interval_init(&slack);
    end_slack(&slack, chain->row[k], chain->outer + k, inner);
    status = image_within(image, chain->row[k], chain->outer + k, &slack, chain->bits);
    mc_interval_clear(&slack);
    if (status != MC_OK)
        return status;
    mc_round_dyadic(outer->lo, image->min.value.lo, -1, chain->bits);
    mc_round_dyadic(outer->hi, image->max.value.hi, 1, chain->bits);
    fmpq_one(next->lo); /* empty, until something is certain */
    fmpq_zero(next->hi);
    if (fmpq_cmp(inner->lo, inner->hi) > 0)
        return MC_OK;
    mc_image_init(&inside);
    status = mc_image_of(&inside, chain->row[k], inner, chain->bits);
    mc_round_dyadic(next->lo, inside.min.value.hi, 1, chain->bits);
    mc_round_dyadic(next->hi, inside.max.value.lo, -1, chain->bits);
    mc_image_clear(&inside);
    return status;
}

enum mc_status mc_chain_run(struct mc_chain *out, const struct mc_table *table, slong steps,
                            enum mc_extension extension, const struct mc_interval *on,
                            slong bits)
{
    enum mc_status status = MC_OK;
    slong k, row;

    *out = (struct mc_chain){.table = table, .extension = extension, .bits = bits};
    if (!chain_allocate(out, steps)) {
        mc_chain_clear(out);
        return MC_NO_RESOURCE;
    }
    out->steps = steps;
    mc_interval_set(out->outer, on->lo, on->hi);
    mc_interval_set(out->inner, on->lo, on->hi);
    for (k = 0; k < steps && status == MC_OK; k++) {
        row = mc_table_row(table, k, extension);
        if (row < 0)
            break;
        out->row[k] = table->rows + row;
        status = step(out, k);
        if (too_large(out->outer + k + 1)) {
            out->escaped = true;
            k++;
            break;
        }
    }
    while (status == MC_OK && out->steps > k) { /* the rest was never used */
        mc_interval_clear(out->outer + out->steps);
        mc_interval_clear(out->inner + out->steps);
        mc_image_clear(out->image + out->steps--);
    }
    if (status != MC_OK)
        mc_chain_clear(out);
    return status;
}

void mc_chain_extreme(struct mc_interval *out, const struct mc_chain *chain, bool greatest)
{
    const struct mc_interval *outer = chain->outer + chain->steps;
    const struct mc_interval *inner = chain->inner + chain->steps;
    bool empty = fmpq_cmp(inner->lo, inner->hi) > 0;

    if (greatest)
        mc_interval_set(out, empty ? outer->lo : inner->hi, outer->hi);
    else
        mc_interval_set(out, outer->lo, empty ? outer->hi : inner->lo);
}

void mc_slope_at_zero(fmpq_t out, const struct mc_table *table, slong steps,
                      enum mc_extension extension)
{
    slong k, row;
    fmpq_t a;

    fmpq_init(a);
    fmpq_one(out);
    for (k = 0; k < steps; k++) {
        row = mc_table_row(table, k, extension);
        if (row < 0)
            break;
        fmpq_poly_get_coeff_fmpq(a, table->rows + row, 1);
        fmpq_mul(out, out, a);
    }
    fmpq_clear(a);
}
