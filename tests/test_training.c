// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs of optimizers on objectives: what is stored, what is exact, and what the observer sees.
 * */
#include <criterion/criterion.h>

#include "claim/training.h"

#define PREC 128

static struct optimizer_settings settings;
static arb_mat_t C, X0, previous;
static struct mc_arithmetic stored;
static slong seen;

static void open_matrices(void)
{
    slong i, j;

    arb_mat_init(C, 3, 2);
    arb_mat_init(X0, 3, 2);
    arb_mat_init(previous, 3, 2);
    for (i = 0; i < 3; i++)
        for (j = 0; j < 2; j++) {
            arb_set_si(arb_mat_entry(C, i, j), 3 * i - 2 * j + i * j);
            arb_set_d(arb_mat_entry(X0, i, j), 1 / (double)(i + 3 * j + 3));
        }
    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 8);
    seen = 0;
}

static void close_matrices(void)
{
    arb_mat_clear(C);
    arb_mat_clear(X0);
    arb_mat_clear(previous);
    optimizer_settings_clear(&settings);
}

TestSuite(training, .init = open_matrices, .fini = close_matrices);

static bool is_stored(const arb_mat_t A)
{
    arb_mat_t rounded;
    bool same;

    arb_mat_init(rounded, arb_mat_nrows(A), arb_mat_ncols(A));
    mc_round(rounded, A, &stored);
    same = arb_mat_is_exact(A) && arb_mat_equal(A, rounded);
    arb_mat_clear(rounded);
    return same;
}

/* Stored states are numbers of the format, and the next one is the exact update rounded. */
static enum mc_status expect_stored(const struct training_step *step, void *context)
{
    cr_expect(is_stored(step->before->x) && is_stored(step->before->momentum));
    cr_expect(is_stored(step->given), "the gradient is no number of the format");
    cr_expect(!is_stored(step->after->x), "the update was rounded before it was seen");
    cr_expect(!seen || arb_mat_equal(step->before->x, previous));
    mc_round(previous, step->after->x, &stored);
    cr_expect(step->t == seen);
    seen++;
    return MC_OK;
}

Test(training, stores_in_the_format_and_shows_the_exact_update)
{
    const struct objective_data data = {.target = C};
    struct training run = {.optimizer = optimizer_find("muon"), .settings = &settings,
                           .f = objective_find("half-square"), .data = &data,
                           .stored = &stored, .steps = 5, .prec = PREC};

    cr_assert(mc_arithmetic_parse(&stored, "bf16", NULL) == MC_OK);
    cr_expect(training_run(&run, X0, NULL, expect_stored, NULL) == MC_OK);
    cr_expect(seen == 5);
}

/* With a delay of two, gradients are those of two steps ago, and of X_0 at first. */
static enum mc_status expect_stale(const struct training_step *step, void *context)
{
    arb_mat_struct *kept = context;
    arb_mat_t G;

    arb_mat_init(G, 3, 2);
    arb_mat_set(&kept[step->t], step->before->x);
    arb_mat_sub(G, &kept[step->t < 2 ? 0 : step->t - 2], C, PREC);
    cr_expect(arb_mat_equal(G, step->given), "step %ld", (long)step->t);
    arb_mat_clear(G);
    seen++;
    return MC_OK;
}

Test(training, gives_stale_gradients)
{
    const struct objective_data data = {.target = C};
    struct training run = {.optimizer = optimizer_find("lion"), .settings = &settings,
                           .f = objective_find("half-square"), .data = &data, .delay = 2,
                           .steps = 5, .prec = PREC};
    arb_mat_t kept[5];
    int i;

    for (i = 0; i < 5; i++)
        arb_mat_init(kept[i], 3, 2);
    cr_expect(training_run(&run, X0, NULL, expect_stale, kept[0]) == MC_OK && seen == 5);
    for (i = 0; i < 5; i++)
        arb_mat_clear(kept[i]);
}

static enum mc_status stop(const struct training_step *step, void *context)
{
    return ++seen == 2 ? MC_NOT_DECIDED : MC_OK;
}

Test(training, ends_where_the_observer_fails)
{
    const struct objective_data data = {.target = C};
    struct training run = {.optimizer = optimizer_find("adamw"), .settings = &settings,
                           .f = objective_find("cosine"), .data = &data, .steps = 5,
                           .prec = PREC};

    cr_expect(training_run(&run, X0, NULL, stop, NULL) == MC_NOT_DECIDED && seen == 2);
}

static enum mc_status expect_noise(const struct training_step *step, void *context)
{
    cr_expect(!arb_mat_overlaps(step->exact, step->given));
    arb_mat_add(previous, previous, step->given, PREC);
    return MC_OK;
}

Test(training, adds_noise_to_what_is_given_and_the_same_for_a_seed)
{
    const struct objective_data data = {.target = C};
    struct training run = {.optimizer = optimizer_find("muon"), .settings = &settings,
                           .f = objective_find("half-square"), .data = &data,
                           .noise = noise_find("pareto"), .log2_sigma = -2, .steps = 3,
                           .prec = PREC};
    arb_mat_t first;
    int turn;

    arb_mat_init(first, 3, 2);
    for (turn = 0; turn < 2; turn++) {
        run.rng = gsl_rng_alloc(gsl_rng_mt19937);
        arb_mat_zero(previous);
        cr_expect(training_run(&run, X0, NULL, expect_noise, NULL) == MC_OK);
        if (turn)
            cr_expect(arb_mat_equal(first, previous));
        arb_mat_set(first, previous);
        gsl_rng_free(run.rng);
    }
    arb_mat_clear(first);
}
