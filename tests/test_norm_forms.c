// SPDX-License-Identifier: GPL-3.0-or-later
/* Values and gradients of the maps K that are known in closed form, and where they refuse. */
#include <criterion/criterion.h>
#include <string.h>

#include "muoncheck/norm.h"

#define PREC 192

/* out = diag(3, 2, 1/2). */
static void diagonal(arb_mat_t out)
{
    arb_mat_zero(out);
    arb_set_si(arb_mat_entry(out, 0, 0), 3);
    arb_set_si(arb_mat_entry(out, 1, 1), 2);
    arb_set_d(arb_mat_entry(out, 2, 2), 0.5);
}

static void expect_rational(const arb_t x, slong p, slong q, const char *what)
{
    fmpq_t exact;

    fmpq_init(exact);
    fmpq_set_si(exact, p, (ulong)q);
    cr_expect(arb_contains_fmpq(x, exact) && mag_cmp_2exp_si(arb_radref(x), -PREC / 2) < 0,
              "%s: %g +- %g", what, arf_get_d(arb_midref(x), ARF_RND_NEAR),
              mag_get_d(arb_radref(x)));
    fmpq_clear(exact);
}

/* K(diag(3, 2, 1/2))^power = value, d = 1, k = 2, p = 3, blocks of two columns; the gradient is
 * diagonal, its entries to the same power as given. */
static const struct form {
    const char *id;
    ulong power;
    slong value[2], gradient[3][2];
} forms[] = {
    {"block-nuclear", 1, {11, 2}, {{1, 1}, {1, 1}, {1, 1}}},
    {"column-sum", 1, {11, 2}, {{1, 1}, {1, 1}, {1, 1}}},
    {"entry-max", 1, {3, 1}, {{1, 1}, {0, 1}, {0, 1}}},
    {"entry-sum", 1, {11, 2}, {{1, 1}, {1, 1}, {1, 1}}},
    {"frobenius", 2, {53, 4}, {{36, 53}, {16, 53}, {1, 53}}},
    {"half-square", 1, {53, 8}, {{3, 1}, {2, 1}, {1, 2}}},
    {"ky-fan", 1, {5, 1}, {{1, 1}, {1, 1}, {0, 1}}},
    {"nuclear", 1, {11, 2}, {{1, 1}, {1, 1}, {1, 1}}},
    {"nuclear-excess", 1, {3, 1}, {{1, 1}, {1, 1}, {0, 1}}},
    {"schatten-power", 1, {281, 24}, {{9, 1}, {4, 1}, {1, 4}}},
    {"spectral-huber", 1, {33, 8}, {{1, 1}, {1, 1}, {1, 2}}},
    {"spectral-norm", 1, {3, 1}, {{1, 1}, {0, 1}, {0, 1}}},
};

static void check_form(const struct form *form, struct mc_operand *M,
                       const struct mc_norm_parameters *with)
{
    const struct mc_norm *K = mc_norm_find(form->id);
    arb_mat_t G;
    arb_t x;

    cr_assert(K != NULL, "%s", form->id);
    arb_mat_init(G, 3, 3);
    arb_init(x);
    cr_assert(K->value(x, M, with, PREC) == MC_OK, "%s", form->id);
    arb_pow_ui(x, x, form->power, PREC);
    expect_rational(x, form->value[0], form->value[1], form->id);
    cr_assert(K->gradient(G, M, with, PREC) == MC_OK, "%s", form->id);
    for (slong i = 0; i < 3; i++) {
        for (slong j = 0; j < 3; j++) {
            arb_pow_ui(x, arb_mat_entry(G, i, j), form->power, PREC);
            expect_rational(x, i == j ? form->gradient[i][0] : 0,
                            i == j ? form->gradient[i][1] : 1, form->id);
        }
    }
    arb_mat_clear(G);
    arb_clear(x);
}

Test(norm_forms, hold_on_a_diagonal_matrix)
{
    struct mc_norm_parameters with;
    struct mc_operand M;
    arb_mat_t A;

    arb_mat_init(A, 3, 3);
    diagonal(A);
    mc_operand_init(&M, A, 3);
    mc_norm_parameters_init(&with);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        check_form(forms + i, &M, &with);
    mc_norm_parameters_clear(&with);
    mc_operand_clear(&M);
    arb_mat_clear(A);
}

/* The value of one norm of B is the gauge of the other, and the other way round. */
static void expect_duals(const char *one, const char *other, struct mc_operand *B,
                         const struct mc_norm_parameters *with,
                         const struct mc_norm_parameters *dual)
{
    const struct mc_norm *K = mc_norm_find(one), *L = mc_norm_find(other);
    arb_t value, gauge;

    arb_init(value);
    arb_init(gauge);
    cr_assert(K && L && K->value(value, B, with, PREC) == MC_OK &&
              L->gauge(gauge, B, dual, PREC) == MC_OK);
    cr_expect(arb_overlaps(value, gauge), "%s is not the dual of %s", one, other);
    cr_assert(L->value(value, B, dual, PREC) == MC_OK &&
              K->gauge(gauge, B, with, PREC) == MC_OK);
    cr_expect(arb_overlaps(value, gauge), "%s is not the dual of %s", other, one);
    arb_clear(value);
    arb_clear(gauge);
}

