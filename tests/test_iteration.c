// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/claim.h"
#include "muoncheck/iteration.h"
#include "muoncheck/number.h"
#include "muoncheck/spectrum.h"
#include "theorem/theorem.h"

static void bound_start(struct mc_state *state, slong lo, slong hi, ulong d)
{
    fmpq_t l, h;

    fmpq_init(l), fmpq_init(h);
    fmpq_set_si(l, lo, d), fmpq_set_si(h, hi, d);
    if (state->iteration->bounded)
        mc_state_bound(state, l, h);
    fmpq_clear(l), fmpq_clear(h);
}

/* M = [[2, 1, 0], [0, 2, 0]] has Frobenius norm 3. */
static void rectangle(arb_mat_t M)
{
    arb_mat_zero(M);
    arb_set_si(arb_mat_entry(M, 0, 0), 2);
    arb_set_si(arb_mat_entry(M, 0, 1), 1);
    arb_set_si(arb_mat_entry(M, 1, 1), 2);
}

static bool inverts(const struct mc_state *state)
{
    return fmpq_poly_degree(state->below) > 0;
}

/* Within 2^-150 in mpfr:200: condition numbers here are below 2^20. */
static bool near_to(const arb_mat_t A, const arb_mat_t B)
{
    arb_mat_t gap;
    arb_t norm;
    bool out;

    arb_mat_init(gap, arb_mat_nrows(A), arb_mat_ncols(A)), arb_init(norm);
    arb_mat_sub(gap, A, B, 300);
    arb_mat_frobenius_norm(norm, gap, 64);
    out = arf_cmpabs_2exp_si(arb_midref(norm), -150) < 0;
    arb_mat_clear(gap), arb_clear(norm);
    return out;
}

Test(iteration, wide_and_tall_matrices_give_transposed_runs)
{
    struct mc_arithmetic in;
    arb_mat_t wide, tall, back, seen, turned;
    struct mc_state a, b;
    size_t i;
    slong k;

    cr_assert(mc_arithmetic_parse(&in, "mpfr:200", NULL) == MC_OK);
    arb_mat_init(wide, 2, 3), arb_mat_init(tall, 3, 2), arb_mat_init(back, 2, 3);
    arb_mat_init(seen, 2, 3), arb_mat_init(turned, 3, 2);
    rectangle(wide);
    arb_mat_transpose(tall, wide);
    for (i = 0; i < mc_iteration_count; i++) {
        if (mc_iterations[i]->target != MC_POLAR || (mc_iterations[i]->domain & MC_SQUARE))
            continue;
        mc_state_init(&a), mc_state_init(&b);
        mc_state_start(&a, mc_iterations[i], 0, wide, false, &in);
        mc_state_start(&b, mc_iterations[i], 0, tall, false, &in);
        bound_start(&a, 1, 3, 1), bound_start(&b, 1, 3, 1);
        for (k = 0; k < 5; k++) {
            mc_state_finish(seen, &a, mc_iterations[i]);
            mc_state_finish(turned, &b, mc_iterations[i]);
            arb_mat_transpose(back, turned);
            /* A computed inverse of a symmetric matrix is not symmetric. */
            cr_expect(inverts(&a) ? near_to(seen, back) : arb_mat_equal(seen, back),
                      "%s, step %ld", mc_iterations[i]->id, (long)k);
            cr_assert(mc_iterations[i]->step(&a) == MC_OK);
            cr_assert(mc_iterations[i]->step(&b) == MC_OK);
        }
        mc_state_clear(&a), mc_state_clear(&b);
    }
    arb_mat_clear(wide), arb_mat_clear(tall), arb_mat_clear(back);
    arb_mat_clear(seen), arb_mat_clear(turned);
}

/* diag(1, 1/2, 3/16, 2^-20) */
static void diagonal(arb_mat_t D)
{
    arb_mat_one(D);
    arb_mul_2exp_si(arb_mat_entry(D, 1, 1), arb_mat_entry(D, 1, 1), -1);
    arb_set_si(arb_mat_entry(D, 2, 2), 3);
    arb_mul_2exp_si(arb_mat_entry(D, 2, 2), arb_mat_entry(D, 2, 2), -4);
    arb_mul_2exp_si(arb_mat_entry(D, 3, 3), arb_mat_entry(D, 3, 3), -20);
}

