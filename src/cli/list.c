// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/listing.h"
#include "cli/program.h"

extern const struct command command_list;

static const char *text_of(json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));

    return text ? text : "";
}

static int widest(json_t *rows, const char *key)
{
    size_t i, width = 0;
    json_t *row;

    json_array_foreach (rows, i, row)
        if (strlen(text_of(row, key)) > width)
            width = strlen(text_of(row, key));
    return (int)width;
}

static void print_rows(const struct invocation *call, const struct listing *kind, json_t *rows)
{
    int id = widest(rows, "id"), title = widest(rows, "title"),
        size = widest(rows, "size");
    size_t i;
    json_t *row;

    if (!json_array_size(rows) && !call->quiet)
        printf("no %s in this version\n", kind->kind);
    json_array_foreach (rows, i, row) {
        if (call->quiet)
            puts(text_of(row, "id"));
        else if (!*text_of(row, "source"))
            printf("%-*s  %s\n", id, text_of(row, "id"), text_of(row, "title"));
        else
            printf("%-*s  %-*s  %-*s%s\n", id, text_of(row, "id"), title,
                   text_of(row, "title"), size ? size + 2 : 0, text_of(row, "size"),
                   text_of(row, "source"));
    }
}

static int list_one(const struct invocation *call, const struct listing *kind)
{
    json_t *rows = listing_rows(kind);

    if (call->json)
        return command_prints_json(call, rows);
    print_rows(call, kind, rows);
    json_decref(rows);
    return EXIT_AS_EXPECTED;
}

/* Every kind: in JSON one list whose rows also say their kind, for people one heading a kind. */
static int list_all(const struct invocation *call)
{
    json_t *all = json_array(), *rows, *row;
    size_t i, j;

    for (i = 0; i < listing_count; i++) {
        rows = listing_rows(&listings[i]);
        json_array_foreach (rows, j, row)
            json_object_set_new(row, "kind", json_string(listings[i].kind));
        if (!call->json) {
            printf("%s%s:\n", i ? "\n" : "", listings[i].kind);
            print_rows(call, &listings[i], rows);
        }
        json_array_extend(all, rows);
        json_decref(rows);
    }
    if (call->json)
        return command_prints_json(call, all);
    json_decref(all);
    return EXIT_AS_EXPECTED;
}

static enum mc_status find_kind(const struct listing **kind, const char *word,
                                struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = word};
    char offer[96];
    size_t i;

    *kind = listing_find(word);
    if (*kind)
        return MC_OK;
    for (i = 0; i < listing_count; i++)
        suggestion_offer(&suggestion, listings[i].kind);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "there are no '%.60s' to list%s", word, offer);
}

static int run(const struct invocation *call)
{
    const struct listing *kind = NULL;
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_list, &why);
    size_t count = status == MC_OK ? arguments_positional_count(args) : 0;

    if (status == MC_OK && count > 1)
        status = mc_complain(&why, MC_BAD_INPUT, "one kind at a time, or none for all");
    else if (count)
        status = find_kind(&kind, arguments_positional(args, 0), &why);
    arguments_free(args);
    if (status != MC_OK)
        return command_fails(call, NULL, status, &why);
    return kind ? list_one(call, kind) : list_all(call);
}

const struct command command_list = {
    .id = "list",
    .usage = "list [claims|theorems|iterations|tables|norms|optimizers|generators|accumulations|papers]",
    .title = "names of everything that can be verified, computed or generated",
    .help = "One line each: id, title, source.  Without a kind, all kinds.  --quiet prints ids\n"
            "alone.  Kinds that this version has none of print an empty list.\n\n"
            "  muoncheck list claims\n  muoncheck list generators --json",
    .run = run,
};
