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

static int report(const struct invocation *call, const char *path, const char *searches,
                  const char *folder, const bool wanted[FORMATS_MAX])
{
    struct report report = {0};
    struct convergence_plots plots = {0};
    struct training_plots training;
    struct kernel_outputs kernels = {0};
    struct mc_complaint why = {{0}};
    struct journal *journal = NULL;
    struct store *store;
    const struct catalogue catalogue = {claims, claim_count, theorems, theorem_count};
    const char *blame = path;
    enum mc_status status = store_open(&store, path, STORE_READ, &why);
    int code = EXIT_AS_EXPECTED;

    if (status == MC_OK)
        status = report_collect(&report, store, &catalogue, &why);
    if (status == MC_OK) {
        status = open_searches(&journal, searches, &why);
        blame = status == MC_OK ? path : "--searches";
        report.searches = journal ? journal_entries(journal) : NULL;
    }
    if (status == MC_OK) {
        status = make_directory(folder, &why);
        blame = status == MC_OK ? path : folder;
    }
    if (status == MC_OK && wanted[find_format("html", 4) - report_formats]) {
        command_progress(call, "running the iterations");
        openblas_set_num_threads(1);   /* the threads are over runs, as those of verify */
        status = convergence_plots_init(&plots, call->jobs, &why);
        report.plots = plots.plots;
        report.plot_count = plots.count;
        if (status == MC_OK)
            status = training_plots_init(&training, &why);
        report.runs = training.plots;
        report.run_count = status == MC_OK ? TRAINING_PLOTS : 0;
        if (status == MC_OK)
            status = kernel_outputs_init(&kernels, &why);
        report.kernels = &kernels;
    }
    if (status == MC_OK) {
        blame = folder;
        status = write_formats(call, folder, wanted, &report, &why);
    }
    if (status != MC_OK)
        code = command_fails(call, blame, status, &why);
    else if (call->json)
        code = print_json(&report);
    report_clear(&report);
    convergence_plots_clear(&plots);
    kernel_outputs_clear(&kernels);
    journal_close(journal);
    store_close(store);
    return code;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {{0}};
    struct arguments *args;
    bool wanted[FORMATS_MAX] = {false};
    enum mc_status status = arguments_parse(&args, call, &command_report, &why);
    int code;

    if (status == MC_OK && arguments_positional_count(args))
        status = mc_complain(&why, MC_BAD_INPUT, "takes no words, only options");
    if (status == MC_OK && !arguments_option_count(args, "-o"))
        status = mc_complain(&why, MC_BAD_INPUT, "-o DIR is missing: where does it go?");
    if (status == MC_OK)
        status = read_formats(wanted,
                              arguments_option_count(args, "--format")
                                  ? arguments_option(args, "--format", 0)
                                  : "html",
                              &why);
    if (status == MC_OK)
        code = report(call, arguments_option_count(args, "--store")
                                ? arguments_option(args, "--store", 0) : "muoncheck.sqlite",
                      arguments_option_count(args, "--searches")
                          ? arguments_option(args, "--searches", 0) : NULL,
                      arguments_option(args, "-o", 0), wanted);
    else
        code = command_fails(call, NULL, status, &why);
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
