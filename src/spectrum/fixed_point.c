// SPDX-License-Identifier: Apache-2.0
/*
 * Refinement in fixed point.  With W = A V, G = W^T W, S = I - V^T V and g_i = G_ii, the turn
 * V <- V (I + F) that makes V orthonormal and W^T W diagonal satisfies, to first order,
 *
 *   F_ij + F_ji = S_ij,   G_ij + g_i F_ij + g_j F_ji = 0
 *   =>  F_ij = (G_ij + g_j S_ij) / (g_j - g_i),   F_ii = S_ii / 2,
 *
 * and squares the error, so bits double from round to round.  A round is W, G (half price), S
 * (half price) and V F; V, W, G and S stay in planes.
 *
 * Small values.  The columns of W are scaled to length about 1, so that G, F and the
 * certificate have bits relative to every column; a round takes as many bits more as the
 * shortest column that shows is short.  A start in doubles shows 50 bits of the spectrum.
 * Columns below that are made of longer ones, which the turn takes out of them; then doubles
 * look at what is left (fixed_point_unite.c), and another 50 bits come up.  Columns shorter
 * than 2^-prec are never asked.
 *
 * Clusters.  Pairs that the turn cannot tell apart are rotated by the vectors of their cluster,
 * but not where that would change A by less than 2^(1 - prec), as the rounding of an entry
 * would: they stay a block, in which U and V are each made orthonormal on their own.
 *
 * The last turn, of half the bits, is made on V and W alike and its errors are bounded, not
 * measured (fixed_point_bounds.c).
 *
 * Source: Ogita and Aishima 2020, one-sided here, and 2019 for clusters.
 */
#include <math.h>
#include <stdlib.h>

#include "product/planes.h"
#include "spectrum/fixed_point.h"
#include "spectrum/fixed_point_state.h"
#include "spectrum/refine.h"

/* START_BITS: of the first round.  DOUBLE_BITS: what vectors from doubles are good to.
 * HALF_SPARE: how much below half of the bits the last turn is to be.  TURN_BITS: of a turn in
 * pairs of doubles.  PAIRS_PAY: bits of a round that long numbers cost.  MORE_BITS: of a second
 * try. */
enum {
    ROUNDS_AT_MOST = 60,
    START_BITS = 84,
    DOUBLE_BITS = 44,
    HALF_SPARE = 6,
    SMALL_BITS = 4,
    TURN_BITS = 98,
    PAIRS_PAY = 40,
    MORE_BITS = 24,
    START_EXPONENT = -72
};

static int work_init(struct fixed_point *f, const arb_mat_t A, slong wanted)
{
    slong n = arb_mat_ncols(A);

    *f = (struct fixed_point){.m = arb_mat_nrows(A), .n = n, .wanted = wanted};
    arb_mat_init(f->g, n, n);
    arb_mat_init(f->s, n, n);
    f->scale = calloc((size_t)(3 * n + 1), sizeof(slong));
    f->length = calloc((size_t)n + 1, sizeof(double));
    if (!f->scale || !f->length)
        return 0;
    f->order = f->scale + n;
    f->rank = f->scale + 2 * n;
    return 1;
}

static void work_clear(struct fixed_point *f)
{
    mc_planes_clear(&f->A), mc_planes_clear(&f->V), mc_planes_clear(&f->W);
    mc_planes_clear(&f->G), mc_planes_clear(&f->S), mc_planes_clear(&f->F);
    mc_planes_clear(&f->H), mc_planes_clear(&f->product), mc_planes_clear(&f->sum);
    mc_product_workspace_clear(&f->workspace);
    arb_mat_clear(f->g);
    arb_mat_clear(f->s);
    free(f->scale);
    free(f->length);
}

/* What rounds aim at. */
struct aim {
    slong prec, slack; /* slack: sums of n entries                                     */
    struct limits limits;
    slong bits, depth; /* of the round at hand                                         */
};

/* log2 of 1 over the shortest column that counts and has been seen. */
static slong depth_of(const struct fixed_point *f, const struct turn *t, slong target)
{
    double shortest = 0;

    for (slong j = 0; j < f->n; j++) {
        double log = log_length(f, j);
        if (log > -(double)target && !(t && t->unresolved[j]))
            shortest = fmin(shortest, log);
    }
    return (slong)ceil(-shortest);
}

/* The bits that the round before the last is to have, beside its depth: half of them and some,
 * or so many that pairs of doubles do for the last turn, if that is not much more. */
