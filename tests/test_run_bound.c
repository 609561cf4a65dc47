// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "generator/generator.h"
#include "iteration/run_bound.h"
#include "iteration/step_map.h"
#include "muoncheck/iteration.h"
#include "muoncheck/spectrum.h"

enum { MAX_BITS = 4096, PREC = 256, STEPS = 6 };

static const char *const formats[] = {"bf16", "fp16", "fp32", "e5m2", "mpfr:7"};
static const char *const spectra[] = {
    "gaussian:m=%d,n=%d,seed=%d", "prescribed:m=%d,n=%d,seed=%d,spectrum=geometric,cond=1e4",
    "prescribed:m=%d,n=%d,seed=%d,spectrum=clustered,cond=30",
    "prescribed:m=%d,n=%d,seed=%d,spectrum=rank-deficient,rank=1"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* One run; false where the iteration does not take the matrix, or the format cannot invert. */
static bool run_once(struct mc_convergence *out, const struct mc_iteration *iteration, int seed)
{
    const struct mc_convergence_options options = {
        .steps = STEPS, .digits = 8, .max_bits = MAX_BITS};
    int m = 1 + seed % 3, n = iteration->domain & MC_SQUARE ? m : 1 + seed / 3 % 3;
    struct mc_arithmetic format;
    struct mc_complaint why;
    struct mc_matrix M = {0};
    char text[120];
    enum mc_status status;

    snprintf(text, sizeof text, spectra[seed / 9 % (int)COUNT(spectra)], m, n, seed);
    cr_assert(generate(&M, text, &why) == MC_OK, "%s: %s", text, why.text);
    cr_assert(mc_arithmetic_parse(&format, formats[seed % (int)COUNT(formats)], &why) == MC_OK);
    status = mc_converge(out, iteration, &M, &format, &options, &why);
    cr_assert(status == MC_OK || status == MC_BAD_INPUT || status == MC_NOT_DECIDED);
    mc_matrix_clear(&M);
    return status == MC_OK;
}

/* What the runs of one iteration showed. */
struct seen {
    int bounds, argued; /* bounds, and those by an argument of its own                   */
    double nearest;     /* the least bound / rounding after two steps and more           */
};

static void look(struct seen *seen, const struct mc_convergence *run, const char *where,
                 int seed)
{
    slong k;

    for (k = 0; k < run->count; k++) {
        const struct mc_convergence_step *step = run->steps + k;
        double rounding = arf_get_d(arb_midref(step->rounding), ARF_RND_NEAR);

        if (step->run_bound_by == MC_NO_RUN_BOUND) {
            cr_expect(!arb_mat_is_finite(run->x + k), "%s %d: no bound at %ld", where, seed,
                      (long)k);
            continue;
        }
        seen->bounds++;
        seen->argued += step->run_bound_by != MC_BY_NORMS;
        cr_expect(!arb_gt(step->rounding, step->run_bound), "%s %d: beyond its bound at %ld",
                  where, seed, (long)k);
        if (k >= 2 && rounding > 0 && step->run_bound_by != MC_BY_NORMS)
            seen->nearest = fmin(
                seen->nearest, arf_get_d(arb_midref(step->run_bound), ARF_RND_NEAR) / rounding);
    }
}

/* Runs that touch their bounds show that nothing could be left out of those. */
Test(run_bound, no_run_rounds_more_than_its_bound_and_some_nearly_as_much)
{
    enum { RUNS = 18 };

    for (size_t i = 0; i < mc_iteration_count; i++) {
        const struct mc_iteration *iteration = mc_iterations[i];
        struct seen seen = {.nearest = HUGE_VAL};

        for (int seed = 1; seed <= RUNS; seed++) {
            struct mc_convergence run;

            if (run_once(&run, iteration, seed))
                look(&seen, &run, iteration->id, seed);
            mc_convergence_clear(&run);
        }
        cr_expect(seen.bounds > RUNS, "%s: %d bounds", iteration->id, seen.bounds);
        if (iteration->scaling == MC_UNSCALED && iteration->target == MC_POWER)
            continue;                                          /* BeyondMuon: norms alone */
        if (strcmp(iteration->id, "muon-power-half") == 0)
            continue;
        cr_expect(2 * seen.argued > seen.bounds, "%s: %d of %d", iteration->id, seen.argued,
                  seen.bounds);
        /* Newton's own errors are half forgotten: their pairs (x, -y) do not meet for n = 1. */
        cr_expect(seen.nearest < 3, "%s: at least %g times", iteration->id, seen.nearest);
    }
}

/* A run in bf16 and its target, for what lies behind mc_converge. */
struct bare {
    struct target target;
    struct trajectory run;
    struct mc_arithmetic format;
};

static void bare_init(struct bare *b, const char *iteration, const char *spec)
{
    const struct mc_iteration *it = mc_iteration_find(iteration);
    struct mc_complaint why;
    struct mc_matrix M = {0};

    cr_assert(generate(&M, spec, &why) == MC_OK);
    cr_assert(mc_arithmetic_parse(&b->format, "bf16", &why) == MC_OK);
    cr_assert(target_init(&b->target, it, it->default_p, &M, NULL, PREC, &why) == MC_OK);
    cr_assert(trajectory_run(&b->run, &b->target, &b->format, STEPS, &why) == MC_OK);
    mc_matrix_clear(&M);
}

static void bare_clear(struct bare *b)
{
    trajectory_clear(&b->run);
    target_clear(&b->target);
}

/* out[k] encloses ||X^_k - X_k||_2. */
static void distances(arb_ptr out, const struct bare *b)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_state state;
    arb_mat_t exact;

    mc_state_init(&state);
    arb_mat_init(exact, b->target.rows, b->target.cols);
    trajectory_start(&state, &b->run, &b->target, &balls);
    for (slong k = 0; k < b->run.count; k++) {
        if (k)
            cr_assert(b->target.iteration->step(&state) == MC_OK);
        mc_state_finish(exact, &state, b->target.iteration);
        arb_mat_sub(exact, b->run.x + k, exact, PREC);
        mc_spectral_norm(out + k, exact, PREC);
    }
    arb_mat_clear(exact);
    mc_state_clear(&state);
}

