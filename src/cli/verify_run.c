// SPDX-License-Identifier: GPL-3.0-or-later
/* Workers take the next claim or theorem, decide it without the lock, and keep the result under it. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cli/verification.h"
#include "report/crew.h"
#include "report/envelope.h"

struct crew {
    struct verification *v;
    pthread_mutex_t lock;        /* for all that follows, and v->results and v->store */
    size_t next, finished;
    enum mc_status status;       /* of the first failure */
    struct mc_complaint why;
};

static const char *field(const json_t *result, const char *name)
{
    const char *text = json_string_value(json_object_get(result, name));

    return text ? text : "";
}

static enum mc_status store_result(struct verification *v, const json_t *result,
                                   struct mc_complaint *why)
{
    char *json = json_dumps(result, JSON_COMPACT);
    const struct store_row row = {
        .claim = field(result, "id"), .verdict = field(result, "verdict"),
        .expected = field(result, "expected"), .control = field(result, "control"),
        .as_expected = json_is_true(json_object_get(result, "as_expected")),
        .seconds = json_number_value(json_object_get(result, "seconds")), .json = json};
    enum mc_status status = json ? store_write_result(v->store, &row, why)
                                 : mc_complain(why, MC_NO_RESOURCE, "memory is out");

    free(json);
    return status;
}

/* Under the lock. */
static void keep(struct crew *crew, size_t which, enum mc_status status, json_t *result,
                 const struct mc_complaint *why)
{
    struct verification *v = crew->v;
    struct mc_complaint storing = *why;

    v->results[which] = result;
    crew->finished++;
    if (status == MC_OK && !result)
        status = mc_complain(&storing, MC_NO_RESOURCE, "memory is out");
    if (status == MC_OK)
        status = store_result(v, result, &storing);
    if (status != MC_OK && crew->status == MC_OK) {
        crew->status = status;
        mc_complain(&crew->why, status, "%.60s: %.180s", statement_id(&v->statements[which]),
                    storing.text);
        crew->next = v->count;
    }
    command_progress(v->call, "%zu of %zu  %s: %s", crew->finished, v->count,
                     statement_id(&v->statements[which]), field(result, "verdict"));
}

static bool take(struct crew *crew, size_t *which)
{
    struct verification *v = crew->v;
    bool found;

    pthread_mutex_lock(&crew->lock);
    while (crew->next < v->count && v->results[crew->next])
        crew->next++;
    found = crew->next < v->count;
    *which = crew->next++;
    if (found)
        command_progress(v->call, "%zu of %zu  %s ...", crew->finished, v->count,
                         statement_id(&v->statements[*which]));
    pthread_mutex_unlock(&crew->lock);
    return found;
}

/* *out (new reference) = the result as `verify --json` has it; NULL where memory is out. */
static enum mc_status decide(json_t **out, const struct verification *v, size_t which,
                             struct mc_complaint *why)
{
    const struct statement *statement = &v->statements[which];
    struct theorem_result theorem = {0};
    struct claim_result claim = {0};
    enum mc_status status;

    if (statement->theorem) {
        status = theorem_decide(&theorem, statement->theorem, why);
        *out = status == MC_OK ? json_theorem_result(&theorem) : NULL;
        theorem_result_clear(&theorem);
        return status;
    }
    status = claim_decide(&claim, statement->claim, &v->options, why);
    *out = status == MC_OK ? json_claim_result(&claim) : NULL;
    claim_result_clear(&claim);
    return status;
}

static void work(void *context)
{
    struct crew *crew = context;
    size_t which;

    while (take(crew, &which)) {
        struct mc_complaint why = {{0}};
        json_t *json = NULL;
        enum mc_status status = decide(&json, crew->v, which, &why);

        pthread_mutex_lock(&crew->lock);
        keep(crew, which, status, json, &why);
        pthread_mutex_unlock(&crew->lock);
    }
}

enum mc_status verification_run(struct verification *v, struct mc_complaint *why)
{
    struct crew crew = {.v = v, .lock = PTHREAD_MUTEX_INITIALIZER, .finished = v->resumed};
    size_t helpers = (size_t)FLINT_MAX(v->call->jobs, 1) - 1;

    crew_work(work, &crew, FLINT_MIN(helpers, v->count));
    pthread_mutex_destroy(&crew.lock);
    command_progress(v->call, "%s", "");
    if (crew.status != MC_OK && why)
        *why = crew.why;
    return crew.status;
}

static enum mc_status adopt(const struct store_row *row, void *context)
{
    json_t **result = context;

    *result = json_loads(row->json, 0, NULL);
    return json_is_object(*result) ? MC_OK : MC_BAD_INPUT;
}

enum mc_status verification_resume(struct verification *v, const struct store_run *run,
                                   struct mc_complaint *why)
{
    for (size_t i = 0; i < v->count; i++) {
        enum mc_status status =
            store_read_latest(v->store, statement_id(&v->statements[i]), run, adopt,
                              &v->results[i], why);

        if (status != MC_OK)
            return status;
        v->resumed += v->results[i] != NULL;
    }
    return MC_OK;
}

void verification_clear(struct verification *v)
{
    for (size_t i = 0; v->results && i < v->count; i++)
        json_decref(v->results[i]);
    free(v->results);
    free(v->statements);
    store_close(v->store);
    *v = (struct verification){0};
}
