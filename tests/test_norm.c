// SPDX-License-Identifier: GPL-3.0-or-later
/* The registry of the maps K, swept: whatever is listed is held to convex duality. */
#include <criterion/criterion.h>
#include <stdint.h>

#include "muoncheck/norm.h"

#define PREC   256
#define TRIALS 3

/* Half the bits: a square root at the boundary of K*'s domain may lose the other half. */
static void expect_near_zero(const arb_t x, const char *law, const struct mc_norm *K)
{
    cr_expect(arb_contains_zero(x) && mag_cmp_2exp_si(arb_radref(x), -PREC / 2) < 0,
              "%s: %s: %g +- %g", K->id, law, arf_get_d(arb_midref(x), ARF_RND_NEAR),
              mag_get_d(arb_radref(x)));
}

/* Exact entries j/64, |j| <= 256, never 0, from a linear congruence. */
static void fill(arb_mat_t A, uint64_t seed)
{
    uint64_t state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;

    for (slong i = 0; i < arb_mat_nrows(A); i++) {
        for (slong j = 0; j < arb_mat_ncols(A); j++) {
            slong value;

            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            value = (slong)((state >> 40) % 513) - 256;
            arb_set_si(arb_mat_entry(A, i, j), value ? value : 1);
            arb_mul_2exp_si(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j), -6);
        }
    }
}

struct bench {
    struct mc_norm_parameters with;
    struct mc_operand M, Z;      /* Z = gradK(M)                                             */
    arb_mat_t A, B, G;           /* M's entries, another matrix, Z's entries                 */
    arb_t a, b, c;
};

static void setup(struct bench *t, const struct mc_norm *K, int trial)
{
    static const slong rows[TRIALS] = {5, 3, 4}, cols[TRIALS] = {3, 5, 4};
    slong m = rows[trial], n = cols[trial];

    mc_norm_parameters_init(&t->with);
    if (trial == 1)
        fmpq_set_si(t->with.p, 3, 2);
    fmpq_set_si(t->with.d, 7, 5);
    arb_mat_init(t->A, m, n);
    arb_mat_init(t->B, m, n);
    arb_mat_init(t->G, m, n);
    arb_init(t->a);
    arb_init(t->b);
    arb_init(t->c);
    fill(t->A, 2 * (uint64_t)trial + 1);
    fill(t->B, 2 * (uint64_t)trial + 2);
    mc_operand_init(&t->M, t->A, -1);
    cr_assert(K->gradient(t->G, &t->M, &t->with, PREC) == MC_OK, "%s", K->id);
    mc_operand_init(&t->Z, t->G, -1);
}

static void teardown(struct bench *t)
{
    mc_operand_clear(&t->M);
    mc_operand_clear(&t->Z);
    mc_norm_parameters_clear(&t->with);
    arb_mat_clear(t->A);
    arb_mat_clear(t->B);
    arb_mat_clear(t->G);
    arb_clear(t->a);
    arb_clear(t->b);
    arb_clear(t->c);
}

static void value_of(arb_t out, const struct mc_norm *K, const arb_mat_t A,
                     const struct mc_norm_parameters *with)
{
    struct mc_operand X;

    mc_operand_init(&X, A, -1);
    cr_assert(K->value(out, &X, with, PREC) == MC_OK, "%s", K->id);
    mc_operand_clear(&X);
}

static void finite_part(arb_t out, const struct mc_norm *K, struct mc_operand *Z,
                        const struct mc_norm_parameters *with)
{
    arb_zero(out);
    if (K->conjugate_finite)
        cr_assert(K->conjugate_finite(out, Z, with, PREC) == MC_OK, "%s", K->id);
}

/* K(M) + K*(gradK(M)) = <M, gradK(M)>. */
static void equality(const struct mc_norm *K, struct bench *t)
{
    cr_assert(K->value(t->a, &t->M, &t->with, PREC) == MC_OK);
    finite_part(t->b, K, &t->Z, &t->with);
    mc_inner_product(t->c, t->A, t->G, PREC);
    arb_add(t->a, t->a, t->b, PREC);
    arb_sub(t->a, t->a, t->c, PREC);
    expect_near_zero(t->a, "Fenchel equality", K);
}

