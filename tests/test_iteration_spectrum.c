// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Iterates are functions of the singular values.  With M = U S V^T and all factors rational,
 * E_i = u_i v_i^T, every iterate must be the sum of w_i E_i, w the orbit of the exact spectrum
 * under the scalar map.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "generator/rational_svd.h"
#include "muoncheck/iteration.h"

enum { PREC = 800, TIGHT = -400, VALUES = 4, STEPS = 4 };

static const char *const spectrum[VALUES] = {"2", "1", "1/2", "1/8"};

static void name_of(char *spec, size_t size, slong m, slong n)
{
    snprintf(spec, size, "rational-svd:m=%ld,n=%ld,seed=3,spectrum=[2,1,1/2,1/8]", (long)m,
             (long)n);
}

/* M = U S V^T */
static void whole(arb_mat_t out, slong m, slong n)
{
    struct mc_complaint why = {""};
    struct mc_matrix M;
    char spec[100];

    name_of(spec, sizeof spec, m, n);
    cr_assert(generate(&M, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    mc_matrix_enclose(out, &M, PREC);
    mc_matrix_clear(&M);
}

/* u_i v_i^T */
static void component(arb_mat_t E, slong m, slong n, slong i)
{
    struct rational_svd truth;
    char spec[100];
    fmpq_t entry;
    slong j, k;

    fmpq_init(entry);
    name_of(spec, sizeof spec, m, n);
    cr_assert(rational_svd_init(&truth, spec, NULL) == MC_OK, "%s", spec);
    for (j = 0; j < m; j++)
        for (k = 0; k < n; k++) {
            fmpq_mul(entry, fmpq_mat_entry(truth.u, j, i), fmpq_mat_entry(truth.v, k, i));
            arb_set_fmpq(arb_mat_entry(E, j, k), entry, PREC);
        }
    rational_svd_clear(&truth), fmpq_clear(entry);
}

static void value(arb_t s, slong i)
{
    fmpq_t q;

    fmpq_init(q);
    cr_assert(mc_rational_parse(q, spectrum[i], NULL) == MC_OK);
    mc_rational_enclose(s, q, PREC);
    fmpq_clear(q);
}

static bool tight(const arb_mat_t A)
{
    slong i, j;
    bool out = true;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            out = out && mag_cmp_2exp_si(arb_radref(arb_mat_entry(A, i, j)), TIGHT) < 0;
    return out;
}

/* out = sum of w_i E_i; of the Gram matrix of a tall or square one sum of w_i E_i^T E_i, else
 * of w_i E_i E_i^T. */
static void assemble(arb_mat_t out, arb_srcptr w, slong m, slong n, bool root)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    arb_mat_t E, P;
    slong i, small = m < n ? m : n;

    arb_mat_init(E, m, n), arb_mat_init(P, root ? small : m, root ? small : n);
    arb_mat_zero(out);
    for (i = 0; i < VALUES; i++) {
        component(E, m, n, i);
        if (root)
            mc_small_gram(P, E, &balls);
        else
            arb_mat_set(P, E);
        arb_mat_scalar_addmul_arb(out, P, w + i, PREC);
    }
    arb_mat_clear(E), arb_mat_clear(P);
}

struct run {
    const struct mc_iteration *iteration;
    struct mc_state state, diagonal;   /* the latter of diag(2, 1, 1/2, 1/8) */
    slong m, n;
    bool root;
    arb_ptr w;
};

static void start(struct run *run, const struct mc_arithmetic *balls)
{
    arb_mat_t M, D;
    fmpq_t lo, hi;
    slong i;

    fmpq_init(lo), fmpq_init(hi), fmpq_set_si(lo, 1, 10), fmpq_set_si(hi, 5, 2);
    arb_mat_init(M, run->m, run->n), arb_mat_init(D, VALUES, VALUES);
    whole(M, run->m, run->n);
    for (i = 0; i < VALUES; i++)
        value(arb_mat_entry(D, i, i), i);
    mc_state_init(&run->state), mc_state_init(&run->diagonal);
    run->state.sketch.rank = VALUES;
    mc_state_start(&run->state, run->iteration, run->iteration->default_p, M, run->root, balls);
    mc_state_start(&run->diagonal, run->iteration, run->iteration->default_p, D, run->root,
                   balls);
    if (run->iteration->bounded)
        mc_state_bound(&run->state, lo, hi), mc_state_bound(&run->diagonal, lo, hi);
    for (i = 0; i < VALUES; i++) {
        value(run->w + i, i);
        if (run->root)
            arb_sqr(run->w + i, run->w + i, PREC);
        arb_div(run->w + i, run->w + i, run->state.scale, PREC);
    }
    fmpq_clear(lo), fmpq_clear(hi), arb_mat_clear(M), arb_mat_clear(D);
}

/* w = the orbit; where there is no map the diagonal run's entries (other tests hold those to
 * the scalar routine), but for the whole sketch, which is quintic Newton-Schulz. */
static void advance(struct run *run)
{
    const struct mc_iteration *ns5 = mc_iteration_find("newton-schulz-5");
    arb_mat_t D;
    slong i;

    cr_assert(run->iteration->step(&run->state) == MC_OK, "%s", run->iteration->id);
    cr_assert(run->iteration->step(&run->diagonal) == MC_OK, "%s", run->iteration->id);
    arb_mat_init(D, VALUES, VALUES);
    mc_state_finish(D, &run->diagonal, run->iteration);
    for (i = 0; i < VALUES; i++)
        if (run->iteration->sketched)
            ns5->map(run->w + i, run->w + i, 0, PREC);
        else if (!mc_state_map(run->w + i, run->w + i, &run->state, PREC))
            arb_set(run->w + i, arb_mat_entry(D, i, i));
    arb_mat_clear(D);
}

/* The singular values of the output: w, or l^(-1/p) w^(1/|p|). */
static void outputs(arb_ptr out, const struct run *run)
{
    slong p = run->iteration->default_p, i;
    arb_t l;

    arb_init(l);
    for (i = 0; i < VALUES; i++) {
        arb_set(out + i, run->w + i);
        if (!run->root)
            continue;
        value(l, i);
        arb_sqr(l, l, PREC);
        arb_root_ui(out + i, out + i, (ulong)p, PREC);
        arb_root_ui(l, l, (ulong)p, PREC);
        arb_div(out + i, out + i, l, PREC);
    }
    arb_clear(l);
}

static void check(const struct mc_iteration *iteration, slong m, slong n)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct run run = {.iteration = iteration, .m = m, .n = n,
                      .root = iteration->target == MC_INVERSE_ROOT, .w = _arb_vec_init(VALUES)};
    arb_ptr values = _arb_vec_init(VALUES);
    slong small = m < n ? m : n, rows = run.root ? small : m, cols = run.root ? small : n, k;
    arb_mat_t seen, expected;

    arb_mat_init(seen, rows, cols), arb_mat_init(expected, rows, cols);
    start(&run, &balls);
    for (k = 1; k <= STEPS; k++) {
        advance(&run);
        outputs(values, &run);
        mc_state_finish(seen, &run.state, iteration);
        assemble(expected, values, m, n, run.root);
        cr_expect(arb_mat_overlaps(seen, expected), "%s, %ld x %ld, step %ld", iteration->id,
                  (long)m, (long)n, (long)k);
        cr_expect(tight(seen) && tight(expected), "%s, %ld x %ld, step %ld: wide",
                  iteration->id, (long)m, (long)n, (long)k);
    }
    arb_mul_2exp_si(values, values, 1);   /* another first value: overlapping is not vacuous */
    assemble(expected, values, m, n, run.root);
    cr_expect(!arb_mat_overlaps(seen, expected), "%s", iteration->id);
    mc_state_clear(&run.state), mc_state_clear(&run.diagonal);
    arb_mat_clear(seen), arb_mat_clear(expected);
    _arb_vec_clear(run.w, VALUES), _arb_vec_clear(values, VALUES);
}

