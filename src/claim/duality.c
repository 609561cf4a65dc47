// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "claim/duality.h"
#include "muoncheck/number.h"

static const char *const duality_directions[DIRECTIONS] = {
    "a random direction", "the leading singular pair", "the direction of M"};

static void name_entry(char out[160], const struct mc_norm *K, const struct duality *s,
                       const char *what)
{
    snprintf(out, 160, "%s (p = %ld/%ld): %s", K->id, fmpz_get_si(fmpq_numref(s->with.p)),
             fmpz_get_si(fmpq_denref(s->with.p)), what);
}

static enum mc_status finite_part(arb_t out, const struct mc_norm *K, struct mc_operand *Z,
                                  const struct duality *s)
{
    arb_zero(out);
    return K->conjugate_finite ? K->conjugate_finite(out, Z, &s->with, s->prec) : MC_OK;
}

/* inner = <M, Z>, sum = K(M) + finite(Z). */
static enum mc_status both_sides(arb_t inner, arb_t sum, const struct mc_norm *K,
                                 struct duality *s, struct mc_operand *Z)
{
    arb_ptr part = ledger_number(s->ledger);
    enum mc_status status = K->value(sum, &s->M, &s->with, s->prec);

    if (!status)
        status = finite_part(part, K, Z, s);
    arb_add(sum, sum, part, s->prec);
    mc_inner_product(inner, s->M.balls, Z->balls, s->prec);
    return status;
}

static enum mc_status equality(const struct mc_norm *K, struct duality *s, struct mc_operand *G)
{
    arb_ptr inner = ledger_number(s->ledger), sum = ledger_number(s->ledger);
    enum mc_status status = both_sides(inner, sum, K, s, G);
    char what[160];

    if (status)
        return status;
    name_entry(what, K, s, "K(M) + K*(gradK(M)) = <M, gradK(M)>");
    ledger_equal(s->ledger, what, sum, inner);
    return MC_OK;
}

/* out = k'(gauge(M)), the gradient at the 1 x 1 matrix gauge(M); 1 for norms. */
static enum mc_status expected_gauge(arb_t out, const struct mc_norm *K, struct duality *s)
{
    arb_mat_struct *one = ledger_matrix(s->ledger, 1, 1);
    arb_mat_struct *slope = ledger_matrix(s->ledger, 1, 1);
    struct mc_operand largest;
    enum mc_status status;

    arb_one(out);
    if (K->unit_gradient)
        return MC_OK;
    status = K->gauge(arb_mat_entry(one, 0, 0), &s->M, &s->with, s->prec);
    if (status)
        return status;
    mc_operand_init(&largest, one, -1);
    status = K->gradient(slope, &largest, &s->with, s->prec);
    arb_set(out, arb_mat_entry(slope, 0, 0));
    mc_operand_clear(&largest);
    return status;
}

static enum mc_status boundary(const struct mc_norm *K, struct duality *s, struct mc_operand *G)
{
    arb_ptr gauge = ledger_number(s->ledger), expected = ledger_number(s->ledger);
    enum mc_status status;
    char what[160];

    if (!K->gauge)
        return MC_OK;
    status = K->gauge(gauge, G, &s->with, s->prec);
    if (!status)
        status = expected_gauge(expected, K, s);
    if (status)
        return status;
    name_entry(what, K, s, K->unit_gradient ? "gauge(gradK(M)) = 1"
                                            : "gauge(gradK(M)) = k'(gauge(M))");
    ledger_equal(s->ledger, what, gauge, expected);
    return MC_OK;
}

static enum mc_status inequality(const struct mc_norm *K, struct duality *s,
                                 const arb_mat_t balls, const arb_t factor, const char *where)
{
    arb_ptr inner = ledger_number(s->ledger), sum = ledger_number(s->ledger);
    arb_mat_struct *scaled =
        ledger_matrix(s->ledger, arb_mat_nrows(balls), arb_mat_ncols(balls));
    struct mc_operand Z;
    enum mc_status status;
    char what[160], tail[80];

    arb_mat_scalar_mul_arb(scaled, balls, factor, s->prec);
    mc_operand_init(&Z, scaled, -1);
    status = both_sides(inner, sum, K, s, &Z);
    mc_operand_clear(&Z);
    if (status)
        return status;
    snprintf(tail, sizeof tail, "<M, Z> <= K(M) + K*(Z), Z in %s", where);
    name_entry(what, K, s, tail);
    ledger_at_most(s->ledger, what, inner, sum);
    return MC_OK;
}

/* factor <= theta / gauge(Z), theta = 1023/1024, exact with few bits; about theta / d where Z
 * is free.  MC_NOT_DECIDED for Z = 0, which has no direction. */
static enum mc_status scale_inside(arb_t factor, const struct mc_norm *K, struct duality *s,
                                   struct mc_operand *Z)
{
    arb_ptr gauge = ledger_number(s->ledger);
    enum mc_status status = MC_OK;
    arf_t bound;

    arf_init(bound);
    if (K->gauge)
        status = K->gauge(gauge, Z, &s->with, s->prec);
    else
        mc_rational_enclose(gauge, s->with.d, s->prec);
    arb_get_ubound_arf(bound, gauge, s->prec);
    if (!status && (!arf_is_finite(bound) || arf_sgn(bound) <= 0))
        status = MC_NOT_DECIDED;
    if (!status) {
        arb_set_ui(factor, 1023);
        arb_mul_2exp_si(factor, factor, -10);
        arf_div(arb_midref(factor), arb_midref(factor), bound, 30, ARF_RND_FLOOR);
    }
    arf_clear(bound);
    return status;
}

static enum mc_status inequalities(const struct mc_norm *K, struct duality *s)
{
    arb_ptr factor = ledger_number(s->ledger);
    enum mc_status status = MC_OK;

    for (int i = 0; !status && i < DIRECTIONS; i++) {
        status = scale_inside(factor, K, s, &s->directions[i]);
        if (!status)
            status = inequality(K, s, s->directions[i].balls, factor, duality_directions[i]);
    }
    arb_set_ui(factor, 1023);
    arb_mul_2exp_si(factor, factor, -10);
    return status ? status : inequality(K, s, s->G, factor, "the direction of gradK(M)");
}

enum mc_status duality_check(const struct mc_norm *K, struct duality *s)
{
    struct mc_operand G;
    enum mc_status status = K->gradient(s->G, &s->M, &s->with, s->prec);

    if (status)
        return status;
    mc_operand_init(&G, s->G, -1);
    status = equality(K, s, &G);
    if (!status)
        status = boundary(K, s, &G);
    mc_operand_clear(&G);
    return status ? status : inequalities(K, s);
}
