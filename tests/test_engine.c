// SPDX-License-Identifier: GPL-3.0-or-later
/* The claim engine on statements made up for the purpose. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "claim/claim.h"
#include "claim/ledger.h"

static const char *const one_matrix[] = {"identity:n=2", NULL};
static const struct control false_statement[] = {{"off-by-one-percent", ""}, {NULL, NULL}};

static const struct decide_options options = {.digits = 30, .max_bits = 1000};

static struct claim_result decided(enum mc_status (*evaluate)(struct ledger *, struct instance *,
                                                              int, slong),
                                   enum mc_verdict expected)
{
    static struct claim claim;
    struct claim_result result;
    struct mc_complaint why;

    claim = (struct claim){.id = "made-up", .number = "0", .expected = expected,
                           .controls = false_statement, .quick = one_matrix,
                           .evaluate = evaluate};
    cr_assert(claim_decide(&result, &claim, &options, &why) == MC_OK);
    return result;
}

/* sqrt(2)^2 = 2, the control 1 % off. */
static enum mc_status identity(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(l), rhs = ledger_number(l);

    arb_sqrt_ui(lhs, 2, prec);
    arb_sqr(lhs, lhs, prec);
    arb_set_d(rhs, twist ? 2.02 : 2);
    ledger_equal(l, "square of a root", lhs, rhs);
    return MC_OK;
}

Test(engine, calls_an_identity_agreeing_and_says_to_how_many_digits)
{
    struct claim_result r = decided(identity, MC_AGREES);

    cr_expect(r.verdict == MC_AGREES && r.control == MC_REFUTED && r.as_expected);
    cr_expect(r.digits >= 30 && r.digits < 60, "%ld", (long)r.digits);
    claim_result_clear(&r);
}

Test(engine, names_each_instance_once_whatever_the_controls_see)
{
    struct claim_result r = decided(identity, MC_AGREES);

    cr_assert(r.instances == 1, "%ld", (long)r.instances);
    cr_expect(!strcmp(r.instance_names[0], "identity:n=2"), "%s", r.instance_names[0]);
    claim_result_clear(&r);
}

/* 1 - 2^-400 < 1 needs more than 400 bits; the control claims it the other way round. */
static enum mc_status narrow(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(l), rhs = ledger_number(l);

    arb_one(lhs);
    arb_mul_2exp_si(lhs, lhs, -400);
    arb_sub_ui(lhs, lhs, 1, prec);
    arb_neg(lhs, lhs);
    arb_one(rhs);
    if (twist)
        ledger_less(l, "narrow", rhs, lhs);
    else
        ledger_less(l, "narrow", lhs, rhs);
    return MC_OK;
}

/* The mean of 800 samples in [0, 1] is 1/4: with chance 2^-20 of error their expectation is
 * below 1/4 + sqrt(20 log 2 / 1600) = 0.3431; the control's 0.34 is not a matter of samples. */
static enum mc_status sampled(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr mean = ledger_number(l), range = ledger_number(l), bound = ledger_number(l);

    arb_set_d(mean, 0.25);
    arb_one(range);
    arb_set_d(bound, twist ? 0.34 : 0.344);
    ledger_mean_at_most(l, "mean", mean, range, 800, 20, bound);
    return MC_OK;
}

Test(engine, supports_a_mean_that_a_confidence_bound_holds_and_refutes_none)
{
    struct claim_result r = decided(sampled, MC_SUPPORTED);

    cr_expect(r.verdict == MC_SUPPORTED && r.statistical);
    cr_expect(r.control == MC_UNDECIDED && !r.as_expected, "a sample refuted something");
    claim_result_clear(&r);
}

Test(engine, raises_the_precision_until_sides_separate)
{
    struct claim_result r = decided(narrow, MC_PROVED);

    cr_expect(r.verdict == MC_PROVED && r.as_expected);
    cr_expect(r.bits > 400 && r.bits <= 1000, "%ld", (long)r.bits);
    claim_result_clear(&r);
}

/* A contact that no precision decides: sqrt(2) sqrt(2) <= 2. */
static enum mc_status contact(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(l), rhs = ledger_number(l);

    arb_sqrt_ui(lhs, 2, prec);
    arb_mul(lhs, lhs, lhs, prec);
    arb_set_ui(rhs, twist ? 1 : 2);
    ledger_at_most(l, "contact", lhs, rhs);
    return MC_OK;
}

Test(engine, leaves_a_contact_undecided_at_the_cap)
{
    struct claim_result r = decided(contact, MC_PROVED);

    cr_expect(r.verdict == MC_UNDECIDED && !r.as_expected && r.bits == 1000);
    claim_result_clear(&r);
}

