// SPDX-License-Identifier: Apache-2.0
#include "iteration/judge.h"

enum { ORDER_BITS = 96 };

/* log(e2/e1) / log(e1/e0), indeterminate where that is not certain to exist. */
static void observed_order(arb_t out, const arb_t e0, const arb_t e1, const arb_t e2,
                           slong prec)
{
    arb_t below;

    arb_init(below);
    arb_indeterminate(out);
    if (arb_is_positive(e0) && arb_is_positive(e1) && arb_is_positive(e2)) {
        arb_div(out, e2, e1, prec);
        arb_log(out, out, prec);
        arb_div(below, e1, e0, prec);
        arb_log(below, below, prec);
        arb_div(out, out, below, prec);
    }
    arb_clear(below);
}

/* Did this step lower the error by more than both roundings?  Else what it did to the error may
 * be rounding, and says nothing of the iteration. */
static bool fell(const struct mc_convergence_step *step)
{
    arb_t fall, noise;
    bool out;

    arb_init(fall);
    arb_init(noise);
    arb_sub(fall, step[-1].error, step->error, ORDER_BITS);
    arb_add(noise, step[-1].rounding, step->rounding, ORDER_BITS);
    out = arb_gt(fall, noise) && arb_lt(step->rounding, step->approximation);
    arb_clear(fall);
    arb_clear(noise);
    return out;
}

static void observe_orders(struct mc_convergence *out)
{
    struct mc_convergence_step *step = out->steps;
    slong k;

    for (k = 2; k < out->count; k++)
        if (fell(step + k - 1) && fell(step + k))
            observed_order(step[k].order, step[k - 2].error, step[k - 1].error,
                           step[k].error, ORDER_BITS);
}

/* With an epsilon: is ||X_0||_F certainly below 1/2? */
static bool starts_small(const struct trajectory *run, const struct target *target)
{
    arb_t norm;
    bool out;

    if (!target->options || !target->options->epsilon ||
        target->iteration->target != MC_POLAR || !arb_mat_is_finite(run->x))
        return false;
    arb_init(norm);
    mc_frobenius_norm(norm, run->x, ORDER_BITS);
    arb_mul_2exp_si(norm, norm, 1);
    arb_sub_ui(norm, norm, 1, ORDER_BITS);
    out = arb_is_negative(norm);
    arb_clear(norm);
    return out;
}

/* error > (3/2) ||T|| */
static bool beyond(const arb_t error, const struct target *target)
{
    arb_t most;
    bool out;

    arb_init(most);
    arb_mul_ui(most, target->norm, 3, ORDER_BITS);
    arb_mul_2exp_si(most, most, -1);
    out = arb_gt(error, most);
    arb_clear(most);
    return out;
}

/* What the step shows; the start of a root is no approximation of it yet. */
static enum mc_wrong look(const struct mc_convergence *out, slong k,
                          const struct trajectory *run, const struct target *target)
{
    const struct mc_iteration *iteration = target->iteration;

    if (run->left_range >= 0 && k >= run->left_range)
        return MC_LEFT_RANGE;
    if (k == 0 && starts_small(run, target))
        return MC_EPSILON_RULES;
    if (iteration->target == MC_POLAR && iteration->scaling != MC_UNSCALED &&
        (iteration->map || iteration->map_at) && beyond(out->steps[k].error, target))
        return MC_OUT_OF_HAND;
    return MC_NOTHING_WRONG;
}

/* Is some later error certainly below half of this one? */
static bool halved_later(const struct mc_convergence *out, slong k)
{
    arb_t half;
    slong j;
    bool yes = false;

    arb_init(half);
    arb_mul_2exp_si(half, out->steps[k].error, -1);
    for (j = k + 1; j < out->count && !yes; j++)
        yes = arb_lt(out->steps[j].error, half);
    arb_clear(half);
    return yes;
}

void judge(struct mc_convergence *out, const struct trajectory *run,
           const struct target *target)
{
    slong k;

    observe_orders(out);
    out->wrong = MC_NOTHING_WRONG;
    out->wrong_at = -1;
    for (k = 0; k < out->count && out->wrong == MC_NOTHING_WRONG; k++) {
        out->wrong = look(out, k, run, target);
        out->wrong_at = out->wrong == MC_NOTHING_WRONG ? -1 : k;
    }
    for (k = 0; k < out->count && halved_later(out, k); k++)
        ;
    out->stagnates_at = k + 1 < out->count ? k : -1;
}
