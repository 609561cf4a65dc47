// SPDX-License-Identifier: Apache-2.0
#ifndef RESIDUES_H
#define RESIDUES_H

#include "muoncheck/product.h"
#include "product/moduli.h"

/* residue[(i - first) * size + e] = entry e of P modulo p_i, balanced, for first <= i < last;
 * size = rows cols.  power: moduli_powers for P->count planes.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status residues_of(double *residue, const struct mc_planes *P,
                                         const double *power, const struct moduli *m,
                                         slong first, slong last);

/* The planes of C (shaped, exponent set) from the residues of its entries: planes `first` and up of
 * the integers that have these residues and are smaller than 2^-28 M.  `first` > 0 leaves an error of
 * at most 2^-19 2^(24 (first + 2)).  Errors: MC_NO_RESOURCE; MC_NOT_DECIDED where there is no such
 * integer, as for any one wrong residue of it. */
MC_MUST_CHECK enum mc_status planes_from_residues(struct mc_planes *C, const double *residue,
                                                  const struct moduli *m, slong first);

#endif
