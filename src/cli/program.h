// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The program around its commands: global options and help.
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "cli/command.h"
#include "number/suggestion.h"

/* The global options, for --help; ends with a name of NULL. */
extern const struct option global_options[];

enum request { REQUEST_RUN, REQUEST_HELP, REQUEST_VERSION };

/*
 * Takes the global options out of the line, wherever they stand before a "--"; the first word
 * that is no option is the command (NULL if there is none), and the rest stays in call->words.
 * Errors: MC_BAD_INPUT for a value that cannot be used; call may be cleared in any case.
 */
MC_MUST_CHECK enum mc_status invocation_parse(struct invocation *call, enum request *request,
                                              int argc, char **argv, struct mc_complaint *why);
void invocation_clear(struct invocation *call);

/* Fills `started` (at least 21 bytes) with the time now, ISO 8601 in UTC. */
void time_stamp(char *started, size_t size);

void help_overview(void);
void help_command(const struct command *command);

#endif
