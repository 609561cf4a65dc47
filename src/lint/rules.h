// SPDX-License-Identifier: Apache-2.0
/* Within this room: the rules.  Each looks at one table and adds its findings. */
#ifndef RULES_H
#define RULES_H

#include "muoncheck/lint.h"

struct examination {
    const struct mc_table *table;
    enum mc_extension extension;
    const char *normalize, *dtype;
    fmpq_t ulp;
    struct mc_lint *lint;
    bool out_of_memory;
};

void find_fault(struct examination *x, const char *rule, enum mc_severity severity, int line,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A decimal with six digits for a message, rounded to nearest: no bound. */
const char *about(char *out, const fmpq_t q);
enum { ABOUT = 40 };

void rules_of_range(struct examination *x);    /* sign-flip, blow-up, rounding-up, slope      */
void rules_of_use(struct examination *x);      /* normalisation, extension, not-one           */
void rules_of_likeness(struct examination *x); /* shifted, reversed, mixed, safety factor     */

#endif
