// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  f(x) = a x + b x^3 + c x^5, (a, b, c) = (3.4445, -4.7750, 2.0315), on X_0 = M /
 * ||M||_F:
 *   (1) X_k = U diag(f^k(x_i)) V^T, x_i = s_i / ||M||_F;
 *   (2) f(1) = 0.701; both positive fixed points 0.868025797656 and 1.263729067298 repel, with
 *       multipliers -1.582373 and 6.473457; the local extrema are 1.202368605163 at
 *       0.554528790854 and 0.681831462177 at 1.050136079121, and f > 0 as b^2 < 4 a c;
 *   (3) five steps take every x >= 0.002 into [0.68183146, 1.20236861], x >= 0.005 below
 *       1.15436625, x >= 0.01 below 1.13435727; from step 7 on every x >= 0.001 is in
 *       J = [0.68183146, 1.13435727], and stays there.
 *
 * Why it matters.  This is the iteration of Muon's first release: its output is a matrix with
 * singular values in these intervals, never an orthogonal one; bounds on the weights carry
 * 1.2024.
 *
 * Method.  Scalar orbits of the enclosed x_i in balls; (1) by ||X_5||_F and <U V^T, X_5> of the
 * iteration in the registry.  Instances whose smaller x_i is a preimage of an extremum
 * make each end of the intervals sharp.
 *
 * Control.  Outputs in [0.7, 1.2]; convergence to 1; an error below 0.3 from step 7 on; f(1) =
 * 1; intervals narrower by one per cent.
 *
 * Not claimed.  Here: every x of the intervals (that is a theorem on intervals, catalogue 3.5);
 * the intervals in bfloat16.
 *
 * Reference.  Jordan et al. 2024, the coefficients; dynamics in catalogue 3.5, whose second
 * multiplier (6.473453) and second place (1.050136079122) are off in their last decimals.
 */
#include "claim/published.h"
#include "muoncheck/iteration.h"

enum { PUBLISHED = 1, CONVERGES, PLATEAU, FIXES_ONE, NARROWER, ANY_VALUES };
enum { FIVE = 5, SETTLED = 7, LAST = 15 };

static arb_ptr rational(struct ledger *ledger, slong numerator, ulong denominator, slong prec)
{
    arb_ptr out = ledger_number(ledger);

    arb_set_si(out, numerator);
    arb_div_ui(out, out, denominator, prec);
    return out;
}

static void map(arb_t next, const arb_t x, slong prec)
{
    mc_iteration_find("keller")->map(next, x, 0, prec);
}

/* f'(x) = a + 3 b x^2 + 5 c x^4 */
static arb_ptr slope(struct ledger *ledger, const arb_t x, slong prec)
{
    arb_ptr t = ledger_number(ledger), out = ledger_number(ledger);

    arb_sqr(t, x, prec);
    arb_mul_si(out, t, 5 * 20315, prec);
    arb_add_si(out, out, -3 * 47750, prec);
    arb_mul(out, out, t, prec);
    arb_add_si(out, out, 34445, prec);
    arb_div_ui(out, out, 10000, prec);
    return out;
}

/* sqrt of the smaller (sign -1) or larger root of q2 t^2 + q1 t + q0, q1 < 0 < q2. */
static arb_ptr positive_root(struct ledger *ledger, slong q2, slong q1, slong q0, int sign,
                             slong prec)
{
    arb_ptr out = ledger_number(ledger);

    arb_set_si(out, q1);
    arb_sqr(out, out, prec);
    arb_submul_ui(out, rational(ledger, q2, 1, prec), 4 * (ulong)q0, prec);
    arb_sqrt(out, out, prec);
    if (sign < 0)
        arb_neg(out, out);
    arb_sub_si(out, out, q1, prec);
    arb_div_si(out, out, 2 * q2, prec);
    arb_sqrt(out, out, prec);
    return out;
}

static void check_fixed_point(struct ledger *ledger, int sign, const char *place,
                              const char *multiplier, slong prec)
{
    /* f(x) = x: c t^2 + b t + a - 1 = 0 */
    arb_ptr x = positive_root(ledger, 20315, -47750, 24445, sign, prec);
    arb_ptr m = slope(ledger, x, prec), size = ledger_number(ledger);

    ledger_published(ledger, "fixed point", x, place, 12, prec);
    ledger_published(ledger, "multiplier", m, multiplier, 6, prec);
    arb_abs(size, m);
    ledger_less(ledger, "repels", rational(ledger, 1, 1, prec), size);
}

