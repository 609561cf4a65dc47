// SPDX-License-Identifier: Apache-2.0
#include "iteration/odd_polynomial.h"
#include "iteration/table_steps.h"

enum mc_status table_step(struct mc_state *state)
{
    const struct mc_table *table = state->table;
    slong row;

    if (!table)
        return MC_NO_RESOURCE;
    row = mc_table_row(table, state->k++, table->extension);
    if (row < 0) {
        fmpq_poly_one(state->above);
        fmpq_poly_one(state->below);
        return MC_OK;
    }
    odd_polynomial_note(state, table->rows + row);
    odd_polynomial_apply(state, table->rows + row);
    return MC_OK;
}

slong cubic_products(slong p)
{
    return 2;
}

slong quintic_products(slong p)
{
    return 3;
}

slong septic_products(slong p)
{
    return 4;
}
