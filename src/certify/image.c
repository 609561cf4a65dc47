// SPDX-License-Identifier: Apache-2.0
/* The table run in balls: X <- X q(X^T X) with p(x) = x q(x^2), by Horner. */
#include "certify/wanted.h"
#include "muoncheck/spectrum.h"

/* M += c I. */
static void add_identity(arb_mat_t M, const fmpq_t c, slong prec)
{
    arb_t ball;

    arb_init(ball);
    mc_rational_enclose(ball, c, prec);
    for (slong i = 0; i < arb_mat_nrows(M); i++)
        arb_add(arb_mat_entry(M, i, i), arb_mat_entry(M, i, i), ball, prec);
    arb_clear(ball);
}

static void step(arb_mat_t x, const fmpq_poly_t p, slong prec)
{
    slong m = arb_mat_nrows(x), n = arb_mat_ncols(x), i;
    arb_mat_t xt, gram, q;
    fmpq_t c;

    fmpq_init(c);
    arb_mat_init(xt, n, m);
    arb_mat_init(gram, n, n);
    arb_mat_init(q, n, n);
    arb_mat_transpose(xt, x);
    arb_mat_mul(gram, xt, x, prec);
    for (i = fmpq_poly_degree(p); i >= 0; i -= 2) {
        fmpq_poly_get_coeff_fmpq(c, p, i);
        arb_mat_mul(q, q, gram, prec);
        add_identity(q, c, prec);
    }
    arb_mat_mul(x, x, q, prec);
    arb_mat_clear(xt);
    arb_mat_clear(gram);
    arb_mat_clear(q);
    fmpq_clear(c);
}

void table_image(arb_mat_t out, const arb_mat_t a, const struct mc_table *table, slong steps,
                 slong prec)
{
    arb_t norm;
    slong k, row;

    arb_init(norm);
    mc_frobenius_norm(norm, a, prec);
    arb_mat_scalar_div_arb(out, a, norm, prec);
    for (k = 0; k < steps; k++) {
        row = mc_table_row(table, k, table->extension);
        if (row >= 0)
            step(out, table->rows + row, prec);
    }
    arb_clear(norm);
}
