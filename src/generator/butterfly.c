// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/frame.h"

#define HYPOTENUSE 65

/* cosine/65 and sine/65 of a random one of the 32 angles. */
static void draw_angle(slong *cosine, slong *sine, gsl_rng *rng)
{
    static const slong legs[4][2] = {{16, 63}, {33, 56}, {25, 60}, {39, 52}};
    unsigned long draw = gsl_rng_uniform_int(rng, 32);
    const slong *pair = legs[draw & 3];

    *cosine = pair[draw >> 2 & 1] * (draw & 8 ? -1 : 1);
    *sine = pair[~draw >> 2 & 1] * (draw & 16 ? -1 : 1);
}

static void rotate_rows(fmpz_mat_t Q, slong a, slong b, gsl_rng *rng)
{
    slong cosine, sine, j;
    fmpz_t x;

    fmpz_init(x);
    draw_angle(&cosine, &sine, rng);
    for (j = 0; j < fmpz_mat_ncols(Q); j++) {
        fmpz *p = fmpz_mat_entry(Q, a, j), *q = fmpz_mat_entry(Q, b, j);
        fmpz_set(x, p);
        fmpz_mul_si(p, x, cosine);
        fmpz_addmul_si(p, q, -sine);
        fmpz_mul_si(q, q, cosine);
        fmpz_addmul_si(q, x, sine);
    }
    fmpz_clear(x);
}

static void stretch_row(fmpz_mat_t Q, slong i)
{
    slong j;

    for (j = 0; j < fmpz_mat_ncols(Q); j++)
        fmpz_mul_si(fmpz_mat_entry(Q, i, j), fmpz_mat_entry(Q, i, j), HYPOTENUSE);
}

/* Rows i and i + stride are rotated; a row without a partner is only put on the common
 * denominator. */
static void stage(struct frame *q, slong stride, gsl_rng *rng)
{
    slong rows = fmpz_mat_nrows(q->columns), i;

    for (i = 0; i < rows; i++) {
        if (!(i & stride) && (i | stride) < rows)
            rotate_rows(q->columns, i, i | stride, rng);
        else if (!(i & stride))
            stretch_row(q->columns, i);
    }
    fmpz_mul_si(q->denominator, q->denominator, HYPOTENUSE);
}

void frame_init_butterfly(struct frame *q, slong m, slong k, gsl_rng *rng)
{
    slong stride, i, sweep;

    fmpz_mat_init(q->columns, m, k);
    fmpz_init_set_si(q->denominator, 1);
    for (i = 0; i < k; i++)
        fmpz_set_si(fmpz_mat_entry(q->columns, i, i), gsl_rng_uniform_int(rng, 2) ? 1 : -1);
    /* One sweep connects every row with every other only where m is a power of two. */
    for (sweep = 0; sweep < 2; sweep++)
        for (stride = 1; stride < m; stride *= 2)
            stage(q, stride, rng);
}
