// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The counts as a plot: over log10 of the bin's geometric middle, the share of the singular
 * values, from those certainly in the bin to those that may be.  One curve a matrix; where they
 * are too many for that, one a file, of all its matrices together.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"
#include "report/plot.h"

struct curve {
    const char *label;
    double x[MC_SPECTRUM_BINS], y[MC_SPECTRUM_BINS], lo[MC_SPECTRUM_BINS],
        hi[MC_SPECTRUM_BINS], values;
};

/* The last bin, which reaches down to 0, is drawn as if it were as wide as the others. */
static double middle(size_t k)
{
    double to = (double)mc_spectrum_edge(k), from = (double)mc_spectrum_edge(k + 1);

    return log10(sqrt(to * (from > 0 ? from : to / 1.25)) / MC_SPECTRUM_UNIT);
}

static void add(struct curve *curve, const struct mc_figures *f, double count)
{
    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++) {
        curve->lo[k] += (double)f->least[k];
        curve->hi[k] += (double)f->most[k];
    }
    curve->values += count;
}

static void finish(struct curve *curve)
{
    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++) {
        curve->x[k] = middle(k);
        curve->lo[k] /= curve->values;
        curve->hi[k] /= curve->values;
        curve->y[k] = (curve->lo[k] + curve->hi[k]) / 2;
    }
}

/* curves, count: heap.  A file's matrices lie together. */
static struct curve *gather(size_t *count, const struct audit_task *task)
{
    struct curve *curves = calloc(task->count, sizeof *curves);
    const struct audited_file *before = NULL;
    size_t counted = 0;

    for (size_t i = 0; i < task->count; i++)
        counted += task->found[i].figures.has_counts;
    *count = 0;
    for (size_t i = 0; curves && i < task->count; i++) {
        const struct audited *found = &task->found[i];

        if (!found->figures.has_counts)
            continue;
        if (counted <= PLOT_SERIES_MAX || found->file != before)
            curves[(*count)++].label =
                counted <= PLOT_SERIES_MAX ? found->weight->name : found->file->path;
        before = found->file;
        add(&curves[*count - 1], &found->figures,
            (double)FLINT_MIN(found->weight->rows, found->weight->cols));
    }
    for (size_t i = 0; i < *count; i++)
        finish(&curves[i]);
    return curves;
}

static enum mc_status draw(FILE *out, const struct curve *curves, size_t count,
                           struct mc_complaint *why)
{
    struct plot_series *series = calloc(count + 1, sizeof *series);
    struct plot plot = {.id = "spectra", .title = "Spectra", .count = count,
                        .x_axis = "log10 of singular value over the largest",
                        .y_axis = "share of the singular values"};
    enum mc_status status;

    if (!series)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (size_t i = 0; i < count; i++)
        series[i] = (struct plot_series){.label = curves[i].label, .count = MC_SPECTRUM_BINS,
                                         .x = curves[i].x, .y = curves[i].y,
                                         .lo = curves[i].lo, .hi = curves[i].hi};
    plot.series = series;
    status = plot_svg(out, &plot, PLOT_IN_FILE, why);
    free(series);
    return status;
}

enum mc_status audit_plot(const struct audit_task *task, struct mc_complaint *why)
{
    size_t count;
    struct curve *curves = gather(&count, task);
    FILE *out = curves ? fopen(task->plot_path, "w") : NULL;
    enum mc_status status = MC_NO_RESOURCE;

    if (!curves)
        mc_complain(why, status, "memory is out");
    else if (!out)
        status = mc_complain(why, MC_BAD_INPUT, "--plot %.120s: %s", task->plot_path,
                             strerror(errno));
    else
        status = draw(out, curves, count, why);
    if (out && fclose(out) && status == MC_OK)
        status = mc_complain(why, MC_NO_RESOURCE, "--plot %.120s: is the disk full?",
                             task->plot_path);
    free(curves);
    return status;
}
