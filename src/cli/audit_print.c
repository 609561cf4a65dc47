// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"

enum { TEXT_DIGITS = 7, STEP_WIDTH = 6 };

/* What is shown of a norm: its upper end. */
static char *upper(const arb_t x)
{
    char *lo = NULL, *hi = NULL;

    if (arb_is_finite(x) && mc_enclosure_text(&lo, &hi, x, TEXT_DIGITS) != MC_OK)
        return NULL;
    free(lo);
    return hi;
}

/* How many are certainly above the edge, and how many are not certainly below, of the largest. */
static void print_above(const struct mc_figures *f, slong all, size_t edge)
{
    slong least = 0, most = all;
    char text[12];

    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++) {
        least += k < edge ? f->least[k] : 0;
        most -= k < edge ? 0 : f->least[k];
    }
    audit_edge(text, edge);
    if (least == most)
        printf("%ld > %s", (long)least, text);
    else
        printf("%ld to %ld > %s", (long)least, (long)most, text);
}

/* Edges 0.5, and the ends of the decades. */
static void print_values(const struct audited *found)
{
    static const size_t edges[] = {3, 10, 20, 30, 40};
    const struct mc_figures *f = &found->figures;
    slong all = FLINT_MIN(found->weight->rows, found->weight->cols);
    char *nuclear = upper(f->nuclear);

    printf("    nuclear norm <= %s\n", nuclear ? nuclear : "-");
    free(nuclear);
    if (!f->has_counts)
        return;
    printf("    of %ld singular values, over the largest: ", (long)all);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        fputs(i ? ", " : "", stdout);
        print_above(f, all, edges[i]);
    }
    printf("\n");
}

static void print_weight(const struct audited *found, int names, bool values)
{
    char *norm = upper(found->figures.spectral), *rank = upper(found->figures.stable_rank),
         *bound = upper(found->bound), step[24] = "-";

    if (found->file->has_step)
        snprintf(step, sizeof step, "%ld", (long)found->file->step);
    printf("%-*s %*s  %4ld x %-5ld  %-9s  ", names, found->weight->name, STEP_WIDTH, step,
           (long)found->weight->rows, (long)found->weight->cols, norm ? norm : "-");
    if (bound)
        printf("%-11s  %-9s  %s\n", rank ? rank : "-", bound, mc_verdict_name(found->verdict));
    else
        printf("%s\n", rank ? rank : "-");
    if (values)
        print_values(found);
    free(norm);
    free(rank);
    free(bound);
}

static void print_decay(const struct audited_decay *decay, int names)
{
    char *ratio = upper(decay->ratio);

    printf("%-*s  decay %s: ||W|| <= %s of what is allowed, steps %ld to %ld\n", names,
           decay->to->weight->name, mc_verdict_name(decay->verdict), ratio ? ratio : "infinity",
           (long)decay->from->file->step, (long)decay->to->file->step);
    free(ratio);
}

/* Of the longest name, so that columns stand below each other. */
static int name_width(const struct audit_task *task)
{
    size_t width = strlen("tensor");

    for (size_t i = 0; i < task->count; i++)
        width = FLINT_MAX(width, strlen(task->found[i].weight->name));
    return (int)width;
}

void audit_print(const struct audit_task *task)
{
    size_t of[5] = {0}, damaged = 0, bounded = 0;
    int names = name_width(task);

    if (!task->call->quiet)
        printf("%-*s %*s  %-12s  %-9s  %-11s  %s\n", names, "tensor", STEP_WIDTH, "step", "shape",
               "||W|| <=", "stable rank", "bound");
    for (size_t i = 0; i < task->count; i++) {
        const struct audited *found = &task->found[i];

        if (!task->call->quiet || found->verdict == MC_REFUTED)
            print_weight(found, names, task->values);
        of[found->verdict] += arb_is_finite(found->bound);
        bounded += arb_is_finite(found->bound);
        damaged += found->status == MC_BAD_INPUT;
    }
    for (size_t i = 0; i < task->decay_count; i++)
        print_decay(&task->decays[i], names);
    printf("%zu %s: ", task->count, task->count == 1 ? "matrix" : "matrices");
    if (bounded)
        printf("the bound is proved for %zu, refuted for %zu, undecided for %zu", of[MC_PROVED],
               of[MC_REFUTED], of[MC_UNDECIDED]);
    else
        printf("no bound to decide without --weight-decay or --bound");
    printf("; %zu damaged\n", damaged);
}
