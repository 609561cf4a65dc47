// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "cli/program.h"

static void print_options(const struct option *option)
{
    char left[40];

    for (; option && option->name; option++) {
        snprintf(left, sizeof left, "%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        printf("  %-22s %s\n", left, option->help);
    }
}

void help_overview(void)
{
    size_t i;

    puts("muoncheck decides claims about Muon-type optimizers with rigorous arithmetic.\n\n"
         "usage: muoncheck COMMAND [words and options]\n\ncommands:");
    for (i = 0; i < command_count; i++)
        printf("  %-10s %s\n", commands[i]->id, commands[i]->title);
    puts("\noptions, anywhere on the line:");
    print_options(global_options);
    puts("\nexamples:\n"
         "  muoncheck truth --matrix hilbert:n=12 --digits 60\n"
         "  muoncheck truth gradient.npy --p 0 -o polar\n"
         "  muoncheck list claims\n\n"
         "exit codes: 0 all as expected, 1 something was not, 2 unusable input, 3 undecided,\n"
         "4 the tool itself failed.  'muoncheck COMMAND --help' says more about a command.");
}

void help_command(const struct command *command)
{
    printf("muoncheck %s: %s\n\nusage: muoncheck %s\n\n%s\n", command->id, command->title,
           command->usage, command->help);
    if (command->options && command->options->name) {
        puts("\noptions:");
        print_options(command->options);
    }
    puts("\noptions of every command:");
    print_options(global_options);
}
