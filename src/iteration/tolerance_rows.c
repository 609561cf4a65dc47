// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "iteration/tolerance.h"

/* Names of iterations for tables of one row, and steps where the table says too few. */
static const struct alias {
    const char *name, *table;
    slong steps;
} aliases[] = {
    {"newton-schulz-3", "ns3", 20},
    {"newton-schulz-5", "ns5", 12},
};

static const struct alias *find_alias(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (!strcmp(aliases[i].name, name) || !strcmp(aliases[i].table, name))
            return aliases + i;
    return NULL;
}

void tolerance_rows_free(fmpq_poly_struct *rows, slong steps)
{
    for (slong k = 0; rows && k < steps; k++)
        fmpq_poly_clear(rows + k);
    free(rows);
}

/* `steps` rows of the table, as it goes on after its last one. */
static enum mc_status take_rows(fmpq_poly_struct **out, const struct mc_table *table,
                                slong steps, struct mc_complaint *why)
{
    fmpq_poly_struct *rows = calloc((size_t)steps + 1, sizeof *rows);
    slong k, row;

    if (!rows)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (k = 0; k < steps; k++) {
        row = mc_table_row(table, k, table->extension);
        if (row < 0) {
            tolerance_rows_free(rows, k);
            return mc_complain(why, MC_BAD_INPUT, "%ld steps, but the table ends after %ld",
                               (long)steps, (long)table->count);
        }
        fmpq_poly_init(rows + k);
        fmpq_poly_set(rows + k, table->rows + row);
    }
    *out = rows;
    return MC_OK;
}

enum mc_status tolerance_rows_read(fmpq_poly_struct **rows, slong *steps, const char *name,
                                   struct mc_complaint *why)
{
    const struct alias *alias = find_alias(name);
    struct mc_table table;
    enum mc_status status;

    mc_table_init(&table);
    status = mc_table_read(&table, alias ? alias->table : name, why);
    if (status == MC_OK && table.normalisation && !strcmp(table.normalisation, "aol"))
        status = mc_complain(why, MC_BAD_INPUT, "made for almost-orthogonal scaling: no bound "
                             "is derived for that");
    if (status == MC_OK && *steps < 0)
        *steps = alias ? alias->steps : table.steps;
    if (status == MC_OK)
        status = take_rows(rows, &table, *steps, why);
    mc_table_clear(&table);
    return status;
}
