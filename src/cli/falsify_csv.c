// SPDX-License-Identifier: GPL-3.0-or-later
/* The table for machines: a line for each constant, and one for each violation. */
#include <errno.h>
#include <string.h>

#include "cli/falsify.h"
#include "report/escape.h"

static void quoted(FILE *out, const json_t *value)
{
    write_csv_field(out, json_string_value(value));
}

static void write_peak(FILE *out, const json_t *peak)
{
    const json_t *ratio = json_object_get(peak, "ratio");
    const char *lo = json_string_value(json_object_get(ratio, "lo")),
               *hi = json_string_value(json_object_get(ratio, "hi"));

    fprintf(out, ",%s,%s,%s,", lo ? lo : "", hi ? hi : "",
            !lo ? "" : json_is_true(json_object_get(peak, "exact")) ? "exact" : "ball");
    quoted(out, json_object_get(peak, "instance"));
}

static void write_head(FILE *out, const json_t *result, const json_t *what)
{
    quoted(out, json_object_get(result, "id"));
    fputc(',', out);
    quoted(out, json_object_get(result, "drop"));
    fprintf(out, ",%s,%.2f,", json_string_value(json_object_get(result, "verdict")),
            json_number_value(json_object_get(result, "seconds")));
    quoted(out, what);
}

static void write_rows(FILE *out, const json_t *result)
{
    const json_t *violated = json_object_get(result, "what"), *r;
    size_t i;

    if (json_is_string(violated)) {
        write_head(out, result, violated);
        fputs(",,,,", out);
        quoted(out, json_object_get(result, "instance"));
        fputs(",,,,\n", out);
        return;
    }
    json_array_foreach(json_object_get(result, "ratios"), i, r)
    {
        write_head(out, result, json_object_get(r, "what"));
        write_peak(out, json_object_get(r, "alone"));
        write_peak(out, json_object_get(r, "helped"));
        fputc('\n', out);
    }
}

enum mc_status falsify_csv(const struct falsify_task *task, const char *path,
                           struct mc_complaint *why)
{
    FILE *out = fopen(path, "w");
    bool failed = !out;
    size_t i;

    if (out)
        fputs("id,drop,verdict,seconds,what,alone_lo,alone_hi,alone_tier,alone_instance,"
              "helped_lo,helped_hi,helped_tier,helped_instance\n", out);
    for (i = 0; out && i < task->count; i++)
        if (task->searches[i].result)
            write_rows(out, task->searches[i].result);
    if (out)
        failed = ferror(out) | fclose(out);
    return failed ? mc_complain(why, MC_BAD_INPUT, "--csv %.120s: %s", path, strerror(errno))
                  : MC_OK;
}
