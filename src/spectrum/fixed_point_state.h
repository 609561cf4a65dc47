// SPDX-License-Identifier: Apache-2.0
/* What the parts of fixed_point.c hand to each other. */
#ifndef FIXED_POINT_STATE_H
#define FIXED_POINT_STATE_H

#include "muoncheck/product.h"
#include "muoncheck/spectrum.h"
#include "spectrum/pair.h"

/*
 * One round.  W = (A V + e) T, T = diag(2^scale_j), so that short columns are as long as
 * others; G = W^T W + e', S = I - V^T V + e''.  Every entry of e, e', e'' is at most 2^unit.  F
 * (n x n) turns V, H (n x n) turns W; both are exact:
 *
 *   V <- V (I + F) + e_V,   ||e_V||_F <= n (2^unit + 2^v_from ||F||_F),
 *   W <- W (I + H) + e_W,   ||e_W||_F <= sqrt(mn) (2^unit + 2^w_from ||H||_F).
 *
 * H is T^-1 F T, but where the rounding of F, pairs that stay a block, or columns that do not
 * count ask for another one.
 */
struct fixed_point {
    slong m, n, wanted;
    slong unit, v_from, w_from;
    slong fine;             /* entries of a turn are wanted to 2^fine, in W's scale          */
    slong kept;          /* columns that count: the first of `order`                      */
    slong *order, *rank; /* the columns from the longest to the shortest; its inverse     */
    slong *scale;
    double *length; /* of the columns of W, about                                    */
    struct mc_planes A, V, W, G, S, F, H, product, sum;
    int rounded;  /* A may be finer than its planes                                */
    int one_turn; /* H is F, and not in its own planes                             */
    int read;     /* g and s are G and S as numbers                                */
    arb_mat_t g, s;
    struct mc_product_workspace workspace;
};

/* What is to be done with a pair of columns. */
enum pair_kind {
    PAIR_TURN = 0, /* by first order                                                       */
    PAIR_LEFT,     /* nothing: in the certificate a block, what it leaves of A negligible  */
    PAIR_LATER,    /* nothing yet: what there is may be noise                              */
    PAIR_TIED,     /* by the vectors of its cluster                                        */
};

/* The turn in doubles: G, S and F as sums of two, column-major.  Of a pair the entry F_ij, i
 * the longer column, is held as 2^(scale_j - scale_i) F_ij. */
struct turn {
    slong n;
    double *g_hi, *g_lo, *s_hi, *s_lo, *f_hi, *f_lo;
    unsigned char *kind;       /* enum pair_kind of (i, j) at [i + j n], i < j            */
    unsigned char *unresolved; /* columns that are made of longer ones                    */
    arb_mat_t squares;         /* the diagonal of G, n x 1                                */
    double size;               /* ||F||_F, in W's scale but for unresolved columns        */
    slong tied, later, left;   /* pairs                                                   */
    slong unseen;              /* unresolved columns                                      */
};

/* Is column i longer than column j? */
static inline int is_longer(const struct fixed_point *f, slong i, slong j)
{
    return f->rank[i] < f->rank[j];
}

/* log2 of the length of column j of A V, about. */
double log_length(const struct fixed_point *f, slong j);

/* W, its scale, G, S and the order of the columns, from A and V, with `bits` bits. */
MC_MUST_CHECK enum mc_status fixed_point_measure(struct fixed_point *f, const arb_mat_t A,
                                                 slong bits);

/* Fills g and s, if they are not. */
void fixed_point_read(struct fixed_point *f);

/* What of A is negligible, 2^-target, and what cosine first order is good enough for, 2^-half.
 */
struct limits {
    slong target, half;
};

/* The turn from G and S.  0 returned where it could not be found. */
int turn_init(struct turn *t, const struct fixed_point *f, const struct limits *limits);
void turn_clear(struct turn *t);

/* G_ij + g_i F_ij + g_j F_ji of a pair that is not turned, in W's scale. */
struct pair turn_rest(const struct turn *t, const struct fixed_point *f, slong i, slong j);

/* g_j 4^(scale_i - scale_j) - g_i, however close they are. */
struct pair turn_gap(const struct turn *t, const struct fixed_point *f, slong i, slong j);

/* F, and H where `both`, in planes, good to about 2^fine; H is 0 for columns that are not kept.
 * With `blocks`, H makes W orthogonal where pairs stay a block. */
MC_MUST_CHECK enum mc_status turn_planes(struct fixed_point *f, const struct turn *t, int both,
                                         int blocks);

/* V <- V (I + F), and W <- W (I + H) where `both`. */
MC_MUST_CHECK enum mc_status turn_apply(struct fixed_point *f, int both);

/*
 * V_C <- V_C Q for every cluster C of tied columns, Q from doubles, where V has been turned by
 * F and W has not by H.  *moved: columns that were; *depth: at least log2 of 1 over the
 * shortest length that shows in them.
 */
MC_MUST_CHECK enum mc_status turn_clusters(struct fixed_point *f, const struct turn *t,
                                           slong *moved, slong *depth);

/* The same in long numbers, for a turn of more bits than two doubles have, namely `bits`.
 * counts: the kept columns. */
MC_MUST_CHECK enum mc_status turn_numbers(struct fixed_point *f, const struct turn *t, int both,
                                          int blocks, const char *counts, slong bits);

/* The certificate: u, v, s, alpha, beta, eps of svd from the last round, all rigorous, with the
 * `kept` longest columns.  0 returned, and svd->kept = 0, where they are not about 2^-prec. */
int fixed_point_bounds(struct mc_svd *svd, struct fixed_point *f, const arb_mat_t A,
                       slong prec);

#endif
