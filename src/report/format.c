// SPDX-License-Identifier: GPL-3.0-or-later
/* A file is written beside its place and renamed, so that it appears whole or not at all. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/format.h"

const struct report_format report_formats[] = {
    {"html", "index.html", "one self-contained page", report_write_html},
    {"json", "report.json", "every stored result, as `verify --json` has it",
     report_write_json},
    {"csv", "report.csv", "one line a claim", report_write_csv},
    {"junit", "report.xml", "one test case a claim, for CI systems", report_write_junit},
    {"latex", "report.tex", "a longtable to \\input (needs longtable, booktabs)",
     report_write_latex},
};
const size_t report_format_count = sizeof report_formats / sizeof report_formats[0];

static enum mc_status write_part(const char *path, const struct report_format *format,
                                 const struct report *report, struct mc_complaint *why)
{
    FILE *out = fopen(path, "w");
    enum mc_status status;
    int failed;

    if (!out)
        return mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    status = format->write(out, report);
    failed = ferror(out) | fclose(out);
    if (status == MC_OK && failed)
        status = MC_NO_RESOURCE;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "memory or disk ran out");
}

enum mc_status report_write(const char *folder, const struct report_format *format,
                            const struct report *report, struct mc_complaint *why)
{
    char path[4096], part[4096 + 8];
    enum mc_status status;

    if (snprintf(path, sizeof path, "%s/%s", folder, format->file) >= (int)sizeof path)
        return mc_complain(why, MC_BAD_INPUT, "the folder's name is too long");
    if (mkdir(folder, 0777) && errno != EEXIST)
        return mc_complain(why, MC_BAD_INPUT, "cannot be made: %s", strerror(errno));
    snprintf(part, sizeof part, "%s.part", path);
    status = write_part(part, format, report, why);
    if (status == MC_OK && rename(part, path))
        status = mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    if (status != MC_OK)
        unlink(part);
    return status;
}
