// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "muoncheck/prover.h"

void mc_alternation_clear(struct mc_alternation *alternation)
{
    slong i;

    for (i = 0; i < alternation->count; i++)
        fmpq_clear(alternation->at + i);
    free(alternation->at);
    if (alternation->at)
        fmpq_clear(alternation->least);
    *alternation = (struct mc_alternation){0};
}

static int error_at(fmpq_t error, const fmpq_poly_t p, const fmpq_t x)
{
    fmpq_poly_evaluate_fmpq(error, p, x);
    fmpq_sub_si(error, error, 1);
    return fmpq_sgn(error);
}

/* Takes x: a new sign appends it, the same sign keeps the larger error. */
static void take(struct mc_alternation *out, const fmpq_poly_t p, const fmpq_t x, int *last)
{
    fmpq_t error, before;
    int sign;

    fmpq_init(error);
    fmpq_init(before);
    sign = error_at(error, p, x);
    if (sign && sign != *last) {
        fmpq_set(out->at + out->count++, x);
        *last = sign;
    } else if (sign) {
        error_at(before, p, out->at + out->count - 1);
        fmpq_abs(before, before);
        fmpq_abs(error, error);
        if (fmpq_cmp(error, before) > 0)
            fmpq_set(out->at + out->count - 1, x);
    }
    fmpq_clear(before);
    fmpq_clear(error);
}

enum mc_status mc_alternation_find(struct mc_alternation *out, const fmpq_poly_t p,
                                   const struct mc_interval *on, slong bits)
{
    struct mc_roots roots = {0};
    fmpq_poly_t slope;
    enum mc_status status = MC_OK;
    slong i, room = fmpq_poly_length(p) + 3;
    int last = 0;
    fmpq_t error;

    *out = (struct mc_alternation){.at = calloc((size_t)room, sizeof *out->at)};
    if (!out->at)
        return MC_NO_RESOURCE;
    for (i = 0; i < room; i++)
        fmpq_init(out->at + i);
    fmpq_init(out->least);
    fmpq_init(error);
    fmpq_poly_init(slope);
    fmpq_poly_derivative(slope, p);
    if (!fmpq_poly_is_zero(slope))
        status = mc_roots_isolate(&roots, slope, on->lo, on->hi, bits / 2 + 4);
    take(out, p, on->lo, &last);
    for (i = 0; i < roots.count; i++)
        take(out, p, roots.at[i].lo, &last);
    take(out, p, on->hi, &last);
    for (i = 0; i < out->count; i++) {
        error_at(error, p, out->at + i);
        fmpq_abs(error, error);
        if (i == 0 || fmpq_cmp(error, out->least) < 0)
            fmpq_set(out->least, error);
    }
    for (i = out->count; i < room; i++)
        fmpq_clear(out->at + i);
    out->enough = fmpq_sgn(on->lo) > 0 && 2 * out->count >= fmpq_poly_degree(p) + 3;
    mc_roots_clear(&roots);
    fmpq_poly_clear(slope);
    fmpq_clear(error);
    return status;
}
