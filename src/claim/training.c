// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/training.h"

/* A run under way: past[t mod (delay + 1)] is X_t. */
struct walk {
    const struct training *run;
    struct optimizer_state now, next;
    arb_mat_t exact, given, *past;
};

/* A = its midpoints in the format of the run. */
static void store(arb_mat_t A, const struct training *run)
{
    if (run->stored)
        mc_round(A, A, run->stored);
}

static void copy_state(struct optimizer_state *to, const struct optimizer_state *from)
{
    arb_mat_set(to->x, from->x);
    arb_mat_set(to->momentum, from->momentum);
    arb_mat_set(to->second, from->second);
    to->taken = from->taken;
}

static void walk_init(struct walk *w, const struct training *run, const arb_mat_t X0,
                      const arb_mat_struct *momentum)
{
    slong m = arb_mat_nrows(X0), n = arb_mat_ncols(X0), i;

    w->run = run;
    optimizer_state_init(&w->now, X0);
    store(w->now.x, run);
    if (momentum)
        arb_mat_set(w->now.momentum, momentum);
    store(w->now.momentum, run);
    optimizer_state_init(&w->next, X0);
    arb_mat_init(w->exact, m, n);
    arb_mat_init(w->given, m, n);
    w->past = flint_malloc((size_t)(run->delay + 1) * sizeof *w->past);
    for (i = 0; i <= run->delay; i++) {
        arb_mat_init(w->past[i], m, n);
        arb_mat_set(w->past[i], w->now.x);
    }
}

static void walk_clear(struct walk *w)
{
    slong i;

    optimizer_state_clear(&w->now);
    optimizer_state_clear(&w->next);
    arb_mat_clear(w->exact);
    arb_mat_clear(w->given);
    for (i = 0; i <= w->run->delay; i++)
        arb_mat_clear(w->past[i]);
    flint_free(w->past);
}

/* The oldest X in the ring is X_(t - delay), or X_0. */
static void gradients(struct walk *w, slong t)
{
    const struct training *run = w->run;
    slong ring = run->delay + 1;

    arb_mat_set(w->past[t % ring], w->now.x);
    run->f->gradient(w->exact, run->data, w->now.x, run->prec);
    if (run->delay)
        run->f->gradient(w->given, run->data, w->past[(t + 1) % ring], run->prec);
    else
        arb_mat_set(w->given, w->exact);
    if (run->noise)
        noise_add(w->given, run->noise, run->log2_sigma, run->rng);
    store(w->given, run);
}

static enum mc_status advance(struct walk *w, slong t, training_observer *observe,
                              void *context)
{
    const struct training *run = w->run;
    const struct training_step step = {t, &w->now, &w->next, w->exact, w->given};
    enum mc_status status;

    if (run->schedule)
        run->schedule(run->settings, t);
    gradients(w, t);
    copy_state(&w->next, &w->now);
    status = optimizer_step(run->optimizer, &w->next, w->given, run->settings, run->prec);
    if (status == MC_OK)
        status = observe(&step, context);
    copy_state(&w->now, &w->next);
    store(w->now.x, run);
    store(w->now.momentum, run);
    store(w->now.second, run);
    return status;
}

enum mc_status training_run(const struct training *run, const arb_mat_t X0,
                              const arb_mat_struct *momentum, training_observer *observe,
                              void *context)
{
    enum mc_status status = MC_OK;
    struct walk w;
    slong t;

    walk_init(&w, run, X0, momentum);
    for (t = 0; t < run->steps && status == MC_OK; t++)
        status = advance(&w, t, observe, context);
    walk_clear(&w);
    return status;
}
