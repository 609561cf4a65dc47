// SPDX-License-Identifier: GPL-3.0-or-later
/* The registry of objectives, swept: gradients and Lipschitz constants against the values. */
#include <criterion/criterion.h>
#include <string.h>

#include "muoncheck/spectrum.h"
#include "objective/noise.h"
#include "objective/objective.h"

#define PREC 256

static void fill(arb_mat_t A, slong offset)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_set_si(arb_mat_entry(A, i, j), (7 * i + 3 * j + i * j + offset) % 11 - 5);
}

/* Data and a point that an objective accepts. */
struct problem {
    arb_mat_t C, H, mask, features, labels, X, D;
    arb_t c;
    struct objective_data data;
};

/* u v^T, u = (1, 2, -1), v = (3, 1). */
static void fill_rank_one(arb_mat_t C)
{
    static const slong u[] = {1, 2, -1}, v[] = {3, 1};
    slong i, j;

    for (i = 0; i < 3; i++)
        for (j = 0; j < 2; j++)
            arb_set_si(arb_mat_entry(C, i, j), u[i] * v[j]);
}

static void quarter(arb_mat_t A, slong offset)
{
    fill(A, offset);
    arb_mat_scalar_mul_2exp_si(A, A, -2);
}

static void problem_init(struct problem *p, const char *id)
{
    bool square = !strcmp(id, "factorisation") || !strcmp(id, "deep-linear");
    slong columns = !strcmp(id, "deep-linear") ? 6 : !strcmp(id, "two-layer-network") ? 3 : 2;
    slong i;

    arb_mat_init(p->C, 3, square ? 3 : 2);
    arb_mat_init(p->H, 3, 3), arb_mat_init(p->mask, 3, 2);
    arb_mat_init(p->features, 5, 2), arb_mat_init(p->labels, 5, 1);
    arb_mat_init(p->X, 3, columns), arb_mat_init(p->D, 3, columns);
    arb_init(p->c);
    if (square)
        arb_mat_ones(p->C);
    else
        fill_rank_one(p->C);
    arb_mat_ones(p->H);
    for (i = 0; i < 3; i++) {
        arb_add_si(arb_mat_entry(p->H, i, i), arb_mat_entry(p->H, i, i), i + 1, PREC);
        arb_one(arb_mat_entry(p->mask, i, i % 2));
    }
    for (i = 0; i < 5; i++)
        arb_set_si(arb_mat_entry(p->labels, i, 0), i % 4);
    arb_set_si(p->c, 3);
    quarter(p->features, 1), quarter(p->X, 2), quarter(p->D, 6);
    p->data = (struct objective_data){p->C, p->c, p->H, p->mask, p->features, p->labels};
}

static void problem_clear(struct problem *p)
{
    arb_mat_clear(p->C), arb_mat_clear(p->H), arb_mat_clear(p->mask);
    arb_mat_clear(p->features), arb_mat_clear(p->labels);
    arb_mat_clear(p->X), arb_mat_clear(p->D);
    arb_clear(p->c);
}

Test(objective, each_tells_what_it_is_and_is_found_by_its_id)
{
    size_t i;

    for (i = 0; i < objective_count; i++) {
        const struct objective *f = objectives[i];
        cr_expect(f->id && f->title && f->source && f->value && f->gradient && f->constants);
        cr_expect(objective_find(f->id) == f, "%s", f->id);
    }
    cr_expect(objective_find("none") == NULL);
}

/* error = (F(X + hD) - F(X - hD)) / 2h - <grad F(X), D>, h = 2^-k. */
static void difference_error(arb_t error, const struct objective *f, const struct problem *p,
                             slong k)
{
    slong m = arb_mat_nrows(p->X), n = arb_mat_ncols(p->X);
    arb_mat_t step, there, G;
    arb_t value;

    arb_mat_init(step, m, n), arb_mat_init(there, m, n), arb_mat_init(G, m, n);
    arb_init(value);
    arb_mat_scalar_mul_2exp_si(step, p->D, -k);
    arb_mat_add(there, p->X, step, PREC);
    f->value(error, &p->data, there, PREC);
    arb_mat_sub(there, p->X, step, PREC);
    f->value(value, &p->data, there, PREC);
    arb_sub(error, error, value, PREC);
    arb_mul_2exp_si(error, error, k - 1);
    f->gradient(G, &p->data, p->X, PREC);
    mc_inner_product(value, G, p->D, PREC);
    arb_sub(error, error, value, PREC);
    arb_mat_clear(step), arb_mat_clear(there), arb_mat_clear(G);
    arb_clear(value);
}

/* The error is c h^2 + O(h^4): halving h divides it by 4, or it is zero. */
Test(objective, gradients_are_limits_of_central_differences)
{
    arb_t coarse, fine, ratio;
    struct problem p;
    size_t i;

    arb_init(coarse), arb_init(fine), arb_init(ratio);
    for (i = 0; i < objective_count; i++) {
        problem_init(&p, objectives[i]->id);
        difference_error(coarse, objectives[i], &p, 20);
        difference_error(fine, objectives[i], &p, 21);
        arb_div(ratio, coarse, fine, PREC);
        arb_sub_ui(ratio, ratio, 4, PREC);
        arb_mul_2exp_si(ratio, ratio, 20);
        arb_abs(ratio, ratio);
        arb_sub_ui(ratio, ratio, 1, PREC);
        cr_expect(arb_contains_zero(fine) ? mag_cmp_2exp_si(arb_radref(fine), -PREC / 2) < 0
                                          : arb_is_negative(ratio),
                  "%s", objectives[i]->id);
        problem_clear(&p);
    }
    arb_clear(coarse), arb_clear(fine), arb_clear(ratio);
}

