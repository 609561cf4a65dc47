// SPDX-License-Identifier: Apache-2.0
/* How one product is carried out, and where in the workspace its numbers lie. */
#ifndef PLAN_H
#define PLAN_H

#include "muoncheck/product.h"
#include "product/moduli.h"

/* C = op(A) op(B), m x inner by inner x n, or A^T A where B has no planes. */
struct shape {
    slong m, inner, n;
    slong planes_a, planes_b;
    slong bits;                    /* |C_ij| <= 2^bits                                        */
    int threads;
};

struct plan {
    struct moduli moduli;
    slong group;                   /* moduli whose residues of the factors are held at a time */
    /* Offsets in bytes. */
    size_t power_a, power_b;       /* moduli_powers                                           */
    size_t digit;                  /* moduli_digits                                           */
    size_t a, b, c;                /* residues: of the factors for a group, of C for all      */
    size_t threads;                /* the first thread's own memory: from here on offsets are */
    size_t wide_a, wide_b, wide_c; /* relative to it: one modulus in doubles                  */
    size_t block;
    size_t thread_bytes, bytes;    /* of one thread; of everything                            */
};

/* Errors: those of moduli_init; plan_clear is due in any case. */
MC_MUST_CHECK enum mc_status plan_init(struct plan *p, const struct shape *s);
void plan_clear(struct plan *p);

/* The planes of integers of that many bits. */
slong planes_for(slong bits);

/* Memory for that many bytes.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status workspace_room(struct mc_product_workspace *w, size_t bytes);

#endif
