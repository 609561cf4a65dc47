// SPDX-License-Identifier: GPL-3.0-or-later
/* A claim that is not as expected is a failure; a control that was not refuted is an error of
 * the tool; what is undecided or was not run is skipped. */
#include <string.h>

#include "report/escape.h"
#include "report/format.h"

static void write_fault(FILE *out, const char *element, const char *words, const char *detail)
{
    fprintf(out, "<%s message=\"", element);
    write_escaped(out, words);
    write_escaped(out, detail);
    fputs("\"/>", out);
}

static bool undecided(const struct report_entry *entry)
{
    return !strcmp(entry_text(entry, "verdict", ""), "undecided");
}

static void write_outcome(FILE *out, const struct report_entry *entry)
{
    if (!entry->result)
        write_fault(out, "skipped", "no stored result", NULL);
    else if (!entry_control_refuted(entry))
        write_fault(out, "error", "control: ", entry_text(entry, "control", "?"));
    else if (!entry_as_expected(entry) && undecided(entry))
        write_fault(out, "skipped", "undecided", NULL);
    else if (!entry_as_expected(entry))
        write_fault(out, "failure", "unexpected verdict: ", entry_text(entry, "verdict", "?"));
}

static void write_case(FILE *out, const struct report_entry *entry)
{
    struct entry_number_text seconds;

    fputs("  <testcase classname=\"", out);
    write_escaped(out, entry_paper(entry));
    fputs("\" name=\"", out);
    write_escaped(out, entry_id(entry));
    fprintf(out, "\" time=\"%s\">",
            entry->result ? entry_count(&seconds, entry, "seconds") : "0");
    write_outcome(out, entry);
    fputs("</testcase>\n", out);
}

enum mc_status report_write_junit(FILE *out, const struct report *report)
{
    struct report_summary s = report_summarize(report);
    size_t failures = 0;

    for (size_t i = 0; i < report->count; i++) {
        const struct report_entry *entry = &report->entries[i];

        failures += entry->result && entry_control_refuted(entry) &&
                    !entry_as_expected(entry) && !undecided(entry);
    }
    fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"muoncheck\" "
                 "tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" timestamp=\"",
            report->count, failures, s.control_failures);
    write_escaped(out, report->started);
    fputs("\">\n", out);
    for (size_t i = 0; i < report->count; i++)
        write_case(out, &report->entries[i]);
    fputs("</testsuite>\n", out);
    return MC_OK;
}
