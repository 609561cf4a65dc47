// SPDX-License-Identifier: Apache-2.0
#include <stdarg.h>
#include <stdio.h>

#include "muoncheck/status.h"

enum mc_status mc_complain(struct mc_complaint *why, enum mc_status status, const char *format,
                           ...)
{
    va_list arguments;

    if (!why)
        return status;
    va_start(arguments, format);
    vsnprintf(why->text, sizeof why->text, format, arguments);
    va_end(arguments);
    return status;
}

const char *mc_verdict_name(enum mc_verdict v)
{
    static const char *const names[] = {"undecided", "proved", "agrees", "supported", "refuted"};

    return names[v];
}
