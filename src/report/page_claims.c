// SPDX-License-Identifier: GPL-3.0-or-later
/* One table a paper, papers in the order of their first claim, and one of all theorems; a claim is
 * a tbody of two rows: the verdict, and what stands behind it. */
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/page.h"

static const struct {
    const char *verdict, *mark;
} marks[] = {{"proved", "✓"}, {"agrees", "="}, {"supported", "≳"}, {"undecided", "?"},
             {"refuted", "✗"}};

static const char *mark_of(const char *verdict)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (!strcmp(marks[i].verdict, verdict))
            return marks[i].mark;
    return "–";
}

static void write_marked(FILE *out, const char *label, const char *tone, const char *mark,
                         const char *words, const char *more)
{
    fprintf(out, "<td data-label=\"%s\"><span class=\"%s\"><span class=\"mark\" "
                 "aria-hidden=\"true\">%s</span>", label, tone, mark);
    write_escaped(out, words);
    write_escaped(out, more);
    fputs("</span></td>", out);
}

static void write_number(FILE *out, const char *label, const char *sign, const char *text)
{
    bool empty = !text || !*text;

    fprintf(out, "<td class=\"number%s\" data-label=\"%s\">%s", empty ? " empty" : "", label,
            empty ? "–" : sign);
    write_escaped(out, text);
    fputs("</td>", out);
}

static void write_expected(FILE *out, const struct report_entry *entry)
{
    bool undecided = !strcmp(entry_text(entry, "verdict", ""), "undecided");

    if (entry_as_expected(entry))
        write_marked(out, "Expected", "good", "✓", "as expected", NULL);
    else
        write_marked(out, "Expected", undecided ? "open" : "bad", undecided ? "?" : "✗",
                     "expected ", entry_text(entry, "expected", "?"));
}

enum { NARROW = 5 };   /* characters of a number that fit beside the title */

static int columns(const struct report_entry *entry)
{
    return entry_is_theorem(entry) ? 7 : 9;
}

static void write_verdict(FILE *out, const struct report_entry *entry)
{
    const char *verdict = entry_text(entry, "verdict", "");

    if (!entry->result) {
        fputs("<td data-label=\"Verdict\" class=\"soft\">not run</td>", out);
        for (int i = 2; i < columns(entry); i++)
            fputs("<td class=\"empty\"></td>", out);
        return;
    }
    write_marked(out, "Verdict", strcmp(verdict, "undecided") ? "" : "open", mark_of(verdict),
                 verdict, NULL);
    write_expected(out, entry);
    write_marked(out, "Control", entry_control_refuted(entry) ? "good" : "bad",
                 entry_control_refuted(entry) ? "✓" : "✗", entry_text(entry, "control", "?"),
                 NULL);
}

static void write_numbers(FILE *out, const struct report_entry *entry)
{
    struct entry_number_text n;

    if (entry_is_theorem(entry)) {
        write_number(out, "Facts", "", entry_count(&n, entry, "facts"));
        write_number(out, "Boxes", "", entry_count(&n, entry, "boxes"));
        write_number(out, "Seconds", "", entry_count(&n, entry, "seconds"));
        return;
    }
    write_number(out, "Instances", "", entry_count(&n, entry, "instances"));
    write_number(out, "Worst ratio", "", entry_ratio(entry, "hi"));
    write_number(out, "Digits", "", entry_count(&n, entry, "digits"));
    write_number(out, "Bits", "", entry_count(&n, entry, "bits"));
    write_number(out, "Seconds", "", entry_count(&n, entry, "seconds"));
}

static void write_entry(FILE *out, const struct report_entry *entry)
{
    fputs("<tbody id=\"", out);
    write_escaped(out, entry_id(entry));
    fprintf(out, "\"><tr class=\"row\"><td class=\"title\"><span class=\"no%s\">",
            strlen(entry_number(entry)) > NARROW ? " wide" : "");
    write_escaped(out, entry_number(entry));
    fputs("</span>", out);
    write_escaped(out, entry_title(entry));
    fputs("</td>", out);
    write_verdict(out, entry);
    if (entry->result)
        write_numbers(out, entry);
    fprintf(out, "</tr>\n<tr class=\"more\"><td colspan=\"%d\">", columns(entry));
    page_write_details(out, entry);
    fputs("</td></tr></tbody>\n", out);
}

static bool is_first_of_paper(const struct report *report, size_t which)
{
    for (size_t i = 0; i < which; i++)
        if (!strcmp(entry_paper(&report->entries[i]), entry_paper(&report->entries[which])))
            return false;
    return true;
}

static void write_group(FILE *out, const struct report *report, const char *paper)
{
    fputs("<h3>", out);
    page_write_paper(out, paper);
    fputs("</h3>\n<table class=\"claims\"><thead><tr><th scope=\"col\">Claim</th>"
          "<th scope=\"col\">Verdict</th><th scope=\"col\">Expected</th>"
          "<th scope=\"col\">Control</th><th scope=\"col\" class=\"number\">Instances</th>"
          "<th scope=\"col\" class=\"number\">Worst ratio</th>"
          "<th scope=\"col\" class=\"number\">Digits</th>"
          "<th scope=\"col\" class=\"number\">Bits</th>"
          "<th scope=\"col\" class=\"number\">Seconds</th></tr></thead>\n", out);
    for (size_t i = 0; i < report->count; i++)
        if (!entry_is_theorem(&report->entries[i]) &&
            !strcmp(entry_paper(&report->entries[i]), paper))
            write_entry(out, &report->entries[i]);
    fputs("</table>\n", out);
}

void page_write_claims(FILE *out, const struct report *report)
{
    if (!report->count || entry_is_theorem(&report->entries[0]))
        return;
    fputs("<section><h2>Claims</h2>\n<p>Decided on the instances that each one lists.</p>\n",
          out);
    for (size_t i = 0; i < report->count; i++)
        if (!entry_is_theorem(&report->entries[i]) && is_first_of_paper(report, i))
            write_group(out, report, entry_paper(&report->entries[i]));
    fputs("</section>\n", out);
}

void page_write_theorems(FILE *out, const struct report *report)
{
    size_t first = 0;

    while (first < report->count && !entry_is_theorem(&report->entries[first]))
        first++;
    if (first == report->count)
        return;
    fputs("<section><h2>Theorems</h2>\n<p>Proved for all matrices of their hypotheses, in exact "
          "rational arithmetic.</p>\n<table class=\"claims theorems\"><thead><tr>"
          "<th scope=\"col\">Theorem</th>"
          "<th scope=\"col\">Verdict</th><th scope=\"col\">Expected</th>"
          "<th scope=\"col\">Control</th><th scope=\"col\" class=\"number\">Facts</th>"
          "<th scope=\"col\" class=\"number\">Boxes</th>"
          "<th scope=\"col\" class=\"number\">Seconds</th></tr></thead>\n", out);
    for (size_t i = first; i < report->count; i++)
        write_entry(out, &report->entries[i]);
    fputs("</table></section>\n", out);
}
