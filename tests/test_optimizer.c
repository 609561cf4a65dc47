// SPDX-License-Identifier: GPL-3.0-or-later
/* The registry of optimizers, swept, and the rules that they are made of. */
#include <criterion/criterion.h>
#include <string.h>

#include "muoncheck/spectrum.h"
#include "optimizer/checkpoint.h"
#include "optimizer/step.h"

#define PREC 128

/* (i, j) -> ((7 i + 3 j + offset) mod 11 - 5) / 4. */
static void fill(arb_mat_t A, slong offset)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arb_set_si(arb_mat_entry(A, i, j), (7 * i + 3 * j + i * j + offset) % 11 - 5);
            arb_mul_2exp_si(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j), -2);
        }
}

static void set_ratio(arb_t x, slong p, ulong q)
{
    arb_set_si(x, p);
    arb_div_ui(x, x, q, PREC);
}

static void expect_ratio(const arb_t x, slong p, ulong q, const char *what)
{
    arb_t y;

    arb_init(y);
    set_ratio(y, p, q);
    cr_expect(arb_overlaps(x, y) && mag_cmp_2exp_si(arb_radref(x), -PREC / 2) < 0, "%s", what);
    arb_clear(y);
}

Test(optimizer, each_tells_what_list_shows_and_is_found_by_its_id)
{
    size_t i;

    for (i = 0; i < optimizer_count; i++) {
        const struct optimizer *o = optimizers[i];
        cr_expect(o->id && o->title && o->source && o->formula && o->invariant, "%zu", i);
        cr_expect(o->rules != NULL, "%s", o->id);
        cr_expect(!o->map || mc_norm_find(o->map), "%s", o->id);
        cr_expect(optimizer_find(o->id) == o, "%s", o->id);
    }
    cr_expect(optimizer_count >= 2);
    cr_expect(optimizer_find("sgd") == NULL);
}

/* gauge_K(X). */
static void gauge_of(arb_t out, const struct optimizer *o, const arb_mat_t X,
                     const struct optimizer_settings *settings)
{
    const struct mc_norm *K = o->map ? mc_norm_find(o->map) : settings->K;
    struct mc_operand operand;

    mc_operand_init(&operand, X, -1);
    cr_assert(K->gauge(out, &operand, &settings->with, PREC) == MC_OK);
    mc_operand_clear(&operand);
}

/* gauge(X+) - R <= (1 - eta lam) (gauge(X) - R); of Scion and Frank-Wolfe with eta for eta lam,
 * which is the same at lam = 1, rho = 1.  Two steps of one optimizer. */
static void expect_invariant(const struct optimizer *o, const arb_mat_t X, const arb_mat_t G)
{
    struct optimizer_settings settings;
    struct optimizer_state state;
    arb_t radius, gauge, bound, keep;
    int t;

    arb_init(radius), arb_init(gauge), arb_init(bound), arb_init(keep);
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 16);
    optimizer_state_init(&state, X);
    optimizer_radius(radius, o, arb_mat_nrows(X), arb_mat_ncols(X), &settings, PREC);
    (strstr(o->id, "implicit") ? implicit_factor : explicit_factor)(keep, &settings, PREC);
    for (t = 0; t < 2; t++) {
        gauge_of(bound, o, state.x, &settings);
        arb_sub(bound, bound, radius, PREC);
        arb_mul(bound, bound, keep, PREC);
        arb_add(bound, bound, radius, PREC);
        cr_expect(optimizer_step(o, &state, G, &settings, PREC) == MC_OK, "%s", o->id);
        gauge_of(gauge, o, state.x, &settings);
        cr_expect(!arb_gt(gauge, bound), "%s leaves its set", o->id);
    }
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    arb_clear(radius), arb_clear(gauge), arb_clear(bound), arb_clear(keep);
}

Test(optimizer, each_moves_and_keeps_the_set_that_it_is_said_to_keep)
{
    struct optimizer_settings settings;
    arb_mat_t X, G;
    size_t i;

    arb_mat_init(X, 4, 3);
    arb_mat_init(G, 4, 3);
    fill(X, 0);
    fill(G, 5);
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 16);
    for (i = 0; i < optimizer_count; i++) {
        struct optimizer_state state;
        optimizer_state_init(&state, X);
        cr_expect(optimizer_step(optimizers[i], &state, G, &settings, PREC) == MC_OK, "%s",
                  optimizers[i]->id);
        cr_expect(!arb_mat_overlaps(state.x, X), "%s did not move", optimizers[i]->id);
        cr_expect(state.taken == 1, "%s", optimizers[i]->id);
        optimizer_state_clear(&state);
        if (strncmp(optimizers[i]->invariant, "none", 4) != 0)
            expect_invariant(optimizers[i], X, G);
    }
    optimizer_settings_clear(&settings);
    arb_mat_clear(X);
    arb_mat_clear(G);
}

