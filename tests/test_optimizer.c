// SPDX-License-Identifier: GPL-3.0-or-later
/* The registry of optimizers, swept, and the rules that they are made of. */
#include <criterion/criterion.h>

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
        cr_expect(o->id && o->title && o->source && o->formula && o->step, "%zu", i);
        cr_expect(optimizer_find(o->id) == o, "%s", o->id);
    }
    cr_expect(optimizer_count >= 2);
    cr_expect(optimizer_find("sgd") == NULL);
}

Test(optimizer, each_steps_along_a_direction_of_norm_at_most_five_quarters)
{
    struct optimizer_settings settings;
    arb_mat_t X, G;
    arb_t norm, limit;
    size_t i;

    arb_mat_init(X, 4, 3);
    arb_mat_init(G, 4, 3);
    arb_init(norm);
    arb_init(limit);
    fill(X, 0);
    fill(G, 5);
    set_ratio(limit, 5, 4);
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 16);
    for (i = 0; i < optimizer_count; i++) {
        struct optimizer_state state;
        optimizer_state_init(&state, X);
        cr_expect(optimizers[i]->step(&state, G, &settings, PREC) == MC_OK, "%s",
                  optimizers[i]->id);
        mc_spectral_norm(norm, state.direction, PREC);
        cr_expect(arb_is_positive(norm) && arb_lt(norm, limit), "%s", optimizers[i]->id);
        cr_expect(!arb_mat_overlaps(state.x, X), "%s did not move", optimizers[i]->id);
        optimizer_state_clear(&state);
    }
    optimizer_settings_clear(&settings);
    arb_mat_clear(X);
    arb_mat_clear(G);
    arb_clear(norm);
    arb_clear(limit);
}

/* 1 x 1: X = 3, M = 1/2, G = 16, eta = 1/4, lam = 1, b1 = 15/16, b2 = 31/32. */
Test(optimizer, momentum_tracks_minus_the_gradient_and_decay_follows_the_formulas)
{
    static const struct {
        const char *id;
        slong p;
        ulong q;
    } rows[] = {{"muon", 2, 1}, {"muon-implicit-decay", 11, 5}, {"muon-coupled-decay", 11, 4}};
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
        cr_expect(optimizer_find(rows[i].id)->step(&state, G, &settings, PREC) == MC_OK);
        expect_ratio(arb_mat_entry(state.x, 0, 0), rows[i].p, rows[i].q, rows[i].id);
        if (i < 2)
            expect_ratio(arb_mat_entry(state.momentum, 0, 0), -1, 64, rows[i].id);
        optimizer_state_clear(&state);
    }
    optimizer_settings_clear(&settings);
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
    static direction_rule *const rules[] = {polar_direction, five_quintic_steps,
                                            polar_express_steps};
    arb_mat_t M, O;
    size_t i;

    arb_mat_init(M, 3, 2);
    arb_mat_init(O, 3, 2);
    for (i = 0; i < 3; i++) {
        arb_mat_one(O);
        cr_expect(rules[i](O, M, PREC) == MC_OK && arb_mat_is_zero(O), "%zu", i);
    }
    arb_set_si(arb_mat_entry(M, 1, 0), -7);
    cr_expect(polar_direction(O, M, PREC) == MC_OK);
    expect_ratio(arb_mat_entry(O, 1, 0), -1, 1, "partial isometry");
    mag_set_ui_2exp_si(arb_radref(arb_mat_entry(M, 0, 1)), 1, -60);
    cr_expect(polar_direction(O, M, PREC) == MC_NOT_DECIDED);
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
