// SPDX-License-Identifier: GPL-3.0-or-later
/* Workers take the next pair; where there is but one, the threads go to the BLAS. */
#include <cblas.h>
#include <pthread.h>

#include "cli/certify.h"
#include "report/crew.h"

/* Beyond LARGE columns digits cost seconds: more only where they are asked for. */
enum { DIGITS = 10, LARGE = 512, LARGE_DIGITS = 3 };

struct crew {
    struct certify_task *task;
    pthread_mutex_t lock;        /* for all that follows                                      */
    size_t next, finished;
};

/* Under the lock. */
static struct certify_pair *take(struct crew *crew)
{
    return crew->next < crew->task->count ? &crew->task->pairs[crew->next++] : NULL;
}

static void certify_one(struct certify_pair *pair, const struct certify_task *task)
{
    struct mc_certify_options options = task->options;
    slong n = FLINT_MIN(pair->x->rows, pair->x->cols);

    options.digits = task->call->digits ? task->call->digits
                     : n > LARGE        ? LARGE_DIGITS
                                        : DIGITS;
    pair->status = mc_certify(&pair->found, pair->x, pair->y, &options, &pair->why);
}

static void work(void *context)
{
    struct crew *crew = context;
    struct certify_task *task = crew->task;
    struct certify_pair *pair;

    pthread_mutex_lock(&crew->lock);
    while ((pair = take(crew))) {
        pthread_mutex_unlock(&crew->lock);
        certify_one(pair, task);
        pthread_mutex_lock(&crew->lock);
        command_progress(task->call, "%zu of %zu  %s", ++crew->finished, task->count,
                         pair->name);
    }
    pthread_mutex_unlock(&crew->lock);
}

void certify_run(struct certify_task *task)
{
    struct crew crew = {.task = task, .lock = PTHREAD_MUTEX_INITIALIZER};
    size_t jobs = (size_t)FLINT_MAX(task->call->jobs, 1), wanted = FLINT_MIN(jobs, task->count);

    openblas_set_num_threads(wanted > 1 ? 1 : (int)jobs);
    crew_work(work, &crew, wanted > 1 ? wanted - 1 : 0);
    pthread_mutex_destroy(&crew.lock);
    command_progress(task->call, "%s", "");
}
