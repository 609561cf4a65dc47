// SPDX-License-Identifier: GPL-3.0-or-later
/* Workers take the next search, do it without the lock, and keep and journal it under it. */
#include <cblas.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/falsify.h"
#include "report/crew.h"

struct crew {
    struct falsify_task *task;
    pthread_mutex_t lock;        /* for all that follows, the journal, and results            */
    size_t next, finished;
    enum mc_status status;       /* of the first failure                                      */
    struct mc_complaint why;
};

/* A search under way, for telling of it. */
struct telling {
    const struct crew *crew;
    const struct falsification *f;
};

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

static bool tell(void *context, slong looks, double best)
{
    const struct telling *telling = context;
    const struct falsify_task *task = telling->crew->task;
    const char *drop = falsification_drop(telling->f);

    if (isfinite(best))
        command_progress(task->call, "%zu of %zu  %s%s%s  %ld looks, excess %.6g",
                         telling->crew->finished, task->count, telling->f->claim->id,
                         drop ? " without " : "", drop ? drop : "", looks, best);
    return interrupted;
}

/* What a search is known by: all that its result depends on but the program. */
struct key {
    char text[320];
};

static struct key key_of(const struct falsify_task *task, const struct falsification *f)
{
    const char *drop = falsification_drop(f);
    struct key key;

    snprintf(key.text, sizeof key.text,
             "%.80s%s%.80s, budget %.30s, seed %lu, digits %ld, max-bits %ld", f->claim->id,
             drop ? " without " : "", drop ? drop : "", task->budget, task->options.seed,
             task->options.digits, task->options.max_bits);
    return key;
}

/* Takes over what the journal has from this version. */
static void resume(struct crew *crew)
{
    struct falsify_task *task = crew->task;
    size_t i;

    for (i = 0; task->journal && i < task->count; i++) {
        struct key key = key_of(task, &task->searches[i]);
        const json_t *entry = json_object_get(journal_entries(task->journal), key.text);
        const char *version = json_string_value(json_object_get(entry, "version"));

        if (version && !strcmp(version, MUONCHECK_VERSION))
            task->searches[i].result = json_incref(json_object_get(entry, "result"));
        crew->finished += task->searches[i].result != NULL;
    }
}

/* Under the lock. */
static enum mc_status enter(const struct falsify_task *task, const struct falsification *f,
                            struct mc_complaint *why)
{
    struct key key = key_of(task, f);
    char finished[32];
    time_t now = time(NULL);
    struct tm utc;

    strftime(finished, sizeof finished, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    return journal_add(task->journal, key.text,
                       json_pack("{s:s, s:s, s:s, s:I, s:O}", "version", MUONCHECK_VERSION,
                                 "finished", finished, "budget", task->budget, "seed",
                                 (json_int_t)task->options.seed, "result", f->result),
                       why);
}

/* Under the lock.  A search that was interrupted is told, and not written down. */
static void keep(struct crew *crew, struct falsification *f, enum mc_status status,
                 const struct hunt_result *found, const struct mc_complaint *said)
{
    struct mc_complaint why = *said;

    if (status == MC_OK && !(f->result = falsify_result(f, found)))
        status = mc_complain(&why, MC_NO_RESOURCE, "memory is out");
    if (status == MC_OK && crew->task->journal && !interrupted)
        status = enter(crew->task, f, &why);
    crew->finished++;
    if (status != MC_OK && crew->status == MC_OK) {
        crew->status = status;
        mc_complain(&crew->why, status, "%.60s: %.180s", f->claim->id, why.text);
        crew->next = crew->task->count;
    }
}

static struct falsification *take(struct crew *crew)
{
    struct falsify_task *task = crew->task;
    struct falsification *f = NULL;

    pthread_mutex_lock(&crew->lock);
    while (crew->next < task->count && task->searches[crew->next].result)
        crew->next++;
    if (crew->next < task->count && !interrupted)
        f = &task->searches[crew->next++];
    pthread_mutex_unlock(&crew->lock);
    return f;
}

static void work(void *context)
{
    struct crew *crew = context;
    struct falsification *f;

    while ((f = take(crew))) {
        struct telling telling = {crew, f};
        struct hunt_options options = crew->task->options;
        struct hunt_result found;
        struct mc_complaint why = {{0}};
        enum mc_status status;

        options.tell = tell;
        options.context = &telling;
        status = hunt(&found, f->claim, f->twist, &options, &why);
        pthread_mutex_lock(&crew->lock);
        keep(crew, f, status, &found, &why);
        pthread_mutex_unlock(&crew->lock);
        hunt_result_clear(&found);
    }
}

enum mc_status falsify_run(struct falsify_task *task, struct mc_complaint *why)
{
    struct crew crew = {.task = task, .lock = PTHREAD_MUTEX_INITIALIZER};
    size_t helpers = (size_t)FLINT_MAX(task->call->jobs, 1) - 1;
    void (*before)(int) = signal(SIGINT, interrupt);

    openblas_set_num_threads(1);   /* the threads are over searches */
    resume(&crew);
    crew_work(work, &crew, FLINT_MIN(helpers, task->count));
    pthread_mutex_destroy(&crew.lock);
    command_progress(task->call, "%s", "");
    signal(SIGINT, before);
    if (crew.status != MC_OK)
        *why = crew.why;
    return crew.status;
}