Test(iteration_spectrum, iterates_are_the_orbits_of_a_rational_spectrum)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++) {
        if (mc_iterations[i]->scaling == MC_ALMOST_ORTHOGONAL)
            continue;
        check(mc_iterations[i], 4, 4);
        if (mc_iterations[i]->domain & MC_SQUARE)
            continue;
        check(mc_iterations[i], 6, 4);
        check(mc_iterations[i], 4, 5);
    }
}

/* A 2 x 2 (transpose: the same) start of turbo, and what it scales to. */
static void expect_scaled(const slong entries[4], const slong scaled[4], slong denominator)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_state state;
    arb_mat_t M;
    fmpq_t q;
    slong i;

    fmpq_init(q), arb_mat_init(M, 2, 2), mc_state_init(&state);
    for (i = 0; i < 4; i++)
        arb_set_si(arb_mat_entry(M, i / 2, i % 2), entries[i]);
    mc_state_start(&state, mc_iteration_find("turbo"), 0, M, false, &balls);
    for (i = 0; i < 4; i++) {
        fmpq_set_si(q, scaled[i], (ulong)denominator);
        cr_expect(arb_contains_fmpq(arb_mat_entry(state.x, i / 2, i % 2), q), "entry %ld",
                  (long)i);
    }
    cr_expect(tight(state.x));
    fmpq_clear(q), arb_mat_clear(M), mc_state_clear(&state);
}

