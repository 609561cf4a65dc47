// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Test matrices by name:  "gaussian:m=256,n=256,seed=3".
 *
 * One file a generator, one const struct in it, listed in this folder's meson.build.  Entries are
 * exact (dyadic or rational) wherever the matrix allows it, else a rule encloses them.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stddef.h>
#include "muoncheck/matrix.h"

/* "name:key=value,...", taken apart.  A value may be a list in brackets: spectrum=[1,1,1/2,0]. */
struct spec;

MC_MUST_CHECK enum mc_status spec_parse(struct spec **spec, const char *text,
                                        struct mc_complaint *why);
void spec_free(struct spec *spec);
const char *spec_name(const struct spec *spec);
const char *spec_text(const struct spec *spec);

/* The value of `key`, or the default where the key is absent.  Errors: MC_BAD_INPUT with a line
 * that names key and value when it is no such number, or outside [lo, hi]. */
MC_MUST_CHECK enum mc_status spec_integer(slong *out, const struct spec *spec, const char *key,
                                          slong otherwise, slong lo, slong hi,
                                          struct mc_complaint *why);
MC_MUST_CHECK enum mc_status spec_rational(fmpq_t out, const struct spec *spec, const char *key,
                                           const char *otherwise, struct mc_complaint *why);
const char *spec_word(const struct spec *spec, const char *key, const char *otherwise);

struct generator {
    const char *id, *title, *source;
    const char *keys;      /* "m n seed": the keys it reads; any other is refused by name     */
    const char *example;   /* a small complete spec: `list` shows it, the sweep tests make it  */
    enum mc_status (*make)(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why);
};

extern const struct generator *const generators[];
extern const size_t generator_count;

/* A = the matrix that `text` names; A->name is `text`.
 * Errors: MC_BAD_INPUT for an unknown name, key or value, with a line that says which. */
MC_MUST_CHECK enum mc_status generate(struct mc_matrix *A, const char *text,
                                      struct mc_complaint *why);

#endif
