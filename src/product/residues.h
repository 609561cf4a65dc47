// SPDX-License-Identifier: Apache-2.0
/*
 * Digits to residues and back, in blocks of entries that stay in cache.  Residues are floats,
 * which hold them exactly; those of one modulus are a row, and rows lie `apart` from one
 * another, with room for STEP numbers beyond the last entry.  `block` has room for
 * residues_block(rows of it) doubles.
 */
#ifndef RESIDUES_H
#define RESIDUES_H

#include "muoncheck/product.h"
#include "product/moduli.h"

enum { BLOCK = 512 };

size_t residues_apart(slong size);
size_t residues_block(slong rows);

/* residue[(i - first) apart + e] = entry e of P modulo p_i, balanced, for first <= i < last
 * rounded up to QUAD and from <= e < to; first is divisible by QUAD.  power: moduli_powers for
 * P->count planes; a block of P->count rows. */
void residues_of(float *residue, const struct mc_planes *P, const double *power,
                 const struct moduli *m, slong first, slong last, slong from, slong to,
                 double *block);

/* Entries from <= e < to of all planes of C (shaped, exponent set) out of v_i = (C mod p_i)
 * (M/p_i)^-1 mod p_i at v[i apart + e]: planes `first` and up, of the table `digit`
 * (moduli_digits for C->count planes), of the integers that have these residues and are smaller
 * than 2^-28 M.  `first` > 0 leaves an error of at most 2^-19 2^(24 (first + 2)).  A block of
 * m->count + 2 + QUAD rows. Errors: MC_NOT_DECIDED where there is no such integer, as for any
 * one wrong residue of it. */
MC_MUST_CHECK enum mc_status planes_from_residues(struct mc_planes *C, const float *v,
                                                  const struct moduli *m, const double *digit,
                                                  slong from, slong to, double *block);

#endif