Test(iteration_spectrum, almost_orthogonal_scaling_divides_rows_by_the_root_of_gram_sums)
{
    /* G = [[5, 4], [4, 5]]: both sums are 9. */
    expect_scaled((slong[]){2, 1, 1, 2}, (slong[]){2, 1, 1, 2}, 3);
    /* G = [[25, 0], [0, 100]]: rows of length 1 */
    expect_scaled((slong[]){3, 4, -8, 6}, (slong[]){3, 4, -4, 3}, 5);
    /* G = [[2, -2], [-2, 2]]: signs do not cancel, sums are 4 */
    expect_scaled((slong[]){1, 1, -1, -1}, (slong[]){1, 1, -1, -1}, 2);
    /* a zero row stays */
    expect_scaled((slong[]){3, 4, 0, 0}, (slong[]){3, 4, 0, 0}, 5);
}

/* [[2, 1], [1, 2]] / 3 has singular values 1 and 1/3 on (1, 1)/sqrt 2 and (1, -1)/sqrt 2. */
Test(iteration_spectrum, turbo_maps_what_it_scaled_by_its_table)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(PREC);
    struct mc_table table;
    struct mc_state state;
    arb_mat_t M;
    fmpq_t one, third, sum;
    slong i, k;

    fmpq_init(one), fmpq_init(third), fmpq_init(sum), fmpq_one(one), fmpq_set_si(third, 1, 3);
    mc_table_init(&table), mc_state_init(&state), arb_mat_init(M, 2, 2);
    cr_assert(mc_table_read(&table, "turbo", NULL) == MC_OK);
    for (i = 0; i < 4; i++)
        arb_set_si(arb_mat_entry(M, i / 2, i % 2), i % 3 ? 1 : 2);
    mc_state_start(&state, mc_iteration_find("turbo"), 0, M, false, &balls);
    for (k = 0; k < 5; k++) {   /* the fifth does nothing */
        cr_assert(state.iteration->step(&state) == MC_OK);
        if (k < 4) {
            fmpq_poly_evaluate_fmpq(one, table.rows + k, one);
            fmpq_poly_evaluate_fmpq(third, table.rows + k, third);
        }
        for (i = 0; i < 4; i++) {
            if (i % 3)
                fmpq_sub(sum, one, third);
            else
                fmpq_add(sum, one, third);
            fmpq_div_2exp(sum, sum, 1);
            cr_expect(arb_contains_fmpq(arb_mat_entry(state.x, i / 2, i % 2), sum),
                      "step %ld", (long)k);
        }
        cr_expect(tight(state.x));
    }
    fmpq_clear(one), fmpq_clear(third), fmpq_clear(sum);
    mc_table_clear(&table), mc_state_clear(&state), arb_mat_clear(M);
}