static enum mc_status exact_contact(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(l), rhs = ledger_number(l);

    arb_set_ui(lhs, twist ? 3 : 2);
    arb_set_ui(rhs, 2);
    ledger_at_most(l, "exact", lhs, rhs);
    return MC_OK;
}

Test(engine, decides_an_exact_contact_and_reports_the_ratio_one)
{
    struct claim_result r = decided(exact_contact, MC_PROVED);

    cr_expect(r.verdict == MC_PROVED && r.has_ratio && arb_is_one(r.worst_ratio));
    claim_result_clear(&r);
}

static enum mc_status nothing(struct ledger *l, struct instance *x, int twist, slong prec)
{
    return MC_OK;
}

Test(engine, does_not_call_a_claim_without_entries_proved)
{
    struct claim_result r = decided(nothing, MC_PROVED);

    cr_expect(r.verdict == MC_UNDECIDED && r.control == MC_UNDECIDED && !r.as_expected);
    claim_result_clear(&r);
}

static enum mc_status not_a_number(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(l), rhs = ledger_number(l);

    arb_indeterminate(lhs);
    ledger_at_most(l, "nan", lhs, rhs);
    ledger_less(l, "nan", lhs, rhs);
    ledger_equal(l, "nan", lhs, rhs);
    ledger_equal(l, "nan", lhs, lhs);
    return MC_OK;
}

Test(engine, never_decides_on_nan_or_infinite_balls)
{
    struct claim_result r = decided(not_a_number, MC_PROVED);

    cr_expect(r.verdict == MC_UNDECIDED && r.control == MC_UNDECIDED);
    claim_result_clear(&r);
}

/* Whatever an infinite side means, it is no proof and no counterexample. */
static enum mc_status infinite_side(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr one = ledger_number(l), infinite = ledger_number(l), minus = ledger_number(l);

    arb_one(one);
    arb_pos_inf(infinite);
    arb_neg_inf(minus);
    ledger_at_most(l, "an infinite bound", one, infinite);
    ledger_at_most(l, "an infinite bound", infinite, infinite);
    ledger_at_most(l, "an infinite bound", infinite, one);
    ledger_less(l, "an infinite bound", minus, one);
    ledger_less(l, "an infinite bound", infinite, infinite);
    ledger_equal(l, "an infinite side", one, infinite);
    return MC_OK;
}

Test(engine, takes_an_infinite_side_for_neither_proof_nor_counterexample)
{
    struct claim_result r = decided(infinite_side, MC_PROVED);

    cr_expect(r.verdict == MC_UNDECIDED && r.control == MC_UNDECIDED, "%s, %s",
              mc_verdict_name(r.verdict), mc_verdict_name(r.control));
    claim_result_clear(&r);
}

/* 0 = 2^-400 (1 +/- 1), on scales that are not certainly positive. */
static enum mc_status useless_scale(struct ledger *l, struct instance *x, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(l), rhs = ledger_number(l), scale = ledger_number(l);

    arb_one(rhs);
    mag_one(arb_radref(rhs));
    arb_mul_2exp_si(rhs, rhs, -400);
    arb_set_si(scale, -1);
    ledger_equal_scaled(l, "negative", lhs, rhs, scale);
    arb_zero(scale);
    ledger_equal_scaled(l, "zero", lhs, rhs, scale);
    arb_one(scale);
    mag_set_ui(arb_radref(scale), 2);
    ledger_equal_scaled(l, "of no sign", lhs, rhs, scale);
    arb_pos_inf(scale);
    ledger_equal_scaled(l, "infinite", lhs, rhs, scale);
    ledger_equal(l, "nearly zero", lhs, rhs);
    return MC_OK;
}

Test(engine, agrees_to_no_digits_on_a_scale_that_is_not_positive)
{
    struct ledger ledger = {.digits = 30, .prec = 200};
    size_t i;

    cr_assert(useless_scale(&ledger, NULL, 0, 200) == MC_OK);
    for (i = 0; i < ledger.count; i++)
        cr_expect(ledger.entries[i].state == ENTRY_OPEN && ledger.entries[i].digits == 0, "%s",
                  ledger.entries[i].what);
    ledger_clear(&ledger);
}

Test(engine, calls_nothing_an_identity_that_agrees_to_no_digit)
{
    struct ledger ledger = {.digits = 0, .prec = 100};
    arb_ptr lhs = ledger_number(&ledger), rhs = ledger_number(&ledger);

    arb_one(lhs);
    mag_one(arb_radref(lhs));
    arb_one(rhs);
    ledger_equal(&ledger, "1 +/- 1 = 1", lhs, rhs);
    cr_expect(ledger.entries[0].state == ENTRY_OPEN);
    ledger_clear(&ledger);
}

