// SPDX-License-Identifier: GPL-3.0-or-later
/* A series is the unit of work: threads take the next one until none is left. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "generator/generator.h"
#include "muoncheck/iteration.h"
#include "report/convergence.h"
#include "report/crew.h"

enum { CONDITIONS = 3, DIGITS = 6, MAX_BITS = 8192, TAIL = 4 };

static const struct {
    const char *label, *spec;
} conditions[CONDITIONS] = {
    {"κ = 10", "prescribed:m=10,n=10,seed=1,spectrum=geometric,cond=10"},
    {"κ = 10³", "prescribed:m=10,n=10,seed=1,spectrum=geometric,cond=1000"},
    {"κ = 10⁶", "prescribed:m=10,n=10,seed=1,spectrum=geometric,cond=1000000"},
};

struct convergence_series {
    struct plot_series series[CONDITIONS];
    double *x[CONDITIONS], *y[CONDITIONS];
    enum mc_status status[CONDITIONS];
    struct mc_complaint why[CONDITIONS];
    char title[160], note[400];
};

struct crew {
    struct convergence_series *data;
    pthread_mutex_t lock;        /* for next */
    size_t next;
};

/* The error of every step, from above. */
static enum mc_status keep_steps(struct convergence_series *data, size_t which,
                                 const struct mc_convergence *run)
{
    size_t count = (size_t)run->count;
    arf_t bound;

    data->x[which] = calloc(count + 1, sizeof(double));
    data->y[which] = calloc(count + 1, sizeof(double));
    if (!data->x[which] || !data->y[which])
        return MC_NO_RESOURCE;
    arf_init(bound);
    for (size_t i = 0; i < count; i++) {
        arb_get_ubound_arf(bound, run->steps[i].error, 64);
        data->x[which][i] = (double)run->steps[i].k;
        data->y[which][i] = arf_get_d(bound, ARF_RND_UP);
    }
    arf_clear(bound);
    data->series[which].count = count;
    data->series[which].x = data->x[which];
    data->series[which].y = data->y[which];
    return MC_OK;
}

static enum mc_status run_one(struct convergence_series *data, size_t which,
                              const struct mc_iteration *iteration, struct mc_complaint *why)
{
    /* Up to twice the usual steps, for the worst condition; an iteration that goes nowhere has
     * enough. */
    const slong usual = iteration->default_steps, more = usual * (slong)which / (CONDITIONS - 1);
    const struct mc_convergence_options options = {
        .steps = iteration->order ? usual + more : usual, .digits = DIGITS,
        .max_bits = MAX_BITS};
    struct mc_arithmetic format;
    struct mc_convergence run = {0};
    struct mc_matrix M = {0};
    enum mc_status status = generate(&M, conditions[which].spec, why);

    data->series[which].label = conditions[which].label;
    if (status == MC_OK)
        status = mc_arithmetic_parse(&format, "fp64", why);
    if (status == MC_OK)
        status = mc_converge(&run, iteration, &M, &format, &options, why);
    if (run.count && keep_steps(data, which, &run) != MC_OK)
        status = MC_NO_RESOURCE;
    mc_convergence_clear(&run);
    mc_matrix_clear(&M);
    return status;
}

/* Cuts the steps in which no series gains any more, all but TAIL of them. */
static void cut_tail(struct convergence_series *data)
{
    size_t last = 0;

    for (size_t c = 0; c < CONDITIONS; c++)
        for (size_t i = 1; i < data->series[c].count; i++)
            if (data->y[c][i] < data->y[c][i - 1] / 2 && i > last)
                last = i;
    for (size_t c = 0; c < CONDITIONS; c++)
        if (data->series[c].count > last + TAIL + 1)
            data->series[c].count = last + TAIL + 1;
}

static void set_title(struct convergence_series *data, const struct mc_iteration *iteration)
{
    if (iteration->default_p)
        snprintf(data->title, sizeof data->title, "%s, p = %ld", iteration->title,
                 (long)iteration->default_p);
    else
        snprintf(data->title, sizeof data->title, "%s", iteration->title);
    if (data->title[0] >= 'a' && data->title[0] <= 'z')
        data->title[0] -= 'a' - 'A';
}

static bool take(struct crew *crew, size_t *which)
{
    pthread_mutex_lock(&crew->lock);
    *which = crew->next++;
    pthread_mutex_unlock(&crew->lock);
    return *which < CONDITIONS * mc_iteration_count;
}

/* The worst conditions first: they take longest. */
static void work(void *context)
{
    struct crew *crew = context;
    size_t which;

    while (take(crew, &which)) {
        size_t condition = CONDITIONS - 1 - which / mc_iteration_count,
               iteration = which % mc_iteration_count;
        struct convergence_series *data = crew->data + iteration;

        data->status[condition] =
            run_one(data, condition, mc_iterations[iteration], &data->why[condition]);
    }
}

static void run_all(struct convergence_series *data, slong jobs)
{
    struct crew crew = {.data = data, .lock = PTHREAD_MUTEX_INITIALIZER};
    size_t helpers = (size_t)FLINT_MAX(jobs, 1) - 1;

    crew_work(work, &crew, FLINT_MIN(helpers, CONDITIONS * mc_iteration_count));
    pthread_mutex_destroy(&crew.lock);
}

/* What did not work is said in the note, and its series stays empty. */
static enum mc_status make_plot(struct plot *plot, struct convergence_series *data,
                                const struct mc_iteration *iteration)
{
    size_t at = 0;

    for (size_t i = 0; i < CONDITIONS; i++) {
        if (data->status[i] == MC_NO_RESOURCE)
            return MC_NO_RESOURCE;
        if (data->status[i] != MC_OK && at < sizeof data->note)
            at += (size_t)snprintf(data->note + at, sizeof data->note - at, "%s%s: %.90s",
                                   at ? "; " : "", conditions[i].label, data->why[i].text);
    }
    cut_tail(data);
    set_title(data, iteration);
    *plot = (struct plot){.id = iteration->id, .title = data->title, .x_axis = "step",
                          .y_axis = "error", .note = at ? data->note : NULL, .log_y = true,
                          .series = data->series, .count = CONDITIONS};
    return MC_OK;
}

enum mc_status convergence_plots_init(struct convergence_plots *out, slong jobs,
                                      struct mc_complaint *why)
{
    *out = (struct convergence_plots){
        .plots = calloc(mc_iteration_count + 1, sizeof *out->plots),
        .data = calloc(mc_iteration_count + 1, sizeof *out->data)};
    if (!out->plots || !out->data)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    run_all(out->data, jobs);
    for (; out->count < mc_iteration_count; out->count++)
        if (make_plot(&out->plots[out->count], &out->data[out->count],
                      mc_iterations[out->count]) != MC_OK)
            return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    return MC_OK;
}

void convergence_plots_clear(struct convergence_plots *plots)
{
    for (size_t i = 0; plots->data && i < mc_iteration_count; i++)
        for (size_t c = 0; c < CONDITIONS; c++) {
            free(plots->data[i].x[c]);
            free(plots->data[i].y[c]);
        }
    free(plots->plots);
    free(plots->data);
    *plots = (struct convergence_plots){0};
}
