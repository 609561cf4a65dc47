// SPDX-License-Identifier: Apache-2.0
/*
 * A step p(X) = X q(X^T X) in doubles, X within e of the exact iterate, both of norm <= s:
 *
 *   G = fl(X^T X), mirrored        off by e_G                                     (blocked.h)
 *   M = q(G) - a I, a = q(0)       off by h: M <- M G + c G, h <- h ||G||_2 + e_product + (rounding)
 *   X' = fl(X M + a X)             off by e_P
 *
 *   || X' - p(exact) ||_F <= sup |p'| e + s (sup |q'| e_G + h) + e_P
 *
 * sup |p'| over [0, s]: the divided differences of an odd function (Daleckii-Krein; catalogue 3.39).
 * sup |q'| over [-e_G, s^2 + e_G], where the eigenvalues of both G lie.  Then s <- sup |p| + e.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/blocked.h"
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"
#include "certify/doubles.h"
#include "certify/functional.h"
#include "muoncheck/certificate.h"
#include "muoncheck/number.h"

enum { PIECES = 1024 };

struct iterate {
    slong m, n;
    double *x, *turned, *next;       /* m x n, n x m, m x n                                   */
    double *g, *q, *product;         /* n x n                                                 */
    double error, longest;           /* e, s                                                  */
};

/* An upper bound of |p| over [lo, hi], on pieces [c - r, c + r] that cover it: |p(c)| + r sup |p'|. */
static double largest_value(const fmpq_poly_t p, double lo, double hi)
{
    double width = up(up(hi - lo) / PIECES), most = 0;
    arb_poly_t value, slope;
    arb_t x, y, z;
    arf_t bound;
    mag_t radius;

    arb_init(x);
    arb_init(y);
    arb_init(z);
    arf_init(bound);
    mag_init(radius);
    arb_poly_init(value);
    arb_poly_init(slope);
    arb_poly_set_fmpq_poly(value, p, FUNCTIONAL_BITS);
    arb_poly_derivative(slope, value, FUNCTIONAL_BITS);
    for (int i = 0; i < PIECES; i++) {
        arb_set_d(x, lo + width * (i + 0.5));
        arb_poly_evaluate(y, value, x, FUNCTIONAL_BITS);
        mag_set_d(arb_radref(x), width);   /* twice what is needed: roundings of the midpoint */
        arb_poly_evaluate(z, slope, x, FUNCTIONAL_BITS);
        arb_get_mag(radius, z);
        mag_mul(radius, radius, arb_radref(x));
        arb_add_error_mag(y, radius);
        arb_get_abs_ubound_arf(bound, y, FUNCTIONAL_BITS);
        most = fmax(most, arf_get_d(bound, ARF_RND_UP));
    }
    arb_poly_clear(value);
    arb_poly_clear(slope);
    arb_clear(x);
    arb_clear(y);
    arb_clear(z);
    arf_clear(bound);
    mag_clear(radius);
    return most;
}

static double coefficient(const fmpq_poly_t p, slong i)
{
    fmpq_t c;
    arb_t ball;
    double x;

    fmpq_init(c);
    arb_init(ball);
    fmpq_poly_get_coeff_fmpq(c, p, i);
    mc_rational_enclose(ball, c, 2 * FUNCTIONAL_BITS);
    x = arf_get_d(arb_midref(ball), ARF_RND_NEAR);
    fmpq_clear(c);
    arb_clear(ball);
    return x;
}

/* M = q(g) - q(0) I, in q: M <- M G + c G from the leading coefficient on.  *error >= its distance.
 * false: memory is out. */
static bool evaluate(struct iterate *w, double *error, const fmpq_poly_t p, double norm_g)
{
    slong n = w->n, square = n * n, i, k;
    double norms = dense_norm_up(w->g, n, n), tiny = mul_up((double)square, ETA), *swap;

    *error = 0;
    for (k = 0; k < square; k++)
        w->q[k] = 0;
    for (i = fmpq_poly_degree(p); i > 1; i -= 2) {
        double c = coefficient(p, i), local = mul_up(norms, dense_norm_up(w->q, n, n));

        if (i == fmpq_poly_degree(p))
            memset(w->product, 0, sizeof(double) * (size_t)square);
        else if (!blocked_product(w->product, w->q, w->g, n, n, n, BLOCKED_ALL, false))
            return false;
        for (k = 0; k < square; k++)
            w->product[k] += c * w->g[k];
        swap = w->q;
        w->q = w->product;
        w->product = swap;
        local = blocked_error_up(n, n, n, 1, local);
        /* c, c G and the sum are rounded. */
        local = add_up(local, mul_up(4 * UNIT, mul_up(fabs(c), norms)));
        local = add_up(local, add_up(mul_up(UNIT, dense_norm_up(w->q, n, n)), tiny));
        *error = add_up(mul_up(*error, norm_g), local);
    }
    return true;
}

/* p = x q(x^2). */
static void even_part(fmpq_poly_t q, const fmpq_poly_t p)
{
    fmpq_t c;

    fmpq_init(c);
    fmpq_poly_zero(q);
    for (slong i = 1; i <= fmpq_poly_degree(p); i += 2) {
        fmpq_poly_get_coeff_fmpq(c, p, i);
        fmpq_poly_set_coeff_fmpq(q, i / 2, c);
    }
    fmpq_clear(c);
}