Test(engine, leaves_matrices_of_two_shapes_open)
{
    struct ledger ledger = {.digits = 30, .prec = 100};

    ledger_equal_matrix(&ledger, "2 x 2 and 2 x 3", ledger_matrix(&ledger, 2, 2),
                        ledger_matrix(&ledger, 2, 3));
    ledger_equal_matrix(&ledger, "1 x 2 and 2 x 3", ledger_matrix(&ledger, 1, 2),
                        ledger_matrix(&ledger, 2, 3));
    cr_expect(ledger.entries[0].state == ENTRY_OPEN && ledger.entries[1].state == ENTRY_OPEN);
    ledger_clear(&ledger);
}

/* A control that happens to be true must be found out. */
static enum mc_status idle_control(struct ledger *l, struct instance *x, int twist, slong prec)
{
    return exact_contact(l, x, 0, prec);
}

Test(engine, does_not_expect_a_claim_whose_control_is_not_refuted)
{
    struct claim_result r = decided(idle_control, MC_PROVED);

    cr_expect(r.verdict == MC_PROVED && r.control == MC_PROVED && !r.as_expected);
    claim_result_clear(&r);
}

/* 2 <= 2, and then the evaluation says that it could not be finished. */
static enum mc_status unfinished(struct ledger *l, struct instance *x, int twist, slong prec)
{
    enum mc_status status = exact_contact(l, x, twist, prec);

    return status ? status : MC_NOT_DECIDED;
}

static enum mc_status impossible(struct ledger *l, struct instance *x, int twist, slong prec)
{
    enum mc_status status = exact_contact(l, x, twist, prec);

    return status ? status : MC_BAD_INPUT;
}

Test(engine, does_not_call_an_evaluation_that_failed_a_proof)
{
    struct claim_result r = decided(unfinished, MC_PROVED);

    cr_expect(r.verdict == MC_UNDECIDED && r.message, "%s", mc_verdict_name(r.verdict));
    claim_result_clear(&r);
    r = decided(impossible, MC_PROVED);
    cr_expect(r.verdict == MC_UNDECIDED && r.message, "%s", mc_verdict_name(r.verdict));
    claim_result_clear(&r);
}

/* Entries for 2 x 2 matrices alone. */
static enum mc_status now_and_then(struct ledger *l, struct instance *x, int twist, slong prec)
{
    return instance_rows(x) == 2 ? exact_contact(l, x, twist, prec) : MC_OK;
}

static enum mc_verdict verdict_on(const char *const *instances)
{
    const struct claim claim = {.id = "made-up", .number = "0", .controls = false_statement,
                                .quick = instances, .evaluate = now_and_then};
    struct claim_result result;
    struct mc_complaint why;
    enum mc_verdict verdict;

    cr_assert(claim_decide(&result, &claim, &options, &why) == MC_OK);
    verdict = result.verdict;
    claim_result_clear(&result);
    return verdict;
}

Test(engine, proves_nothing_while_one_instance_is_missing_or_silent)
{
    static const char *const fine[] = {"identity:n=2", "diagonal:m=2,n=2,spectrum=[2,1]", NULL};
    static const char *const silent[] = {"identity:n=2", "identity:n=3", NULL};
    static const char *const missing[] = {"identity:n=2", "data:no-such-file.npy:x", NULL};
    static const char *const unknown[] = {"no-such-generator:n=2", "identity:n=2", NULL};
    static const char *const none[] = {NULL};

    cr_expect(verdict_on(fine) == MC_PROVED);
    cr_expect(verdict_on(silent) == MC_UNDECIDED);
    cr_expect(verdict_on(missing) == MC_UNDECIDED);
    cr_expect(verdict_on(unknown) == MC_UNDECIDED);
    cr_expect(verdict_on(none) == MC_UNDECIDED);
    cr_expect(verdict_on(NULL) == MC_UNDECIDED);
}

/* |lhs - rhs| may be 0.097, and both sides 0.9515: that is more than a tenth. */
Test(engine, measures_digits_by_what_the_larger_side_certainly_is)
{
    struct ledger ledger = {.digits = 1, .prec = 100};
    arb_ptr lhs = ledger_number(&ledger), rhs = ledger_number(&ledger);

    arb_one(lhs);
    mag_set_d(arb_radref(lhs), 0.0485);
    arb_set(rhs, lhs);
    ledger_equal(&ledger, "1 +/- 0.0485 twice", lhs, rhs);
    cr_expect(ledger.entries[0].digits == 0 && ledger.entries[0].state == ENTRY_OPEN);
    ledger_clear(&ledger);
}
