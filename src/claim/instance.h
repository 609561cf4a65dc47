// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An instance: the matrix, or the few matrices, that a claim is decided on, with its SVD kept at
 * the last precision asked for, and companions (directions, gradients, starting points) that are
 * determined by the instance's name alone.
 */
#ifndef INSTANCE_H
#define INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include "muoncheck/matrix.h"
#include "muoncheck/spectrum.h"

#define INSTANCE_PARTS 4

/* A companion that the instance's text gives, "given:PURPOSE=SPEC": entries k/1024, |k| <= 4096. */
struct given {
    char *purpose;
    struct mc_matrix A;
};

struct instance {
    char *name;                              /* "SPEC" or "data:FILE:NAME", parts joined by '|' */
    struct mc_matrix parts[INSTANCE_PARTS];
    size_t count;
    struct given *given;
    size_t given_count;
    /* Told of every companion that is asked for, where somebody wants to know; a fraction is
     * 1 x 1. */
    void (*asked)(void *context, const char *purpose, slong rows, slong cols, bool fraction);
    void *asked_context;
    struct mc_svd svd;                       /* of parts[0]; prec 0 while empty                 */
};

struct instance_list {
    struct instance *items;
    size_t count;
};

/* All the instances that `text` names: one, or as many as a NAME ending in '*' matches.
 * Errors: MC_BAD_INPUT with one line. */
MC_MUST_CHECK enum mc_status instance_list_open(struct instance_list *list, const char *text,
                                                struct mc_complaint *why);
void instance_list_clear(struct instance_list *list);

/* Is it one of the list, by its name?  For statements that are about the instances listed. */
bool instance_listed(const struct instance *x, const char *const *list);

slong instance_rows(const struct instance *x);
slong instance_cols(const struct instance *x);

/* out (rows x cols, initialised) = balls of parts[0]. */
void instance_enclose(arb_mat_t out, const struct instance *x, slong prec);

/* The enclosed SVD of parts[0] at `prec`; valid until the next call.  NULL if it failed. */
const struct mc_svd *instance_svd(struct instance *x, slong prec);

/* out (m x n, initialised) = the polar factor, or U S^p V^T, of parts[0], as balls. */
MC_MUST_CHECK enum mc_status instance_polar(arb_mat_t out, struct instance *x, slong prec);
MC_MUST_CHECK enum mc_status instance_power(arb_mat_t out, struct instance *x, const fmpq_t p,
                                            slong prec);

/*
 * out (any shape, initialised) = the companion given for `purpose`, if it has that shape, else
 * exact dyadic entries k/1024, |k| <= 4096, roughly Gaussian with standard deviation 1; the same
 * for the same instance name and `purpose`, whatever the machine.
 */
void instance_companion(arb_mat_t out, const struct instance *x, const char *purpose);

/* Q (n x n, initialised) = (I + K)^-1 (I - K), K = (B - B^T)/2, B a companion: orthogonal, as
 * balls.  Errors: MC_NOT_DECIDED where I + K cannot be inverted at `prec`. */
MC_MUST_CHECK enum mc_status instance_rotation(arb_mat_t Q, const struct instance *x,
                                               const char *purpose, slong prec);

/* A number in (0, 1): the given one, if it is such, else k/1024, determined likewise. */
void instance_fraction(arb_t out, const struct instance *x, const char *purpose);

/* Where "data:" points: $MUONCHECK_DATA, else the source tree's or the installed data folder. */
const char *data_directory(void);

#endif
