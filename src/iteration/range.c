// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#if __has_include(<flint/arb_poly.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

#include "iteration/range.h"

enum { PIECES = 512, BITS = 96 };

/* out contains p(piece) for piece i of [from, to]. */
static void on_piece(arb_t out, const arb_poly_t p, const arf_t from, const arf_t to, slong i)
{
    arb_t piece, mid, slope, width;

    arb_init(piece);
    arb_init(mid);
    arb_init(slope);
    arb_init(width);
    arb_set_arf(piece, from);
    arb_set_arf(width, to);
    arb_sub(width, width, piece, BITS);
    arb_div_ui(width, width, PIECES, BITS);
    arb_addmul_si(piece, width, i, BITS);
    arb_add(mid, piece, width, BITS);
    arb_union(piece, piece, mid, BITS);
    arb_get_mid_arb(mid, piece);
    arb_poly_evaluate2(out, slope, p, piece, BITS);
    arb_poly_evaluate(out, p, mid, BITS);
    arb_sub(width, piece, mid, BITS);
    arb_addmul(out, slope, width, BITS);
    arb_clear(piece);
    arb_clear(mid);
    arb_clear(slope);
    arb_clear(width);
}

void range_of(arf_t lo, arf_t hi, const fmpq_poly_t p, const arf_t from, const arf_t to)
{
    arf_t end, least, most;
    arb_poly_t balls;
    arb_t value;
    slong i;

    arf_init(end);
    arf_init(least);
    arf_init(most);
    arb_init(value);
    arb_poly_init(balls);
    arb_poly_set_fmpq_poly(balls, p, BITS);
    arf_pos_inf(least);
    arf_neg_inf(most);
    for (i = 0; i < PIECES; i++) {
        on_piece(value, balls, from, to, i);
        arb_get_lbound_arf(end, value, BITS);
        arf_min(least, least, end);
        arb_get_ubound_arf(end, value, BITS);
        arf_max(most, most, end);
    }
    arf_swap(lo, least);
    arf_swap(hi, most);
    arf_clear(end);
    arf_clear(least);
    arf_clear(most);
    arb_clear(value);
    arb_poly_clear(balls);
}

double largest_on(const fmpq_poly_t p, double from, double to)
{
    double out = HUGE_VAL;
    arf_t lo, hi;

    if (!isfinite(from) || !isfinite(to))
        return out;
    arf_init(lo);
    arf_init(hi);
    arf_set_d(lo, from);
    arf_set_d(hi, to);
    range_of(lo, hi, p, lo, hi);
    if (!arf_is_nan(lo) && !arf_is_nan(hi))
        out = fmax(fabs(arf_get_d(lo, ARF_RND_UP)), fabs(arf_get_d(hi, ARF_RND_UP)));
    arf_clear(lo);
    arf_clear(hi);
    return out;
}
