// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "muoncheck/prover.h"

void mc_recipe_init(struct mc_recipe *recipe)
{
    *recipe = (struct mc_recipe){0};
    mc_interval_init(&recipe->on);
    fmpq_init(recipe->cushion);
    fmpq_init(recipe->safety);
    fmpq_one(recipe->safety);
}

void mc_recipe_clear(struct mc_recipe *recipe)
{
    mc_interval_clear(&recipe->on);
    fmpq_clear(recipe->cushion);
    fmpq_clear(recipe->safety);
}

static bool sound(const struct mc_recipe *recipe)
{
    return recipe->q >= 1 && recipe->steps >= 1 && fmpq_sgn(recipe->on.lo) > 0 &&
           fmpq_cmp(recipe->on.lo, recipe->on.hi) < 0 && fmpq_sgn(recipe->cushion) >= 0 &&
           fmpq_cmp_ui(recipe->cushion, 1) < 0 && fmpq_cmp_ui(recipe->safety, 1) >= 0;
}

/* Coefficients to `bits` bits after the leading one of the largest. */
static void round_off(fmpq_poly_t p, slong bits)
{
    fmpq_t c;
    slong j;

    fmpq_init(c);
    for (j = 1; j <= fmpq_poly_degree(p); j += 2) {
        fmpq_poly_get_coeff_fmpq(c, p, j);
        mc_round_dyadic(c, c, -1, bits);
        fmpq_poly_set_coeff_fmpq(p, j, c);
    }
    fmpq_clear(c);
}

/* p = p 2 / (p(l) + 1 + e): the middle of the values on [l, u] becomes 1. */
static void recentre(fmpq_poly_t p, const fmpq_t l, const fmpq_t e, slong bits)
{
    fmpq_t sum;

    fmpq_init(sum);
    fmpq_poly_evaluate_fmpq(sum, p, l);
    fmpq_add(sum, sum, e);
    fmpq_add_si(sum, sum, 1);
    fmpq_div_2exp(sum, sum, 1);
    fmpq_poly_scalar_div_fmpq(p, p, sum);
    round_off(p, bits);
    fmpq_clear(sum);
}

/* The row for [l, u] = *on, and the next interval: its image, outward, 1 in the middle. */
static enum mc_status next_row(fmpq_poly_t row, struct mc_interval *on,
                               const struct mc_recipe *recipe, slong bits)
{
    struct mc_interval from, error;
    struct mc_image image;
    enum mc_status status;

    mc_interval_init(&from);
    mc_interval_init(&error);
    mc_image_init(&image);
    mc_interval_set(&from, on->lo, on->hi);
    fmpq_mul(from.lo, recipe->cushion, on->hi);
    if (fmpq_cmp(from.lo, on->lo) < 0)
        fmpq_set(from.lo, on->lo);
    status = mc_best_odd(&error, row, recipe->q, &from, bits);
    if (status == MC_OK && fmpq_cmp(from.lo, on->lo) > 0)
        recentre(row, on->lo, error.hi, bits);
    if (status == MC_OK)
        status = mc_image_of(&image, row, on, bits);
    mc_round_dyadic(on->lo, image.min.value.lo, -1, bits);
    mc_round_dyadic(on->hi, image.max.value.hi, 1, bits);
    mc_image_clear(&image);
    mc_interval_clear(&from);
    mc_interval_clear(&error);
    return status;
}

/* Every row but the last becomes p(x / s). */
static void make_safe(struct mc_table *table, const fmpq_t safety)
{
    fmpq_t inverse;
    slong k;

    fmpq_init(inverse);
    fmpq_inv(inverse, safety);
    for (k = 0; k + 1 < table->count; k++)
        fmpq_poly_rescale(table->rows + k, table->rows + k, inverse);
    fmpq_clear(inverse);
}

enum mc_status mc_recipe_table(struct mc_table *table, struct mc_interval *reached,
                               const struct mc_recipe *recipe, slong bits)
{
    struct mc_interval on;
    enum mc_status status = MC_OK;

    if (!sound(recipe))
        return MC_BAD_INPUT;
    table->rows = calloc((size_t)recipe->steps, sizeof *table->rows);
    table->lines = calloc((size_t)recipe->steps, sizeof *table->lines);
    if (!table->rows || !table->lines)
        return MC_NO_RESOURCE;
    mc_interval_init(&on);
    mc_interval_set(&on, recipe->on.lo, recipe->on.hi);
    for (; table->count < recipe->steps && status == MC_OK; table->count++) {
        fmpq_poly_init(table->rows + table->count);
        status = next_row(table->rows + table->count, &on, recipe, bits);
    }
    table->steps = table->count;
    fmpq_set(table->lo, recipe->on.lo);
    fmpq_set(table->hi, recipe->on.hi);
    make_safe(table, recipe->safety);
    if (reached)
        mc_interval_set(reached, on.lo, on.hi);
    mc_interval_clear(&on);
    return status;
}

/* Is the error on [lo, hi] certainly at most `error`? */
static enum mc_status reaches(bool *yes, const struct mc_recipe *recipe, const fmpq_t lo,
                              const fmpq_t error, slong bits)
{
    struct mc_interval on, found;
    enum mc_status status;

    mc_interval_init(&on);
    mc_interval_init(&found);
    mc_interval_set(&on, lo, recipe->on.hi);
    status = mc_best_composition(&found, recipe->steps, recipe->q, &on, bits);
    *yes = fmpq_cmp(found.hi, error) <= 0;
    mc_interval_clear(&on);
    mc_interval_clear(&found);
    return status;
}

/* Halves of [no, yes] until they are 2^-20 apart: the error falls as lo grows. */
static enum mc_status bisect(fmpq_t no, fmpq_t yes, const struct mc_recipe *recipe,
                             const fmpq_t error, slong bits)
{
    enum { RELATIVE = 20 };
    enum mc_status status = MC_OK;
    fmpq_t middle;
    slong k;
    bool fine;

    fmpq_init(middle);
    for (k = 0; k < RELATIVE && status == MC_OK; k++) {
        fmpq_add(middle, no, yes);
        fmpq_div_2exp(middle, middle, 1);
        status = reaches(&fine, recipe, middle, error, bits);
        fmpq_set(fine ? yes : no, middle);
    }
    fmpq_clear(middle);
    return status;
}

enum mc_status mc_recipe_reach(struct mc_recipe *recipe, const fmpq_t error, slong bits)
{
    enum { SMALLEST = 40 };
    enum mc_status status = MC_OK;
    fmpq_t no, yes;
    bool fine = true;
    slong k;

    if (fmpq_sgn(error) <= 0 || fmpq_cmp_ui(error, 1) >= 0 || fmpq_sgn(recipe->on.hi) <= 0)
        return MC_BAD_INPUT;
    fmpq_init(no);
    fmpq_init(yes);
    fmpq_set(no, recipe->on.hi);
    for (k = 0; k < SMALLEST && fine && status == MC_OK; k++) {
        fmpq_set(yes, no);
        fmpq_div_2exp(no, no, 1);
        status = reaches(&fine, recipe, no, error, bits);
    }
    if (status == MC_OK && fine)
        status = MC_NOT_DECIDED;
    if (status == MC_OK)
        status = bisect(no, yes, recipe, error, bits);
    fmpq_set(recipe->on.lo, yes);
    fmpq_clear(no);
    fmpq_clear(yes);
    return status;
}
