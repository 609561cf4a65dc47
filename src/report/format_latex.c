// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/escape.h"
#include "report/format.h"

static void write_cell(FILE *out, const char *text)
{
    fputs(" & ", out);
    write_latex_text(out, text && *text ? text : "--");
}

static void write_row(FILE *out, const struct report_entry *entry)
{
    struct entry_number_text number;

    write_latex_text(out, entry_number(entry));
    write_cell(out, entry_title(entry));
    write_cell(out, entry_text(entry, "verdict", "not run"));
    write_cell(out, !entry->result ? NULL : entry_as_expected(entry) ? "yes" : "NO");
    write_cell(out, entry_text(entry, "control", NULL));
    write_cell(out, entry_count(&number, entry, "instances"));
    write_cell(out, entry_ratio(entry, "hi"));
    write_cell(out, entry_count(&number, entry, "digits"));
    fputs(" \\\\\n", out);
}

enum mc_status report_write_latex(FILE *out, const struct report *report)
{
    fputs("% needs \\usepackage{longtable,booktabs}\n"
          "\\begin{longtable}{lp{0.38\\textwidth}lllrrr}\n\\toprule\n"
          "No. & Claim & Verdict & Expected & Control & Instances & Worst ratio & Digits \\\\\n"
          "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n", out);
    for (size_t i = 0; i < report->count; i++)
        write_row(out, &report->entries[i]);
    fputs("\\end{longtable}\n", out);
    return MC_OK;
}
