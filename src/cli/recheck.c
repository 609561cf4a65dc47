// SPDX-License-Identifier: GPL-3.0-or-later
/* Hands certificates to muoncheck-recheck, a program of its own, and tells what it said. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"

extern const struct command command_recheck;
extern char **environ;

/* muoncheck-recheck beside this program, else in the build's folder, else in the PATH. */
static void find_checker(char *out, size_t size)
{
    static const char *const places[] = {"muoncheck-recheck",
                                         "../../recheck/muoncheck-recheck"};
    char here[3000] = "";
    ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
    char *slash = length > 0 ? strrchr(here, '/') : NULL;
    size_t i;

    for (i = 0; slash && i < sizeof places / sizeof places[0]; i++) {
        snprintf(out, size, "%.*s/%s", (int)(slash - here), here, places[i]);
        if (access(out, X_OK) == 0)
            return;
    }
    snprintf(out, size, "muoncheck-recheck");
}

/* The checker on these words, which complains in our name and answers into ends[1]; -1: it cannot
 * be started. */
static pid_t start(const int ends[2], const char *first, const char *second)
{
    char checker[4096], *words[] = {(char *)"muoncheck recheck", (char *)first, (char *)second,
                                    NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;

    find_checker(checker, sizeof checker);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    if (posix_spawnp(&child, checker, &actions, NULL, words, environ))
        child = -1;
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

/* lines: what can be read from `end`, which is closed, as texts. */
static void read_lines(json_t *lines, int end)
{
    FILE *from = fdopen(end, "r");
    char *line = NULL;
    size_t room = 0;

    while (from && getline(&line, &room, from) > 0) {
        line[strcspn(line, "\n")] = '\0';
        json_array_append_new(lines, json_string(line));
    }
    free(line);
    if (from)
        fclose(from);
    else
        close(end);
}

/* The exit code of the checker, its lines as texts in `lines`; -1: it did not run. */
static int check(json_t *lines, const char *first, const char *second)
{
    int ends[2], status = -1;
    pid_t child;

    if (pipe(ends))
        return -1;
    child = start(ends, first, second);
    close(ends[1]);
    read_lines(lines, ends[0]);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/* accepted is proved; rejected is undecided, as nothing was shown false.  A line begins "accepted
 * NAME:", "rejected NAME:" or "no certificate for NAME:"; name is NULL, or what it is about. */
static void tell_line(const struct invocation *call, json_t *results, const char *line,
                      const char *name)
{
    bool accepted = !strncmp(line, "accepted ", 9), bare = !strncmp(line, "no ", 3);
    size_t length = name ? strlen(name) : 0;

    if (!call->json) {
        puts(line);
        return;
    }
    if (!name) {
        name = line + (bare ? strlen("no certificate for ") : strlen("accepted "));
        length = strcspn(name, ":");
    }
    json_array_append_new(results, json_pack("{s:s%, s:s, s:s}", "certificate", name, length,
                                             "verdict", accepted ? "proved" : "undecided",
                                             "message", line));
}

static int tell(const struct invocation *call, json_t *results, const char *first,
                const char *second)
{
    json_t *lines = json_array(), *line;
    int code = check(lines, first, second);
    size_t i;

    json_array_foreach (lines, i, line)
        tell_line(call, results, json_string_value(line), second ? NULL : first);
    json_decref(lines);
    return code < 0 || code > EXIT_NOT_DECIDED ? EXIT_TOOL_FAILED : code;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_recheck, &why);
    json_t *results = json_array();
    int code = EXIT_AS_EXPECTED, one;
    size_t i, count = status == MC_OK ? arguments_positional_count(args) : 0;
    const char *directory = status == MC_OK ? arguments_option(args, "--truth", 0) : NULL;

    if (status == MC_OK && (count > 0) == (directory != NULL))
        status = mc_complain(&why, MC_BAD_INPUT, "which certificates? `prove -o DIR` writes them; "
                             "--truth DIR those of `truth -o DIR`");
    fflush(stdout);
    if (status == MC_OK && directory)
        code = tell(call, results, "--truth", directory);
    for (i = 0; i < count && status == MC_OK; i++) {
        one = tell(call, results, arguments_positional(args, i), NULL);
        code = one > code ? one : code;
        fflush(stdout);
    }
    if (code == EXIT_TOOL_FAILED)
        status = mc_complain(&why, MC_NO_RESOURCE, "muoncheck-recheck could not be run");
    if (status != MC_OK)
        code = command_fails(call, NULL, status, &why);
    else if (call->json && code != EXIT_USAGE &&
             command_prints_json(call, json_incref(results)))
        code = EXIT_TOOL_FAILED;
    json_decref(results);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"--truth", "DIR", "what `truth -o DIR` wrote, file by file, instead of certificates"},
    {0},
};

const struct command command_recheck = {
    .id = "recheck",
    .usage = "recheck (CERT... | --truth DIR)",
    .title = "certificates checked by a program that shares no code with the prover",
    .help = "Runs muoncheck-recheck, which knows integers and rationals alone, on each file.\n"
            "Exit code 0: all are accepted; 1: one is rejected; 3: a transform has no certificate.\n"
            "\n"
            "  muoncheck recheck certificates/*.json\n"
            "  muoncheck recheck --truth polar",
    .options = options,
    .run = run,
};