/* An entry off by `fault` from step `at` on, as a broken kernel would leave it. */
static void break_run(struct bare *b, slong at, double fault)
{
    struct mc_state state;
    arb_t by;

    mc_state_init(&state);
    arb_init(by);
    arb_set_d(by, fault);
    trajectory_start(&state, &b->run, &b->target, &b->format);
    for (slong k = 0; k < b->run.count; k++) {
        if (k)
            cr_assert(b->target.iteration->step(&state) == MC_OK);
        if (k == at)
            arb_add(arb_mat_entry(state.x, 0, 1), arb_mat_entry(state.x, 0, 1), by, 53);
        mc_state_finish(b->run.x + k, &state, b->target.iteration);
        if (b->run.state_x) {
            arb_mat_set(b->run.state_x + k, state.x);
            arb_mat_set(b->run.state_y + k, state.y);
        }
    }
    arb_clear(by);
    mc_state_clear(&state);
}

static void expect_bounds(const struct bare *b, const char *what)
{
    arb_ptr bounds = _arb_vec_init(b->run.count), far = _arb_vec_init(b->run.count);
    enum mc_target target = b->target.iteration->target;

    _arb_vec_indeterminate(bounds, b->run.count);
    cr_assert((target == MC_INVERSE_ROOT ? run_bound_pairs(bounds, &b->run, &b->target, PREC)
               : target == MC_POWER ? run_bound_recurrence(bounds, &b->run, &b->target, PREC)
                                    : run_bound_spectra(bounds, &b->run, &b->target, PREC)) ==
              MC_OK);
    distances(far, b);
    for (slong k = 0; k < b->run.count && arb_mat_is_finite(b->run.x + k); k++) {
        cr_expect(arb_is_finite(bounds + k), "%s: no bound at %ld", what, (long)k);
        cr_expect(arb_le(far + k, bounds + k), "%s: beyond its bound at %ld", what, (long)k);
    }
    _arb_vec_clear(bounds, b->run.count);
    _arb_vec_clear(far, b->run.count);
}

/* The argument does not know how an iterate came about: faults of any size are within it. */
Test(run_bound, covers_a_kernel_that_is_wrong_at_one_step)
{
    static const char *const names[] = {"keller",
                                        "newton-schulz-5",
                                        "cubic5",
                                        "halley",
                                        "newton",
                                        "qdwh",
                                        "gram-newton-schulz",
                                        "turbo",
                                        "coupled-newton-schulz",
                                        "coupled-newton",
                                        "denman-beavers",
                                        "denman-beavers-product",
                                        "muon-power-third",
                                        "muon-power-three-fifths"};

    for (size_t i = 0; i < COUNT(names); i++)
        for (slong at = 0; at <= STEPS; at++)
            for (int size = 0; size < 3; size++) {
                struct bare b;

                bare_init(&b, names[i], "gaussian:m=3,n=3,seed=2");
                break_run(&b, at, ldexp(1, -4 * size));
                expect_bounds(&b, names[i]);
                bare_clear(&b);
            }
}

/* x^2 - y^2 over x - y, by hand: f(w) = w (3 - w^2) / 2 at 1, 1/2 and 0; and Newton's map. */
Test(run_bound, divided_differences_are_those_of_the_formula)
{
    struct mc_state state;
    struct step_map map;
    arb_t u, v, plus, minus;

    mc_state_init(&state);
    step_map_init(&map);
    arb_init(u), arb_init(v), arb_init(plus), arb_init(minus);
    fmpq_poly_set_str(state.above, "2  3/2 -1/2");
    fmpq_poly_set_str(state.below, "1  1");
    cr_expect(step_map_note(&map, &state));
    arb_one(u);
    arb_set_d(v, 0.5);
    step_map_differences(plus, minus, u, v, &map, PREC);
    arb_sub_ui(minus, minus, 1, PREC);
    cr_expect(arf_cmp_d(arb_midref(plus), 0.625) == 0, "f[1, 1/2] = 5/8");
    cr_expect(arf_cmp_d(arb_midref(minus), 0.125) == 0, "f[1, -1/2] = 9/8");
    step_map_differences(plus, minus, u, u, &map, PREC);
    cr_expect(arb_contains_si(plus, 0) && arb_contains_si(minus, 1), "f'(1) = 0, f(1)/1 = 1");
    step_map_ratio(plus, v, &map, PREC);
    cr_expect(arf_cmp_d(arb_midref(plus), 1.375) == 0, "f(1/2)/(1/2) = 11/8");
    fmpq_poly_zero(state.above);
    fmpq_poly_zero(state.below);
    cr_expect(!step_map_note(&map, &state), "a step that noted nothing has no map");
    arb_one(state.mu);
    cr_expect(step_map_note(&map, &state));
    step_map_differences(plus, minus, u, v, &map, PREC);
    cr_expect(arf_cmp_d(arb_midref(plus), -0.5) == 0, "Newton's f[1, 1/2] = (1 - 2)/2");
    cr_expect(arf_cmp_d(arb_midref(minus), 1.5) == 0, "Newton's f[1, -1/2] = (1 + 2)/2");
    arb_clear(u), arb_clear(v), arb_clear(plus), arb_clear(minus);
    step_map_clear(&map);
    mc_state_clear(&state);
}