/* w of a diagonal state: polar x_i; roots: the coupled product, y_i (x_i for Newton-Schulz). */
static void read_w(arb_t w, const struct mc_state *state, const struct mc_iteration *iteration,
                   slong i)
{
    if (iteration->target == MC_POLAR) {
        arb_mat_t X;

        arb_mat_init(X, 4, 4);
        mc_state_finish(X, state, iteration);
        arb_set(w, arb_mat_entry(X, i, i));
        arb_mat_clear(X);
        return;
    }
    if (strcmp(iteration->id, "coupled-newton-schulz") == 0 ||
             strcmp(iteration->id, "denman-beavers") == 0)
        arb_mul(w, arb_mat_entry(state->x, i, i), arb_mat_entry(state->y, i, i), 300);
    else
        arb_set(w, arb_mat_entry(state->y, i, i));
}

static void check_map(const struct mc_iteration *iteration)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(300);
    struct mc_state state;
    arb_mat_t D;
    arb_t w[4], seen;
    slong i, k;

    arb_mat_init(D, 4, 4), arb_init(seen);
    diagonal(D);
    mc_state_init(&state);
    mc_state_start(&state, iteration, iteration->default_p, D, false, &balls);
    bound_start(&state, 1, 1 << 20, 1 << 20);
    for (i = 0; i < 4; i++) {
        arb_init(w[i]);
        read_w(w[i], &state, iteration, i);
    }
    for (k = 0; k < 6; k++) {
        cr_assert(iteration->step(&state) == MC_OK);
        for (i = 0; i < 4; i++) {
            cr_assert(mc_state_map(w[i], w[i], &state, 300));
            read_w(seen, &state, iteration, i);
            cr_expect(arb_overlaps(w[i], seen), "%s, step %ld", iteration->id, (long)k);
            cr_expect(arb_rel_accuracy_bits(seen) > 100 && arb_rel_accuracy_bits(w[i]) > 100);
        }
    }
    for (i = 0; i < 4; i++)
        arb_clear(w[i]);
    mc_state_clear(&state), arb_mat_clear(D), arb_clear(seen);
}

Test(iteration, scalar_maps_are_what_steps_do_to_diagonal_matrices)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++)
        if (mc_iterations[i]->map || mc_iterations[i]->map_at)
            check_map(mc_iterations[i]);
}

Test(iteration, declared_bounds_hold_and_declared_orders_are_reached)
{
    arb_t w, e, next, bound;
    size_t i;
    slong j;

    arb_init(w), arb_init(e), arb_init(next), arb_init(bound);
    for (i = 0; i < mc_iteration_count; i++)
        for (j = 1; j < 32 && mc_iterations[i]->bound; j++) {
            arb_set_si(w, j), arb_mul_2exp_si(w, w, -5);
            arb_sub_ui(e, w, 1, 200), arb_abs(e, e);
            mc_iterations[i]->map(next, w, mc_iterations[i]->default_p, 200);
            arb_sub_ui(next, next, 1, 200), arb_abs(next, next);
            mc_iterations[i]->bound(bound, e, 200);
            cr_expect(!arb_gt(next, bound), "%s at %ld/32", mc_iterations[i]->id, (long)j);
        }
    for (i = 0; i < mc_iteration_count; i++) {
        if (!mc_iterations[i]->order || !mc_iterations[i]->map)
            continue;
        /* e = 2^-100: next = C e^order with 2^-8 <= C <= 2^8. */
        arb_one(e), arb_mul_2exp_si(e, e, -100);
        arb_sub_ui(w, e, 1, 400), arb_neg(w, w);
        mc_iterations[i]->map(next, w, mc_iterations[i]->default_p, 400);
        arb_sub_ui(next, next, 1, 400), arb_abs(next, next);
        arb_mul_2exp_si(next, next, 100 * mc_iterations[i]->order);
        cr_expect(arf_cmpabs_2exp_si(arb_midref(next), 8) < 0 &&
                      arf_cmpabs_2exp_si(arb_midref(next), -8) > 0, "%s", mc_iterations[i]->id);
    }
    arb_clear(w), arb_clear(e), arb_clear(next), arb_clear(bound);
}

/* log2 |1 - w+| / log2 |1 - w|, rounded, of a step from diag(1, 1 - 2^-50) with those bounds,
 * after the last row of a table. */
