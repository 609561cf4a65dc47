// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: polynomials as text. */
#ifndef FORMULA_H
#define FORMULA_H

#include "muoncheck/number.h"
#include <flint/fmpq_poly.h>

enum { MOST_NAMES = 32 };

struct formulas {
    const char *names[MOST_NAMES], *texts[MOST_NAMES];
    fmpq_poly_struct polynomials[MOST_NAMES];
    size_t count;
};

/* out = the polynomial that `text` says (see theorem.h).  Errors: MC_BAD_INPUT. */
MC_MUST_CHECK enum mc_status formula_read(fmpq_poly_t out, const struct formulas *known,
                                          const char *text, struct mc_complaint *why);

#endif