/* ||x||_2 itself, before too large an s grows beyond all bounds where tables are steep. */
static void sharpen(struct iterate *w)
{
    arb_t norm;
    arf_t bound;

    arb_init(norm);
    arf_init(bound);
    (void)!mc_double_spectral_norm(norm, w->x, w->m, w->n, 3);
    if (arb_is_finite(norm)) {
        arb_get_ubound_arf(bound, norm, FUNCTIONAL_BITS);
        w->longest = fmin(w->longest, add_up(arf_get_d(bound, ARF_RND_UP), w->error));
    }
    arb_clear(norm);
    arf_clear(bound);
}

/* The error after a step whose G is off by `gram`, q by `horner`, product by `last`. */
static void advance(struct iterate *w, const fmpq_poly_t p, double gram, double horner, double last)
{
    double s = w->longest, before = largest_value(p, 0, 0x1.fep-1 * s), slope, bend;
    fmpq_poly_t q;

    fmpq_poly_init(q);
    even_part(q, p);
    fmpq_poly_derivative(q, q);
    bend = largest_value(q, -gram, add_up(mul_up(s, s), gram));
    fmpq_poly_derivative(q, p);
    slope = largest_value(q, 0, s);
    w->error = add_up(mul_up(slope, w->error), last);
    w->error = add_up(w->error, mul_up(s, add_up(mul_up(bend, gram), horner)));
    w->longest = add_up(largest_value(p, 0, s), w->error);
    if (w->longest > 0x1.004p0 * before)
        sharpen(w);
    fmpq_poly_clear(q);
}

static bool step(struct iterate *w, const fmpq_poly_t p)
{
    slong m = w->m, n = w->n, i;
    double norm = dense_norm_up(w->x, m, n), a = coefficient(p, 1), gram, horner, last, *swap;

    gram = blocked_error_up(m, n, n, 1, mul_up(norm, norm));
    if (!blocked_product(w->g, w->x, w->x, m, n, n, BLOCKED_LOWER, false))
        return false;
    mirror_lower(w->g, n);
    /* One triangle twice. */
    gram = mul_up(1.5, gram);
    if (!evaluate(w, &horner, p, add_up(mul_up(w->longest, w->longest), gram)))
        return false;
    transpose(w->turned, w->x, m, n);
    if (!blocked_product(w->next, w->turned, w->q, n, m, n, BLOCKED_ALL, false))
        return false;
    for (i = 0; i < m * n; i++)
        w->next[i] += a * w->x[i];
    last = blocked_error_up(n, m, n, 1, mul_up(norm, dense_norm_up(w->q, n, n)));
    last = add_up(last, mul_up(4 * UNIT, mul_up(fabs(a), norm)));
    last = add_up(last, mul_up(UNIT, dense_norm_up(w->next, m, n)));
    last = add_up(last, mul_up((double)m * (double)n, ETA));
    swap = w->x;
    w->x = w->next;
    w->next = swap;
    advance(w, p, gram, horner, last);
    return w->error < INFINITY && w->longest < 0x1p100;
}

/* x = fl(A c), c = fl(1 / ||A||): ||x - A / ||A|| || <= |c ||A|| - 1| + u c ||A|| + m n ETA. */
static void normalise(struct iterate *w, const double *A)
{
    double lo = dense_norm_down(A, w->m, w->n), hi = dense_norm_up(A, w->m, w->n), c = 1 / hi;
    double tiny = mul_up((double)w->m * (double)w->n, ETA);

    for (slong i = 0; i < w->m * w->n; i++)
        w->x[i] = A[i] * c;
    w->error = fmax(fabs(up(c * hi) - 1), fabs(1 - down(c * lo)));
    w->error = add_up(w->error, add_up(mul_up(2 * UNIT, mul_up(c, hi)), tiny));
    w->longest = add_up(1, w->error);
}

static bool iterate_init(struct iterate *w, slong m, slong n)
{
    size_t tall = (size_t)(m * n), square = (size_t)(n * n);

    *w = (struct iterate){.m = m, .n = n};
    w->x = malloc(sizeof(double) * tall);
    w->turned = malloc(sizeof(double) * tall);
    w->next = malloc(sizeof(double) * tall);
    w->g = malloc(sizeof(double) * square);
    w->q = malloc(sizeof(double) * square);
    w->product = malloc(sizeof(double) * square);
    return w->x && w->turned && w->next && w->g && w->q && w->product;
}

static void iterate_clear(struct iterate *w)
{
    free(w->x);
    free(w->turned);
    free(w->next);
    free(w->g);
    free(w->q);
    free(w->product);
}

bool table_image_in_doubles(double *out, double *error, const double *A, slong m, slong n,
                            const struct mc_table *table, slong steps)
{
    struct iterate w;
    bool done = iterate_init(&w, m, n);
    slong k, row;

    if (done) {
        normalise(&w, A);
        sharpen(&w);
    }
    for (k = 0; done && k < steps; k++) {
        row = mc_table_row(table, k, table->extension);
        if (row >= 0)
            done = step(&w, table->rows + row);
    }
    if (done) {
        dense_scaled(out, w.x, m, n, 0, false);
        *error = w.error;
    }
    iterate_clear(&w);
    return done;
}