static slong observed_order(const struct mc_iteration *iteration)
{
    enum { E = 50, BITS = 1000 };
    struct mc_arithmetic balls = mc_arithmetic_ball(BITS);
    struct mc_state state;
    arb_mat_t W;
    fmpq_t lo, hi;
    arb_t w;
    slong order;

    fmpq_init(lo), fmpq_init(hi), arb_init(w), arb_mat_init(W, 2, 2);
    fmpq_one(hi), fmpq_set_si(lo, 1, UWORD(1) << E), fmpq_sub(lo, hi, lo);
    arb_set_fmpq(w, lo, BITS);
    arb_one(arb_mat_entry(W, 0, 0)), arb_set(arb_mat_entry(W, 1, 1), w);
    mc_state_init(&state);
    mc_state_start_scaled(&state, iteration, 0, W, &balls);
    if (iteration->bounded)
        mc_state_bound(&state, lo, hi);
    state.k = 100;
    cr_assert(iteration->step(&state) == MC_OK, "%s", iteration->id);
    cr_assert(mc_state_map(w, w, &state, BITS));
    arb_sub_ui(w, w, 1, BITS);
    order = (-arf_abs_bound_lt_2exp_si(arb_midref(w)) + E / 2) / E;
    mc_state_clear(&state), fmpq_clear(lo), fmpq_clear(hi), arb_clear(w), arb_mat_clear(W);
    return order;
}

/* Zolo-pd's constants have 128 bits, fewer than its order shows in. */
Test(iteration, polar_iterations_reach_their_declared_order)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++) {
        const struct mc_iteration *it = mc_iterations[i];

        if (it->target != MC_POLAR || !it->order || strcmp(it->id, "zolo-pd") == 0)
            continue;
        cr_expect(observed_order(it) == it->order, "%s: %ld", it->id, (long)observed_order(it));
    }
}

/* Componentwise |Y^ - Y| <= gamma_(3n+8) (|a||X| + |b||X||X|^T|X| + |c||X|(|X|^T|X|)^2): each
 * term goes through at most three products of inner length n and eight scalar roundings.  In
 * Frobenius norms, with ||X||_F = 1: gamma_(3n+8) (|a| + |b| + |c|) / d. */
static void check_fp64_step(const struct mc_iteration *iteration, double weight, slong n)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(200), doubles;
    struct mc_state a, b;
    unsigned seed = 7;
    arb_mat_t M;
    arb_t gap;
    slong i, j;
    double k = 3.0 * (double)n + 8, u = ldexp(1, -53), allowed = weight * k * u / (1 - k * u);

    cr_assert(mc_arithmetic_parse(&doubles, "fp64", NULL) == MC_OK);
    arb_mat_init(M, n, n), arb_init(gap);
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++) {
            seed = seed * 1664525u + 1013904223u;
            arb_set_d(arb_mat_entry(M, i, j), (double)seed / 4294967296.0 - 0.5);
        }
    mc_state_init(&a), mc_state_init(&b);
    mc_state_start(&a, iteration, 0, M, false, &doubles);
    mc_state_start(&b, iteration, 0, M, false, &balls);
    arb_mat_set(b.x, a.x);
    cr_assert(iteration->step(&a) == MC_OK && iteration->step(&b) == MC_OK);
    arb_mat_sub(M, a.x, b.x, 200);
    arb_mat_frobenius_norm(gap, M, 64);
    arb_sub_ui(gap, gap, 0, 64);
    cr_expect(arf_cmpabs_d(arb_midref(gap), allowed) <= 0, "%s, n = %ld: above %g",
              iteration->id, (long)n, allowed);
    mc_state_clear(&a), mc_state_clear(&b), arb_mat_clear(M), arb_clear(gap);
}

Test(iteration, a_step_in_doubles_stays_within_its_a_priori_bound)
{
    slong n;

    for (n = 1; n <= 40; n += 13) {
        check_fp64_step(mc_iteration_find("newton-schulz-3"), 4 / 2.0, n);
        check_fp64_step(mc_iteration_find("newton-schulz-5"), 28 / 8.0, n);
        check_fp64_step(mc_iteration_find("keller"), 10.251, n);
    }
}

static void well_conditioned(struct mc_matrix *A, slong n)
{
    slong i, j;

    mc_matrix_init_dyadic(A, "test", n, n);
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++)
            mc_matrix_set_double(A, i, j,
                                 (double)((i == j) * 4 * n + (3 * i + 5 * j) % 7) / 4);
}

