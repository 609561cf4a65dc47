// SPDX-License-Identifier: GPL-3.0-or-later
/* Workers take the next weight when it fits into the memory that the others leave. */
#include <cblas.h>
#include <malloc.h>
#include <pthread.h>

#include "cli/audit.h"
#include "report/crew.h"

enum { SHARP_DIGITS = 10, SMALL = 1 << 18 };

struct crew {
    struct audit_task *task;
    pthread_mutex_t lock;        /* for all that follows                                      */
    pthread_cond_t freed;
    size_t next, finished, taken, room;
    enum mc_status status;       /* of the journal                                            */
    struct mc_complaint *why;
};

/* update / lambda, or what --bound says; not finite where neither is known. */
static void set_bound(struct audited *found, const struct audit_task *task)
{
    fmpq_t lambda;
    arb_t decay;

    arb_indeterminate(found->bound);
    if (task->has_bound) {
        mc_rational_enclose(found->bound, task->bound, AUDIT_BITS);
        return;
    }
    fmpq_init(lambda);
    arb_init(decay);
    if (audit_rate(lambda, task, found->file, true) && fmpq_sgn(lambda) > 0 &&
        mc_update_bound(found->bound, task->convention, found->weight->rows,
                        found->weight->cols, task->update, AUDIT_BITS, NULL) == MC_OK) {
        mc_rational_enclose(decay, lambda, AUDIT_BITS);
        arb_div(found->bound, found->bound, decay, AUDIT_BITS);
    }
    fmpq_clear(lambda);
    arb_clear(decay);
}

static enum mc_verdict verdict_of(const struct audited *found)
{
    if (found->status == MC_BAD_INPUT || !arb_is_finite(found->bound) ||
        !arb_is_finite(found->figures.spectral))
        return MC_UNDECIDED;
    if (arb_le(found->figures.spectral, found->bound))
        return MC_PROVED;
    return arb_gt(found->figures.spectral, found->bound) ? MC_REFUTED : MC_UNDECIDED;
}

/* Found before, or now; what memory alone prevents is not worth keeping. */
static void find_norm(struct audited *found, struct crew *crew, slong digits)
{
    struct journal *journal = crew->task->journal;
    bool values = crew->task->values;

    if (audit_journal_has(found, journal, digits, values))
        return;
    found->status = mc_checkpoint_figures(&found->figures, found->file->checkpoint,
                                          found->index, digits, values, &found->why);
    if (!journal || found->status == MC_NO_RESOURCE)
        return;
    pthread_mutex_lock(&crew->lock);
    if (crew->status == MC_OK)
        crew->status = audit_journal_add(journal, found, digits, values, crew->why);
    pthread_mutex_unlock(&crew->lock);
}

static void audit_one(struct audited *found, struct crew *crew)
{
    const struct audit_task *task = crew->task;
    slong digits = task->digits;

    set_bound(found, task);
    for (;;) {
        find_norm(found, crew, digits);
        found->verdict = verdict_of(found);
        if (found->status != MC_OK || found->verdict != MC_UNDECIDED ||
            !arb_is_finite(found->bound) || digits >= SHARP_DIGITS)
            break;
        digits = SHARP_DIGITS;
    }
}

static size_t memory_of(const struct audit_task *task, size_t i)
{
    const struct mc_weight *w = task->found[i].weight;

    return task->values ? w->values_memory : w->memory;
}

/* Under the lock: waits until the next weight fits. */
static struct audited *take(struct crew *crew)
{
    struct audited *found = NULL;

    while (crew->next < crew->task->count && crew->taken &&
           crew->taken + memory_of(crew->task, crew->next) > crew->room)
        pthread_cond_wait(&crew->freed, &crew->lock);
    if (crew->next < crew->task->count) {
        crew->taken += memory_of(crew->task, crew->next);
        found = &crew->task->found[crew->next++];
    }
    return found;
}

static void work(void *context)
{
    struct crew *crew = context;
    struct audited *found;

    pthread_mutex_lock(&crew->lock);
    while ((found = take(crew))) {
        pthread_mutex_unlock(&crew->lock);
        audit_one(found, crew);
        pthread_mutex_lock(&crew->lock);
        crew->taken -= memory_of(crew->task, (size_t)(found - crew->task->found));
        crew->finished++;
        pthread_cond_broadcast(&crew->freed);
        command_progress(crew->task->call, "%zu of %zu  %s", crew->finished, crew->task->count,
                         found->weight->name);
    }
    pthread_mutex_unlock(&crew->lock);
}

/* Three times the largest tensor as it lies in its file. */
static size_t room_for(const struct audit_task *task)
{
    size_t most = 0;

    for (size_t i = 0; i < task->count; i++)
        most = FLINT_MAX(most, task->found[i].weight->bytes);
    return 3 * most;
}

/* Do two weights fit at a time, on average? */
static bool fits_two(const struct crew *crew)
{
    double sum = 0;

    for (size_t i = 0; i < crew->task->count; i++)
        sum += (double)memory_of(crew->task, i);
    return 2 * sum <= (double)crew->room * (double)crew->task->count;
}

/* Where they do not, the threads go to the BLAS instead. */
enum mc_status audit_run(struct audit_task *task, struct mc_complaint *why)
{
    struct crew crew = {.task = task, .lock = PTHREAD_MUTEX_INITIALIZER,
                        .freed = PTHREAD_COND_INITIALIZER, .room = room_for(task),
                        .why = why};
    size_t helpers = (size_t)FLINT_MAX(task->call->jobs, 1) - 1;
    bool together = fits_two(&crew);

    /* Else what one tensor took stays in the heap beside what the next one takes. */
    mallopt(M_MMAP_THRESHOLD, SMALL);
    openblas_set_num_threads(together ? 1 : (int)helpers + 1);
    crew_work(work, &crew, together ? FLINT_MIN(helpers, task->count) : 0);
    pthread_mutex_destroy(&crew.lock);
    pthread_cond_destroy(&crew.freed);
    command_progress(task->call, "%s", "");
    return crew.status;
}