Test(norm_forms, come_in_pairs_of_dual_norms)
{
    struct mc_norm_parameters with, dual;
    struct mc_operand B;
    arb_mat_t A;

    arb_mat_init(A, 3, 3);
    diagonal(A);
    arb_set_si(arb_mat_entry(A, 0, 2), -7);
    mc_operand_init(&B, A, -1);
    mc_norm_parameters_init(&with);
    mc_norm_parameters_init(&dual);
    fmpq_set_si(dual.p, 3, 2);
    expect_duals("entry-sum", "entry-max", &B, &with, &with);
    expect_duals("nuclear", "spectral-norm", &B, &with, &with);
    expect_duals("frobenius", "frobenius", &B, &with, &with);
    expect_duals("schatten", "schatten", &B, &with, &dual);
    mc_norm_parameters_clear(&with);
    mc_norm_parameters_clear(&dual);
    mc_operand_clear(&B);
    arb_mat_clear(A);
}

static enum mc_status gradient_status(const char *id, const arb_mat_t A, slong rank,
                                      const struct mc_norm_parameters *with)
{
    struct mc_operand M;
    enum mc_status status;
    arb_mat_t G;

    arb_mat_init(G, arb_mat_nrows(A), arb_mat_ncols(A));
    mc_operand_init(&M, A, rank);
    status = mc_norm_find(id)->gradient(G, &M, with, PREC);
    mc_operand_clear(&M);
    arb_mat_clear(G);
    return status;
}

Test(norm_forms, are_not_decided_where_a_sign_a_gap_or_a_rank_is_not)
{
    struct mc_norm_parameters with;
    arb_mat_t A;

    mc_norm_parameters_init(&with);
    arb_mat_init(A, 2, 2);
    arb_mat_one(A);
    cr_expect(gradient_status("spectral-norm", A, 2, &with) == MC_NOT_DECIDED, "double value");
    cr_expect(gradient_status("nuclear-excess", A, 2, &with) == MC_NOT_DECIDED, "sigma = d");
    cr_expect(gradient_status("ky-fan", A, 2, &with) == MC_OK, "k = rank needs no gap");
    arb_add_error_2exp_si(arb_mat_entry(A, 0, 1), -60);
    cr_expect(gradient_status("entry-sum", A, 2, &with) == MC_NOT_DECIDED, "a sign");
    arb_add_error_2exp_si(arb_mat_entry(A, 0, 0), -60);
    cr_expect(gradient_status("entry-max", A, 2, &with) == MC_NOT_DECIDED, "an argmax");
    arb_zero_pm_one(arb_mat_entry(A, 1, 1));
    cr_expect(gradient_status("nuclear", A, -1, &with) == MC_NOT_DECIDED, "a rank");
    cr_expect(gradient_status("column-sum", A, -1, &with) == MC_NOT_DECIDED, "a length");
    arb_mat_clear(A);
    mc_norm_parameters_clear(&with);
}

/* Every map is defined on the zero matrix and on matrices without entries. */
Test(norm_forms, are_defined_on_zero_and_empty_matrices)
{
    static const slong columns[] = {3, 0};
    struct mc_norm_parameters with;

    mc_norm_parameters_init(&with);
    for (size_t i = 0; i < mc_norm_count; i++) {
        for (size_t c = 0; c < 2; c++) {
            arb_mat_t A;

            arb_mat_init(A, 2, columns[c]);
            cr_expect(gradient_status(mc_norms[i]->id, A, 0, &with) == MC_OK, "%s, %d columns",
                      mc_norms[i]->id, (int)columns[c]);
            arb_mat_clear(A);
        }
    }
    mc_norm_parameters_clear(&with);
}

/* Hadamard: sigma = sqrt(8), eight times, enclosed more narrowly than a cut at PREC bits is
 * rounded. */
Test(norm_forms, never_takes_a_multiple_singular_value_for_a_gap)
{
    struct mc_norm_parameters with;
    arb_mat_t A;

    mc_norm_parameters_init(&with);
    arb_mat_init(A, 8, 8);
    for (slong i = 0; i < 64; i++)
        arb_set_si(arb_mat_entry(A, i / 8, i % 8),
                   __builtin_parityl((unsigned long)((i / 8) & (i % 8))) ? -1 : 1);
    for (with.k = 1; with.k < 8; with.k++)
        cr_expect(gradient_status("ky-fan", A, 8, &with) == MC_NOT_DECIDED, "k = %ld",
                  (long)with.k);
    arb_mat_clear(A);
    mc_norm_parameters_clear(&with);
}

Test(norm_forms, refuse_parameters_out_of_their_range_by_name)
{
    struct mc_norm_parameters with;
    struct mc_complaint why = {{0}};

    mc_norm_parameters_init(&with);
    cr_expect(mc_norm_parameters_check(&with, &why) == MC_OK);
    fmpq_one(with.p);
    cr_expect(mc_norm_parameters_check(&with, &why) == MC_BAD_INPUT && strstr(why.text, "p "));
    fmpq_set_si(with.p, 3, 2);
    fmpq_zero(with.d);
    cr_expect(mc_norm_parameters_check(&with, &why) == MC_BAD_INPUT && strstr(why.text, "d "));
    fmpq_one(with.d);
    with.k = 0;
    cr_expect(mc_norm_parameters_check(&with, &why) == MC_BAD_INPUT && strstr(why.text, "k "));
    with.k = 1;
    with.block = 0;
    cr_expect(mc_norm_parameters_check(&with, &why) == MC_BAD_INPUT && strstr(why.text, "blo"));
    mc_norm_parameters_clear(&with);
}