/* Two steps of each: Nesterov's look ahead as Lion-K, averages and heavy balls as one another,
 * Lion-K as Frank-Wolfe. */
Test(optimizer, forms_that_are_one_in_exact_arithmetic_walk_together)
{
    static const struct {
        const char *one, *other;
        slong beta1, eta, rho;     /* the other's, 32 beta1, 16 eta and rho */
    } rows[] = {{"lionk-nesterov", "lionk", 0, 4, 1}, {"lionk", "frank-wolfe", 30, 8, 2},
                {"muon-keller", "muon-pytorch", 30, 4, 1}, {"lion", "lionk", 30, 4, 1},
                {"adam-power", "adamw", 30, 4, 1}};
    size_t i;
    arb_mat_t X, G;

    arb_mat_init(X, 4, 3);
    arb_mat_init(G, 4, 3);
    fill(X, 0);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct optimizer_settings s, r;
        struct optimizer_state a, b;
        int t;

        optimizer_settings_init(&s), optimizer_settings_init(&r);
        optimizer_state_init(&a, X), optimizer_state_init(&b, X);
        optimizer_settings_set(&s, 4, rows[i].rho == 2 ? 8 : 16);
        optimizer_settings_set(&r, rows[i].eta, 16);
        if (rows[i].rho == 2)
            optimizer_settings_set(&r, 2, 16);
        arb_set_si(r.rho, rows[i].rho);
        if (!rows[i].beta1)
            arb_mul(r.beta1, s.beta1, s.beta2, PREC);
        if (i == 3)
            r.K = mc_norm_find("entry-sum");
        fmpq_one(s.p);
        for (t = 0; t < 2; t++) {
            fill(G, 5 + 3 * t);
            cr_expect(optimizer_step(optimizer_find(rows[i].one), &a, G, &s, PREC) == MC_OK);
            cr_expect(optimizer_step(optimizer_find(rows[i].other), &b, G, &r, PREC) == MC_OK);
        }
        cr_expect(arb_mat_overlaps(a.x, b.x), "%s, %s", rows[i].one, rows[i].other);
        optimizer_settings_clear(&s), optimizer_settings_clear(&r);
        optimizer_state_clear(&a), optimizer_state_clear(&b);
    }
    arb_mat_clear(X);
    arb_mat_clear(G);
}

/* Five steps in bf16 are five steps of the kernel: every entry is a bf16 number. */
Test(optimizer, directions_by_an_iteration_in_a_format_are_numbers_of_the_format)
{
    struct mc_arithmetic bf16;
    struct optimizer_settings settings;
    arb_mat_t M, O, rounded;

    arb_mat_init(M, 4, 3), arb_mat_init(O, 4, 3), arb_mat_init(rounded, 4, 3);
    fill(M, 3);
    cr_assert(mc_arithmetic_parse(&bf16, "bf16", NULL) == MC_OK);
    optimizer_settings_init(&settings);
    settings.iteration = mc_iteration_find("keller");
    settings.steps = 5;
    settings.in = &bf16;
    cr_expect(orthogonal_direction(O, M, &settings, PREC) == MC_OK);
    mc_round(rounded, O, &bf16);
    cr_expect(arb_mat_is_exact(O) && arb_mat_equal(O, rounded) && !arb_mat_is_zero(O));
    settings.in = NULL;
    settings.iteration = mc_iteration_find("qdwh");
    settings.steps = 7;
    cr_expect(orthogonal_direction(O, M, &settings, PREC) == MC_OK);
    cr_expect(polar_direction(rounded, M, NULL, PREC) == MC_OK);
    arb_mat_sub(O, O, rounded, PREC);
    arb_mat_frobenius_norm(settings.eta, O, PREC);
    arb_mul_2exp_si(settings.eta, settings.eta, PREC / 2);
    cr_expect(arb_lt(settings.eta, settings.rho), "QDWH has converged after seven steps");
    settings.iteration = mc_iteration_find("coupled-newton");
    cr_expect(orthogonal_direction(O, M, &settings, PREC) == MC_BAD_INPUT);
    optimizer_settings_clear(&settings);
    arb_mat_clear(M), arb_mat_clear(O), arb_mat_clear(rounded);
}

