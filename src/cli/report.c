// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "report/convergence.h"
#include "report/training_plots.h"
#include "report/report.h"
#include "store/journal.h"

extern const struct command command_report;

enum { FORMATS_MAX = 16 };

/* What the command line asks for. */
struct wish {
    const char *store, *searches, *folder;   /* searches NULL: those of the data folder       */
    bool formats[FORMATS_MAX];
};

static const struct report_format *find_format(const char *id, size_t length)
{
    for (size_t i = 0; i < report_format_count; i++)
        if (strlen(report_formats[i].id) == length &&
            !strncmp(report_formats[i].id, id, length))
            return &report_formats[i];
    return NULL;
}

/* "html,csv" -> the formats; report.json lies beside whatever else was asked for. */
static enum mc_status read_formats(bool wanted[FORMATS_MAX], const char *list,
                                   struct mc_complaint *why)
{
    wanted[find_format("json", 4) - report_formats] = true;
    for (;;) {
        size_t length = strcspn(list, ",");
        const struct report_format *format = find_format(list, length);

        if (!format)
            return mc_complain(
                why, MC_BAD_INPUT,
                "there is no format '%.*s'; html, json, csv, junit and latex are",
                (int)(length < 40 ? length : 40), list);
        wanted[format - report_formats] = true;
        if (!list[length])
            return MC_OK;
        list += length + 1;
    }
}

static enum mc_status write_formats(const struct invocation *call, const char *folder,
                                    const bool wanted[FORMATS_MAX], const struct report *report,
                                    struct mc_complaint *why)
{
    enum mc_status status = MC_OK;

    for (size_t i = 0; i < report_format_count && status == MC_OK; i++)
        if (wanted[i]) {
            command_progress(call, "writing %s", report_formats[i].file);
            status = report_write(folder, &report_formats[i], report, why);
            if (status == MC_OK && !call->json && !call->quiet)
                printf("%s/%s\n", folder, report_formats[i].file);
        }
    command_progress(call, "%s", "");
    return status;
}

static int print_json(const struct report *report)
{
    json_t *document = report_json(report);
    int failed = !document || json_dumpf(document, stdout, JSON_INDENT(2));

    json_decref(document);
    return failed || putchar('\n') == EOF ? EXIT_TOOL_FAILED : EXIT_AS_EXPECTED;
}

/* The journal named, or the one that lies in the data folder, if there is one. */
static enum mc_status open_searches(struct journal **journal, const char *named,
                                    struct mc_complaint *why)
{
    char path[4096];

    if (named)
        return journal_open(journal, named, SEARCHES_SIGNATURE, JOURNAL_READ, why);
    snprintf(path, sizeof path, "%s/searches/falsify.journal", data_directory());
    if (access(path, R_OK))
        return MC_OK;
    return journal_open(journal, path, SEARCHES_SIGNATURE, JOURNAL_READ, why);
}

/* What the page shows beside the store: iterations, training and kernels, run anew. */
struct shown {
    struct convergence_plots plots;
    struct training_plots training;
    struct kernel_outputs kernels;
};

static enum mc_status run_for_page(struct report *report, struct shown *shown,
                                   const struct invocation *call, struct mc_complaint *why)
{
    enum mc_status status;

    command_progress(call, "running the iterations");
    openblas_set_num_threads(1);   /* the threads are over runs, as those of verify */
    status = convergence_plots_init(&shown->plots, call->jobs, why);
    report->plots = shown->plots.plots;
    report->plot_count = shown->plots.count;
    if (status == MC_OK)
        status = training_plots_init(&shown->training, why);
    report->runs = shown->training.plots;
    report->run_count = status == MC_OK ? TRAINING_PLOTS : 0;
    if (status == MC_OK)
        status = kernel_outputs_init(&shown->kernels, why);
    report->kernels = &shown->kernels;
    return status;
}

/* *blame: whose fault it is where it fails. */
static enum mc_status collect(struct report *report, struct journal **journal,
                              struct store *store, const struct wish *wish,
                              const char **blame, struct mc_complaint *why)
{
    const struct catalogue catalogue = {claims, claim_count, theorems, theorem_count};
    enum mc_status status = report_collect(report, store, &catalogue, why);

    if (status != MC_OK)
        return status;
    *blame = "--searches";
    status = open_searches(journal, wish->searches, why);
    if (status != MC_OK)
        return status;
    report->searches = *journal ? journal_entries(*journal) : NULL;
    *blame = wish->folder;
    return make_directory(wish->folder, why);
}

static int report(const struct invocation *call, const struct wish *wish)
{
    struct report report = {0};
    struct shown shown = {0};
    struct mc_complaint why = {{0}};
    struct journal *journal = NULL;
    struct store *store;
    const char *blame = wish->store;
    enum mc_status status = store_open(&store, wish->store, STORE_READ, &why);
    int code = EXIT_AS_EXPECTED;

    if (status == MC_OK)
        status = collect(&report, &journal, store, wish, &blame, &why);
    if (status == MC_OK && wish->formats[find_format("html", 4) - report_formats])
        status = run_for_page(&report, &shown, call, &why);
    if (status == MC_OK)
        status = write_formats(call, wish->folder, wish->formats, &report, &why);
    if (status != MC_OK)
        code = command_fails(call, blame, status, &why);
    else if (call->json)
        code = print_json(&report);
    report_clear(&report);
    convergence_plots_clear(&shown.plots);
    kernel_outputs_clear(&shown.kernels);
    journal_close(journal);
    store_close(store);
    return code;
}

static enum mc_status read_wish(struct wish *wish, const struct arguments *args,
                                struct mc_complaint *why)
{
    if (arguments_positional_count(args))
        return mc_complain(why, MC_BAD_INPUT, "takes no words, only options");
    if (!arguments_option_count(args, "-o"))
        return mc_complain(why, MC_BAD_INPUT, "-o DIR is missing: where does it go?");
    wish->store = arguments_option_or(args, "--store", "muoncheck.sqlite");
    wish->searches = arguments_option(args, "--searches", 0);
    wish->folder = arguments_option(args, "-o", 0);
    return read_formats(wish->formats, arguments_option_or(args, "--format", "html"), why);
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {{0}};
    struct arguments *args;
    struct wish wish = {0};
    enum mc_status status = arguments_parse(&args, call, &command_report, &why);
    int code;

    if (status == MC_OK)
        status = read_wish(&wish, args, &why);
    code = status == MC_OK ? report(call, &wish) : command_fails(call, NULL, status, &why);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"-o", "DIR", "the folder to write to"},
    {"--store", "FILE", "where the results are (default muoncheck.sqlite)"},
    {"--searches", "JOURNAL", "what `falsify --resume` found (default: that of the data folder)"},
    {"--format", "LIST", "html, json, csv, junit, latex (default html,json)"},
    {0},
};

const struct command command_report = {
    .id = "report",
    .usage = "report -o DIR [--store FILE] [--searches JOURNAL]\n"
             "                        [--format html,json,csv,junit,latex]",
    .title = "the newest results of all claims and theorems as one page, and as tables for machines",
    .help =
        "DIR/index.html is one page that fetches nothing; DIR/report.json, the same for\n"
        "machines, always lies beside it.  The iterations that the page plots run on --jobs\n"
        "threads.  Exits with 0 when the report was written, whatever it says.\n\n  muoncheck verify && muoncheck report -o report",
    .options = options,
    .run = run,
};
