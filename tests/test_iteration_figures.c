// SPDX-License-Identifier: GPL-3.0-or-later
/* Published counts and values, in enclosures. */
#include <criterion/criterion.h>

#include "muoncheck/iteration.h"
#include "muoncheck/prover.h"

enum { PREC = 800 };

/* x = the decimal `text`, as a ball. */
static void decimal(arb_t x, const char *text)
{
    fmpq_t q;

    fmpq_init(q);
    cr_assert(mc_rational_parse(q, text, NULL) == MC_OK);
    mc_rational_enclose(x, q, PREC);
    fmpq_clear(q);
}

/* A run of `id` on diag(1, l), scaled already, with bounds [l, 1]. */
static void start(struct mc_state *state, const struct mc_arithmetic *in, const char *id,
                  const char *l)
{
    const struct mc_iteration *iteration = mc_iteration_find(id);
    fmpq_t lo, hi;
    arb_mat_t D;

    fmpq_init(lo), fmpq_init(hi), arb_mat_init(D, 2, 2);
    cr_assert(mc_rational_parse(lo, l, NULL) == MC_OK);
    fmpq_one(hi);
    arb_one(arb_mat_entry(D, 0, 0));
    mc_rational_enclose(arb_mat_entry(D, 1, 1), lo, PREC);
    mc_state_init(state);
    mc_state_start_scaled(state, iteration, iteration->default_p, D, in);
    if (iteration->bounded)
        mc_state_bound(state, lo, hi);
    fmpq_clear(lo), fmpq_clear(hi), arb_mat_clear(D);
}

/* out = max |1 - w| over the diagonal. */
static void distance(arb_t out, const struct mc_state *state)
{
    arb_t gap;
    slong i;

    arb_init(gap);
    arb_zero(out);
    for (i = 0; i < 2; i++) {
        arb_sub_ui(gap, arb_mat_entry(state->x, i, i), 1, PREC);
        arb_abs(gap, gap);
        arb_max(out, out, gap, PREC);
    }
    arb_clear(gap);
}

/* Certainly farther than `goal` after steps - 1, certainly not after `steps`. */
static void expect_count(const char *id, const char *condition, const char *l, slong steps,
                         const arb_t goal)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_state state;
    arb_t gap;
    slong k;

    arb_init(gap);
    start(&state, &balls, id, l);
    for (k = 0; k < steps; k++) {
        distance(gap, &state);
        if (k == steps - 1)
            cr_expect(arb_gt(gap, goal), "%s, condition %s: %ld steps would do", id, condition,
                      (long)k);
        cr_assert(state.iteration->step(&state) == MC_OK, "%s", id);
    }
    distance(gap, &state);
    cr_expect(arb_le(gap, goal), "%s, condition %s: %ld steps do not do", id, condition,
              (long)steps);
    mc_state_clear(&state), arb_clear(gap);
}

struct count {
    const char *id, *condition, *l;
    slong steps;
};

Test(iteration_figures, qdwh_needs_2_to_6_steps_to_1e_15)
{
    static const struct count rows[] = {
        {"qdwh", "1.1", "10/11", 2},   {"qdwh", "2", "1/2", 3},      {"qdwh", "1e3", "1e-3", 4},
        {"qdwh", "1e12", "1e-12", 5}, {"qdwh", "1e16", "1e-16", 6},
        {"dwh", "1e16", "1e-16", 6},  {"qdwh-qr", "1e16", "1e-16", 6},
        {"qdwh-cholesky", "1e16", "1e-16", 6}, {"halley", "1e16", "1e-16", 37},
        {"zolo-pd", "2", "1/2", 1}, {"zolo-pd", "1e1", "1e-1", 2},
        {"zolo-pd", "1e16", "1e-16", 2},
    };
    arb_t goal;

    arb_init(goal);
    decimal(goal, "1e-15");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_count(rows[i].id, rows[i].condition, rows[i].l, rows[i].steps, goal);
    arb_clear(goal);
}