/* 1 x 1: X = 3, M = 1/2, G = 16, eta = 1/4, lam = 1, b1 = 15/16, b2 = 31/32. */
Test(optimizer, momentum_tracks_minus_the_gradient_and_decay_follows_the_formulas)
{
    static const struct {
        const char *id;
        slong p;
        ulong q;
    } rows[] = {{"muon", 2, 1}, {"muon-implicit-decay", 11, 5}, {"muon-coupled-decay", 11, 4},
                {"lion", 2, 1}, {"sgdm", -417, 256}, {"muon-scion", 2, 1},
                {"muon-moonlight", 11, 5}, {"frank-wolfe", 2, 1}};
    struct optimizer_settings settings;
    arb_mat_t X, G;
    size_t i;

    arb_mat_init(X, 1, 1);
    arb_mat_init(G, 1, 1);
    arb_set_si(arb_mat_entry(X, 0, 0), 3);
    arb_set_si(arb_mat_entry(G, 0, 0), 16);
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 16);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct optimizer_state state;
        optimizer_state_init(&state, X);
        set_ratio(arb_mat_entry(state.momentum, 0, 0), 1, 2);
        cr_expect(optimizer_step(optimizer_find(rows[i].id), &state, G, &settings, PREC) ==
                  MC_OK);
        expect_ratio(arb_mat_entry(state.x, 0, 0), rows[i].p, rows[i].q, rows[i].id);
        if (i < 2)
            expect_ratio(arb_mat_entry(state.momentum, 0, 0), -1, 64, rows[i].id);
        optimizer_state_clear(&state);
    }
    optimizer_settings_clear(&settings);
    arb_mat_clear(X);
    arb_mat_clear(G);
}

/* M+ = -993/64, M~ = 31/32 M+ - 16 = -63551/2048, X+ = 3 (1 - 1/4) + M~ / 4. */
Test(optimizer, nesterov_looks_ahead_from_the_updated_momentum)
{
    struct optimizer_settings settings;
    struct optimizer_state state;
    arb_mat_t X, G;

    arb_mat_init(X, 1, 1);
    arb_mat_init(G, 1, 1);
    arb_set_si(arb_mat_entry(X, 0, 0), 3);
    arb_set_si(arb_mat_entry(G, 0, 0), 16);
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 16);
    settings.nesterov = true;
    optimizer_state_init(&state, X);
    set_ratio(arb_mat_entry(state.momentum, 0, 0), 1, 2);
    cr_expect(optimizer_step(optimizer_find("sgdm"), &state, G, &settings, PREC) == MC_OK);
    expect_ratio(arb_mat_entry(state.momentum, 0, 0), -993, 64, "M+");
    expect_ratio(arb_mat_entry(state.x, 0, 0), -45119, 8192, "X+");
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    arb_mat_clear(X);
    arb_mat_clear(G);
}

/* Bias correction makes mhat = -G and vhat = G^2 at every step: O = -16 / (16 + 10^-8). */
Test(optimizer, adam_goes_on_alike_under_a_constant_gradient)
{
    struct optimizer_settings settings;
    struct optimizer_state state;
    arb_mat_t X, G;
    int t;

    arb_mat_init(X, 1, 1);
    arb_mat_init(G, 1, 1);
    arb_set_si(arb_mat_entry(G, 0, 0), 16);
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 0);
    optimizer_state_init(&state, X);
    for (t = 0; t < 3; t++) {
        cr_expect(optimizer_step(optimizer_find("adamw"), &state, G, &settings, PREC) == MC_OK);
        expect_ratio(arb_mat_entry(state.direction, 0, 0), -1600000000, 1600000001, "O");
    }
    expect_ratio(arb_mat_entry(state.x, 0, 0), -1200000000, 1600000001, "X");
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    arb_mat_clear(X);
    arb_mat_clear(G);
}

Test(optimizer, implicit_decay_is_explicit_decay_with_a_smaller_step)
{
    struct optimizer_settings settings, smaller;
    arb_mat_t X, Y, O;
    arb_t factor;

    arb_mat_init(X, 3, 2);
    arb_mat_init(Y, 3, 2);
    arb_mat_init(O, 3, 2);
    arb_init(factor);
    fill(X, 1);
    fill(Y, 1);
    fill(O, 4);
    optimizer_settings_init(&settings);
    optimizer_settings_init(&smaller);
    optimizer_settings_set(&settings, 8, 12);
    optimizer_settings_set(&smaller, 8, 12);
    implicit_factor(factor, &settings, PREC);
    arb_mul(smaller.eta, settings.eta, factor, PREC);
    implicit_decay(X, O, &settings, PREC);
    explicit_decay(Y, O, &smaller, PREC);
    cr_expect(arb_mat_overlaps(X, Y));
    optimizer_settings_clear(&settings);
    optimizer_settings_clear(&smaller);
    arb_mat_clear(X);
    arb_mat_clear(Y);
    arb_mat_clear(O);
    arb_clear(factor);
}

