// SPDX-License-Identifier: GPL-3.0-or-later
/* A command's words against its table of options.  Nothing is copied: every name and value points
 * into the table or the command line. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"

struct given {
    const char *name, *value;
};

struct arguments {
    struct given *given;
    const char **positional;
    size_t given_count, positional_count;
};

static const struct option *find_option(const struct command *command, const char *word,
                                        const char **value)
{
    const struct option *option;

    for (option = command->options; option && option->name; option++) {
        size_t length = strlen(option->name);
        if (strncmp(word, option->name, length))
            continue;
        *value = option->value && word[length] == '=' ? word + length + 1 : NULL;
        if (!word[length] || *value)
            return option;
    }
    return NULL;
}

static enum mc_status complain_unknown(const struct command *command, const char *word,
                                       struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = word};
    const struct option *option;
    char offer[96];

    for (option = command->options; option && option->name; option++)
        suggestion_offer(&suggestion, option->name);
    for (option = global_options; option->name; option++)
        suggestion_offer(&suggestion, option->name);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "unknown option '%.80s'%s", word, offer);
}

/* Word i, and the value after it where it takes one. */
static enum mc_status take(struct arguments *args, const struct invocation *call, int *i,
                           const struct command *command, struct mc_complaint *why)
{
    const char *word = call->words[*i], *value = NULL;
    const struct option *option;

    if (word[0] != '-' || !word[1]) {
        args->positional[args->positional_count++] = word;
        return MC_OK;
    }
    option = find_option(command, word, &value);
    if (!option)
        return complain_unknown(command, word, why);
    if (option->value && !strstr(option->value, "...") &&
        arguments_option_count(args, option->name))
        return mc_complain(why, MC_BAD_INPUT, "%s is given twice", option->name);
    if (option->value && !value) {
        if (*i + 1 >= call->count)
            return mc_complain(why, MC_BAD_INPUT, "%s needs a value: %s %s", option->name,
                               option->name, option->value);
        value = call->words[++*i];
    }
    args->given[args->given_count++] = (struct given){option->name, value ? value : ""};
    return MC_OK;
}

enum mc_status arguments_parse(struct arguments **args, const struct invocation *call,
                               const struct command *command, struct mc_complaint *why)
{
    size_t room = (size_t)call->count + 1;
    enum mc_status status = MC_OK;
    int i;

    *args = calloc(1, sizeof **args);
    if (!*args)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    (*args)->given = calloc(room, sizeof *(*args)->given);
    (*args)->positional = calloc(room, sizeof *(*args)->positional);
    if (!(*args)->given || !(*args)->positional)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < call->count && status == MC_OK; i++) {
        if (!strcmp(call->words[i], "--"))
            break;
        status = take(*args, call, &i, command, why);
    }
    for (i++; i < call->count && status == MC_OK; i++)
        (*args)->positional[(*args)->positional_count++] = call->words[i];
    if (status == MC_OK)
        return MC_OK;
    arguments_free(*args);
    *args = NULL;
    return status;
}

void arguments_free(struct arguments *args)
{
    if (!args)
        return;
    free(args->given);
    free(args->positional);
    free(args);
}

size_t arguments_positional_count(const struct arguments *args)
{
    return args->positional_count;
}

const char *arguments_positional(const struct arguments *args, size_t i)
{
    return i < args->positional_count ? args->positional[i] : NULL;
}

size_t arguments_option_count(const struct arguments *args, const char *name)
{
    size_t count = 0, i;

    for (i = 0; i < args->given_count; i++)
        count += !strcmp(args->given[i].name, name);
    return count;
}

const char *arguments_option(const struct arguments *args, const char *name, size_t which)
{
    size_t i;

    for (i = 0; i < args->given_count; i++)
        if (!strcmp(args->given[i].name, name) && !which--)
            return args->given[i].value;
    return NULL;
}

const char *arguments_option_or(const struct arguments *args, const char *name,
                                const char *otherwise)
{
    const char *value = arguments_option(args, name, 0);

    return value ? value : otherwise;
}

enum mc_status arguments_rational(fmpq_t out, const char *option, const char *text,
                                  struct mc_complaint *why)
{
    if (mc_rational_parse(out, text, NULL) == MC_OK)
        return MC_OK;
    return mc_complain(why, MC_BAD_INPUT, "%s '%.80s': is not a decimal or a fraction", option,
                       text);
}

enum mc_status arguments_whole(slong *out, const char *option, const char *text, slong least,
                               slong most, struct mc_complaint *why)
{
    char *end = NULL;
    slong value = 0;

    errno = 0;
    if (*text == '-' || (*text >= '0' && *text <= '9'))
        value = strtol(text, &end, 10);
    if (!end || *end || errno || value < least || value > most)
        return mc_complain(why, MC_BAD_INPUT, "%s '%.60s': a whole number from %ld to %ld, please",
                           option, text, (long)least, (long)most);
    *out = value;
    return MC_OK;
}
