// SPDX-License-Identifier: GPL-3.0-or-later
/* Every claim of the registry, on its quick instances, with its controls. */
#include <criterion/criterion.h>
#include <string.h>

#include "claim/claim.h"
#include "theorem/theorem.h"

Test(claims, come_out_as_expected_with_every_control_refuted, .timeout = 600)
{
    const struct decide_options options = {.digits = 30, .max_bits = 4096};
    size_t i, k;

    for (i = 0; i < claim_count; i++) {
        const struct claim *c = claims[i];
        struct claim_result r;
        struct mc_complaint why = {{0}};

        cr_assert(claim_decide(&r, c, &options, &why) == MC_OK, "%s: %s", c->id, why.text);
        cr_expect(r.verdict == c->expected, "%s: %s, expected %s; %s", c->id,
                  mc_verdict_name(r.verdict), mc_verdict_name(c->expected),
                  r.message ? r.message : "");
        cr_expect(r.controls > 0, "%s has no control", c->id);
        for (k = 0; k < r.controls; k++)
            cr_expect(r.control_verdicts[k] == MC_REFUTED, "%s: control %s: %s", c->id,
                      c->controls[k].id, mc_verdict_name(r.control_verdicts[k]));
        if (c->tight) {
            arb_t bound;
            arb_init(bound);
            arb_set_ui(bound, 99);
            arb_div_ui(bound, bound, 100, 64);
            cr_expect(r.has_ratio && arb_ge(r.worst_ratio, bound),
                      "%s is called tight, its largest ratio is below 0.99", c->id);
            arb_clear(bound);
        }
        claim_result_clear(&r);
    }
}

Test(claims, share_no_id_with_a_theorem_as_results_are_stored_by_id)
{
    for (size_t i = 0; i < claim_count; i++) {
        const struct theorem *theorem = theorem_find(claims[i]->id);

        cr_expect(!theorem, "%s", claims[i]->id);
    }
}

Test(claims, name_a_control_for_each_hypothesis_that_can_be_dropped)
{
    size_t i;

    for (i = 0; i < claim_count; i++)
        for (const struct hypothesis *h = claims[i]->switches; h && h->name; h++) {
            const struct control *k = claims[i]->controls;
            while (k->id && strcmp(k->id, h->control) != 0)
                k++;
            cr_expect(k->id, "%s: %s", claims[i]->id, h->name);
        }
}

Test(claims, say_all_that_explain_shows)
{
    size_t i;

    for (i = 0; i < claim_count; i++) {
        const struct claim *c = claims[i];
        cr_expect(c->title && c->paper && c->source && c->statement && c->hypotheses &&
                      c->method && c->number && c->controls && c->quick,
                  "%s", c->id);
        cr_expect(c->expected != MC_UNDECIDED, "%s", c->id);
        for (const struct control *k = c->controls; k->id; k++)
            cr_expect(!strchr(k->id, '/'), "%s: control %s cannot name a witness file", c->id,
                      k->id);
        cr_expect(claim_find(c->id) == c && claim_find(c->number) == c, "%s", c->id);
    }
}
