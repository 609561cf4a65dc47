// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "certificate/dense.h"
#include "certificate/polar_pair.h"
#include "certificate/upward.h"
#include "muoncheck/certificate.h"

/* Far from overflow and underflow X needs no scaling, and a tall pair no copies. */
static bool needs_copies(slong m, slong n, int exponent)
{
    return m < n || exponent < -100 || exponent > 100;
}

/* Tall and scaled in `room`, if need be, with the n x n array behind. */
static void set_pair(struct polar_pair *p, double *room, const double *y, const double *x,
                     slong m, slong n, int e)
{
    slong rows = m < n ? n : m, cols = m < n ? m : n;

    if (needs_copies(m, n, e)) {
        dense_scaled(room, y, m, n, 0, m < n);
        dense_scaled(room + m * n, x, m, n, e, m < n);
        y = room;
        x = room + m * n;
    }
    polar_pair_init(p, y, x, room + (needs_copies(m, n, e) ? 2 * m * n : 0), rows, cols,
                    mul_up((double)m * (double)n, ETA));
}

enum mc_status mc_double_polar_bound(arb_t radius, const double *y, const double *x, slong m,
                                     slong n)
{
    slong least = m < n ? m : n, size;
    struct polar_pair p;
    int unused, e;
    double *room, bound;
    bool done;

    arb_zero(radius);
    if (m * n == 0)
        return MC_OK;
    arb_pos_inf(radius);
    if (!dense_exponent(&unused, y, m * n) || !dense_exponent(&e, x, m * n))
        return MC_BAD_INPUT;
    size = least * least + (needs_copies(m, n, e) ? 2 * m * n : 0);
    room = malloc(sizeof(double) * (size_t)size);
    if (!room)
        return MC_NO_RESOURCE;
    set_pair(&p, room, y, x, m, n, e);
    done = polar_pair_measure(&p);
    bound = polar_distance_up(&p.found);
    free(room);
    if (!done)
        return MC_NO_RESOURCE;
    if (!(bound < INFINITY))
        return MC_NOT_DECIDED;
    arb_set_d(radius, bound);
    return MC_OK;
}
