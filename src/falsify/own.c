// SPDX-License-Identifier: GPL-3.0-or-later
/* The claim's own instances as starts. */
#include <stdlib.h>
#include <string.h>

#include "falsify/search.h"

struct reading {
    struct instance *x;
    struct point *point;
    bool fine;
};

/* The block's values are those of A, rounded to the grid. */
static void fill(struct point *p, const arb_mat_t A)
{
    const struct block *b = &p->blocks[p->count - 1];
    slong i, j;

    for (i = 0; i < b->rows; i++)
        for (j = 0; j < b->cols; j++)
            p->values[b->first + (size_t)(i * b->cols + j)] = point_value(
                b, arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR));
}

static void read_companion(void *context, const char *purpose, slong rows, slong cols,
                           bool fraction)
{
    struct reading *reading = context;
    arb_mat_t A;

    if (!reading->fine || point_has(reading->point, purpose, rows, cols))
        return;
    reading->fine = point_add(reading->point, purpose, rows, cols, fraction);
    if (!reading->fine)
        return;
    reading->x->asked = NULL;
    arb_mat_init(A, rows, cols);
    if (fraction)
        instance_fraction(arb_mat_entry(A, 0, 0), reading->x, purpose);
    else
        instance_companion(A, reading->x, purpose);
    fill(reading->point, A);
    arb_mat_clear(A);
    reading->x->asked = read_companion;
}

/* False: the parts have too many values. */
static bool read_parts(struct point *p, const struct instance *x)
{
    arb_mat_t A;
    size_t i;

    for (i = 0; i < x->count; i++) {
        slong m = x->parts[i].rows, n = x->parts[i].cols;

        if (m * n == 0 || !point_add(p, NULL, m, n, false))
            return false;
        arb_mat_init(A, m, n);
        mc_matrix_enclose(A, &x->parts[i], LOOK_BITS);
        fill(p, A);
        arb_mat_clear(A);
    }
    return true;
}

/* The point nearest to the instance, with its parts held where `base` names them; false: it has
 * too many values, none, or says nothing. */
static bool nearest_point(struct point *p, struct search *s, struct instance *x,
                          const char *base)
{
    struct reading reading = {.x = x, .point = p};
    struct ledger ledger = {0};

    *p = (struct point){.base = base ? strdup(base) : NULL};
    reading.fine = base ? p->base != NULL : read_parts(p, x);
    x->asked = read_companion;
    x->asked_context = &reading;
    if (reading.fine)
        reading.fine = evaluate_at(&ledger, s->claim, x, s->twist, s->options->digits,
                                   LOOK_BITS) != MC_BAD_INPUT && ledger.count;
    x->asked = NULL;
    ledger_clear(&ledger);
    return reading.fine && p->count;
}

static void from_instance(struct search *s, struct instance *x, const char *base)
{
    struct point p;

    if (!s->over && nearest_point(&p, s, x, base))
        search_from(s, &p);
    point_clear(&p);
}

/* Looks at the instances of one text; climbs from them where they are points. */
static enum mc_status from_text(struct search *s, const char *text, bool climb,
                                struct mc_complaint *why)
{
    struct instance_list list;
    enum mc_status status = instance_list_open(&list, text, why);
    size_t i;

    for (i = 0; status == MC_OK && i < list.count && !s->over && !s->lost; i++) {
        const char *name = list.count == 1 ? text : list.items[i].name;

        if (!climb) {
            (void)search_look_at(s, name, NULL);
        } else {
            from_instance(s, &list.items[i], NULL);
            from_instance(s, &list.items[i], name);
        }
    }
    instance_list_clear(&list);
    return status;
}

/* Those of the quick suite: a look has to be a small part of the budget. */
static enum mc_status over_list(struct search *s, bool climb, struct mc_complaint *why)
{
    const char *const *list = s->claim->quick;
    enum mc_status status = MC_OK;
    size_t k;

    for (k = 0; list && list[k] && status == MC_OK && !s->over && !s->lost; k++)
        status = from_text(s, list[k], climb, why);
    return status;
}

enum mc_status search_own(struct search *s, struct mc_complaint *why)
{
    enum mc_status status = over_list(s, false, why);
    slong before = -1;

    while (status == MC_OK && !s->over && !s->lost && before != s->out->looks) {
        before = s->out->looks;
        status = over_list(s, true, why);
    }
    return status;
}
