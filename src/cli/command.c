// SPDX-License-Identifier: GPL-3.0-or-later
/* What every command does in the same way: complaints, progress, folders, JSON. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "report/envelope.h"

int command_fails(const struct invocation *call, const char *file, enum mc_status status,
                  const struct mc_complaint *why)
{
    const char *text = why && *why->text ? why->text : "memory or disk ran out";

    if (file)
        fprintf(stderr, "muoncheck %s: %s: %s\n", call->command, file, text);
    else
        fprintf(stderr, "muoncheck %s: %s\n", call->command, text);
    if (status == MC_NO_RESOURCE)
        return EXIT_TOOL_FAILED;
    return status == MC_NOT_DECIDED ? EXIT_NOT_DECIDED : EXIT_USAGE;
}

int tensor_fails(const struct invocation *call, const char *file, const char *tensor,
                 enum mc_status status, const struct mc_complaint *why)
{
    struct mc_complaint longer;

    if (!strcmp(file, tensor))
        return command_fails(call, file, status, why);
    mc_complain(&longer, status, "%.80s: %.160s", tensor, why->text);
    return command_fails(call, file, status, &longer);
}

void command_progress(const struct invocation *call, const char *format, ...)
{
    char line[79];
    va_list arguments;

    if (call->quiet || !isatty(STDERR_FILENO))
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
}

enum mc_status make_directory(const char *path, struct mc_complaint *why)
{
    char *prefix = strdup(path), *slash;
    struct stat info;

    if (!prefix)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (slash = prefix; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        (void)mkdir(prefix, 0777);
        *slash = '/';
    }
    (void)mkdir(prefix, 0777);
    free(prefix);
    if (stat(path, &info) || !S_ISDIR(info.st_mode))
        return mc_complain(why, MC_BAD_INPUT, "no such folder, and it cannot be made");
    return MC_OK;
}

int command_prints_json(const struct invocation *call, json_t *results)
{
    json_t *envelope = json_envelope(call->command, call->seed, call->started, results);
    int failed = !envelope || json_dumpf(envelope, stdout, JSON_INDENT(2));

    json_decref(envelope);
    if (!failed)
        failed = putchar('\n') == EOF || fflush(stdout);
    if (!failed)
        return EXIT_AS_EXPECTED;
    fprintf(stderr, "muoncheck %s: the JSON could not be written\n", call->command);
    return EXIT_TOOL_FAILED;
}