static slong last_but_one(const struct aim *aim)
{
    slong half = aim->prec / 2 + 3 * HALF_SPARE, pairs = aim->prec + aim->slack - TURN_BITS;

    return pairs > half && pairs < half + PAIRS_PAY ? pairs : half;
}

/* The bits of the round after one whose turn was below 2^-p. */
static void next_bits(struct aim *aim, slong p)
{
    slong half = aim->prec / 2 + HALF_SPARE, depth = FLINT_MIN(aim->depth, aim->prec);

    if (p >= half)
        aim->bits = FLINT_MAX(aim->prec, depth + half);
    else
        aim->bits = FLINT_MAX(aim->bits, depth + FLINT_MIN(2 * p, last_but_one(aim)));
}

/* Of the `wanted` longest columns, those that are longer than what is negligible. */
static slong columns_to_keep(const struct fixed_point *f, slong target)
{
    slong kept = 0;

    while (kept < f->wanted && log_length(f, f->order[kept]) > -(double)target)
        kept++;
    return kept;
}

/* Is this the turn that ends it? */
static int is_last(const struct turn *t, const struct aim *aim)
{
    return t->tied + t->later + t->unseen == 0 &&
           turn_bits(t) >= aim->prec / 2 + HALF_SPARE / 2 && aim->bits >= aim->prec;
}

/* One turn, of V alone or, the last one, of both; then the clusters, and the bits of the next
 * round. */
static enum mc_status turn_round(struct fixed_point *f, struct aim *aim, const struct turn *t,
                                 int last)
{
    slong p = turn_bits(t), moved = 0, depth = 0, seen;
    int ties = t->tied + t->unseen > 0;
    enum mc_status status;

    f->kept = last ? columns_to_keep(f, aim->limits.target) : f->n;
    f->fine = FLINT_MAX(f->unit, -(last ? aim->prec : 2 * p) - aim->slack);
    status = turn_planes(f, t, last || ties, last);
    if (status == MC_OK)
        status = turn_apply(f, last);
    if (status == MC_OK && ties)
        status = turn_clusters(f, t, &moved, &depth);
    if (status || last)
        return status;
    seen = depth_of(f, t, aim->limits.target);
    aim->depth = FLINT_MAX(seen, depth);
    p = FLINT_MIN(2 * p, aim->bits - seen);
    next_bits(aim, ties ? DOUBLE_BITS : p);
    return MC_OK;
}

/* Rounds until one turn of both V and W is enough.  0 returned if that does not come about. */
static int converge(struct fixed_point *f, const arb_mat_t A, slong prec)
{
    slong slack = (slong)FLINT_BIT_COUNT(f->n), round;
    struct aim aim = {.prec = prec + 4,
                      .slack = slack + 4,
                      .bits = FLINT_MIN(START_BITS, prec + 4),
                      .limits = {prec - 1, (prec + 4) / 2 + HALF_SPARE / 2 + slack}};
    struct turn t;
    int last = 0;

    for (round = 0; !last && round < ROUNDS_AT_MOST; round++) {
        enum mc_status status = fixed_point_measure(f, A, aim.bits + aim.slack);

        if (status)
            return 0;
        if (turn_init(&t, f, &aim.limits)) {
            last = is_last(&t, &aim);
            status =
                turn_bits(&t) >= SMALL_BITS ? turn_round(f, &aim, &t, last) : MC_NOT_DECIDED;
        } else {
            status = MC_NO_RESOURCE;
        }
        turn_clear(&t);
        if (status)
            return 0;
    }
    return last;
}

/* V = the vectors that doubles find. */
static enum mc_status start(struct fixed_point *f, const arb_mat_t A)
{
    size_t size = (size_t)(f->n * f->n);
    double *v = calloc(2 * size + 1, sizeof(double));
    enum mc_status status = MC_NO_RESOURCE;

    if (v) {
        double_vectors(v, A);
        status = planes_from_pairs(&f->V, v, v + size, f->n, f->n, START_EXPONENT);
    }
    free(v);
    return status;
}

/* Bounds that fall short once, as where the last turn left the wrong side of what was allowed,
 * hold with a few bits more: V stays, so that this costs two rounds. */
int fixed_point_svd(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec)
{
    struct fixed_point f;
    int ready = work_init(&f, A, wanted) && start(&f, A) == MC_OK;
    int done = ready && ((converge(&f, A, prec) && fixed_point_bounds(svd, &f, A, prec)) ||
                         (converge(&f, A, prec + MORE_BITS) &&
                          fixed_point_bounds(svd, &f, A, prec)));

    work_clear(&f);
    return done;
}
