// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "claim/ledger.h"
#include "claim/loan.h"

struct entry *ledger_append(struct ledger *ledger, const char *what)
{
    struct entry *e;

    if (ledger->count == ledger->room) {
        ledger->room = 2 * ledger->room + 16;
        ledger->entries = flint_realloc(ledger->entries, ledger->room * sizeof *e);
    }
    e = &ledger->entries[ledger->count++];
    *e = (struct entry){.what = strdup(what)};
    arb_init(e->lhs);
    arb_init(e->rhs);
    arb_init(e->ratio);
    return e;
}

void ledger_clear(struct ledger *ledger)
{
    size_t i;

    for (i = 0; i < ledger->count; i++) {
        free(ledger->entries[i].what);
        arb_clear(ledger->entries[i].lhs);
        arb_clear(ledger->entries[i].rhs);
        arb_clear(ledger->entries[i].ratio);
    }
    flint_free(ledger->entries);
    for (i = 0; i < ledger->measure_count; i++) {
        free(ledger->measures[i].what);
        arb_clear(ledger->measures[i].value);
        arb_clear(ledger->measures[i].error);
    }
    flint_free(ledger->measures);
    loans_return(ledger->loans);
    *ledger = (struct ledger){0};
}

void ledger_measured(struct ledger *ledger, const char *what, const arb_t value,
                     const arb_t error)
{
    size_t bytes = (ledger->measure_count + 1) * sizeof(struct measure);
    struct measure *m;

    ledger->measures = flint_realloc(ledger->measures, bytes);
    m = &ledger->measures[ledger->measure_count++];
    m->what = strdup(what);
    arb_init(m->value);
    arb_init(m->error);
    arb_set(m->value, value);
    arb_set(m->error, error);
}

const struct entry *ledger_violation(const struct ledger *ledger)
{
    size_t i;

    for (i = 0; i < ledger->count; i++)
        if (ledger->entries[i].state == ENTRY_VIOLATED)
            return &ledger->entries[i];
    return NULL;
}

static bool meets(const struct mc_matrix *A, unsigned needs)
{
    bool exact = A->kind == MC_RATIONAL || A->kind == MC_DYADIC;
    slong rank = FLINT_MIN(A->rows, A->cols);

    if (needs & (NEEDS_NONZERO | NEEDS_FULL_RANK) && exact && mc_matrix_rank(&rank, A) != MC_OK)
        return false;
    return !((needs & NEEDS_NONZERO && rank == 0) ||
             (needs & NEEDS_FULL_RANK && rank < FLINT_MIN(A->rows, A->cols)) ||
             (needs & NEEDS_SQUARE && A->rows != A->cols));
}

enum mc_status evaluate_at(struct ledger *ledger, const struct claim *claim,
                           struct instance *x, int twist, slong digits, slong prec)
{
    ledger_clear(ledger);
    ledger->digits = digits;
    ledger->prec = prec;
    return meets(&x->parts[0], claim_needs(claim, twist))
               ? claim->evaluate(ledger, x, twist, prec)
               : MC_BAD_INPUT;
}