Test(optimizer, directions_of_zero_are_zero_and_of_a_rank_deficient_point_are_known)
{
    static direction_rule *const rules[] = {polar_direction, power_direction,
                                            orthogonal_direction};
    struct optimizer_settings settings;
    arb_mat_t M, O;
    size_t i;

    arb_mat_init(M, 3, 2);
    arb_mat_init(O, 3, 2);
    optimizer_settings_init(&settings);
    settings.iteration = mc_iteration_find("keller");
    for (i = 0; i < 3; i++) {
        arb_mat_one(O);
        cr_expect(rules[i](O, M, &settings, PREC) == MC_OK && arb_mat_is_zero(O), "%zu", i);
    }
    optimizer_settings_clear(&settings);
    arb_set_si(arb_mat_entry(M, 1, 0), -7);
    cr_expect(polar_direction(O, M, NULL, PREC) == MC_OK);
    expect_ratio(arb_mat_entry(O, 1, 0), -1, 1, "partial isometry");
    mag_set_ui_2exp_si(arb_radref(arb_mat_entry(M, 0, 1)), 1, -60);
    cr_expect(polar_direction(O, M, NULL, PREC) == MC_NOT_DECIDED);
    arb_mat_clear(M);
    arb_mat_clear(O);
}

/* 192 x 64: sqrt(3) is rounded in bf16; 256 x 64: 2 is not; 64 x 256: 1. */
Test(checkpoint, updates_are_bounded_by_the_shape_and_by_bf16_only_where_it_rounds)
{
    arb_t c, bound, square;

    arb_init(c);
    arb_init(bound);
    arb_init(square);
    arb_one(c);
    checkpoint_update_bound(bound, 64, 256, c, PREC);
    cr_expect(arb_is_one(bound));
    checkpoint_update_bound(bound, 256, 64, c, PREC);
    expect_ratio(bound, 2, 1, "256 x 64");
    checkpoint_update_bound(bound, 192, 64, c, PREC);
    arb_sqr(square, bound, PREC);
    arb_div_ui(square, square, 3, PREC);
    arb_sqrt(square, square, PREC);
    expect_ratio(square, (1 << 20) + (1 << 15) + 1, 1 << 20, "192 x 64");
    arb_clear(c);
    arb_clear(bound);
    arb_clear(square);
}

/* (1) of the header, tried on rounding that is done here: W = 1/3, U = 1, both at worst. */
Test(checkpoint, a_step_in_floats_stays_within_its_allowance)
{
    struct optimizer_settings settings;
    arb_mat_t before, after;
    arb_t allowance, update, moved;
    slong k;

    arb_mat_init(before, 1, 1);
    arb_mat_init(after, 1, 1);
    arb_init(allowance);
    arb_init(update);
    arb_init(moved);
    arb_one(update);
    optimizer_settings_init(&settings);
    set_ratio(settings.eta, 1, 50);
    arb_one(settings.lambda);
    for (k = 1; k < 200; k++) {
        const float w = 1.0f / (float)(2 * k + 1), keep = (float)(1 - 0.02 * 1.0);
        const float kept = keep * w, step = (float)0.02 * 1.0f, next = kept - step;
        arb_set_d(arb_mat_entry(before, 0, 0), w);
        arb_set_d(arb_mat_entry(after, 0, 0), next);
        checkpoint_step_allowance(allowance, before, after, update, &settings, PREC);
        explicit_factor(moved, &settings, PREC);
        arb_mul(moved, moved, arb_mat_entry(before, 0, 0), PREC);
        arb_sub(moved, arb_mat_entry(after, 0, 0), moved, PREC);
        arb_add(moved, moved, settings.eta, PREC);
        arb_abs(moved, moved);
        cr_expect(arb_le(moved, allowance), "w = 1/%ld", 2 * k + 1);
    }
    optimizer_settings_clear(&settings);
    arb_mat_clear(before);
    arb_mat_clear(after);
    arb_clear(allowance);
    arb_clear(update);
    arb_clear(moved);
}
