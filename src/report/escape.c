// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"

void write_escaped(FILE *out, const char *text)
{
    for (; text && *text; text++)
        switch (*text) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '"': fputs("&quot;", out); break;
        case '\'': fputs("&#39;", out); break;
        case '\t': case '\n': case '\r': fputc(*text, out); break;
        default:
            if ((unsigned char)*text < ' ')
                fputs("\xef\xbf\xbd", out);
            else
                fputc(*text, out);
        }
}

void write_csv_field(FILE *out, const char *text)
{
    fputc('"', out);
    for (; text && *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

enum mc_status write_csv_ends(FILE *out, const arb_t x, slong digits)
{
    char *lo = NULL, *hi = NULL;
    enum mc_status status =
        arb_is_finite(x) ? mc_enclosure_text(&lo, &hi, x, digits) : MC_OK;

    fprintf(out, ",%s,%s", lo ? lo : "", hi ? hi : "");
    free(lo);
    free(hi);
    return status;
}

void write_latex_text(FILE *out, const char *text)
{
    for (; text && *text; text++)
        switch (*text) {
        case '\\': fputs("\\textbackslash{}", out); break;
        case '~': fputs("\\textasciitilde{}", out); break;
        case '^': fputs("\\textasciicircum{}", out); break;
        case '<': fputs("\\textless{}", out); break;
        case '>': fputs("\\textgreater{}", out); break;
        case '|': fputs("\\textbar{}", out); break;
        case '&': case '%': case '$': case '#': case '_': case '{': case '}':
            fputc('\\', out);
            fputc(*text, out);
            break;
        default: fputc(*text, out);
        }
}
