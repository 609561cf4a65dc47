// SPDX-License-Identifier: GPL-3.0-or-later
/* Searches on claims made up for it: ||A||_F > 0, which is false at A = 0, and a control that is
 * false everywhere. */
#include <criterion/criterion.h>
#include <string.h>

#include "falsify/hunt.h"
#include "muoncheck/spectrum.h"

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    arb_mat_struct *A = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    arb_ptr size = ledger_number(ledger), bound = ledger_number(ledger);

    instance_enclose(A, x, prec);
    mc_frobenius_norm(size, A, prec);
    if (twist) {
        arb_mul_2exp_si(bound, size, -1);
        arb_sub_ui(bound, bound, 1, prec);
        ledger_at_most(ledger, "||A||_F <= ||A||_F/2 - 1", size, bound);
    } else {
        ledger_less(ledger, "0 < ||A||_F", bound, size);
    }
    return MC_OK;
}

static const struct control controls[] = {{"half", "||A||_F <= ||A||_F/2 - 1"}, {NULL, NULL}};
static const char *const quick[] = {"identity:n=2", NULL};
static const struct claim positive = {.id = "positive", .number = "9", .title = "t",
                                      .expected = MC_PROVED, .controls = controls,
                                      .quick = quick, .evaluate = evaluate};

static const struct hunt_options options = {.looks = 2000, .seed = 1, .digits = 15,
                                            .max_bits = 1024};

Test(hunt, leaves_a_control_where_its_claim_stands)
{
    struct hunt_result found;
    struct mc_complaint why;

    cr_assert(hunt(&found, &positive, 1, &options, &why) == MC_OK);
    cr_assert(found.verdict == MC_REFUTED && found.instance);
    cr_expect(strcmp(found.instance, "matrix:m=1,n=1,entries=[0]") != 0);
    cr_expect(strstr(found.instance, "m=1,n=1") && !found.helped, "%s", found.instance);
    hunt_result_clear(&found);
}

Test(hunt, finds_the_point_where_a_claim_is_false)
{
    struct hunt_result found;
    struct mc_complaint why;

    cr_assert(hunt(&found, &positive, 0, &options, &why) == MC_OK);
    cr_assert(found.verdict == MC_REFUTED);
    cr_expect(strstr(found.instance, "[0]"), "%s", found.instance);
    hunt_result_clear(&found);
}