Test(iteration_figures, newton_needs_these_steps_to_half_an_ulp_of_doubles)
{
    static const struct count rows[] = {
        {"newton-byers-xu", "1e1", "1e-1", 5},   {"newton-byers-xu", "1e4", "1e-4", 7},
        {"newton-byers-xu", "1e8", "1e-8", 8},   {"newton-byers-xu", "1e16", "1e-16", 9},
        {"newton", "1e1", "1e-1", 8},            {"newton", "1e4", "1e-4", 18},
        {"newton", "1e8", "1e-8", 31},           {"newton", "1e16", "1e-16", 58},
    };
    arb_t goal;

    arb_init(goal);
    arb_one(goal), arb_mul_2exp_si(goal, goal, -53);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_count(rows[i].id, rows[i].condition, rows[i].l, rows[i].steps, goal);
    arb_clear(goal);
}

/* Newton-Schulz to 1e-16 (catalogue, section 6), from a smallest singular value of 1 /
 * condition. */
Test(iteration_figures, newton_schulz_needs_these_steps_to_1e_16)
{
    static const struct count rows[] = {
        {"newton-schulz-3", "1e2", "1e-2", 17}, {"newton-schulz-5", "1e2", "1e-2", 11},
        {"newton-schulz-3", "1e3", "1e-3", 22}, {"newton-schulz-5", "1e3", "1e-3", 15},
        {"newton-schulz-3", "1e4", "1e-4", 28}, {"newton-schulz-5", "1e4", "1e-4", 18},
        {"newton-schulz-3", "1e6", "1e-6", 40}, {"newton-schulz-5", "1e6", "1e-6", 26},
        {"newton-schulz-3", "1e8", "1e-8", 51}, {"newton-schulz-5", "1e8", "1e-8", 33},
        {"newton-schulz-3", "1e16", "1e-16", 96}, {"newton-schulz-5", "1e16", "1e-16", 62},
    };
    arb_t goal;

    arb_init(goal);
    decimal(goal, "1e-16");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_count(rows[i].id, rows[i].condition, rows[i].l, rows[i].steps, goal);
    arb_clear(goal);
}

/* |x - text| <= half a unit of its `decimals`-th decimal. */
static bool rounds_to(const fmpq_t x, const char *text, slong decimals)
{
    fmpq_t figure, unit;
    bool out;

    fmpq_init(figure), fmpq_init(unit);
    cr_assert(mc_rational_parse(figure, text, NULL) == MC_OK);
    fmpq_sub(figure, figure, x), fmpq_abs(figure, figure);
    fmpq_set_si(unit, 10, 1), fmpq_pow_si(unit, unit, -decimals), fmpq_div_2exp(unit, unit, 1);
    out = fmpq_cmp(figure, unit) <= 0;
    fmpq_clear(figure), fmpq_clear(unit);
    return out;
}

static void expect_image(const char *name, const char *hi, slong steps, const char *least,
                         const char *most)
{
    struct mc_table table;
    struct mc_interval on, end;
    struct mc_chain chain;

    mc_table_init(&table), mc_interval_init(&on), mc_interval_init(&end);
    cr_assert(mc_table_read(&table, name, NULL) == MC_OK);
    fmpq_set_si(on.lo, 1, 1000);
    cr_assert(mc_rational_parse(on.hi, hi, NULL) == MC_OK);
    cr_assert(mc_chain_run(&chain, &table, steps, table.extension, &on, 128) == MC_OK);
    mc_chain_extreme(&end, &chain, false);
    cr_expect(rounds_to(end.lo, least, 6) && rounds_to(end.hi, least, 6), "%s, %ld: %s", name,
              (long)steps, least);
    mc_chain_extreme(&end, &chain, true);
    cr_expect(rounds_to(end.lo, most, 6) && rounds_to(end.hi, most, 6), "%s, %ld: %s", name,
              (long)steps, most);
    mc_chain_clear(&chain), mc_table_clear(&table);
    mc_interval_clear(&on), mc_interval_clear(&end);
}

