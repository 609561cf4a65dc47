// SPDX-License-Identifier: Apache-2.0
#include "prover/exchange.h"
#include "muoncheck/arb.h"

enum { MOST_EXCHANGES = 60, MOST_POLISHES = 12, NEWTON_STEPS = 12 };
enum { FIRST_LEVEL = 24, FIRST_BITS = 64, LAST_SLACK = 16 };

/* Twice the bits and more, as the system's condition is about (width of the interval)^(-q). */
static slong working(slong bits)
{
    return 2 * bits + 64;
}

/* c_0, ..., c_(q-1), e with sum c_j x_i^(2j + 1) + (-1)^i e = 1, without error bounds. */
static bool interpolate(arb_ptr c, arb_srcptr x, slong q, slong prec)
{
    arb_mat_t system, one, solution;
    bool regular;
    arb_t square;
    slong i, j;

    arb_init(square);
    arb_mat_init(system, q + 1, q + 1);
    arb_mat_init(one, q + 1, 1);
    arb_mat_init(solution, q + 1, 1);
    for (i = 0; i <= q; i++) {
        arb_sqr(square, x + i, prec);
        arb_set(arb_mat_entry(system, i, 0), x + i);
        for (j = 1; j < q; j++)
            arb_mul(arb_mat_entry(system, i, j), arb_mat_entry(system, i, j - 1), square, prec);
        arb_set_si(arb_mat_entry(system, i, q), i % 2 ? -1 : 1);
        arb_one(arb_mat_entry(one, i, 0));
    }
    arb_mat_get_mid(system, system);
    regular = arb_mat_approx_solve(solution, system, one, prec) != 0;
    for (j = 0; j <= q && regular; j++)
        arb_get_mid_arb(c + j, arb_mat_entry(solution, j, 0));
    arb_mat_clear(system);
    arb_mat_clear(one);
    arb_mat_clear(solution);
    arb_clear(square);
    return regular;
}

/* p with the coefficients c to `bits` bits. */
static void round_off(fmpq_poly_t p, arb_srcptr c, slong q, slong bits)
{
    arf_t near;
    fmpq_t value;
    slong j;

    arf_init(near);
    fmpq_init(value);
    fmpq_poly_zero(p);
    for (j = 0; j < q; j++) {
        arf_set_round(near, arb_midref(c + j), bits, ARF_RND_NEAR);
        arf_get_fmpq(value, near);
        fmpq_poly_set_coeff_fmpq(p, 2 * j + 1, value);
    }
    arf_clear(near);
    fmpq_clear(value);
}

/* step = p'(x) / p''(x) */
static void newton_step(arb_t step, const arb_t x, arb_srcptr c, slong q, slong prec)
{
    arb_t square, slope, bend;
    slong j;

    arb_init(square);
    arb_init(slope);
    arb_init(bend);
    arb_sqr(square, x, prec);
    for (j = q - 1; j >= 0; j--) {
        arb_mul(slope, slope, square, prec);
        arb_addmul_si(slope, c + j, 2 * j + 1, prec);
        if (j == 0)
            break;
        arb_mul(bend, bend, square, prec);
        arb_addmul_si(bend, c + j, 2 * j * (2 * j + 1), prec);
    }
    arb_mul(bend, bend, x, prec);
    arb_get_mid_arb(slope, slope);
    arb_get_mid_arb(bend, bend);
    arb_div(step, slope, bend, prec);
    arb_get_mid_arb(step, step);
    arb_clear(square);
    arb_clear(slope);
    arb_clear(bend);
}

/* The inner points go to zeros of p'; moved = how far at most.  False: they lost their
 * order. */
static bool move(arb_ptr x, arb_t moved, arb_srcptr c, slong q, slong prec)
{
    arb_t step, before;
    slong i, k;
    bool ordered = true;

    arb_init(step);
    arb_init(before);
    arb_zero(moved);
    for (i = 1; i < q; i++) {
        arb_set(before, x + i);
        for (k = 0; k < NEWTON_STEPS; k++) {
            newton_step(step, x + i, c, q, prec);
            arb_sub(x + i, x + i, step, prec);
            arb_get_mid_arb(x + i, x + i);
        }
        arb_sub(step, x + i, before, prec);
        arb_abs(step, step);
        arb_max(moved, moved, step, prec);
    }
    for (i = 0; i < q; i++)
        ordered = ordered && arb_lt(x + i, x + i + 1);
    arb_clear(step);
    arb_clear(before);
    return ordered;
}

