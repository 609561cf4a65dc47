// SPDX-License-Identifier: GPL-3.0-or-later
/* The writers behind report_formats.  Errors of the stream are left in the stream. */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include "report/report.h"

enum mc_status report_write_html(FILE *out, const struct report *report);
enum mc_status report_write_json(FILE *out, const struct report *report);
enum mc_status report_write_csv(FILE *out, const struct report *report);
enum mc_status report_write_junit(FILE *out, const struct report *report);
enum mc_status report_write_latex(FILE *out, const struct report *report);

#endif
