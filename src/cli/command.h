// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A command of the program: one file, one const struct, one word in this folder's meson.build.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include "muoncheck/number.h"
#include "muoncheck/status.h"

/* Exit codes of the contract. */
enum exit_code {
    EXIT_AS_EXPECTED = 0,
    EXIT_NOT_AS_EXPECTED = 1,
    EXIT_USAGE = 2,
    EXIT_NOT_DECIDED = 3,
    EXIT_TOOL_FAILED = 4,
};

/* The global options, and what the command's own parser left over. */
struct invocation {
    const char *command;
    bool json, quiet;
    unsigned long long seed;
    slong jobs, digits, max_bits;     /* digits 0: the command's default                      */
    slong max_memory;                 /* MiB; 0: what the machine has                         */
    int count;                        /* words after the command, global options taken out    */
    char **words;
    const char *started;              /* ISO 8601, UTC                                        */
};

/* One option of a command, for parsing and for --help. */
struct option {
    const char *name;      /* "--paper"                                                       */
    const char *value;     /* "ID": how --help calls the value; NULL for a flag; "ID..." may
                              be given more than once                                          */
    const char *help;
};

struct command {
    const char *id, *usage, *title;
    const char *help;                 /* paragraphs and examples; options are listed from below */
    const struct option *options;     /* ends with a name of NULL                             */
    int (*run)(const struct invocation *call);   /* returns an exit code                      */
};

extern const struct command *const commands[];
extern const size_t command_count;

/*
 * The command's words parsed against its options.  Values in order of appearance; positional
 * words in order.  Accepts "--name value" and "--name=value".
 */
struct arguments;
MC_MUST_CHECK enum mc_status arguments_parse(struct arguments **args,
                                             const struct invocation *call,
                                             const struct command *command,
                                             struct mc_complaint *why);
void arguments_free(struct arguments *args);
size_t arguments_positional_count(const struct arguments *args);
const char *arguments_positional(const struct arguments *args, size_t i);
size_t arguments_option_count(const struct arguments *args, const char *name);
const char *arguments_option(const struct arguments *args, const char *name, size_t i);

/* The first value of that name, or `otherwise` where there is none. */
const char *arguments_option_or(const struct arguments *args, const char *name,
                                const char *otherwise);

/* The exact number that the text after an option is.  Errors: MC_BAD_INPUT, by the option. */
MC_MUST_CHECK enum mc_status arguments_rational(fmpq_t out, const char *option,
                                                const char *text, struct mc_complaint *why);

/* The whole number from `least` to `most` that it is.  Errors: the same; *out is then as it was. */
MC_MUST_CHECK enum mc_status arguments_whole(slong *out, const char *option, const char *text,
                                             slong least, slong most,
                                             struct mc_complaint *why);

/* "muoncheck COMMAND: FILE: what is wrong" on stderr (FILE may be NULL); returns EXIT_USAGE,
 * or EXIT_TOOL_FAILED for MC_NO_RESOURCE, EXIT_NOT_DECIDED for MC_NOT_DECIDED. */
int command_fails(const struct invocation *call, const char *file, enum mc_status status,
                  const struct mc_complaint *why);

/* The same of one tensor of FILE, whose name follows where it is another. */
int tensor_fails(const struct invocation *call, const char *file, const char *tensor,
                 enum mc_status status, const struct mc_complaint *why);

/* Progress on stderr, only on a terminal and without --quiet; one line, overwritten. */
void command_progress(const struct invocation *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes the folder and those above it. */
MC_MUST_CHECK enum mc_status make_directory(const char *path, struct mc_complaint *why);

/* Prints the envelope around `results` (a reference is stolen) on stdout. */
int command_prints_json(const struct invocation *call, json_t *results);

#endif
