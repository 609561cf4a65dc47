// SPDX-License-Identifier: GPL-3.0-or-later
/* Two tables: the maps K with the sets that decay keeps for them, and the optimizers with theirs. */
#include <string.h>

#include "muoncheck/norm.h"
#include "optimizer/optimizer.h"
#include "report/escape.h"
#include "report/page.h"

static void write_cell(FILE *out, const char *label, const char *text)
{
    fprintf(out, "<td data-label=\"%s\">", label);
    write_escaped(out, text);
    fputs("</td>", out);
}

static void write_code(FILE *out, const char *text)
{
    fputs("<tr><td class=\"title\"><code>", out);
    write_escaped(out, text);
    fputs("</code></td>", out);
}

/* A link to a claim's rows if it is on the page. */
static void write_claim(FILE *out, const struct report *report, const char *id)
{
    bool there = false;

    for (size_t i = 0; i < report->count; i++)
        there = there || !strcmp(entry_id(&report->entries[i]), id);
    if (there)
        fprintf(out, "<a href=\"#%s\">%s</a>", id, id);
    else
        fprintf(out, "<code>%s</code>", id);
}

static void write_maps(FILE *out, const struct report *report)
{
    fputs("<h3>The maps K of Lion-K</h3>\n<p>K*(Z) = sup &lt;M, Z&gt; − K(M) is a finite part "
          "plus the indicator of the set; decoupled decay λ keeps λX in it. Duality and sets are "
          "decided row by row in ", out);
    write_claim(out, report, "k-table");
    fputs(" and ", out);
    write_claim(out, report, "k-table-invariant-set");
    fputs(".</p>\n<table class=\"catalogue\"><thead><tr><th scope=\"col\">K</th>"
          "<th scope=\"col\">Row</th><th scope=\"col\">Formula</th>"
          "<th scope=\"col\">Set of Z = λX</th><th scope=\"col\">Finite part of K*</th></tr>"
          "</thead><tbody>\n", out);
    for (size_t i = 0; i < mc_norm_count; i++) {
        const struct mc_norm *K = mc_norms[i];

        write_code(out, K->id);
        write_cell(out, "Row", K->row);
        write_cell(out, "Formula", K->title);
        write_cell(out, "Set", K->constraint ? K->constraint : "everything");
        write_cell(out, "Finite part", K->conjugate_finite ? "not zero" : "0");
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

static void write_optimizers(FILE *out, const struct report *report)
{
    fputs("<h3>Optimizers</h3>\n<p>X+ = (1 − ηλ) X + η O unless said otherwise; G is the "
          "gradient, M tracks −G. A set that is kept is also approached geometrically: ", out);
    write_claim(out, report, "constraint-violation-decay");
    fputs(". With directions of norm c it is c times as large: ", out);
    write_claim(out, report, "constraint-radius-inexact");
    fputs(". The decay must be that of X_t: ", out);
    write_claim(out, report, "implicit-decay-as-printed");
    fputs(".</p>\n<table class=\"catalogue\"><thead><tr><th scope=\"col\">Optimizer</th>"
          "<th scope=\"col\">What it is</th><th scope=\"col\">Step</th>"
          "<th scope=\"col\">Set that decay keeps</th></tr></thead><tbody>\n", out);
    for (size_t i = 0; i < optimizer_count; i++) {
        const struct optimizer *o = optimizers[i];

        write_code(out, o->id);
        write_cell(out, "What it is", o->title);
        write_cell(out, "Step", o->formula);
        write_cell(out, "Set", o->invariant);
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

void page_write_catalogue(FILE *out, const struct report *report)
{
    fputs("<section><h2>Maps and optimizers</h2>\n", out);
    write_maps(out, report);
    write_optimizers(out, report);
    fputs("</section>\n", out);
}
