// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The map K of an optimizer's settings at one matrix: out = K(M), and the gauge of its dual
 * ball at X.  Enclosures.  Errors: MC_NOT_DECIDED.
 */
#ifndef MAP_AT_H
#define MAP_AT_H

#include "optimizer/optimizer.h"

MC_MUST_CHECK enum mc_status map_value(arb_t out, const struct optimizer_settings *s,
                                       const arb_mat_t M, slong prec);
MC_MUST_CHECK enum mc_status map_gauge(arb_t out, const struct optimizer_settings *s,
                                       const arb_mat_t X, slong prec);

#endif
