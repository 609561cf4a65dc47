// SPDX-License-Identifier: Apache-2.0
/*
 * A real m x n matrix that is known exactly, or enclosed to any precision asked for.
 *
 *   dyadic    every entry a binary float of any length (files, stored iterates): exact
 *   rational  every entry p/q (Hilbert, Cayley transforms): exact
 *   computed  a rule that encloses the entries at any precision (Kahan: sines and cosines)
 *
 * An arb_mat_t in this library is a matrix of balls, column index last, as in Arb.
 */
#ifndef MUONCHECK_MATRIX_H
#define MUONCHECK_MATRIX_H

#include <stdbool.h>
#include "arb.h"
#include "status.h"

enum mc_matrix_kind { MC_DYADIC = 0, MC_RATIONAL, MC_COMPUTED };

/* out (m x n, initialised) = balls that contain the entries, at about `prec` bits. */
typedef void mc_enclose_rule(arb_mat_t out, const void *parameters, slong prec);

struct mc_matrix {
    char *name;               /* what the user calls it; may be NULL                      */
    enum mc_matrix_kind kind;
    slong rows, cols;
    arb_mat_t dyadic;         /* MC_DYADIC: m x n, every radius zero                      */
    fmpq_mat_t rational;      /* MC_RATIONAL: m x n                                       */
    mc_enclose_rule *rule;    /* MC_COMPUTED                                              */
    void *parameters;         /* MC_COMPUTED: owned                                       */
    void (*free_parameters)(void *);
};

/* Each init takes ownership of nothing, fills with zeros, and is undone by mc_matrix_clear.
 * `name` is copied.  A zero-initialised struct may be cleared.  Dimensions may be zero. */
void mc_matrix_init_dyadic(struct mc_matrix *A, const char *name, slong rows, slong cols);
void mc_matrix_init_rational(struct mc_matrix *A, const char *name, slong rows, slong cols);
void mc_matrix_init_computed(struct mc_matrix *A, const char *name, slong rows, slong cols,
                             mc_enclose_rule *rule, void *parameters,
                             void (*free_parameters)(void *));
void mc_matrix_clear(struct mc_matrix *A);

/* A dyadic copy of the midpoints of `balls`. */
void mc_matrix_init_midpoints(struct mc_matrix *A, const char *name, const arb_mat_t balls);

/* A's entry as the exact value of a finite double; A is dyadic. */
void mc_matrix_set_double(struct mc_matrix *A, slong i, slong j, double value);

/* Are the entries known exactly (dyadic or rational)? */
bool mc_matrix_is_exact(const struct mc_matrix *A);

/*
 * out (m x n, initialised) = balls that contain A's entries.  Dyadic entries have radius zero
 * whatever `prec`; others have relative radius about 2^-prec.
 */
void mc_matrix_enclose(arb_mat_t out, const struct mc_matrix *A, slong prec);

/*
 * The rank of an exact matrix, decided exactly.  A prime that divides no minor can only lower
 * the rank, so a full rank modulo a prime is proof; otherwise fraction-free elimination over Z.
 * Errors: MC_BAD_INPUT for a computed matrix, and for an entry that is not finite.
 */
MC_MUST_CHECK enum mc_status mc_matrix_rank(slong *rank, const struct mc_matrix *A);

#endif