static void check_convergence(const struct mc_iteration *iteration, slong p, const char *name)
{
    struct mc_convergence_options options = {.p = p, .steps = 12, .digits = 20,
                                             .max_bits = 4096};
    struct mc_convergence run;
    struct mc_arithmetic in;
    struct mc_complaint why = {""};
    struct mc_matrix A;
    arb_t sum;
    slong k;

    arb_init(sum);
    well_conditioned(&A, 4);
    cr_assert(mc_arithmetic_parse(&in, name, NULL) == MC_OK);
    cr_assert(mc_converge(&run, iteration, &A, &in, &options, &why) == MC_OK, "%s: %s",
              iteration->id, why.text);
    cr_assert(run.count == 13);
    for (k = 0; k < run.count; k++) {
        struct mc_convergence_step *step = run.steps + k;
        arb_add(sum, step->approximation, step->rounding, 200);
        cr_expect(!arb_gt(step->error, sum), "%s, step %ld", iteration->id, (long)k);
        arb_sub(sum, step->approximation, step->rounding, 200);
        cr_expect(!arb_lt(step->error, sum), "%s, step %ld", iteration->id, (long)k);
        if (arb_is_finite(step->bound))
            cr_expect(!arb_gt(step->approximation, step->bound), "%s, step %ld", iteration->id,
                      (long)k);
    }
    /* 2^-36 is no tolerance on rounding: after 12 steps from w_0 > 1/8 every convergent map is
     * below 2^-200 in exact arithmetic, so what is left is rounding, of 2^-53 by a factor. */
    if (iteration->order)
        cr_expect(arf_cmpabs_2exp_si(arb_midref(run.steps[12].error), -36) < 0, "%s in %s",
                  iteration->id, name);
    else
        cr_expect(arb_gt(run.steps[12].approximation, run.steps[12].rounding),
                  "%s: more steps, not more precision, would have to bring it to 1",
                  iteration->id);
    mc_convergence_clear(&run), mc_matrix_clear(&A), arb_clear(sum);
}

Test(iteration, error_is_approximation_and_rounding_for_every_iteration)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++) {
        if (strcmp(mc_iterations[i]->id, "muon-power-half") == 0)   /* it runs away: below */
            continue;
        check_convergence(mc_iterations[i], 0, "fp64");
        check_convergence(mc_iterations[i], 0, "mpfr:113");
    }
    check_convergence(mc_iteration_find("coupled-newton-schulz"), -2, "fp64");
    check_convergence(mc_iteration_find("coupled-newton"), 1, "fp64");
    check_convergence(mc_iteration_find("coupled-newton"), 3, "mpfr:60");
}

/* The theorem muon-power-recurrences: sqrt(s) repels from s = 0.581 on; diag(d, 1, 1, 1) has
 * s = d / sqrt(d^2 + 3). */
static double muon_half_error(double d)
{
    struct mc_convergence_options options = {.steps = 6, .digits = 10, .max_bits = 4096};
    struct mc_convergence run;
    struct mc_arithmetic in;
    struct mc_matrix A;
    double out;

    cr_assert(mc_arithmetic_parse(&in, "fp64", NULL) == MC_OK);
    mc_matrix_init_dyadic(&A, "test", 4, 4);
    for (slong i = 0; i < 4; i++)
        mc_matrix_set_double(&A, i, i, i ? 1 : d);
    cr_assert(mc_converge(&run, mc_iteration_find("muon-power-half"), &A, &in, &options, NULL) ==
              MC_OK);
    out = arf_get_d(arb_midref(run.steps[6].approximation), ARF_RND_NEAR);
    mc_convergence_clear(&run), mc_matrix_clear(&A);
    return out;
}

Test(iteration, muon_power_half_as_shipped_leaves_large_singular_values)
{
    cr_expect(muon_half_error(1) < 0.001, "four times s = 1/2: %g", muon_half_error(1));
    cr_expect(muon_half_error(1.5) > 0.1, "s = 0.65: %g", muon_half_error(1.5));
}

