// SPDX-License-Identifier: Apache-2.0
/* The image of whatever the exchange gives is the upper bound, its alternation the lower
 * one. */
#include <flint/fmpq_vec.h>

#include "prover/exchange.h"

/* error = [least, max(1 - min p, max p - 1)], e = what the alternation said. */
static enum mc_status enclose(struct mc_interval *error, const fmpq_poly_t p,
                              const struct mc_alternation *alternation,
                              const struct mc_interval *on, slong bits)
{
    struct mc_image image;
    enum mc_status status;
    fmpq_t below;

    fmpq_init(below);
    mc_image_init(&image);
    status = mc_image_of(&image, p, on, bits);
    fmpq_sub_si(error->hi, image.max.value.hi, 1);
    fmpq_sub_si(below, image.min.value.lo, 1);
    fmpq_neg(below, below);
    if (fmpq_cmp(below, error->hi) > 0)
        fmpq_set(error->hi, below);
    mc_round_dyadic(error->hi, error->hi, 1, bits);
    if (alternation->enough)
        mc_round_dyadic(error->lo, alternation->least, -1, bits);
    else
        fmpq_zero(error->lo);
    mc_image_clear(&image);
    fmpq_clear(below);
    return status;
}

/* x_i spread over the interval, nearer to each other at the lower end, where p turns first. */
static void first_points(fmpq *points, slong q, const struct mc_interval *on)
{
    fmpq_t width, share;
    slong i;

    fmpq_init(width);
    fmpq_init(share);
    for (i = 0; i <= q; i++) {
        fmpq_sub(width, on->hi, on->lo);
        fmpq_set_si(share, i * i, (ulong)(q * q));
        fmpq_mul(width, width, share);
        fmpq_add(points + i, on->lo, width);
    }
    fmpq_clear(share);
    fmpq_clear(width);
}

/* With half-width d about 1 the least error is about d^q, 2^(-bits q / (q + 1)) where d =
 * 2^(-bits / (q + 1)): narrower ones are beyond what `bits` bits can level. */
static bool too_narrow(slong q, const struct mc_interval *on, slong bits)
{
    fmpq_t width, sum;
    bool out;

    fmpq_init(width);
    fmpq_init(sum);
    fmpq_sub(width, on->hi, on->lo);
    fmpq_add(sum, on->hi, on->lo);
    fmpq_mul_2exp(width, width, (ulong)(bits / (q + 1)));
    out = fmpq_cmp(width, sum) <= 0;
    fmpq_clear(width);
    fmpq_clear(sum);
    return out;
}

/* p = a multiple of int_0^y (1 - t^2)^(q - 1) dt at y = 2 x / (lo + hi), p = 1 at y = 1: 1 - p
 * is about (1 - y)^q. */
static void flattest(fmpq_poly_t p, slong q, const struct mc_interval *on)
{
    fmpq_t scale, c, sum;
    fmpz_t choose;
    slong j;

    fmpq_init(scale);
    fmpq_init(c);
    fmpq_init(sum);
    fmpz_init(choose);
    fmpq_add(scale, on->lo, on->hi);
    fmpq_div_2exp(scale, scale, 1);
    fmpq_inv(scale, scale);
    fmpq_poly_zero(p);
    for (j = 0; j < q; j++) {
        fmpz_bin_uiui(choose, (ulong)(q - 1), (ulong)j);
        fmpq_set_si(c, j % 2 ? -1 : 1, (ulong)(2 * j + 1));
        fmpq_mul_fmpz(c, c, choose);
        fmpq_add(sum, sum, c);
        fmpq_poly_set_coeff_fmpq(p, 2 * j + 1, c);
    }
    fmpq_poly_scalar_div_fmpq(p, p, sum);
    fmpq_poly_rescale(p, p, scale);
    fmpq_clear(scale);
    fmpq_clear(c);
    fmpq_clear(sum);
    fmpz_clear(choose);
}

/* mc_best_odd from and to `points`. */
static enum mc_status best_from(struct mc_interval *error, fmpq_poly_t best, fmpq *points,
                                slong q, const struct mc_interval *on, slong bits)
{
    struct mc_alternation alternation = {0};
    enum mc_status status = MC_OK;

    if (too_narrow(q, on, bits))
        flattest(best, q, on);
    else
        status = exchange(best, &alternation, points, q, on, bits);
    if (status == MC_OK)
        status = enclose(error, best, &alternation, on, bits);
    mc_alternation_clear(&alternation);
    return status;
}

enum mc_status mc_best_odd(struct mc_interval *error, fmpq_poly_t best, slong q,
                           const struct mc_interval *on, slong bits)
{
    fmpq *points = _fmpq_vec_init(q + 1);
    enum mc_status status;

    first_points(points, q, on);
    status = best_from(error, best, points, q, on, bits);
    _fmpq_vec_clear(points, q + 1);
    return status;
}

/* [l, 2 - l] with l = 1 - e. */
static void next_interval(struct mc_interval *on, const fmpq_t e)
{
    fmpq_sub_si(on->lo, e, 1);
    fmpq_neg(on->lo, on->lo);
    fmpq_add_si(on->hi, e, 1);
}

/* least = a lower bound on `on`, found from the points of nearly the same interval. */
static enum mc_status bound_below(fmpq_t least, fmpq_poly_t p, fmpq *points, slong q,
                                  const struct mc_interval *on, slong bits)
{
    struct mc_alternation alternation = {0};
    enum mc_status status;

    fmpq_zero(least);
    if (too_narrow(q, on, bits))
        return MC_OK;
    fmpq_set(points, on->lo);
    fmpq_set(points + q, on->hi);
    status = exchange(p, &alternation, points, q, on, bits);
    if (status == MC_OK && !alternation.enough)
        status = MC_NOT_DECIDED;
    if (status == MC_OK)
        mc_round_dyadic(least, alternation.least, -1, bits);
    mc_alternation_clear(&alternation);
    return status;
}

/*
 * E_1 in [e_1, E_1]; the best error on [1 - e, 1 + e] grows with e (the interval does), so its
 * value at the true e lies between the lower bound at e_1 and the upper bound at E_1.
 */
enum mc_status mc_best_composition(struct mc_interval *error, slong steps, slong q,
                                   const struct mc_interval *on, slong bits)
{
    struct mc_interval next, found;
    fmpq *points = _fmpq_vec_init(q + 1);
    enum mc_status status;
    fmpq_poly_t p;
    slong k;

    fmpq_poly_init(p);
    mc_interval_init(&next);
    mc_interval_init(&found);
    status = mc_best_odd(error, p, q, on, bits);
    for (k = 1; k < steps && status == MC_OK; k++) {
        next_interval(&next, error->hi);
        first_points(points, q, &next);
        status = best_from(&found, p, points, q, &next, bits);
        next_interval(&next, error->lo);
        fmpq_set(error->hi, found.hi);
        if (status == MC_OK)
            status = bound_below(error->lo, p, points, q, &next, bits);
    }
    mc_interval_clear(&found);
    mc_interval_clear(&next);
    _fmpq_vec_clear(points, q + 1);
    fmpq_poly_clear(p);
    return status;
}
