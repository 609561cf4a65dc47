// SPDX-License-Identifier: GPL-3.0-or-later
/* One certificate, from its text to a yes or no. */
#ifndef RECHECK_CERTIFICATE_H
#define RECHECK_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>

struct finding {
    bool accepted;
    size_t facts;     /* checked, all of them where accepted                           */
    char reason[200]; /* why not                                                       */
    char theorem[100];
};

struct finding certificate_check(const char *text);

#endif