/* What keller in fp64 says of diag(d, d). */
static void expect_wrong(double d, const char *epsilon, enum mc_wrong wrong, slong at)
{
    struct mc_convergence_options options = {.steps = 4, .digits = 20, .max_bits = 512};
    struct mc_complaint why = {""};
    struct mc_convergence run;
    struct mc_arithmetic in;
    struct mc_matrix A;
    fmpq_t e;

    fmpq_init(e);
    cr_assert(mc_rational_parse(e, epsilon, NULL) == MC_OK);
    options.epsilon = fmpq_is_zero(e) ? NULL : e;
    cr_assert(mc_arithmetic_parse(&in, "fp64", NULL) == MC_OK);
    mc_matrix_init_dyadic(&A, "test", 2, 2);
    mc_matrix_set_double(&A, 0, 0, d), mc_matrix_set_double(&A, 1, 1, d);
    cr_assert(mc_converge(&run, mc_iteration_find("keller"), &A, &in, &options, &why) == MC_OK,
              "%s", why.text);
    cr_expect(run.wrong == wrong && run.wrong_at == at, "%g, %s: %d at %ld", d, epsilon,
              (int)run.wrong, (long)run.wrong_at);
    mc_convergence_clear(&run), mc_matrix_clear(&A), fmpq_clear(e);
}

Test(iteration, says_at_which_step_a_run_goes_wrong)
{
    expect_wrong(1, "0", MC_NOTHING_WRONG, -1);
    expect_wrong(1e-9, "1e-7", MC_EPSILON_RULES, 0);
    expect_wrong(1e-7, "1e-7", MC_NOTHING_WRONG, -1);   /* norm sqrt(2) 1e-7: start 0.585 */
    expect_wrong(0x1p1000, "0", MC_LEFT_RANGE, 0);
}

/* X_0 = M / (||M||_F + epsilon): diag(3, 4) and 1/3. */
Test(iteration, epsilon_is_added_to_the_norm)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(128);
    struct mc_state state;
    arb_mat_t M;
    fmpq_t known;

    fmpq_init(known), arb_mat_init(M, 2, 2), mc_state_init(&state);
    arb_set_si(arb_mat_entry(M, 0, 0), 3), arb_set_si(arb_mat_entry(M, 1, 1), 4);
    fmpq_set_si(state.epsilon, 1, 3);
    mc_state_start(&state, mc_iteration_find("keller"), 0, M, false, &balls);
    fmpq_set_si(known, 9, 16);
    cr_expect(arb_contains_fmpq(arb_mat_entry(state.x, 0, 0), known));
    fmpq_set_si(known, 16, 3);
    cr_expect(arb_contains_fmpq(state.scale, known));
    fmpq_clear(known), arb_mat_clear(M), mc_state_clear(&state);
}

Test(iteration, refuses_what_is_outside_its_domain)
{
    struct mc_convergence_options options = {.steps = 3, .digits = 20, .max_bits = 512};
    struct mc_convergence_options odd = {.p = 3, .steps = 3, .digits = 20, .max_bits = 512};
    const struct mc_iteration *schulz = mc_iteration_find("coupled-newton-schulz");
    struct mc_convergence run;
    struct mc_arithmetic in;
    struct mc_complaint why;
    struct mc_matrix A;

    cr_assert(mc_arithmetic_parse(&in, "fp64", NULL) == MC_OK);
    mc_matrix_init_dyadic(&A, "test", 2, 3);
    cr_expect(mc_converge(&run, mc_iteration_find("keller"), &A, &in, &options, &why) ==
              MC_BAD_INPUT, "zero");
    mc_matrix_set_double(&A, 0, 0, 1);
    cr_expect(mc_converge(&run, mc_iteration_find("newton"), &A, &in, &options, &why) ==
              MC_BAD_INPUT, "rectangular");
    cr_expect(mc_converge(&run, schulz, &A, &in, &options, &why) == MC_BAD_INPUT, "singular");
    cr_expect(mc_converge(&run, schulz, &A, &in, &odd, &why) == MC_BAD_INPUT, "p = 3");
    cr_expect(mc_converge(&run, mc_iteration_find("keller"), &A, &in, &options, &why) == MC_OK,
              "a partial isometry is a fine target");
    mc_convergence_clear(&run);
    mc_matrix_clear(&A);
    cr_expect(mc_iteration_find("newton-schulz-4") == NULL);
}

Test(iteration, declares_domain_cost_and_a_claim_or_theorem_that_exists)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++) {
        const struct mc_iteration *it = mc_iterations[i];

        cr_expect(it->claim && (claim_find(it->claim) || theorem_find(it->claim)), "%s",
                  it->id);
        cr_expect(it->domain_text && *it->domain_text && it->source && *it->source, "%s",
                  it->id);
        cr_expect(it->products(it->default_p) > 0 && it->default_steps > 0, "%s", it->id);
    }
}