/* sum |a_ij|, max |a_ij| */
static void entry_norms(arb_t sum, arb_t largest, const arb_mat_t A)
{
    slong i, j;
    arb_t size;

    arb_init(size);
    arb_zero(sum), arb_zero(largest);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arb_abs(size, arb_mat_entry(A, i, j));
            arb_add(sum, sum, size, PREC);
            arb_max(largest, largest, size, PREC);
        }
    arb_clear(size);
}

static void expect_bound(const arb_t change, arb_t size, const arb_t L, const char *id,
                         const char *what)
{
    if (!arb_is_finite(L))
        return;
    arb_mul(size, size, L, PREC);
    cr_expect(!arb_gt(change, size), "%s: %s", id, what);
}

/* Gradients at X and at X + D. */
Test(objective, lipschitz_constants_bound_the_change_of_the_gradient)
{
    struct objective_constants k;
    arb_t change, size;
    struct problem p;
    size_t i;

    arb_init(change), arb_init(size);
    for (i = 0; i < objective_count; i++) {
        slong m, n;
        arb_mat_t G, H;
        const char *id = objectives[i]->id;

        problem_init(&p, id);
        m = arb_mat_nrows(p.X), n = arb_mat_ncols(p.X);
        arb_mat_init(G, m, n), arb_mat_init(H, m, n);
        objective_constants_init(&k);
        objectives[i]->constants(&k, &p.data, m, n, PREC);
        objectives[i]->gradient(G, &p.data, p.X, PREC);
        objectives[i]->value(size, &p.data, p.X, PREC);
        cr_expect(!arb_lt(size, k.minimum), "%s: minimum", id);
        arb_mat_add(H, p.X, p.D, PREC);
        arb_mat_swap(H, p.X);
        objectives[i]->gradient(H, &p.data, p.X, PREC);
        arb_mat_sub(G, G, H, PREC);
        mc_nuclear_norm(change, G, PREC), mc_spectral_norm(size, p.D, PREC);
        expect_bound(change, size, k.spectral, id, "L");
        mc_frobenius_norm(change, G, PREC), mc_frobenius_norm(size, p.D, PREC);
        expect_bound(change, size, k.frobenius, id, "L_F");
        entry_norms(change, size, G);
        entry_norms(k.minimum, size, p.D);
        expect_bound(change, size, k.entry, id, "L_1");
        cr_expect(!arb_is_finite(k.spectral) || arb_is_finite(k.l0), "%s", id);
        objective_constants_clear(&k);
        arb_mat_clear(G), arb_mat_clear(H);
        problem_clear(&p);
    }
    arb_clear(change), arb_clear(size);
}

/* <D, H D>, H the Hessian, is the second difference up to O(h^2); (L0 + L1 ||grad F||) ||D||^2 is
 * not to be below it. */
Test(objective, hessians_are_bounded_by_the_constants_l0_and_l1)
{
    struct objective_constants k;
    struct problem p;
    arb_t second, value, bound;
    arb_mat_t there, G;
    size_t i;

    arb_init(second), arb_init(value), arb_init(bound);
    for (i = 0; i < objective_count; i++) {
        problem_init(&p, objectives[i]->id);
        arb_mat_init(there, arb_mat_nrows(p.X), arb_mat_ncols(p.X));
        arb_mat_init(G, arb_mat_nrows(p.X), arb_mat_ncols(p.X));
        objective_constants_init(&k);
        objectives[i]->constants(&k, &p.data, arb_mat_nrows(p.X), arb_mat_ncols(p.X), PREC);
        arb_mat_scalar_mul_2exp_si(G, p.D, -40);
        arb_mat_add(there, p.X, G, PREC);
        objectives[i]->value(second, &p.data, there, PREC);
        arb_mat_sub(there, p.X, G, PREC);
        objectives[i]->value(value, &p.data, there, PREC);
        arb_add(second, second, value, PREC);
        objectives[i]->value(value, &p.data, p.X, PREC);
        arb_submul_ui(second, value, 2, PREC);
        arb_mul_2exp_si(second, second, 80);
        objectives[i]->gradient(G, &p.data, p.X, PREC);
        mc_frobenius_norm(bound, G, PREC);
        arb_mul(bound, bound, k.l1, PREC);
        arb_add(bound, bound, k.l0, PREC);
        mc_inner_product(value, p.D, p.D, PREC);
        arb_mul(bound, bound, value, PREC);
        cr_expect(!arb_is_finite(k.l0) || !arb_gt(second, bound), "%s", objectives[i]->id);
        objective_constants_clear(&k);
        arb_mat_clear(there), arb_mat_clear(G);
        problem_clear(&p);
    }
    arb_clear(second), arb_clear(value), arb_clear(bound);
}

Test(noise, is_the_same_for_the_same_seed_and_exact)
{
    static const char *const ids[] = {"gaussian", "pareto", "two-point"};
    size_t i;

    for (i = 0; i < 3; i++) {
        arb_mat_t A, B;
        gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

        arb_mat_init(A, 3, 2), arb_mat_init(B, 3, 2);
        gsl_rng_set(rng, 7);
        noise_add(A, noise_find(ids[i]), -3, rng);
        gsl_rng_set(rng, 7);
        noise_add(B, noise_find(ids[i]), -3, rng);
        cr_expect(arb_mat_equal(A, B) && arb_mat_is_exact(A) && !arb_mat_is_zero(A), "%s",
                  ids[i]);
        noise_add(B, noise_find(ids[i]), -3, rng);
        cr_expect(!arb_mat_equal(A, B), "%s", ids[i]);
        arb_mat_clear(A), arb_mat_clear(B);
        gsl_rng_free(rng);
    }
    cr_expect(noise_find("none") == NULL);
}
