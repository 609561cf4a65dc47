// SPDX-License-Identifier: GPL-3.0-or-later
/* What only this room asks of a spec. */
#ifndef SPEC_H
#define SPEC_H

#include "generator/generator.h"

/* Key i in the order of the text; NULL beyond the last. */
const char *spec_key(const struct spec *spec, size_t i);

#endif
