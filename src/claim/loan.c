// SPDX-License-Identifier: GPL-3.0-or-later
/* Temporaries of a claim's evaluation, freed together with its ledger. */
#include "claim/ledger.h"
#include "claim/loan.h"

struct loan {
    struct loan *next;
    arb_mat_t matrix;
};

arb_mat_struct *ledger_matrix(struct ledger *ledger, slong rows, slong cols)
{
    struct loan *loan = flint_malloc(sizeof *loan);

    arb_mat_init(loan->matrix, rows, cols);
    loan->next = ledger->loans;
    ledger->loans = loan;
    return loan->matrix;
}

arb_ptr ledger_number(struct ledger *ledger)
{
    return arb_mat_entry(ledger_matrix(ledger, 1, 1), 0, 0);
}

void loans_return(struct loan *loans)
{
    while (loans) {
        struct loan *next = loans->next;

        arb_mat_clear(loans->matrix);
        flint_free(loans);
        loans = next;
    }
}
