// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "report/escape.h"
#include "report/page.h"

static const char *const terms[][2] = {
    {"cpu", "Processor"}, {"blas", "BLAS"}, {"blas_kernel", "BLAS kernel"},
    {"threads", "BLAS threads"}, {"rounding_self_test", "Directed rounding in BLAS"},
    {"compiler", "Compiler"}, {"arb", "Arb"}, {"flint", "FLINT"}, {"mpfr", "MPFR"}};

static void write_pair(FILE *out, const char *term, const char *value)
{
    fprintf(out, "<dt>%s</dt><dd>", term);
    write_escaped(out, value);
    fputs("</dd>", out);
}

static void write_number(FILE *out, const char *term, unsigned long long value)
{
    char text[32];

    snprintf(text, sizeof text, "%llu", value);
    write_pair(out, term, text);
}

void page_write_paper(FILE *out, const char *paper)
{
    const char *base = !strncmp(paper, "arXiv:", 6) ? "https://arxiv.org/abs/"
                       : !strncmp(paper, "doi:", 4) ? "https://doi.org/" : NULL;
    const char *number = strchr(paper, ':');
    size_t plain = base ? strspn(number + 1, "0123456789abcdefghijklmnopqrstuvwxyz./-()") : 0;

    if (!base || number[1 + plain]) {
        write_escaped(out, *paper ? paper : "Other claims");
        return;
    }
    fprintf(out, "<a rel=\"noreferrer\" href=\"%s", base);
    write_escaped(out, number + 1);
    fputs("\">", out);
    write_escaped(out, paper);
    fputs("</a>", out);
}

void page_write_command(FILE *out, const struct report *report)
{
    fputs("muoncheck verify --suite ", out);
    write_escaped(out, report->suite);
    fprintf(out, " --digits %ld --max-bits %ld --seed %llu", report->digits, report->max_bits,
            report->seed);
}

void page_write_context(FILE *out, const struct report *report)
{
    fputs("<section><h2>Context of the run</h2>\n<dl>", out);
    write_pair(out, "Started", report->started);
    write_pair(out, "muoncheck", report->version);
    write_pair(out, "Suite", report->suite);
    write_number(out, "Seed", report->seed);
    write_number(out, "Digits asked for", (unsigned long long)report->digits);
    write_number(out, "Bits allowed", (unsigned long long)report->max_bits);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        const json_t *value = json_object_get(report->context, terms[i][0]);

        if (json_is_integer(value))
            write_number(out, terms[i][1], (unsigned long long)json_integer_value(value));
        else if (json_is_string(value))
            write_pair(out, terms[i][1], json_string_value(value));
    }
    fputs("</dl></section>\n", out);
}
