// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "report/page.h"

void page_write_number(FILE *out, double x, int digits)
{
    char text[32], *exponent;

    snprintf(text, sizeof text, "%.*g", digits, x);
    exponent = strchr(text, 'e');
    if (!exponent) {
        fputs(text, out);
        return;
    }
    fprintf(out, "%.*se%s%s", (int)(exponent - text), text, exponent[1] == '-' ? "-" : "",
            exponent + 2 + strspn(exponent + 2, "0"));
}
