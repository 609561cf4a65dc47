// SPDX-License-Identifier: GPL-3.0-or-later
/* Global options, taken out of the line wherever they stand. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/program.h"

enum { SEED, JOBS, DIGITS, MAX_BITS, MAX_MEMORY, JSON, QUIET, HELP, VERSION, GLOBALS };

const struct option global_options[] = {
    [SEED] = {"--seed", "N", "seed of everything random (default 1; always reported)"},
    [JOBS] = {"--jobs", "N", "work on this many things at once (default: one per processor)"},
    [DIGITS] = {"--digits", "D", "decimal digits to certify (default: the command's)"},
    [MAX_BITS] = {"--max-bits", "B", "the largest precision to try (default 16384)"},
    [MAX_MEMORY] = {"--max-memory", "MIB", "refuse what may need more (default: what there is)"},
    [JSON] = {"--json", NULL, "one JSON document on stdout, nothing else there"},
    [QUIET] = {"--quiet", NULL, "say less"},
    [HELP] = {"--help", NULL, "this text, or with a command that command's"},
    [VERSION] = {"--version", NULL, "the version"},
    {0},
};

static enum mc_status parse_count(unsigned long long *out, const char *name, const char *text,
                                  unsigned long long lo, unsigned long long hi,
                                  struct mc_complaint *why)
{
    char *end = NULL;

    errno = 0;
    if (text && *text >= '0' && *text <= '9')
        *out = strtoull(text, &end, 10);
    if (!end || *end || errno || *out < lo || *out > hi)
        return mc_complain(why, MC_BAD_INPUT, "%s '%.60s': a whole number from %llu to %llu, please",
                           name, text ? text : "", lo, hi);
    return MC_OK;
}

static enum mc_status set_slong(slong *out, int which, const char *text, unsigned long long lo,
                                unsigned long long hi, struct mc_complaint *why)
{
    unsigned long long value = 0;
    enum mc_status status = parse_count(&value, global_options[which].name, text, lo, hi, why);

    *out = (slong)value;
    return status;
}

static enum mc_status apply(struct invocation *call, enum request *request, int which,
                            const char *value, struct mc_complaint *why)
{
    switch (which) {
    case SEED:
        return parse_count(&call->seed, "--seed", value, 0, -1ULL, why);
    case JOBS:
        return set_slong(&call->jobs, JOBS, value, 1, 4096, why);
    case DIGITS:
        return set_slong(&call->digits, DIGITS, value, 1, 100000, why);
    case MAX_BITS:
        return set_slong(&call->max_bits, MAX_BITS, value, 64, 10000000, why);
    case MAX_MEMORY:
        return set_slong(&call->max_memory, MAX_MEMORY, value, 1, 1UL << 40, why);
    case JSON:
        call->json = true;
        break;
    case QUIET:
        call->quiet = true;
        break;
    default:
        *request = which == HELP ? REQUEST_HELP : REQUEST_VERSION;
    }
    return MC_OK;
}

/* Which global option `word` is: "--name", or "--name=value" where it takes one; GLOBALS if none. */
static int find_global(const char *word, const char **value)
{
    int which;

    for (which = 0; which < GLOBALS; which++) {
        const struct option *option = &global_options[which];
        size_t length = strlen(option->name);
        if (strncmp(word, option->name, length))
            continue;
        *value = option->value && word[length] == '=' ? word + length + 1 : NULL;
        if (!word[length] || *value)
            return which;
    }
    return GLOBALS;
}

/* Argument i: a global option with its value, the command, or a word of the command. */
static enum mc_status take(struct invocation *call, enum request *request, int *i, char **argv,
                           struct mc_complaint *why)
{
    const char *value = NULL;
    int which = find_global(argv[*i], &value);

    if (which < GLOBALS) {
        if (global_options[which].value && !value && argv[*i + 1])
            value = argv[++*i];
        return apply(call, request, which, value, why);
    }
    if (!call->command && *argv[*i] != '-')
        call->command = argv[*i];
    else
        call->words[call->count++] = argv[*i];
    return MC_OK;
}

enum mc_status invocation_parse(struct invocation *call, enum request *request, int argc,
                                char **argv, struct mc_complaint *why)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    enum mc_status status = MC_OK;
    int i;

    *request = REQUEST_RUN;
    *call = (struct invocation){.seed = 1, .jobs = processors < 1 ? 1 : processors,
                                .max_bits = 16384};
    call->words = calloc((size_t)argc + 1, sizeof *call->words);
    if (!call->words)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 1; i < argc && status == MC_OK; i++) {
        if (!strcmp(argv[i], "--"))
            break;
        status = take(call, request, &i, argv, why);
    }
    for (; i < argc && status == MC_OK; i++)
        call->words[call->count++] = argv[i];
    return status;
}

void invocation_clear(struct invocation *call)
{
    free(call->words);
    *call = (struct invocation){0};
}

void time_stamp(char *started, size_t size)
{
    time_t now = time(NULL);
    struct tm utc = {0};

    gmtime_r(&now, &utc);
    strftime(started, size, "%Y-%m-%dT%H:%M:%SZ", &utc);
}
