// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cli/tolerance.h"
#include "muoncheck/table.h"

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

/* `steps` rows of the table, as it goes on after its last one. */
static enum mc_status take_rows(struct tolerance_task *task, const struct mc_table *table,
                                slong steps, struct mc_complaint *why)
{
    slong row;

    task->polynomials = calloc((size_t)steps + 1, sizeof *task->polynomials);
    if (!task->polynomials)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (; task->steps < steps; task->steps++) {
        row = mc_table_row(table, task->steps, table->extension);
        if (row < 0)
            return mc_complain(why, MC_BAD_INPUT, "--steps %ld, but the table ends after %ld",
                               (long)steps, (long)table->count);
        fmpq_poly_init(task->polynomials + task->steps);
        fmpq_poly_set(task->polynomials + task->steps, table->rows + row);
    }
    return MC_OK;
}

enum mc_status tolerance_read_table(struct tolerance_task *task, const char *name, slong steps,
                                    struct mc_complaint *why)
{
    const struct alias *alias = find_alias(name);
    struct mc_table table;
    enum mc_status status;

    mc_table_init(&table);
    task->table = name;
    status = mc_table_read(&table, alias ? alias->table : name, why);
    if (status == MC_OK && table.normalisation && !strcmp(table.normalisation, "aol"))
        status = mc_complain(why, MC_BAD_INPUT, "made for almost-orthogonal scaling: no bound "
                             "is derived for that");
    if (status == MC_OK)
        status = take_rows(task, &table, steps >= 0 ? steps : alias ? alias->steps
                                                                    : table.steps, why);
    mc_table_clear(&table);
    return status;
}
