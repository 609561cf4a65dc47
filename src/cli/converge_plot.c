// SPDX-License-Identifier: GPL-3.0-or-later
/* Curves by step, drawn from the upper ends. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "report/plot.h"

enum { OF_ONE = 5, LABEL = 160 };

struct curve {
    char label[LABEL];
    size_t count;
    double *x, *y;
};

struct converge_curves {
    struct curve *items;
    size_t count;
};

/* Zero, which leaves a gap, where zero is not excluded: its upper end says how precise the
 * enclosure is, and nothing of the iteration. */
static double upper_end(const arb_t x)
{
    double out;
    arf_t end;

    if (!arb_is_finite(x) || arb_contains_zero(x))
        return 0;
    arf_init(end);
    arb_get_ubound_arf(end, x, 64);
    out = arf_get_d(end, ARF_RND_CEIL);
    arf_clear(end);
    return out;
}

static arb_srcptr quantity(const struct mc_convergence_step *step, size_t which)
{
    const arb_srcptr all[OF_ONE] = {step->error, step->approximation, step->rounding,
                                    step->rounding_bound, step->run_bound};

    return all[which];
}

static enum mc_status add(struct converge_curves *curves, const char *label,
                          const struct mc_convergence *run, size_t which)
{
    struct curve *more = realloc(curves->items, (curves->count + 1) * sizeof *more), *curve;
    slong k;

    if (!more)
        return MC_NO_RESOURCE;
    curves->items = more;
    curve = more + curves->count;
    *curve = (struct curve){.count = (size_t)run->count,
                            .x = calloc((size_t)run->count + 1, sizeof(double)),
                            .y = calloc((size_t)run->count + 1, sizeof(double))};
    curves->count++;
    if (!curve->x || !curve->y)
        return MC_NO_RESOURCE;
    snprintf(curve->label, sizeof curve->label, "%s", label);
    for (k = 0; k < run->count; k++) {
        curve->x[k] = (double)k;
        curve->y[k] = upper_end(quantity(run->steps + k, which));
    }
    return MC_OK;
}

enum mc_status converge_curves_add(struct converge_task *task, const struct converge_run *told,
                                   struct mc_complaint *why)
{
    static const char *const names[OF_ONE] = {"error", "approximation", "rounding",
                                              "bound for all inputs", "bound for this run"};
    bool alone = task->list.count == 1 && task->format_count == 1;
    enum mc_status status = MC_OK;
    char label[LABEL];
    size_t i;

    if (!task->curves)
        task->curves = calloc(1, sizeof *task->curves);
    if (!task->curves)
        status = MC_NO_RESOURCE;
    snprintf(label, sizeof label, "%s, %s", told->format->name, told->name);
    for (i = 0; i < (alone ? OF_ONE : 1) && status == MC_OK; i++)
        status = add(task->curves, alone ? names[i] : label, &told->run, i);
    return status == MC_OK ? status : mc_complain(why, status, "memory is out");
}

static enum mc_status draw(FILE *out, const struct converge_task *task, const char *title,
                           struct mc_complaint *why)
{
    size_t count = task->curves->count, i;
    struct plot_series *series = calloc(count, sizeof *series);
    struct plot plot = {.id = "convergence", .title = title, .x_axis = "step",
                        .y_axis = "spectral norm", .log_y = true, .count = count};
    enum mc_status status;

    if (!series)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < count; i++) {
        const struct curve *curve = task->curves->items + i;

        series[i] = (struct plot_series){.label = curve->label, .count = curve->count,
                                         .x = curve->x, .y = curve->y};
    }
    plot.series = series;
    status = plot_svg(out, &plot, PLOT_IN_FILE, why);
    free(series);
    return status;
}

enum mc_status converge_curves_draw(const struct converge_task *task, struct mc_complaint *why)
{
    FILE *out = fopen(task->plot_path, "w");
    enum mc_status status;
    bool failed;
    char title[256];

    if (!out)
        return mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    if (task->list.count == 1 && task->format_count == 1)
        snprintf(title, sizeof title, "%s, %s, %s", task->iteration->id, task->formats[0].name,
                 task->list.items[0].name ? task->list.items[0].name : task->source);
    else
        snprintf(title, sizeof title, "error of %s", task->iteration->id);
    status = draw(out, task, title, why);
    failed = ferror(out) != 0;
    failed = fclose(out) != 0 || failed;
    if (failed && status == MC_OK)
        status = mc_complain(why, MC_NO_RESOURCE, "cannot be written: is the disk full?");
    return status;
}

void converge_curves_free(struct converge_curves *curves)
{
    size_t i;

    for (i = 0; curves && i < curves->count; i++) {
        free(curves->items[i].x);
        free(curves->items[i].y);
    }
    if (curves)
        free(curves->items);
    free(curves);
}
