// SPDX-License-Identifier: GPL-3.0-or-later
/* Every claim of the registry, on its quick instances, with its controls. */
#include <criterion/criterion.h>
#include <string.h>

#include "claim/ledger.h"
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

/* Do the ledgers say the same?  NaN compares as itself. */
static bool same(const struct ledger *a, const struct ledger *b)
{
    size_t i;

    for (i = 0; a->count == b->count && i < a->count; i++)
        if (strcmp(a->entries[i].what, b->entries[i].what) != 0 ||
            !arb_equal(a->entries[i].lhs, b->entries[i].lhs) ||
            !arb_equal(a->entries[i].rhs, b->entries[i].rhs))
            return false;
    return a->count == b->count;
}

/* On all quick instances: does the twist ever change what is evaluated, is it ever refuted? */
static void compare_evaluations(bool *changes, bool *refuted, const struct claim *c, int twist)
{
    const char *const *text;
    size_t i;

    *changes = *refuted = false;
    for (text = c->quick; *text; text++) {
        struct instance_list list;
        cr_assert(instance_list_open(&list, *text, NULL) == MC_OK, "%s", *text);
        for (i = 0; i < list.count && !(*changes && *refuted); i++) {
            struct ledger honest = {0}, dropped = {0};
            enum mc_status a = evaluate_at(&honest, c, &list.items[i], 0, 15, 256);
            enum mc_status b = evaluate_at(&dropped, c, &list.items[i], twist, 15, 256);
            *changes = *changes || a != b || !same(&honest, &dropped);
            *refuted = *refuted || ledger_violation(&dropped);
            ledger_clear(&honest);
            ledger_clear(&dropped);
        }
        instance_list_clear(&list);
    }
}

Test(claims, name_every_hypothesis_and_what_becomes_of_them_without_it)
{
    size_t i;

    for (i = 0; i < claim_count; i++) {
        const struct claim *c = claims[i];
        const struct hypothesis *h = c->switches;

        cr_expect(h, "%s names no hypothesis", c->id);
        for (; h && h->name; h++) {
            const char *standing = hypothesis_standing(c, h);
            cr_expect(strcmp(standing, "not dropped") != 0 || !strchr("014", c->number[0]),
                      "%s: %s is not dropped", c->id, h->name);
            cr_expect(h->drop ? !h->by_type && claim_twist(c, h->name) > 0 &&
                                    claim_twist(c, h->name) == claim_twist(c, h->drop)
                              : h->by_type && claim_twist(c, h->name) == 0,
                      "%s: %s", c->id, h->name);
            for (const struct hypothesis *k = c->switches; k < h; k++)
                cr_expect(strcmp(k->name, h->name) != 0, "%s: %s twice", c->id, h->name);
        }
    }
}

Test(claims, drop_no_hypothesis_in_vain, .timeout = 600)
{
    size_t i;

    for (i = 0; i < claim_count; i++)
        for (const struct hypothesis *h = claims[i]->switches; h && h->name; h++) {
            bool changes, refuted;
            int twist = claim_twist(claims[i], h->name);

            if (!twist)
                continue;
            compare_evaluations(&changes, &refuted, claims[i], twist);
            cr_expect(changes, "%s without %s is the same", claims[i]->id, h->name);
            cr_expect(refuted == (claim_expected(claims[i], twist) == MC_REFUTED),
                      "%s without %s: %s, %s", claims[i]->id, h->name,
                      hypothesis_standing(claims[i], h), refuted ? "refuted" : "not refuted");
        }
}

Test(claims, reach_every_relaxed_statement_from_a_hypothesis)
{
    size_t i;

    for (i = 0; i < claim_count; i++)
        for (const struct control *r = claims[i]->relaxed; r && r->id; r++) {
            const struct hypothesis *h = claims[i]->switches;
            while (h && h->name && (!h->drop || strcmp(h->drop, r->id) != 0))
                h++;
            cr_expect(h && h->name, "%s: %s", claims[i]->id, r->id);
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