/* The errors at the ends of an exchange differ by the square of what its points still move. */
static bool polish(arb_ptr c, arb_ptr x, slong q, slong bits)
{
    slong prec = working(bits), k;
    bool fine = false;
    arb_t moved, width;

    arb_init(moved);
    arb_init(width);
    arb_sub(width, x + q, x, prec);
    arb_mul_2exp_si(width, width, -bits / 2 - LAST_SLACK);
    for (k = 0; k < MOST_POLISHES && !fine; k++)
        if (!interpolate(c, x, q, prec) || !move(x, moved, c, q, prec))
            break;
        else
            fine = arb_le(moved, width);
    arb_clear(moved);
    arb_clear(width);
    return fine && interpolate(c, x, q, prec);
}

/* excess = max - min of |1 - p| over the alternation, most = max. */
static void unevenness(fmpq_t excess, fmpq_t most, const fmpq_poly_t p,
                       const struct mc_alternation *alternation)
{
    slong i;

    fmpq_zero(most);
    for (i = 0; i < alternation->count; i++) {
        fmpq_poly_evaluate_fmpq(excess, p, alternation->at + i);
        fmpq_sub_si(excess, excess, 1);
        fmpq_abs(excess, excess);
        if (fmpq_cmp(excess, most) > 0)
            fmpq_set(most, excess);
    }
    fmpq_sub(excess, most, alternation->least);
}

/* Level to 2^-bits of themselves, or (absolute) to 2^-bits. */
static bool level(const fmpq_poly_t p, const struct mc_alternation *alternation, slong bits,
                  bool absolute)
{
    fmpq_t excess, most;
    bool yes;

    fmpq_init(excess);
    fmpq_init(most);
    unevenness(excess, most, p, alternation);
    if (absolute)
        fmpq_one(most);
    fmpq_mul_2exp(excess, excess, (ulong)bits);
    yes = fmpq_cmp(excess, most) <= 0;
    fmpq_clear(most);
    fmpq_clear(excess);
    return yes;
}

static void to_balls(arb_ptr x, const fmpq *points, slong q, slong prec)
{
    slong i;

    for (i = 0; i <= q; i++) {
        arb_set_fmpq(x + i, points + i, prec);
        arb_get_mid_arb(x + i, x + i);
    }
}

/* The alternation of p, which must have q + 1 points. */
static enum mc_status alternate(struct mc_alternation *alternation, const fmpq_poly_t p,
                                slong q, const struct mc_interval *on, slong bits)
{
    enum mc_status status;

    mc_alternation_clear(alternation);
    status = mc_alternation_find(alternation, p, on, bits);
    if (status == MC_OK && alternation->count != q + 1)
        status = MC_NOT_DECIDED;
    return status;
}

/* Exchanges by isolated extremal points, until the errors are nearly level. */
static enum mc_status approach(fmpq_poly_t p, struct mc_alternation *alternation, fmpq *points,
                               arb_ptr c, arb_ptr x, slong q, const struct mc_interval *on,
                               slong bits)
{
    enum mc_status status = MC_NOT_DECIDED;
    slong k, i;

    for (k = 0; k < MOST_EXCHANGES; k++) {
        to_balls(x, points, q, working(bits));
        if (!interpolate(c, x, q, working(bits)))
            return MC_NOT_DECIDED;
        round_off(p, c, q, 2 * bits);   /* level to FIRST_LEVEL bits of a tiny error */
        status = alternate(alternation, p, q, on, FIRST_BITS);
        if (status != MC_OK || level(p, alternation, FIRST_LEVEL, false))
            break;
        status = MC_NOT_DECIDED;
        for (i = 1; i < q; i++)
            fmpq_set(points + i, alternation->at + i);
    }
    return status;
}

static void to_rationals(fmpq *points, arb_srcptr x, slong q)
{
    slong i;

    for (i = 1; i < q; i++)
        arf_get_fmpq(points + i, arb_midref(x + i));
}

enum mc_status exchange(fmpq_poly_t p, struct mc_alternation *alternation, fmpq *points,
                        slong q, const struct mc_interval *on, slong bits)
{
    arb_ptr c = _arb_vec_init(q + 1), x = _arb_vec_init(q + 1);
    enum mc_status status = approach(p, alternation, points, c, x, q, on, bits);

    if (status == MC_OK && !polish(c, x, q, bits))
        status = MC_NOT_DECIDED;
    if (status == MC_OK) {
        round_off(p, c, q, bits);
        to_rationals(points, x, q);
        status = alternate(alternation, p, q, on, bits);
    }
    if (status == MC_OK && !level(p, alternation, bits - LAST_SLACK, true))
        status = MC_NOT_DECIDED;
    _arb_vec_clear(c, q + 1);
    _arb_vec_clear(x, q + 1);
    return status;
}
