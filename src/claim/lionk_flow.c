// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/ball_transform.h"
#include "claim/lionk_flow.h"
#include "muoncheck/number.h"

/* gradK*(z) = d z / sqrt(1 - z^2) on singular values. */
static void pullback_value(arb_t out, const arb_t z, const void *d, slong prec)
{
    arb_t root;

    arb_init(root);
    arb_mul(root, z, z, prec);
    arb_sub_ui(root, root, 1, prec);
    arb_neg(root, root);
    arb_sqrt(root, root, prec);
    mc_rational_enclose(out, d, prec);
    arb_mul(out, out, z, prec);
    arb_div(out, out, root, prec);
    arb_clear(root);
}

/* It is odd with derivative d (1 - z^2)^(-3/2), which grows with |z|. */
static void pullback_lipschitz(arb_t out, const struct mc_svd *svd, const void *d, slong prec)
{
    arb_t largest;

    arb_init(largest);
    mc_rational_enclose(out, d, prec);
    if (svd->values) {
        arb_set(largest, svd->sigma);
        if (svd->kept)
            arb_max(largest, largest, svd->s, prec);
        arb_mul(largest, largest, largest, prec);
        arb_sub_ui(largest, largest, 1, prec);
        arb_neg(largest, largest);
        arb_pow_ui(largest, largest, 3, prec);
        arb_rsqrt(largest, largest, prec);
        arb_mul(out, out, largest, prec);
    }
    arb_clear(largest);
}

/* p = gradK*(Y). */
static enum mc_status pull_back(const struct lionk_flow *f)
{
    const struct mc_spectral_function slope = {pullback_value, pullback_lipschitz, f->with->d};

    if (f->smooth)
        return ball_function(f->p, f->Y, &slope, f->prec);
    arb_mat_set(f->p, f->Y);
    return MC_OK;
}

typedef enum mc_status value_rule(arb_t out, struct mc_operand *M,
                                  const struct mc_norm_parameters *with, slong prec);

static enum mc_status value_at(arb_t out, value_rule *rule, const arb_mat_t M,
                               const struct lionk_flow *f)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = rule(out, &operand, f->with, f->prec);
    mc_operand_clear(&operand);
    return status;
}

static enum mc_status gradient_at(arb_mat_t out, const arb_mat_t M, const struct lionk_flow *f)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = f->K->gradient(out, &operand, f->with, f->prec);
    mc_operand_clear(&operand);
    return status;
}

enum mc_status lionk_conjugate(arb_t out, const struct lionk_flow *f, const arb_mat_t Y)
{
    return value_at(out, f->K->conjugate_finite, Y, f);
}

/* q/2 or q^2/4 with q = ||X - C||_F^2. */
void lionk_objective(arb_t out, const struct lionk_flow *f, const arb_mat_t X)
{
    arb_mat_struct *D = ledger_matrix(f->ledger, f->m, f->n);

    arb_mat_sub(D, X, f->C, f->prec);
    mc_inner_product(out, D, D, f->prec);
    arb_mul_2exp_si(out, out, -1);
    if (f->quartic)
        arb_mul(out, out, out, f->prec);
}

/* a = alpha (X - C), times q for the quartic. */
static void scaled_gradient(const struct lionk_flow *f)
{
    arb_ptr factor = ledger_number(f->ledger);

    arb_mat_sub(f->a, f->X, f->C, f->prec);
    if (f->quartic) {
        mc_inner_product(factor, f->a, f->a, f->prec);
        arb_mul(factor, factor, f->alpha, f->prec);
    } else {
        arb_set(factor, f->alpha);
    }
    arb_mat_scalar_mul_arb(f->a, f->a, factor, f->prec);
}

enum mc_status lionk_energy(arb_t out, const struct lionk_flow *f, const arb_mat_t X,
                            const arb_mat_t M)
{
    arb_mat_struct *Y = ledger_matrix(f->ledger, f->m, f->n);
    arb_ptr term = ledger_number(f->ledger);
    enum mc_status status;

    arb_mat_scalar_mul_arb(Y, X, f->lambda, f->prec);
    lionk_objective(out, f, X);
    arb_mul(out, out, f->alpha, f->prec);
    status = lionk_conjugate(term, f, Y);
    if (status)
        return status;
    arb_addmul(out, term, f->conjugates, f->prec);
    status = value_at(term, f->K->value, M, f);
    if (status)
        return status;
    arb_addmul(out, term, f->c, f->prec);
    mc_inner_product(term, M, Y, f->prec);
    arb_submul(out, term, f->c, f->prec);
    return MC_OK;
}

