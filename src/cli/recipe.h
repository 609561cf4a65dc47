// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: tables that are asked for by what they are for. */
#ifndef CLI_RECIPE_H
#define CLI_RECIPE_H

#include "muoncheck/table.h"

/*
 * "best:degree=5,lo=1/1000,hi=1,steps=8,cushion=0,safety=1", any of the keys left out (these
 * are their defaults), or error=E in place of lo: the table of mc_recipe_table, its
 * coefficients to 24 decimals; any other text as mc_table_read takes it.  Errors: MC_BAD_INPUT
 * with one line; MC_NOT_DECIDED; MC_NO_RESOURCE.
 */
MC_MUST_CHECK enum mc_status table_argument(struct mc_table *table, const char *text,
                                            struct mc_complaint *why);

/* The table in the JSON form that mc_table_parse reads, coefficients as exact decimals.
 * Errors: MC_BAD_INPUT where `path` cannot be written, or a coefficient is no decimal of 1000
 * places; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status table_write(const struct mc_table *table, const char *path,
                                         struct mc_complaint *why);

#endif