static void check_extremum(struct ledger *ledger, int sign, const char *place,
                           const char *value, slong prec)
{
    /* f'(x) = 0: 5 c t^2 + 3 b t + a = 0 */
    arb_ptr x = positive_root(ledger, 5 * 20315, -3 * 47750, 34445, sign, prec);

    ledger_published(ledger, "place of an extremum", x, place, 12, prec);
    map(x, x, prec);
    ledger_published(ledger, "extremum", x, value, 12, prec);
}

static void check_map(struct ledger *ledger, int twist, slong prec)
{
    arb_ptr one = ledger_number(ledger), four_ac = ledger_number(ledger);

    map(one, rational(ledger, 1, 1, prec), prec);
    ledger_equal(ledger, "f(1)", one,
                 rational(ledger, twist == FIXES_ONE ? 1000 : 701, 1000, prec));
    check_fixed_point(ledger, -1, "0.868025797656", "-1.582373", prec);
    check_fixed_point(ledger, 1, "1.263729067298", "6.473457", prec);
    check_extremum(ledger, -1, "0.554528790854", "1.202368605163", prec);
    check_extremum(ledger, 1, "1.050136079121", "0.681831462177", prec);
    arb_set_si(four_ac, 4 * 34445l * 20315l);
    ledger_less(ledger, "f > 0", rational(ledger, 47750l * 47750l, 1, prec), four_ac);
}

/* lo <= y_i <= hi in units of 10^-8, narrowed by one per cent for the control. */
static void check_interval(struct ledger *ledger, const char *what, arb_srcptr y, slong count,
                           slong lo, slong hi, int twist, slong prec)
{
    arb_ptr least = ledger_number(ledger), most = ledger_number(ledger);
    slong i;

    if (twist == NARROWER) {
        lo += lo / 100;
        hi -= hi / 100;
    } else if (twist == PUBLISHED) {
        lo = 70000000;
        hi = 120000000;
    }
    arb_set(least, y);
    arb_set(most, y);
    for (i = 1; i < count; i++) {
        arb_min(least, least, y + i, prec);
        arb_max(most, most, y + i, prec);
    }
    ledger_at_most(ledger, what, rational(ledger, lo, 100000000, prec), least);
    ledger_at_most(ledger, what, most, rational(ledger, hi, 100000000, prec));
}

static bool all_at_least(arb_srcptr x, slong count, slong thousandths, slong prec)
{
    bool out = true;
    slong i;
    arb_t bound;

    arb_init(bound);
    arb_set_si(bound, thousandths);
    arb_div_ui(bound, bound, 1000, prec);
    for (i = 0; i < count; i++)
        out = out && arb_ge(x + i, bound);
    arb_clear(bound);
    return out;
}

static void check_five(struct ledger *ledger, arb_srcptr x, arb_srcptr y, slong count,
                       int twist, slong prec)
{
    slong hi = all_at_least(x, count, 10, prec)  ? 113435727
               : all_at_least(x, count, 5, prec) ? 115436625
                                                 : 120236861;

    if (twist == ANY_VALUES || all_at_least(x, count, 2, prec))
        check_interval(ledger, "after five steps", y, count, 68183146, hi, twist, prec);
}

static void check_settled(struct ledger *ledger, arb_srcptr x, arb_srcptr y, slong count,
                          slong k, int twist, slong prec)
{
    if (twist != ANY_VALUES && !all_at_least(x, count, 1, prec))
        return;
    if (twist == PLATEAU)
        check_interval(ledger, "error below 0.3", y, count, 70000000, 130000000, 0, prec);
    else if (twist == CONVERGES && k == LAST)
        check_interval(ledger, "error below 0.01", y, count, 99000000, 101000000, 0, prec);
    else
        check_interval(ledger, "from step seven on", y, count, 68183146, 113435727, twist,
                       prec);
}

