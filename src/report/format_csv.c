// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/escape.h"
#include "report/format.h"

static const char *const texts[] = {"kind", "scope", "tier", "verdict", "expected", "control"};
static const char *const counts[] = {"instances", "digits", "bits", "seconds"};

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static void write_row(FILE *out, const struct report_entry *entry)
{
    struct entry_number_text number;

    write_csv_field(out, entry_id(entry));
    fputc(',', out);
    write_csv_field(out, entry_number(entry));
    fputc(',', out);
    write_csv_field(out, entry_paper(entry));
    for (size_t i = 0; i < LENGTH(texts); i++) {
        fputc(',', out);
        write_csv_field(out, entry_text(entry, texts[i], ""));
    }
    fprintf(out, ",%s", !entry->result ? "" : entry_as_expected(entry) ? "true" : "false");
    for (size_t i = 0; i < LENGTH(counts); i++)
        fprintf(out, ",%s", entry_count(&number, entry, counts[i]));
    fputc(',', out);
    write_csv_field(out, entry_ratio(entry, "lo"));
    fputc(',', out);
    write_csv_field(out, entry_ratio(entry, "hi"));
    fputs("\r\n", out);
}

enum mc_status report_write_csv(FILE *out, const struct report *report)
{
    fputs("id,number,paper", out);
    for (size_t i = 0; i < LENGTH(texts); i++)
        fprintf(out, ",%s", texts[i]);
    fputs(",as_expected", out);
    for (size_t i = 0; i < LENGTH(counts); i++)
        fprintf(out, ",%s", counts[i]);
    fputs(",worst_ratio_lo,worst_ratio_hi\r\n", out);
    for (size_t i = 0; i < report->count; i++)
        write_row(out, &report->entries[i]);
    return MC_OK;
}