static void boundary(const struct mc_norm *K, struct bench *t)
{
    if (!K->gauge)
        return;
    cr_assert(K->gauge(t->a, &t->Z, &t->with, PREC) == MC_OK);
    arb_sub_si(t->a, t->a, 1, PREC);
    if (K->unit_gradient)
        expect_near_zero(t->a, "gauge of the gradient", K);
    else
        cr_expect(!arb_is_positive(t->a), "%s: the gradient leaves the domain", K->id);
}

/* K(M) + K*(Z) > <M, Z> for Z = B / 2 gauge(B), and for Z = B where there is no gauge. */
static void inequality(const struct mc_norm *K, struct bench *t)
{
    struct mc_operand Z;

    if (K->gauge) {
        mc_operand_init(&Z, t->B, -1);
        cr_assert(K->gauge(t->a, &Z, &t->with, PREC) == MC_OK);
        mc_operand_clear(&Z);
        arb_mul_2exp_si(t->a, t->a, 1);
        arb_mat_scalar_div_arb(t->B, t->B, t->a, PREC);
    }
    mc_operand_init(&Z, t->B, -1);
    cr_assert(K->value(t->a, &t->M, &t->with, PREC) == MC_OK);
    finite_part(t->b, K, &Z, &t->with);
    mc_inner_product(t->c, t->A, t->B, PREC);
    arb_add(t->a, t->a, t->b, PREC);
    cr_expect(arb_gt(t->a, t->c), "%s: Fenchel-Young", K->id);
    mc_operand_clear(&Z);
}

/* out = (K(A + 2^-e B) - K(A - 2^-e B)) 2^(e-1) - <G, B>. */
static void difference_error(arb_t out, const struct mc_norm *K, struct bench *t, slong e)
{
    arb_mat_t step, moved;

    arb_mat_init(step, arb_mat_nrows(t->A), arb_mat_ncols(t->A));
    arb_mat_init(moved, arb_mat_nrows(t->A), arb_mat_ncols(t->A));
    arb_mat_scalar_mul_2exp_si(step, t->B, -e);
    arb_mat_add(moved, t->A, step, ARF_PREC_EXACT);
    value_of(out, K, moved, &t->with);
    arb_mat_sub(moved, t->A, step, ARF_PREC_EXACT);
    value_of(t->c, K, moved, &t->with);
    arb_sub(out, out, t->c, PREC);
    arb_mul_2exp_si(out, out, e - 1);
    mc_inner_product(t->c, t->G, t->B, PREC);
    arb_sub(out, out, t->c, PREC);
    arb_mat_clear(step);
    arb_mat_clear(moved);
}

/* Central differences are wrong by C h^2 + O(h^4): halving h divides that by 4 + O(h^2); where
 * K is locally linear or quadratic they are exact. */
static void slope(const struct mc_norm *K, struct bench *t)
{
    difference_error(t->a, K, t, 20);
    difference_error(t->b, K, t, 21);
    if (arb_contains_zero(t->a)) {
        expect_near_zero(t->a, "difference quotient", K);
        return;
    }
    arb_div(t->a, t->a, t->b, PREC);
    arb_sub_si(t->a, t->a, 4, PREC);
    arb_mul_2exp_si(t->a, t->a, 20);
    arb_abs(t->a, t->a);
    arb_one(t->c);
    cr_expect(arb_lt(t->a, t->c), "%s: not of order h^2", K->id);
}

/* K(-5/2 M) = 5/2 K(M), and only where `homogeneous` says so. */
static void scale(const struct mc_norm *K, struct bench *t)
{
    arb_mat_scalar_mul_si(t->G, t->A, -5, PREC);
    arb_mat_scalar_mul_2exp_si(t->G, t->G, -1);
    value_of(t->a, K, t->G, &t->with);
    value_of(t->b, K, t->A, &t->with);
    arb_mul_si(t->b, t->b, 5, PREC);
    arb_mul_2exp_si(t->b, t->b, -1);
    arb_sub(t->a, t->a, t->b, PREC);
    if (K->homogeneous)
        expect_near_zero(t->a, "homogeneity", K);
    else
        cr_expect(!arb_contains_zero(t->a), "%s: homogeneous, but does not say so", K->id);
}

/* The gradient over balls of radius 2^-20 against that at the corner A + 2^-20 sign(B): a
 * Lipschitz bound that is too small shows as two enclosures that are disjoint. */