Test(iteration_figures, polar_express_has_its_images_after_five_and_six_steps)
{
    expect_image("polar-express", "1", 5, "0.876441", "1.123559");
    expect_image("polar-express", "1", 6, "0.998815", "1.001185");
    expect_image("polar-express-safe", "1.01", 5, "0.846177", "1.123559");
    expect_image("polar-express-safe", "1.01", 6, "0.994407", "1.001185");
}

struct composition {
    const char *l, *error;
    slong steps, decimals;
};

static const struct composition compositions[] = {
    {"1e-3", "0.99152969630421", 1, 14},   {"1e-3", "0.96457201332425", 2, 14},
    {"1e-3", "0.85977070052133", 3, 14},   {"1e-3", "0.54589328386109", 4, 14},
    {"1e-3", "0.11344845738158", 5, 14},   {"1e-3", "9.164721887257e-4", 6, 16},
    {"1e-3", "4.811029370639e-10", 7, 22}, {"1e-1", "0.45341690543374", 1, 14},
    {"1e-1", "0.062675241201204", 2, 15},  {"1e-1", "1.5407377094755e-4", 3, 17},
    {"1e-1", "2.2859469990884e-12", 4, 25},
};

Test(iteration_figures, the_best_compositions_of_quintics_have_their_errors)
{
    struct mc_interval on, error;

    mc_interval_init(&on), mc_interval_init(&error);
    for (size_t i = 0; i < sizeof compositions / sizeof *compositions; i++) {
        const struct composition *row = compositions + i;

        cr_assert(mc_rational_parse(on.lo, row->l, NULL) == MC_OK);
        fmpq_one(on.hi);
        cr_assert(mc_best_composition(&error, row->steps, 3, &on, 128) == MC_OK);
        cr_expect(rounds_to(error.lo, row->error, row->decimals) &&
                      rounds_to(error.hi, row->error, row->decimals),
                  "l = %s, %ld steps: %s", row->l, (long)row->steps, row->error);
    }
    mc_interval_clear(&on), mc_interval_clear(&error);
}

Test(iteration_figures, optimal_quintics_run_with_those_errors)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_state state;
    fmpq_t e;

    fmpq_init(e);
    for (size_t i = 0; i < sizeof compositions / sizeof *compositions; i++) {
        const struct composition *row = compositions + i;

        start(&state, &balls, "optimal-quintics", row->l);
        for (slong k = 0; k < row->steps; k++)
            cr_assert(state.iteration->step(&state) == MC_OK);
        fmpq_sub_si(e, state.hi, 1);
        cr_expect(rounds_to(e, row->error, row->decimals), "l = %s, %ld steps", row->l,
                  (long)row->steps);
        mc_state_clear(&state);
    }
    fmpq_clear(e);
}

/* w+ = w (3 - w)^2 / 4 of the coupled loop, z_k of it at y_0 = a: z = prod (3 - w_k) / 2. */
static void coupled(arb_t y, arb_t z, const arb_t a, slong steps)
{
    arb_t t;

    arb_init(t);
    arb_set(y, a), arb_one(z);
    for (; steps > 0; steps--) {
        arb_mul(t, z, y, PREC), arb_sub_ui(t, t, 3, PREC);
        arb_neg(t, t), arb_mul_2exp_si(t, t, -1);
        arb_mul(y, y, t, PREC), arb_mul(z, z, t, PREC);
    }
    arb_clear(t);
}

/* In place, d_i = the inverse (or the) root of d_i + 1e-6 + 1e-4 mean(d). */
static void loop(arb_ptr d, slong n, slong steps, bool inverse)
{
    arb_t ridge, scale, t, y, z;
    slong i;

    arb_init(ridge), arb_init(scale), arb_init(t), arb_init(y), arb_init(z);
    for (i = 0; i < n; i++)
        arb_add(ridge, ridge, d + i, PREC);
    arb_div_ui(ridge, ridge, (ulong)(10000 * n), PREC);
    decimal(t, "1e-6");
    arb_add(ridge, ridge, t, PREC);
    for (i = 0; i < n; i++) {
        arb_add(d + i, d + i, ridge, PREC);
        arb_addmul(scale, d + i, d + i, PREC);
    }
    arb_sqrt(scale, scale, PREC);
    arb_sqrt(ridge, scale, PREC);
    for (i = 0; i < n; i++) {
        arb_div(t, d + i, scale, PREC);
        coupled(y, z, t, steps);
        if (inverse)
            arb_div(d + i, z, ridge, PREC);
        else
            arb_mul(d + i, y, ridge, PREC);
    }
    arb_clear(ridge), arb_clear(scale), arb_clear(t), arb_clear(y), arb_clear(z);
}

