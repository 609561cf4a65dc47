// SPDX-License-Identifier: GPL-3.0-or-later
/* The registry of objectives, swept: gradients and Lipschitz constants against the values. */
#include <criterion/criterion.h>

#include "muoncheck/spectrum.h"
#include "objective/objective.h"

#define PREC 128

static void fill(arb_mat_t A, slong offset)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_set_si(arb_mat_entry(A, i, j), (7 * i + 3 * j + i * j + offset) % 11 - 5);
}

/* u v^T, u = (1, 2, -1), v = (3, 1): a target that every objective accepts. */
static void fill_rank_one(arb_mat_t C)
{
    static const slong u[] = {1, 2, -1}, v[] = {3, 1};
    slong i, j;

    for (i = 0; i < 3; i++)
        for (j = 0; j < 2; j++)
            arb_set_si(arb_mat_entry(C, i, j), u[i] * v[j]);
}

Test(objective, each_tells_what_it_is_and_is_found_by_its_id)
{
    size_t i;

    for (i = 0; i < objective_count; i++) {
        const struct objective *f = objectives[i];
        cr_expect(f->id && f->title && f->source && f->value && f->gradient && f->lipschitz);
        cr_expect(objective_find(f->id) == f, "%s", f->id);
    }
    cr_expect(objective_find("none") == NULL);
}

/* All are at most quadratic, so F(X + D) - F(X - D) = 2 <grad F(X), D> exactly. */
Test(objective, gradients_are_central_differences_of_quadratics)
{
    arb_mat_t C, X, D, G, there;
    arb_t c, plus, minus, slope;
    size_t i;

    arb_mat_init(C, 3, 2);
    arb_mat_init(X, 3, 2);
    arb_mat_init(D, 3, 2);
    arb_mat_init(G, 3, 2);
    arb_mat_init(there, 3, 2);
    arb_init(c);
    arb_init(plus);
    arb_init(minus);
    arb_init(slope);
    fill_rank_one(C);
    fill(X, 2);
    fill(D, 6);
    arb_set_si(c, 3);
    for (i = 0; i < objective_count; i++) {
        const struct objective_data data = {C, c};
        arb_mat_add(there, X, D, PREC);
        objectives[i]->value(plus, &data, there, PREC);
        arb_mat_sub(there, X, D, PREC);
        objectives[i]->value(minus, &data, there, PREC);
        objectives[i]->gradient(G, &data, X, PREC);
        mc_inner_product(slope, G, D, PREC);
        arb_mul_2exp_si(slope, slope, 1);
        arb_sub(plus, plus, minus, PREC);
        cr_expect(arb_equal(plus, slope), "%s", objectives[i]->id);
    }
    arb_mat_clear(C);
    arb_mat_clear(X);
    arb_mat_clear(D);
    arb_mat_clear(G);
    arb_mat_clear(there);
    arb_clear(c);
    arb_clear(plus);
    arb_clear(minus);
    arb_clear(slope);
}

/* Gradients at X and 0, both inequalities of the header. */
Test(objective, lipschitz_constants_bound_the_change_of_the_gradient)
{
    arb_mat_t C, X, zero, G, H;
    arb_t c, spectral, frobenius, change, size;
    size_t i;

    arb_mat_init(C, 3, 2);
    arb_mat_init(X, 3, 2);
    arb_mat_init(zero, 3, 2);
    arb_mat_init(G, 3, 2);
    arb_mat_init(H, 3, 2);
    arb_init(c);
    arb_init(spectral);
    arb_init(frobenius);
    arb_init(change);
    arb_init(size);
    fill_rank_one(C);
    fill(X, 2);
    for (i = 0; i < objective_count; i++) {
        const struct objective_data data = {C, c};
        objectives[i]->lipschitz(spectral, frobenius, &data, PREC);
        objectives[i]->gradient(G, &data, X, PREC);
        objectives[i]->gradient(H, &data, zero, PREC);
        arb_mat_sub(G, G, H, PREC);
        mc_nuclear_norm(change, G, 4 * PREC);
        mc_spectral_norm(size, X, PREC);
        arb_mul(size, size, spectral, PREC);
        cr_expect(!arb_gt(change, size), "%s: L", objectives[i]->id);
        mc_frobenius_norm(change, G, PREC);
        mc_frobenius_norm(size, X, PREC);
        arb_mul(size, size, frobenius, PREC);
        cr_expect(!arb_gt(change, size), "%s: L_F", objectives[i]->id);
    }
    arb_mat_clear(C);
    arb_mat_clear(X);
    arb_mat_clear(zero);
    arb_mat_clear(G);
    arb_mat_clear(H);
    arb_clear(c);
    arb_clear(spectral);
    arb_clear(frobenius);
    arb_clear(change);
    arb_clear(size);
}
