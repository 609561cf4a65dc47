// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/result.h"
#include "report/plot.h"

static const struct side *side_called(const struct comparison *c, const char *name)
{
    for (size_t i = 0; i < c->count; i++)
        if (!strcmp(c->sides[i].name, name) && c->sides[i].turns)
            return &c->sides[i];
    return NULL;
}

static slong along(const struct comparison *c, enum axis axis)
{
    return axis == AXIS_N ? c->n : c->bits;
}

static bool on_curve(const struct curve *curve, const struct comparison *c)
{
    return !strcmp(curve->benchmark, c->benchmark) && !strcmp(curve->what, c->what) &&
           curve->fixed == along(c, curve->axis == AXIS_N ? AXIS_BITS : AXIS_N);
}

/* Every point of list that lies on the curve; false unless the first is list[from]. */
static bool gather(struct curve *curve, const struct comparison *list, size_t count,
                   size_t from)
{
    for (size_t i = 0; i < count && curve->count < CASES_MAX; i++) {
        const struct side *side = side_called(&list[i], curve->side);
        if (!side || !on_curve(curve, &list[i]))
            continue;
        if (!curve->count && i != from)
            return false;
        struct summary s = side_values(side);
        curve->x[curve->count] = (double)along(&list[i], curve->axis);
        curve->y[curve->count] = s.median;
        curve->lo[curve->count] = s.min;
        curve->hi[curve->count++] = s.max;
    }
    return true;
}

static bool fits(struct curve *curve)
{
    for (size_t i = 0; i < curve->count; i++)
        if (!(curve->x[i] > 0 && curve->y[i] > 0))
            return false;
    if (curve->count < 2)
        return false;
    curve->exponent = fitted_exponent(curve->x, curve->y, curve->count);
    return true;
}

void curves_new(struct curve **curves, size_t *count, const struct comparison *list,
                size_t comparisons)
{
    struct curve *all = calloc(2 * SIDES_MAX * comparisons + 1, sizeof *all);

    *curves = all;
    *count = 0;
    for (size_t i = 0; all && i < comparisons; i++)
        for (int axis = AXIS_N; axis <= AXIS_BITS; axis++)
            for (size_t k = 0; k < list[i].count; k++) {
                struct curve *next = &all[*count];
                *next = (struct curve){.benchmark = list[i].benchmark,
                                       .what = list[i].what,
                                       .unit = list[i].unit,
                                       .side = list[i].sides[k].name,
                                       .axis = axis,
                                       .fixed = along(&list[i], axis ? AXIS_N : AXIS_BITS)};
                if (gather(next, list, comparisons, i) && fits(next))
                    ++*count;
            }
}

/* Letters and digits of the words, the rest as hyphens. */
static void file_name(char *out, size_t size, const char *folder, const struct curve *curve)
{
    const char *axis = curve->axis == AXIS_N ? "n-at-bits" : "bits-at-n";
    size_t start = strlen(folder) + 1;

    snprintf(out, size, "%s/%s-%s-%s-%ld.svg", folder, curve->benchmark, curve->what, axis,
             (long)curve->fixed);
    for (char *c = out + start; start < size && *c; c++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.", *c))
            *c = '-';
}

bool curves_share_plot(const struct curve *a, const struct curve *b)
{
    return !strcmp(a->benchmark, b->benchmark) && !strcmp(a->what, b->what) &&
           a->axis == b->axis && a->fixed == b->fixed;
}

static size_t take_series(struct plot_series *series, char (*labels)[80],
                          const struct curve *curves, size_t count)
{
    char exponent[24];
    size_t used = 0;

    for (; used < count && used < PLOT_SERIES_MAX && curves_share_plot(&curves[used], curves);
         used++) {
        exponent_text(exponent, sizeof exponent, curves[used].exponent);
        snprintf(labels[used], sizeof labels[used], "%.40s (exponent %s)", curves[used].side,
                 exponent);
        series[used] =
            (struct plot_series){labels[used],   curves[used].count, curves[used].x,
                                 curves[used].y, curves[used].lo,    curves[used].hi};
    }
    return used;
}

enum mc_status curves_plot(const char *folder, const struct curve *curves, size_t count,
                           size_t *used, struct mc_complaint *why)
{
    struct plot_series series[PLOT_SERIES_MAX];
    char labels[PLOT_SERIES_MAX][80], title[200], path[600];
    bool by_n = curves->axis == AXIS_N;
    struct plot plot = {.id = "cost",
                        .title = title,
                        .x_axis = by_n ? "n" : "bits",
                        .y_axis = curves->unit,
                        .log_x = true,
                        .log_y = true,
                        .series = series};
    enum mc_status status;
    FILE *out;

    *used = plot.count = take_series(series, labels, curves, count);
    snprintf(title, sizeof title, "%s, %s, %s %ld", curves->benchmark, curves->what,
             by_n ? "bits" : "n =", (long)curves->fixed);
    file_name(path, sizeof path, folder, curves);
    out = fopen(path, "w");
    if (!out)
        return mc_complain(why, MC_BAD_INPUT, "%.150s cannot be written", path);
    status = plot_svg(out, &plot, PLOT_IN_FILE, why);
    if (fclose(out) && status == MC_OK)
        status = mc_complain(why, MC_NO_RESOURCE, "%.150s: disk full?", path);
    return status;
}