/* d_i = what the shipped routine makes of s_i, over s_i^(1/2), s_i = 10^(-span i / (n - 1)). */
static void gains(arb_ptr d, slong n, slong span, slong steps)
{
    arb_ptr s = _arb_vec_init(n);
    arb_t x;
    slong i;

    arb_init(x);
    for (i = 0; i < n; i++) {
        arb_set_si(x, -span * i), arb_div_si(x, x, n - 1, PREC);
        arb_set_ui(s + i, 10), arb_pow(s + i, s + i, x, PREC);
        arb_sqr(d + i, s + i, PREC);
    }
    loop(d, n, steps, true);
    loop(d, n, steps, false);
    for (i = 0; i < n; i++) {
        arb_sqrt(x, s + i, PREC);
        arb_mul(d + i, d + i, x, PREC);
    }
    _arb_vec_clear(s, n);
    arb_clear(x);
}

static bool between(const arb_t x, const char *lo, const char *hi)
{
    arb_t end;
    bool out;

    arb_init(end);
    decimal(end, lo);
    out = arb_gt(x, end);
    decimal(end, hi);
    out = out && arb_lt(x, end);
    arb_clear(end);
    return out;
}

Test(iteration_figures, beyond_muon_as_shipped_loses_58_percent_at_a_thousandth)
{
    enum { N = 768 };
    arb_ptr d = _arb_vec_init(N);

    gains(d, N, 3, 15);
    cr_expect(between(d + N - 1, "0.415", "0.425"), "-58 %%");
    _arb_vec_clear(d, N);
}

/* Spectrum 10^(-i/2), i = 0, ..., 7: ratios to s^(1/2) after 15 steps (catalogue 1.6). */
Test(iteration_figures, beyond_muon_on_a_diagonal_is_its_scalar_routine)
{
    enum { N = 8 };
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    arb_ptr d = _arb_vec_init(N);
    struct mc_state state;
    arb_t s, power;
    arb_mat_t D;
    slong i;

    arb_init(s), arb_init(power), arb_mat_init(D, N, N);
    for (i = 0; i < N; i++) {
        arb_set_si(power, -i), arb_mul_2exp_si(power, power, -1);
        arb_set_ui(s, 10), arb_pow(arb_mat_entry(D, i, i), s, power, PREC);
    }
    mc_state_init(&state);
    mc_state_start(&state, mc_iteration_find("beyond-muon-half"), 0, D, false, &balls);
    for (i = 0; i < 15; i++)
        cr_assert(state.iteration->step(&state) == MC_OK);
    arb_mat_set(D, state.x);
    mc_state_finish(state.x, &state, state.iteration);
    for (i = 0; i < N; i++)
        arb_sqr(d + i, arb_mat_entry(D, i, i), PREC);
    loop(d, N, 15, true), loop(d, N, 15, false);
    for (i = 0; i < N; i++) {
        arb_mul(s, d + i, arb_mat_entry(D, i, i), PREC);
        cr_expect(arb_overlaps(s, arb_mat_entry(state.x, i, i)), "%ld", (long)i);
        arb_sqrt(power, arb_mat_entry(D, i, i), PREC);
        arb_div(d + i, s, power, PREC);
    }
    cr_expect(between(d, "1.00515", "1.00525") && between(d + 5, "0.7925", "0.7935"));
    cr_expect(between(d + 6, "0.4925", "0.4935") && between(d + 7, "0.2805", "0.2815"));
    mc_state_clear(&state), arb_clear(s), arb_clear(power), arb_mat_clear(D);
    _arb_vec_clear(d, N);
}
