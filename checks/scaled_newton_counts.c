// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Newton with optimal scaling, X+ = (mu X + (mu X)^-T) / 2, mu = 1 / sqrt(s_1 s_n),
 * takes condition kappa to at most (sqrt(kappa) + 1 / sqrt(kappa)) / 2.  From 10^16 that comes
 * within 2^-53 of 1 in nine steps, not in eight, and so does the sequence of Byers and Xu,
 * which needs bounds of s_1 and s_n only.
 *
 * Why it matters.  Unscaled Newton needs 58 steps there.
 *
 * Method.  One step of newton-optimal in balls and the condition by two spectral norms; the
 * recurrence for kappa; newton-byers-xu on diag(1, 10^-16).
 *
 * Control.  The same bound for the unscaled step; eight steps; the fourth root of kappa.
 *
 * Not claimed.  Anything about 1-infinity or Frobenius scaling, or in rounded arithmetic.
 *
 * Reference.  Catalogue 3.18; Kenney and Laub 1992; Byers and Xu 2008.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"
#include "muoncheck/spectrum.h"

enum { UNSCALED = 1, EIGHT, FOURTH_ROOT };

/* out = (sqrt(kappa) + 1 / sqrt(kappa)) / 2 */
static void shrink(arb_t out, const arb_t kappa, slong prec)
{
    arb_t root;

    arb_init(root);
    arb_sqrt(root, kappa, prec);
    arb_inv(out, root, prec);
    arb_add(out, out, root, prec);
    arb_mul_2exp_si(out, out, -1);
    arb_clear(root);
}

/* out = 10^16 */
static void worst_condition(arb_t out, slong prec)
{
    arb_set_ui(out, 10);
    arb_pow_ui(out, out, 16, prec);
}

/* kappa - 1 after `steps` of the recurrence from 10^16. */
static arb_ptr excess_after(struct ledger *ledger, slong steps, slong prec)
{
    arb_ptr kappa = ledger_number(ledger);

    worst_condition(kappa, prec);
    for (; steps > 0; steps--)
        shrink(kappa, kappa, prec);
    arb_sub_ui(kappa, kappa, 1, prec);
    return kappa;
}

/* max |1 - w| after `steps` of newton-byers-xu on diag(1, 10^-16). */
static arb_ptr distance_after(struct ledger *ledger, slong steps, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *D = ledger_matrix(ledger, 2, 2);
    arb_ptr gap = ledger_number(ledger), other = ledger_number(ledger);
    struct mc_state state;
    fmpq_t lo, hi;

    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_one(hi);
    fmpq_set_si(lo, 1, 10000000000000000u);
    arb_one(arb_mat_entry(D, 0, 0));
    arb_set_fmpq(arb_mat_entry(D, 1, 1), lo, prec);
    mc_state_init(&state);
    mc_state_start_scaled(&state, mc_iteration_find("newton-byers-xu"), 0, D, &balls);
    mc_state_bound(&state, lo, hi);
    arb_indeterminate(gap);
    for (; steps > 0 && state.iteration->step(&state) == MC_OK; steps--)
        ;
    if (steps == 0) {
        arb_sub_ui(gap, arb_mat_entry(state.x, 0, 0), 1, prec);
        arb_sub_ui(other, arb_mat_entry(state.x, 1, 1), 1, prec);
        arb_abs(gap, gap);
        arb_abs(other, other);
        arb_max(gap, gap, other, prec);
    }
    mc_state_clear(&state);
    fmpq_clear(lo);
    fmpq_clear(hi);
    return gap;
}