static void enclosure(const struct mc_norm *K, struct bench *t)
{
    struct mc_operand wide, corner;

    for (slong i = 0; i < arb_mat_nrows(t->A); i++) {
        for (slong j = 0; j < arb_mat_ncols(t->A); j++) {
            arb_sgn(arb_mat_entry(t->B, i, j), arb_mat_entry(t->B, i, j));
            arb_mul_2exp_si(arb_mat_entry(t->B, i, j), arb_mat_entry(t->B, i, j), -20);
        }
    }
    arb_mat_add(t->B, t->A, t->B, ARF_PREC_EXACT);
    for (slong i = 0; i < arb_mat_nrows(t->A); i++)
        for (slong j = 0; j < arb_mat_ncols(t->A); j++)
            arb_add_error_2exp_si(arb_mat_entry(t->A, i, j), -20);
    mc_operand_init(&wide, t->A, -1);
    mc_operand_init(&corner, t->B, -1);
    cr_assert(K->value(t->a, &wide, &t->with, PREC) == MC_OK, "%s", K->id);
    cr_assert(K->value(t->b, &corner, &t->with, PREC) == MC_OK, "%s", K->id);
    cr_expect(arb_overlaps(t->a, t->b), "%s: values are not enclosed", K->id);
    cr_assert(K->gradient(t->G, &wide, &t->with, PREC) == MC_OK, "%s", K->id);
    cr_assert(K->gradient(t->B, &corner, &t->with, PREC) == MC_OK, "%s", K->id);
    cr_expect(arb_mat_overlaps(t->G, t->B), "%s: gradients are not enclosed", K->id);
    mc_operand_clear(&wide);
    mc_operand_clear(&corner);
}

static void sweep(void (*law)(const struct mc_norm *K, struct bench *t))
{
    for (size_t i = 0; i < mc_norm_count; i++) {
        for (int trial = 0; trial < TRIALS; trial++) {
            struct bench t;

            setup(&t, mc_norms[i], trial);
            law(mc_norms[i], &t);
            teardown(&t);
        }
    }
}

Test(norm, lists_the_fifteen_rows_under_their_own_names)
{
    cr_expect(mc_norm_count == 15);
    for (size_t i = 0; i < mc_norm_count; i++)
        cr_expect(mc_norm_find(mc_norms[i]->id) == mc_norms[i], "%s", mc_norms[i]->id);
    cr_expect(mc_norm_find("no-such-norm") == NULL);
}

Test(norm, meets_fenchel_equality_at_the_gradient)
{
    sweep(equality);
}

Test(norm, has_gradients_on_or_inside_the_boundary_of_the_dual_ball)
{
    sweep(boundary);
}

Test(norm, obeys_fenchel_young_inside_the_dual_ball)
{
    sweep(inequality);
}

Test(norm, has_the_gradient_that_central_differences_converge_to)
{
    sweep(slope);
}

Test(norm, is_homogeneous_exactly_where_it_says_so)
{
    sweep(scale);
}

Test(norm, encloses_value_and_gradient_of_every_matrix_in_the_balls)
{
    sweep(enclosure);
}

Test(norm, says_nothing_about_a_matrix_with_an_entry_that_is_no_number)
{
    struct mc_norm_parameters with;
    arb_mat_t A, G;
    arb_t value;

    mc_norm_parameters_init(&with);
    arb_mat_init(A, 3, 2);
    arb_mat_init(G, 3, 2);
    arb_init(value);
    arb_mat_ones(A);
    arb_indeterminate(arb_mat_entry(A, 1, 1));
    for (size_t i = 0; i < mc_norm_count; i++) {
        const struct mc_norm *K = mc_norms[i];
        struct mc_operand M;

        mc_operand_init(&M, A, -1);
        cr_expect(K->value(value, &M, &with, 60) != MC_OK || !arb_is_finite(value), "%s: value",
                  K->id);
        cr_expect(K->gradient(G, &M, &with, 60) != MC_OK || !arb_mat_is_finite(G),
                  "%s: gradient", K->id);
        mc_operand_clear(&M);
    }
    arb_clear(value);
    arb_mat_clear(A);
    arb_mat_clear(G);
    mc_norm_parameters_clear(&with);
}
