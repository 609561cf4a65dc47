// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "muoncheck/arb.h"

static const struct command *find_command(const char *id)
{
    size_t i;

    for (i = 0; i < command_count; i++)
        if (!strcmp(commands[i]->id, id))
            return commands[i];
    return NULL;
}

static int unknown_command(const char *id)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];
    size_t i;

    for (i = 0; i < command_count; i++)
        suggestion_offer(&suggestion, commands[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    fprintf(stderr, "muoncheck: unknown command '%s'%s\n", id, offer);
    return EXIT_USAGE;
}

static int no_command(const struct invocation *call)
{
    if (call->count)
        fprintf(stderr, "muoncheck: unknown option '%s'\n", call->words[0]);
    else
        fprintf(stderr, "muoncheck: no command; 'muoncheck --help' lists them\n");
    return EXIT_USAGE;
}

/* With --json an envelope, whose field `version` it is, without results. */
static int tell_version(const struct invocation *call)
{
    struct invocation asked = *call;

    asked.command = "version";
    if (call->json)
        return command_prints_json(&asked, json_array());
    puts("muoncheck " MUONCHECK_VERSION);
    return EXIT_AS_EXPECTED;
}

static int answer(const struct invocation *call, enum request request)
{
    const struct command *command = call->command ? find_command(call->command) : NULL;

    if (request == REQUEST_VERSION)
        return tell_version(call);
    if (call->command && !command)
        return unknown_command(call->command);
    if (request == REQUEST_HELP) {
        if (command)
            help_command(command);
        else
            help_overview();
        return EXIT_AS_EXPECTED;
    }
    return command ? command->run(call) : no_command(call);
}

/* FLINT has no way back when memory runs out. */
static void __attribute__((noreturn)) out_of_memory(void)
{
    fprintf(stderr, "muoncheck: memory is out\n");
    exit(EXIT_TOOL_FAILED);
}

int main(int argc, char **argv)
{
    struct invocation call = {0};
    struct mc_complaint why = {0};
    enum request request;
    char started[32];
    int code;

    flint_set_abort(out_of_memory);
    gsl_set_error_handler_off();
    if (invocation_parse(&call, &request, argc, argv, &why) == MC_OK) {
        time_stamp(started, sizeof started);
        call.started = started;
        code = answer(&call, request);
    } else {
        fprintf(stderr, "muoncheck%s%s: %s\n", call.command ? " " : "",
                call.command ? call.command : "", why.text);
        code = EXIT_USAGE;
    }
    invocation_clear(&call);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "muoncheck: stdout could not be written\n");
        code = EXIT_TOOL_FAILED;
    }
    return code;
}
