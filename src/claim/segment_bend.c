// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/segment_bend.h"
#include "muoncheck/spectrum.h"

/* out = <grad F(X + s D), D>. */
static void slope(arb_t out, const struct objective *f, const struct objective_data *data,
                  const arb_mat_t X, const arb_mat_t D, const arb_t s, slong prec)
{
    arb_mat_t at, G;

    arb_mat_init(at, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_init(G, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_scalar_mul_arb(at, D, s, prec);
    arb_mat_add(at, at, X, prec);
    f->gradient(G, data, at, prec);
    mc_inner_product(out, G, D, prec);
    arb_mat_clear(at);
    arb_mat_clear(G);
}

/* s = [k/N, (k+1)/N]. */
static void piece(arb_t s, slong k, slong pieces, slong prec)
{
    arb_t end;

    arb_init(end);
    arb_set_si(s, k);
    arb_set_si(end, k + 1);
    arb_union(s, s, end, prec);
    arb_div_si(s, s, pieces, prec);
    arb_clear(end);
}

void segment_bend(arb_t out, const struct objective *f, const struct objective_data *data,
                  const arb_mat_t X, const arb_mat_t Y, slong pieces, slong prec)
{
    arb_mat_t D;
    arb_t s, h;
    slong k;

    arb_mat_init(D, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_init(s);
    arb_init(h);
    arb_mat_sub(D, Y, X, prec);
    arb_zero(out);
    for (k = 0; k < pieces; k++) {
        piece(s, k, pieces, prec);
        slope(h, f, data, X, D, s, prec);
        arb_get_ubound_arf(arb_midref(h), h, prec);
        mag_zero(arb_radref(h));
        arb_add(out, out, h, prec);
    }
    arb_div_si(out, out, pieces, prec);
    arb_zero(s);
    slope(h, f, data, X, D, s, prec);
    arb_sub(out, out, h, prec);
    arb_mat_clear(D);
    arb_clear(s);
    arb_clear(h);
}
