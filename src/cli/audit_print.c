// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "cli/audit.h"

enum { TEXT_DIGITS = 7 };

/* What is shown of a norm: its upper end. */
static char *upper(const arb_t x)
{
    char *lo = NULL, *hi = NULL;

    if (arb_is_finite(x) && mc_enclosure_text(&lo, &hi, x, TEXT_DIGITS) != MC_OK)
        return NULL;
    free(lo);
    return hi;
}

/* How many are certainly above the edge, and how many are not certainly below. */
static void print_above(const struct mc_figures *f, const struct audited *found, size_t edge)
{
    slong least = 0, most = FLINT_MIN(found->weight->rows, found->weight->cols);
    char text[12];

    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++) {
        least += k < edge ? f->least[k] : 0;
        most -= k < edge ? 0 : f->least[k];
    }
    audit_edge(text, edge);
    if (least == most)
        printf(", %ld above %s", (long)least, text);
    else
        printf(", %ld to %ld above %s", (long)least, (long)most, text);
}

/* Edges 0.5, and the ends of the decades. */
static void print_values(const struct audited *found)
{
    static const size_t edges[] = {3, 10, 20, 30, 40};
    const struct mc_figures *f = &found->figures;
    char *nuclear = upper(f->nuclear);

    printf("    nuclear norm <= %s", nuclear ? nuclear : "-");
    free(nuclear);
    if (f->has_counts) {
        printf("; of %ld singular values", (long)FLINT_MIN(found->weight->rows,
                                                           found->weight->cols));
        for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
            print_above(f, found, edges[i]);
        printf(" of the largest");
    }
    printf("\n");
}

static void print_weight(const struct audited *found, bool values)
{
    char *norm = upper(found->figures.spectral), *rank = upper(found->figures.stable_rank),
         *bound = upper(found->bound), step[24] = "-";

    if (found->file->has_step)
        snprintf(step, sizeof step, "%ld", (long)found->file->step);
    printf("%-40s %8s  %4ld x %-4ld  %-13s %-12s", found->weight->name, step,
           (long)found->weight->rows, (long)found->weight->cols, norm ? norm : "-",
           rank ? rank : "-");
    if (bound)
        printf(" %-13s %s", bound, mc_verdict_name(found->verdict));
    printf("\n");
    if (values)
        print_values(found);
    free(norm);
    free(rank);
    free(bound);
}

static void print_decay(const struct audited_decay *decay)
{
    char *ratio = upper(decay->ratio);

    printf("%-40s decay %s: ||W|| is at most %s of what is allowed, steps %ld to %ld\n",
           decay->to->weight->name, mc_verdict_name(decay->verdict), ratio ? ratio : "infinity",
           (long)decay->from->file->step, (long)decay->to->file->step);
    free(ratio);
}

void audit_print(const struct audit_task *task)
{
    size_t of[5] = {0}, damaged = 0;

    if (!task->call->quiet)
        printf("%-40s %8s  %-11s  %-13s %-12s %s\n", "tensor", "step", "shape", "||W|| <=",
               "stable rank", "bound");
    for (size_t i = 0; i < task->count; i++) {
        const struct audited *found = &task->found[i];

        if (!task->call->quiet || found->verdict == MC_REFUTED)
            print_weight(found, task->values);
        of[found->verdict] += arb_is_finite(found->bound);
        damaged += found->status == MC_BAD_INPUT;
    }
    for (size_t i = 0; i < task->decay_count; i++)
        print_decay(&task->decays[i]);
    printf("%zu %s: the bound is proved for %zu, refuted for %zu, undecided for %zu; "
           "%zu damaged\n", task->count, task->count == 1 ? "matrix" : "matrices",
           of[MC_PROVED], of[MC_REFUTED], of[MC_UNDECIDED], damaged);
}
