// SPDX-License-Identifier: Apache-2.0
/* Clusters: columns that first order cannot tell apart; for the files that turn them. */
#ifndef FIXED_POINT_CLUSTERS_H
#define FIXED_POINT_CLUSTERS_H

#include "spectrum/fixed_point_state.h"

struct clusters {
    struct fixed_point *f;
    const struct turn *t;
    slong *parent;        /* which cluster a column belongs to (union-find)                   */
    slong *member, count; /* the columns of one                                               */
    double *block;        /* count x count, column-major: B, and then Q                       */
    double *values;
};

/* Do the lengths of the members differ by less than a factor of two, all of them seen? */
int is_narrow(const struct clusters *c);

/* block = Q.  1: there is one.  0: nothing shows above the rounding of doubles, so nothing is to be
 * turned.  -1: it could not be done.  *depth: as of turn_clusters. */
int turn_narrow(struct clusters *c);
int turn_wide(struct clusters *c, slong *depth);

/* R = the members' columns of P. */
MC_MUST_CHECK enum mc_status cluster_columns(struct mc_planes *R, const struct mc_planes *P,
                                             const struct clusters *c);

/* V_C <- V_C Q. */
MC_MUST_CHECK enum mc_status cluster_rotate(struct clusters *c);

#endif
