// SPDX-License-Identifier: Apache-2.0
#include "iteration/step_map.h"
#include "iteration/odd_rational.h"

void step_map_init(struct step_map *map)
{
    fmpq_poly_init(map->above);
    fmpq_poly_init(map->below);
    arb_init(map->mu);
}

void step_map_clear(struct step_map *map)
{
    fmpq_poly_clear(map->above);
    fmpq_poly_clear(map->below);
    arb_clear(map->mu);
}

static bool is_newton(const struct step_map *map)
{
    return fmpq_poly_is_zero(map->below);
}

bool step_map_note(struct step_map *map, const struct mc_state *state)
{
    fmpq_poly_set(map->above, state->above);
    fmpq_poly_set(map->below, state->below);
    arb_set(map->mu, state->mu);
    return !is_newton(map) || arb_is_positive(map->mu);
}

/* p(b), and p[a, b] unless `slope` is NULL. */
static void horner(arb_t value, arb_ptr slope, const fmpq_poly_t p, const arb_t a,
                   const arb_t b, slong prec)
{
    slong j = fmpq_poly_degree(p);
    arb_t c;
    fmpq_t q;

    arb_init(c);
    fmpq_init(q);
    arb_zero(value);
    if (slope)
        arb_zero(slope);
    for (; j >= 0; j--) {
        if (slope) {
            arb_mul(slope, slope, a, prec);
            arb_add(slope, slope, value, prec);
        }
        fmpq_poly_get_coeff_fmpq(q, p, j);
        arb_set_fmpq(c, q, prec);
        arb_mul(value, value, b, prec);
        arb_add(value, value, c, prec);
    }
    arb_clear(c);
    fmpq_clear(q);
}

void step_map_ratio(arb_t out, const arb_t w, const struct step_map *map, slong prec)
{
    arb_t t, below;

    if (is_newton(map)) {
        arb_indeterminate(out);
        return;
    }
    arb_init(t);
    arb_init(below);
    arb_sqr(t, w, prec);
    horner(below, NULL, map->below, t, t, prec);
    horner(out, NULL, map->above, t, t, prec);
    arb_div(out, out, below, prec);
    arb_clear(t);
    arb_clear(below);
}

void step_map_apply(arb_t out, const arb_t w, const struct step_map *map, slong prec)
{
    arb_t t;

    arb_init(t);
    if (is_newton(map)) {
        arb_mul(t, w, map->mu, prec);
        arb_inv(out, t, prec);
        arb_add(out, out, t, prec);
        arb_mul_2exp_si(out, out, -1);
    } else {
        step_map_ratio(t, w, map, prec);
        arb_mul(out, w, t, prec);
    }
    arb_clear(t);
}

static void newton_differences(arb_t plus, arb_t minus, const arb_t u, const arb_t v,
                               const arb_t mu, slong prec)
{
    arb_t t;

    arb_init(t);
    arb_mul(t, u, v, prec);
    arb_mul(t, t, mu, prec);
    arb_inv(t, t, prec);
    arb_sub(plus, mu, t, prec);
    arb_add(minus, mu, t, prec);
    arb_mul_2exp_si(plus, plus, -1);
    arb_mul_2exp_si(minus, minus, -1);
    arb_clear(t);
}

/* at = R(b), slope = R[a, b] */
static void quotient(arb_t at, arb_t slope, const arb_t a, const arb_t b,
                     const struct step_map *map, slong prec)
{
    arb_t of_below, below;

    arb_init(of_below);
    arb_init(below);
    horner(at, slope, map->above, a, b, prec);
    horner(below, of_below, map->below, a, b, prec);
    arb_div(at, at, below, prec);
    arb_submul(slope, at, of_below, prec);
    horner(below, NULL, map->below, a, a, prec);
    arb_div(slope, slope, below, prec);
    arb_clear(of_below);
    arb_clear(below);
}

void step_map_differences(arb_t plus, arb_t minus, const arb_t u, const arb_t v,
                          const struct step_map *map, slong prec)
{
    arb_t a, b, at, slope;

    if (is_newton(map)) {
        newton_differences(plus, minus, u, v, map->mu, prec);
        return;
    }
    arb_init(a);
    arb_init(b);
    arb_init(at);
    arb_init(slope);
    arb_sqr(a, u, prec);
    arb_sqr(b, v, prec);
    quotient(at, slope, a, b, map, prec);
    arb_mul(slope, slope, u, prec);
    arb_add(plus, u, v, prec);
    arb_mul(plus, plus, slope, prec);
    arb_add(plus, plus, at, prec);
    arb_sub(minus, u, v, prec);
    arb_mul(minus, minus, slope, prec);
    arb_add(minus, minus, at, prec);
    arb_clear(a);
    arb_clear(b);
    arb_clear(at);
    arb_clear(slope);
}

/* C = (mu X + (mu X)^-T) / 2 */
static bool newton_matrix(arb_mat_t C, const arb_mat_t X, const arb_t mu, slong prec)
{
    slong n = arb_mat_nrows(X);
    arb_mat_t scaled, inverse;
    bool out;

    arb_mat_init(scaled, n, n);
    arb_mat_init(inverse, n, n);
    arb_mat_scalar_mul_arb(scaled, X, mu, prec);
    out = arb_mat_inv(inverse, scaled, prec);
    if (out) {
        arb_mat_transpose(inverse, inverse);
        arb_mat_add(C, scaled, inverse, prec);
        arb_mat_scalar_mul_2exp_si(C, C, -1);
    }
    arb_mat_clear(scaled);
    arb_mat_clear(inverse);
    return out;
}

bool step_map_matrix(arb_mat_t C, const arb_mat_t X, const struct step_map *map, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    bool out;

    if (is_newton(map))
        return newton_matrix(C, X, map->mu, prec);
    mc_state_init(&state);
    state.in = &balls;
    arb_mat_clear(state.x);
    arb_mat_init(state.x, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_set(state.x, X);
    out = odd_rational_step(&state, map->above, map->below) == MC_OK;
    arb_mat_swap(C, state.x);
    mc_state_clear(&state);
    return out;
}