static void check_counts(struct ledger *ledger, slong steps, slong prec)
{
    arb_ptr goal = ledger_number(ledger);

    arb_one(goal);
    arb_mul_2exp_si(goal, goal, -53);
    ledger_at_most(ledger, "optimal scaling, the steps named",
                   excess_after(ledger, steps, prec), goal);
    ledger_less(ledger, "optimal scaling, one step fewer", goal,
                excess_after(ledger, steps - 1, prec));
    ledger_at_most(ledger, "Byers and Xu, the steps named",
                   distance_after(ledger, steps, prec), goal);
    ledger_less(ledger, "Byers and Xu, one step fewer", goal,
                distance_after(ledger, steps - 1, prec));
}

/* ||X|| ||X^-1||; not finite where X is not known to be regular. */
static arb_ptr condition(struct ledger *ledger, const arb_mat_t X, slong prec)
{
    arb_mat_struct *inverse = ledger_matrix(ledger, arb_mat_nrows(X), arb_mat_nrows(X));
    arb_ptr out = ledger_number(ledger), norm = ledger_number(ledger);

    arb_indeterminate(out);
    if (arb_mat_inv(inverse, X, prec)) {
        mc_spectral_norm(norm, X, prec);
        mc_spectral_norm(out, inverse, prec);
        arb_mul(out, out, norm, prec);
    }
    return out;
}

static enum mc_status check_step(struct ledger *ledger, struct instance *x, int twist,
                                 slong prec)
{
    slong n = instance_rows(x);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *X = ledger_matrix(ledger, n, n);
    arb_ptr before, claimed = ledger_number(ledger);
    enum mc_status status;
    struct mc_state state;

    if (instance_cols(x) != n)
        return MC_BAD_INPUT;   /* nothing but square X has an inverse */
    instance_enclose(X, x, prec);
    before = condition(ledger, X, prec);
    shrink(claimed, before, prec);
    if (twist == FOURTH_ROOT)
        arb_root_ui(claimed, before, 4, prec);
    mc_state_init(&state);
    mc_state_start_scaled(&state,
                          mc_iteration_find(twist == UNSCALED ? "newton" : "newton-optimal"), 0,
                          X, &balls);
    status = state.iteration->step(&state);
    if (status == MC_OK)
        ledger_at_most(ledger, "condition after one step",
                       condition(ledger, state.x, prec), claimed);
    mc_state_clear(&state);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    check_counts(ledger, twist == EIGHT ? 8 : 9, prec);
    return check_step(ledger, x, twist, prec);
}

static const struct control controls[] = {
    {"unscaled", "the bound holds for a step without scaling"},
    {"eight", "eight steps are enough from 10^16"},
    {"fourth-root", "the condition becomes at most its fourth root"},
    {0},
};

static const struct hypothesis switches[] = {
    {"optimal-scaling", "unscaled", NULL},
    {"square", NULL, "X^-T is not defined otherwise"},
    {"full-rank", NULL, "X^-T is not defined otherwise"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[3,1/2,1/1000]",
    "diagonal:m=3,n=3,spectrum=[10000,101,1]",
    "rational-svd:m=4,n=4,seed=1,spectrum=[2,1,3/4,1/3]",
    "gaussian:m=5,n=5,seed=7",
    "prescribed:m=6,n=6,seed=1,spectrum=geometric,cond=1e8",
    "hilbert:m=5,n=5",
    NULL,
};

const struct claim claim_scaled_newton_counts = {
    .id = "scaled-newton-counts",
    .number = "3.18",
    .title = "optimally scaled Newton takes kappa to (sqrt(kappa) + 1/sqrt(kappa))/2",
    .paper = "Kenney-1992",
    .source = "Kenney and Laub 1992; Byers and Xu 2008",
    .statement = "With mu = 1/sqrt(s_1 s_n), the condition of (mu X + (mu X)^-T)/2 is at most "
                 "(sqrt(kappa) + 1/sqrt(kappa))/2.  From 10^16 to within 2^-53: nine steps, also "
                 "for Byers and Xu's sequence.",
    .hypotheses = "X square and nonsingular",
    .switches = switches,
    .method = "one step in balls, condition by spectral norms; the recurrence; the iteration",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