/* (1): ||X_5||_F and <U V^T, X_5>. */
static enum mc_status check_matrix(struct ledger *ledger, struct instance *x, arb_srcptr y,
                                   slong count, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), k, i;
    const struct mc_iteration *keller = mc_iteration_find("keller");
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *U = ledger_matrix(ledger, m, n);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    enum mc_status status = instance_polar(U, x, prec);
    struct mc_state state;

    instance_enclose(M, x, prec);
    mc_state_init(&state);
    mc_state_start(&state, keller, 0, M, false, &balls);
    for (k = 0; k < FIVE && status == MC_OK; k++)
        status = keller->step(&state);
    mc_frobenius_norm(lhs, state.x, prec);
    for (i = 0; i < count; i++)
        arb_addmul(rhs, y + i, y + i, prec);
    arb_sqrt(rhs, rhs, prec);
    ledger_equal(ledger, "||X_5||_F", lhs, rhs);
    lhs = ledger_number(ledger);
    rhs = ledger_number(ledger);
    mc_inner_product(lhs, U, state.x, prec);
    for (i = 0; i < count; i++)
        arb_add(rhs, rhs, y + i, prec);
    ledger_equal(ledger, "<U V^T, X_5>", lhs, rhs);
    mc_state_clear(&state);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_mat_struct *start, *orbit, *M;
    enum mc_status status = MC_OK;
    arb_ptr size = ledger_number(ledger);
    slong i, k, count;

    if (!svd || svd->rank_lo != svd->rank_hi || svd->rank_lo == 0)
        return MC_NOT_DECIDED;
    count = svd->rank_lo;
    M = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    start = ledger_matrix(ledger, 1, count);
    orbit = ledger_matrix(ledger, 1, count);
    instance_enclose(M, x, prec);
    mc_frobenius_norm(size, M, prec);
    for (i = 0; i < count; i++)
        arb_div(arb_mat_entry(start, 0, i), svd->sigma + i, size, prec);
    arb_mat_set(orbit, start);
    check_map(ledger, twist, prec);
    for (k = 1; k <= LAST && status == MC_OK; k++) {
        for (i = 0; i < count; i++)
            map(arb_mat_entry(orbit, 0, i), arb_mat_entry(orbit, 0, i), prec);
        if (k == FIVE) {
            check_five(ledger, start->entries, orbit->entries, count, twist, prec);
            status = check_matrix(ledger, x, orbit->entries, count, prec);
        }
        if (k >= SETTLED)
            check_settled(ledger, start->entries, orbit->entries, count, k, twist, prec);
    }
    return status;
}

static const struct control controls[] = {
    {"published-interval", "outputs lie in [0.7, 1.2]"},
    {"converges", "after 15 steps the error is below 0.01"},
    {"plateau", "from step 7 on the error is below 0.3"},
    {"fixes-one", "f(1) = 1"},
    {"narrower", "the intervals of (3), one per cent narrower at both ends"},
    {"any-values", "the intervals hold for all nonzero singular values"},
    {0},
};

static const struct hypothesis switches[] = {
    {"values-at-least", "any-values", NULL},
    {"frobenius-start", NULL, "another normalisation is another start: normalisation-margin"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=1,n=1,spectrum=[1]",
    "diagonal:m=2,n=2,spectrum=[1,0.0041113863]",
    "diagonal:m=2,n=2,spectrum=[1,0.216001289]",
    "diagonal:m=2,n=2,spectrum=[1,0.478251531]",
    "diagonal:m=2,n=2,spectrum=[1,0.0050001]",
    "diagonal:m=2,n=2,spectrum=[1,0.0272212149]",
    "diagonal:m=2,n=2,spectrum=[1,0.0872720756]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "gaussian:m=6,n=8,seed=3",
    "prescribed:m=8,n=8,seed=1,spectrum=geometric,cond=300",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

const struct claim claim_jordan_quintic_dynamics = {
    .id = "jordan-quintic-dynamics",
    .number = "3.5",
    .title = "Muon's first quintic sends singular values into [0.6818, 1.2024], not to 1",
    .paper = "Jordan-2024",
    .source = "coefficients as published; dynamics derived here",
    .statement = "With (3.4445, -4.7750, 2.0315): f(1) = 0.701, both fixed points repel; five "
                 "steps take [0.002, 1] into [0.68183146, 1.20236861], and from step 7 on "
                 "[0.001, 1] is in [0.68183146, 1.13435727].",
    .hypotheses = "X_0 = M / ||M||_F; nonzero singular values of X_0 at least 0.002, 0.001",
    .switches = switches,
    .method = "orbits of the enclosed singular values; extremal instances at preimages",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
