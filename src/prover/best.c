// SPDX-License-Identifier: Apache-2.0
/* Remez exchange in rationals.  Nothing rests on its convergence: the image of whatever comes
 * out is the upper bound, its alternation the lower one. */
#include <flint/fmpq_vec.h>

#include "muoncheck/prover.h"

enum { MOST_EXCHANGES = 60 };

/* Row i: x_i, x_i^3, ..., (-1)^i | 1. */
static void fill(arb_mat_t system, arb_mat_t one, const fmpq *points, slong q, slong prec)
{
    arb_t square;
    slong i, j;

    arb_init(square);
    for (i = 0; i <= q; i++) {
        arb_set_fmpq(arb_mat_entry(system, i, 0), points + i, prec);
        arb_sqr(square, arb_mat_entry(system, i, 0), prec);
        for (j = 1; j < q; j++)
            arb_mul(arb_mat_entry(system, i, j), arb_mat_entry(system, i, j - 1), square, prec);
        arb_set_si(arb_mat_entry(system, i, q), i % 2 ? -1 : 1);
        arb_one(arb_mat_entry(one, i, 0));
    }
    arb_clear(square);
}

/* p(x_i) + (-1)^i e = 1 at the q + 1 points, nearly: p = sum of c_j x^(2j + 1).  The points may
 * be as close as 2^-bits, hence the working precision. */
static bool interpolate(fmpq_poly_t p, const fmpq *points, slong q, slong bits)
{
    slong prec = 4 * bits, j;
    arb_mat_t system, one;
    fmpq_t c;
    bool regular;

    fmpq_init(c);
    arb_mat_init(system, q + 1, q + 1);
    arb_mat_init(one, q + 1, 1);
    fill(system, one, points, q, prec);
    regular = arb_mat_approx_solve(one, system, one, prec);
    fmpq_poly_zero(p);
    for (j = 0; j < q && regular; j++) {
        regular = arb_is_finite(arb_mat_entry(one, j, 0));
        if (!regular)
            break;
        arf_get_fmpq(c, arb_midref(arb_mat_entry(one, j, 0)));
        mc_round_dyadic(c, c, -1, bits);
        fmpq_poly_set_coeff_fmpq(p, 2 * j + 1, c);
    }
    arb_mat_clear(one);
    arb_mat_clear(system);
    fmpq_clear(c);
    return regular;
}

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

/* Are the errors at the points equal to within 2^-50 of themselves? */
static bool levelled(const fmpq_poly_t p, const struct mc_alternation *alternation)
{
    fmpq_t error, most;
    slong i;
    bool yes;

    fmpq_init(error);
    fmpq_init(most);
    for (i = 0; i < alternation->count; i++) {
        fmpq_poly_evaluate_fmpq(error, p, alternation->at + i);
        fmpq_sub_si(error, error, 1);
        fmpq_abs(error, error);
        if (fmpq_cmp(error, most) > 0)
            fmpq_set(most, error);
    }
    fmpq_sub(error, most, alternation->least);
    fmpq_mul_2exp(error, error, 50);
    yes = fmpq_cmp(error, most) <= 0;
    fmpq_clear(most);
    fmpq_clear(error);
    return yes;
}

/* Exchanges from the points given until the errors are level: p, its alternation, the points.
 */
static enum mc_status exchange(fmpq_poly_t p, struct mc_alternation *alternation, fmpq *points,
                               slong q, const struct mc_interval *on, slong bits)
{
    enum mc_status status = MC_NOT_DECIDED;
    slong k, i;

    for (k = 0; k < MOST_EXCHANGES && interpolate(p, points, q, bits); k++) {
        mc_alternation_clear(alternation);
        status = mc_alternation_find(alternation, p, on, 64);
        if (status != MC_OK || (alternation->count == q + 1 && levelled(p, alternation)))
            break;
        status = MC_NOT_DECIDED;
        if (alternation->count != q + 1)
            break;
        for (i = 0; i <= q; i++)
            mc_round_dyadic(points + i, alternation->at + i, -1, 64 + bits / 4);
        fmpq_set(points, on->lo);
        fmpq_set(points + q, on->hi);
    }
    return status;
}

/* mc_best_odd from and to `points`. */
static enum mc_status best_from(struct mc_interval *error, fmpq_poly_t best, fmpq *points,
                                slong q, const struct mc_interval *on, slong bits)
{
    struct mc_alternation alternation = {0};
    enum mc_status status = exchange(best, &alternation, points, q, on, bits);

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
