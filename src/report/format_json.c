// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/envelope.h"
#include "report/format.h"

/* The context is that of the run which decided, not that of the program which reports. */
json_t *report_json(const struct report *report)
{
    json_t *results = json_array();

    for (size_t i = 0; i < report->count; i++)
        if (report->entries[i].result)
            json_array_append(results, report->entries[i].result);
    return json_pack("{s:s, s:s, s:s, s:O, s:o}", "schema", "muoncheck/1", "command", "report",
                     "version", report->version, "context", report->context, "results",
                     results);
}

enum mc_status report_write_json(FILE *out, const struct report *report)
{
    json_t *document = report_json(report);
    int failed = !document || json_dumpf(document, out, JSON_INDENT(2));

    json_decref(document);
    fputc('\n', out);
    return failed ? MC_NO_RESOURCE : MC_OK;
}
