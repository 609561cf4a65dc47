// SPDX-License-Identifier: GPL-3.0-or-later
/* Error, approximation and rounding by step, drawn from the upper ends. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "report/plot.h"

enum { SERIES = 3 };

/* Zero, which leaves a gap, where zero is not excluded: its upper end says how precise the
 * enclosure is, and nothing of the iteration. */
static double upper_end(const arb_t x)
{
    double out;
    arf_t end;

    if (arb_contains_zero(x))
        return 0;
    arf_init(end);
    arb_get_ubound_arf(end, x, 64);
    out = arf_get_d(end, ARF_RND_CEIL);
    arf_clear(end);
    return out;
}

static enum mc_status draw(FILE *out, const struct mc_convergence *run, const char *title,
                           double *values, struct mc_complaint *why)
{
    size_t count = (size_t)run->count, k;
    double *x = values, *error = x + count, *approximation = error + count;
    double *rounding = approximation + count;
    const struct plot_series series[SERIES] = {
        {.label = "error", .count = count, .x = x, .y = error},
        {.label = "approximation", .count = count, .x = x, .y = approximation},
        {.label = "rounding", .count = count, .x = x, .y = rounding},
    };
    const struct plot plot = {.id = "convergence", .title = title, .x_axis = "step",
                              .y_axis = "spectral norm", .log_y = true, .series = series,
                              .count = SERIES};

    for (k = 0; k < count; k++) {
        x[k] = (double)k;
        error[k] = upper_end(run->steps[k].error);
        approximation[k] = upper_end(run->steps[k].approximation);
        rounding[k] = upper_end(run->steps[k].rounding);
    }
    return plot_svg(out, &plot, PLOT_IN_FILE, why);
}

enum mc_status converge_plot(const struct converge_task *task, const char *name,
                             const struct mc_convergence *run, struct mc_complaint *why)
{
    double *values = calloc((SERIES + 1) * (size_t)run->count + 1, sizeof *values);
    FILE *out = fopen(task->plot, "w");
    enum mc_status status;
    bool failed;
    char title[256];

    snprintf(title, sizeof title, "%s, %s, %s", run->iteration->id, task->format.name, name);
    if (!out)
        status = mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    else if (!values)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    else
        status = draw(out, run, title, values, why);
    failed = out && ferror(out);
    failed = (out && fclose(out) != 0) || failed;
    if (failed && status == MC_OK)
        status = mc_complain(why, MC_NO_RESOURCE, "cannot be written: is the disk full?");
    free(values);
    return status;
}
