// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of the HTML page; each writes one of its sections. */
#ifndef PAGE_H
#define PAGE_H

#include "report/report.h"

extern const char *const page_style[];   /* page.css by lines; ends with NULL */

void page_write_claims(FILE *out, const struct report *report);
void page_write_theorems(FILE *out, const struct report *report);
void page_write_details(FILE *out, const struct report_entry *entry);
void page_write_catalogue(FILE *out, const struct report *report);
void page_write_plots(FILE *out, const struct report *report);
void page_write_tightness(FILE *out, const struct report *report);
void page_write_kernels(FILE *out, const struct report *report);
void page_write_runs(FILE *out, const struct report *report);
void page_write_context(FILE *out, const struct report *report);

/* A paper's id, as a link where it is an arXiv number or a DOI. */
void page_write_paper(FILE *out, const char *paper);

/* To `digits` significant digits, with exponents as enclosures have them: 3.4e-6, 1e10. */
void page_write_number(FILE *out, double x, int digits);

/* The words that run the same claims again, as in a shell. */
void page_write_command(FILE *out, const struct report *report);

#endif
