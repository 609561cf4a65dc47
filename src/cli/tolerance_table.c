// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cli/tolerance.h"

/* (a, b, c) / d, the same at every step. */
static const struct row {
    const char *name;
    slong a, b, c;
    ulong d;
    slong steps;
} tables[] = {
    {"keller", 34445, -47750, 20315, 10000, 5},
    {"newton-schulz-3", 3, -1, 0, 2, 20},
    {"newton-schulz-5", 15, -10, 3, 8, 12},
};

static void set_polynomial(fmpq_poly_t p, const struct row *row)
{
    const slong coefficients[] = {row->a, row->b, row->c};
    fmpq_t q;

    fmpq_init(q);
    fmpq_poly_init(p);
    for (slong i = 0; i < 3; i++) {
        fmpq_set_si(q, coefficients[i], row->d);
        fmpq_poly_set_coeff_fmpq(p, 2 * i + 1, q);
    }
    fmpq_clear(q);
}

enum mc_status tolerance_read_table(struct tolerance_task *task, const char *name, slong steps,
                                    struct mc_complaint *why)
{
    size_t i;

    for (i = 0; i < sizeof tables / sizeof *tables && strcmp(tables[i].name, name); i++)
        ;
    if (i == sizeof tables / sizeof *tables)
        return mc_complain(why, MC_BAD_INPUT, "no table is called '%.60s': keller, "
                           "newton-schulz-3, newton-schulz-5", name);
    steps = steps < 0 ? tables[i].steps : steps;
    task->table = tables[i].name;
    task->polynomials = calloc((size_t)steps + 1, sizeof *task->polynomials);
    if (!task->polynomials)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (; task->steps < steps; task->steps++)
        set_polynomial(task->polynomials + task->steps, tables + i);
    return MC_OK;
}