/* A constant of the flow, in (0, 1). */
static arb_ptr drawn(const struct lionk_flow *f, const char *purpose)
{
    arb_ptr out = ledger_number(f->ledger);

    instance_fraction(out, f->x, purpose);
    return out;
}

static void choose_constants(struct lionk_flow *f)
{
    arb_ptr below = ledger_number(f->ledger);

    f->alpha = drawn(f, "alpha");
    f->g = drawn(f, "damping");
    f->lambda = drawn(f, "weight decay");
    f->eps = drawn(f, "lookahead");
    if (f->beyond)
        arb_ui_div(f->eps, 2, f->g, f->prec);
    f->c = ledger_number(f->ledger);
    f->conjugates = ledger_number(f->ledger);
    arb_mul(f->c, f->eps, f->g, f->prec);
    arb_sub_ui(f->c, f->c, 1, f->prec);
    arb_neg(f->c, f->c);
    arb_mul(below, f->eps, f->lambda, f->prec);
    if (f->other_c)
        arb_neg(below, below);
    arb_add_ui(below, below, 1, f->prec);
    arb_div(f->c, f->c, below, f->prec);
    if (!f->without_conjugate)
        arb_div(f->conjugates, f->g, f->lambda, f->prec);
    arb_add(f->conjugates, f->conjugates, f->c, f->prec);
}

/* Y random with 1/2 <= ||Y||_F < 1, X = Y / lambda. */
static void choose_point(const struct lionk_flow *f)
{
    arb_ptr size = ledger_number(f->ledger);

    instance_enclose(f->M, f->x, f->prec);
    instance_companion(f->C, f->x, "optimum");
    instance_companion(f->Y, f->x, "weights");
    mc_frobenius_norm(size, f->Y, f->prec);
    arb_mat_scalar_mul_2exp_si(f->Y, f->Y, -arf_abs_bound_lt_2exp_si(arb_midref(size)));
    arb_mat_scalar_div_arb(f->X, f->Y, f->lambda, f->prec);
}

/* C, such that M - eps (alpha (X - C) + g M) = p. */
static enum mc_status aim(const struct lionk_flow *f)
{
    enum mc_status status = pull_back(f);
    arb_ptr factor = ledger_number(f->ledger);

    arb_one(factor);
    arb_submul(factor, f->eps, f->g, f->prec);
    arb_mat_scalar_mul_arb(f->C, f->M, factor, f->prec);
    arb_mat_sub(f->C, f->p, f->C, f->prec);
    arb_mul(factor, f->eps, f->alpha, f->prec);
    arb_mat_scalar_div_arb(f->C, f->C, factor, f->prec);
    arb_mat_add(f->C, f->C, f->X, f->prec);
    return status;
}

enum mc_status lionk_flow_move(const struct lionk_flow *f)
{
    enum mc_status status = pull_back(f);

    if (status)
        return status;
    scaled_gradient(f);
    arb_mat_scalar_mul_arb(f->dM, f->M, f->g, f->prec);
    (f->plus_gradient ? arb_mat_sub : arb_mat_add)(f->dM, f->dM, f->a, f->prec);
    arb_mat_neg(f->dM, f->dM);
    arb_mat_scalar_mul_arb(f->N, f->dM, f->eps, f->prec);
    arb_mat_add(f->N, f->N, f->M, f->prec);
    status = gradient_at(f->gradient, f->M, f);
    if (status == MC_OK)
        status = gradient_at(f->gradient_N, f->N, f);
    arb_mat_sub(f->dX, f->gradient_N, f->Y, f->prec);
    return status;
}

enum mc_status lionk_flow_start(struct lionk_flow *f)
{
    arb_mat_struct **matrices[] = {&f->X, &f->M, &f->C, &f->Y, &f->p, &f->a, &f->dM, &f->N,
                                   &f->dX, &f->gradient, &f->gradient_N};
    size_t i;

    for (i = 0; i < sizeof matrices / sizeof *matrices; i++)
        *matrices[i] = ledger_matrix(f->ledger, f->m, f->n);
    f->smooth = f->K->gauge;
    choose_constants(f);
    choose_point(f);
    if (f->beyond && aim(f) != MC_OK)
        return MC_NOT_DECIDED;
    return lionk_flow_move(f);
}
