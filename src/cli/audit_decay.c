// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"

/* The same weight in the file before; NULL where it has none. */
static const struct audited *before(const struct audit_task *task, const struct audited *found)
{
    const struct audited *earlier = NULL;

    for (const struct audited *a = task->found; a < found; a++)
        if (a->file == found->file - 1 && !strcmp(a->weight->name, found->weight->name) &&
            a->weight->rows == found->weight->rows && a->weight->cols == found->weight->cols)
            earlier = a;
    return earlier;
}

/* eta and lambda, the same at both ends; false where they are not, or nobody says. */
static bool rates(arb_t eta, arb_t lambda, const struct audit_task *task,
                  const struct audited *a, const struct audited *b)
{
    fmpq_t first, last;
    bool same;

    fmpq_init(first);
    fmpq_init(last);
    same = audit_rate(first, task, a->file, false) && audit_rate(last, task, b->file, false) &&
           fmpq_equal(first, last);
    mc_rational_enclose(eta, first, AUDIT_BITS);
    same = same && audit_rate(first, task, a->file, true) &&
           audit_rate(last, task, b->file, true) && fmpq_equal(first, last) &&
           fmpq_sgn(first) > 0;
    mc_rational_enclose(lambda, first, AUDIT_BITS);
    fmpq_clear(first);
    fmpq_clear(last);
    return same;
}

/* One pair of neighbours into the decay of its weight. */
static void add_pair(struct audited_decay *decay, const struct audit_task *task,
                     const struct audited *a, const struct audited *b)
{
    arb_t eta, lambda, update, claimed, ratio;

    arb_init(eta);
    arb_init(lambda);
    arb_init(update);
    arb_init(claimed);
    arb_init(ratio);
    if (rates(eta, lambda, task, a, b) &&
        mc_update_bound(update, task->convention, b->weight->rows, b->weight->cols,
                        task->update, AUDIT_BITS, NULL) == MC_OK) {
        mc_decay_bound(claimed, a->figures.spectral, update, eta, lambda,
                       b->file->step - a->file->step, b->weight, AUDIT_BITS);
        arb_div(ratio, b->figures.spectral, claimed, AUDIT_BITS);
        if (arb_gt(b->figures.spectral, claimed))
            decay->verdict = MC_REFUTED;
        else if (!arb_le(b->figures.spectral, claimed) && decay->verdict != MC_REFUTED)
            decay->verdict = MC_UNDECIDED;
        if (!decay->pairs++ || arf_cmp(arb_midref(ratio), arb_midref(decay->ratio)) > 0 ||
            !arb_is_finite(ratio)) {
            arb_set(decay->claimed, claimed);
            arb_set(decay->ratio, ratio);
            decay->from = a;
            decay->to = b;
        }
    }
    arb_clear(eta);
    arb_clear(lambda);
    arb_clear(update);
    arb_clear(claimed);
    arb_clear(ratio);
}

static struct audited_decay *decay_of(struct audit_task *task, const char *name)
{
    struct audited_decay *decay = task->decays;

    while (decay < task->decays + task->decay_count && strcmp(decay->to->weight->name, name))
        decay++;
    return decay;
}

/* --bound says nothing of the updates. */
enum mc_status audit_decay(struct audit_task *task, struct mc_complaint *why)
{
    task->decays = calloc(task->count + 1, sizeof *task->decays);
    if (!task->decays)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (size_t i = 0; i <= task->count; i++) {
        arb_init(task->decays[i].claimed);
        arb_init(task->decays[i].ratio);
        task->decays[i].verdict = MC_PROVED;
    }
    for (size_t i = 0; i < task->count && !task->has_bound; i++) {
        const struct audited *b = &task->found[i], *a = before(task, b);
        struct audited_decay *decay;

        if (!a || !a->file->has_step || !b->file->has_step || a->file->step >= b->file->step ||
            a->status == MC_BAD_INPUT || b->status == MC_BAD_INPUT)
            continue;
        decay = decay_of(task, b->weight->name);
        add_pair(decay, task, a, b);
        if (decay == task->decays + task->decay_count && decay->pairs)
            task->decay_count++;
    }
    return MC_OK;
}
