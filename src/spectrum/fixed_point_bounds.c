// SPDX-License-Identifier: Apache-2.0
/*
 * The certificate of fixed_point.c.  V' = V (I + F) + e_V and W' = W (I + H) + e_W; K are the
 * columns that are kept and 0 the others, H = H_KK; D = diag(d), d_j = 2^scale_j s_j; g is the
 * diagonal of G.  Everything is rounded upward.
 *
 * V' is square, and (I + F)^T (I - S - e'') (I + F) - I = F + F^T - S + F^T F - S F - ..., so
 * with f = ||F||_F and sigma = ||S||_F + n 2^unit
 *
 *   b    = ||F + F^T - S||_F + n 2^unit + f^2 (1 + sigma) + 2 sigma f
 *   beta = b + 2 sqrt(1 + b) ||e_V||_F + ||e_V||_F^2.
 *
 * In the same way, over K alone, with M = D^-1 (G + e' + diag(g) H + H^T diag(g)) D^-1 - I,
 * h = ||D H D^-1||_F, kappa = max |g_j / d_j^2 - 1|, eta = ||D^-1 (G + e' - diag(g)) D^-1||_F,
 * U = W' D^-1 + delta,
 *
 *   a     = ||M||_F + (1 + kappa) h^2 + 2 eta h + eta h^2
 *   alpha = a + 2 sqrt(1 + a) c + c^2,   c = ||e_W||_F / min d + ||delta||_F.
 *
 * With A' the fixed-point A and X = F - T H T^-1,
 *
 *   A' V' = W' T^-1 - e_W T^-1 + W T^-1 X - e (I + F) + A' e_V
 *   A'    = A' V' V'^T + A' (I - V' V'^T),   ||I - V' V'^T||_F = ||I - V'^T V'||_F
 *   eps   = ||A - A'||_F + ||A'||_F (beta + ||e_V||_F sqrt(1 + beta)) + sqrt(1 + beta) c',
 *   c'    = ||e_W||_F + sqrt(mn) 2^unit (1 + f) + (||delta||_F + ||M||_F) s_1 + ||W_0||_F
 *           + sqrt(1 + kappa + eta) ||diag(s) X_K||_F + ||W_0||_F ||X_0||_F
 *
 * where X_K and X_0 are rows, and W_0 are columns of W T^-1, before the turn and after it.
 * ||M||_F s_1 is there for faults: an entry of H that is not the one that turned W, by x, is
 * off in ||diag(s) X_K||_F by s_j d_i x / d_j, and then M is.
 */
#include <stdlib.h>

#include "spectrum/fixed_point_state.h"
#include "spectrum/refine.h"

enum { BOUND_BITS = 64 };

/* Everything that the bounds are made of. */
struct parts {
    struct fixed_point *f;
    slong k;
    slong *column; /* the kept columns, their values descending      */
    char *is_kept;
    arb_mat_t turn_v, turn_w; /* F, H                                           */
    arb_ptr length;           /* d_j of the kept columns, exact                 */
    mag_ptr over, under;      /* d_j from above, 1 / d_j from above             */
    mag_t f_size, e_v, e_w, delta, beta, first, h, eta, kappa, dropped, unit_n, unit_mn;
};

static void mag_sqrt_ui(mag_t x, ulong n)
{
    mag_set_ui(x, n);
    mag_sqrt(x, x);
}

/* x += y^2. */
static void add_square(mag_t x, const mag_t y)
{
    mag_addmul(x, y, y);
}

/* x += y z. */
static void add_product(mag_t x, const mag_t y, const mag_t z)
{
    mag_addmul(x, y, z);
}

/* x = c + 2 sqrt(1 + c) e + e^2: of what c is the defect of, when it is off by e. */
static void widen_defect(mag_t x, const mag_t c, const mag_t e)
{
    mag_t t;

    mag_init(t);
    mag_add_ui(t, c, 1);
    mag_sqrt(t, t);
    mag_mul_2exp_si(t, t, 1);
    mag_add(t, t, e);
    mag_mul(t, t, e);
    mag_add(x, c, t);
    mag_clear(t);
}

static void for_each_bound(struct parts *p, void (*act)(mag_t))
{
    mag_ptr all[] = {p->f_size, p->e_v, p->e_w,   p->delta,   p->beta,   p->first,
                     p->h,      p->eta, p->kappa, p->dropped, p->unit_n, p->unit_mn};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        act(all[i]);
}

static void parts_init(struct parts *p, struct fixed_point *f)
{
    p->f = f;
    p->k = f->kept;
    p->column = flint_malloc(sizeof(slong) * (size_t)(f->n + 1));
    p->is_kept = flint_calloc((size_t)f->n + 1, 1);
    arb_mat_init(p->turn_v, f->n, f->n);
    arb_mat_init(p->turn_w, f->n, f->n);
    p->length = _arb_vec_init(f->n);
    p->over = _mag_vec_init(f->n);
    p->under = _mag_vec_init(f->n);
    for_each_bound(p, mag_init);
}

static void parts_clear(struct parts *p)
{
    flint_free(p->column);
    flint_free(p->is_kept);
    arb_mat_clear(p->turn_v);
    arb_mat_clear(p->turn_w);
    _arb_vec_clear(p->length, p->f->n);
    _mag_vec_clear(p->over, p->f->n);
    _mag_vec_clear(p->under, p->f->n);
    for_each_bound(p, mag_clear);
}

static arb_srcptr turn_w(const struct parts *p, slong i, slong j)
{
    return arb_mat_entry(p->f->one_turn ? p->turn_v : p->turn_w, i, j);
}

/* The Frobenius norms of F, e_V and e_W. */
static void measure_parts(struct parts *p)
{
    struct fixed_point *f = p->f;
    mag_t t, size;

    mag_init(t);
    mag_init(size);
    mag_sqrt_ui(p->unit_n, (ulong)(f->n * f->n));
    mag_mul_2exp_si(p->unit_n, p->unit_n, f->unit);
    mag_sqrt_ui(p->unit_mn, (ulong)(f->m * f->n));
    mag_mul_2exp_si(p->unit_mn, p->unit_mn, f->unit);
    arb_mat_bound_frobenius_norm(p->f_size, p->turn_v);
    mag_mul_2exp_si(t, p->unit_n, f->v_from - f->unit);
    mag_mul(t, t, p->f_size);
    mag_add(p->e_v, p->unit_n, t);
    arb_mat_bound_frobenius_norm(size, f->one_turn ? p->turn_v : p->turn_w);
    mag_mul_2exp_si(t, p->unit_mn, f->w_from - f->unit);
    mag_mul(t, t, size);
    mag_add(p->e_w, p->unit_mn, t);
    mag_clear(t);
    mag_clear(size);
}

struct value {
    arf_t s;
    slong column;
};

static int larger_first(const void *a, const void *b)
{
    const struct value *x = a, *y = b;
    int order = arf_cmp(y->s, x->s);

    return order ? order : (x->column > y->column) - (x->column < y->column);
}

/* s = sqrt(g_j (1 + 2 H_jj)) 2^-scale_j, rounded; 0 returned when it is not positive. */
static int value_of(arf_t s, const struct parts *p, slong j, slong prec)
{
    const struct fixed_point *f = p->f;
    arf_srcptr h = arb_midref(turn_w(p, j, j)), g = arb_midref(arb_mat_entry(f->g, j, j));

    arf_mul_2exp_si(s, h, 1);
    arf_add_ui(s, s, 1, prec, ARF_RND_NEAR);
    arf_mul(s, s, g, prec, ARF_RND_NEAR);
    if (arf_sgn(s) <= 0)
        return 0;
    arf_sqrt(s, s, prec, ARF_RND_NEAR);
    arf_mul_2exp_si(s, s, -f->scale[j]);
    return 1;
}

/* svd->s descending, the columns in that order, d and what bounds it. */
static int find_values(struct mc_svd *svd, struct parts *p, slong prec)
{
    const struct fixed_point *f = p->f;
    struct value *values = flint_malloc(sizeof *values * (size_t)(p->k + 1));
    int fine = 1;
    slong j;

    for (j = 0; j < p->k; j++) {
        values[j].column = f->order[j];
        arf_init(values[j].s);
        fine = value_of(values[j].s, p, f->order[j], prec) && fine;
        p->is_kept[f->order[j]] = 1;
    }
    qsort(values, (size_t)p->k, sizeof *values, larger_first);
    for (j = 0; j < p->k; j++) {
        p->column[j] = values[j].column;
        arb_set_arf(svd->s + j, values[j].s);
        arb_mul_2exp_si(p->length + j, svd->s + j, f->scale[p->column[j]]);
        arb_get_mag(p->over + j, p->length + j);
        arb_get_mag_lower(p->under + j, p->length + j);
        mag_inv(p->under + j, p->under + j);
        arf_clear(values[j].s);
    }
    flint_free(values);
    return fine;
}

/* Are H_0K, H_K0 and H_00 zero? */
static int keeps_apart(const struct parts *p)
{
    slong i, j;

    for (j = 0; j < p->f->n; j++)
        for (i = 0; i < p->f->n; i++)
            if (!(p->is_kept[i] && p->is_kept[j]) && !arb_is_zero(turn_w(p, i, j)))
                return 0;
    return 1;
}

/* kappa, eta and h. */
static void measure_gram(struct parts *p)
{
    const struct fixed_point *f = p->f;
    mag_t t, unit;
    arb_t x;
    slong a, b;

    mag_init(t), mag_init(unit), arb_init(x);
    mag_set_ui_2exp_si(unit, 1, f->unit);
    for (b = 0; b < p->k; b++) {
        slong j = p->column[b];
        arb_sqr(x, p->length + b, BOUND_BITS - f->unit);
        arb_div(x, arb_mat_entry(f->g, j, j), x, BOUND_BITS - f->unit);
        arb_sub_ui(x, x, 1, BOUND_BITS);
        arb_get_mag(t, x);
        mag_max(p->kappa, p->kappa, t);
        for (a = 0; a < p->k; a++) {
            slong i = p->column[a];
            mag_set(t, unit);
            if (i != j) {
                arb_get_mag(t, arb_mat_entry(f->g, i, j));
                mag_add(t, t, unit);
            }
            mag_mul(t, t, p->under + a);
            mag_mul(t, t, p->under + b);
            add_square(p->eta, t);
            arb_get_mag(t, turn_w(p, i, j));
            mag_mul(t, t, p->over + a);
            mag_mul(t, t, p->under + b);
            add_square(p->h, t);
        }
    }
    mag_sqrt(p->eta, p->eta);
    mag_sqrt(p->h, p->h);
    mag_clear(t), mag_clear(unit), arb_clear(x);
}

/* m >= ||M||_F. */
static void first_order(mag_t m, const struct parts *p)
{
    const struct fixed_point *f = p->f;
    slong fine = BOUND_BITS - f->unit, a, b;
    slong size = mag_is_special(p->h) ? 0 : FLINT_MAX(f->unit, FLINT_MIN(0, MAG_EXP(p->h)));
    arb_t x;
    mag_t t;

    arb_init(x);
    mag_init(t);
    for (b = 0; b < p->k; b++)
        for (a = 0; a <= b; a++) {
            slong i = p->column[a], j = p->column[b], prec = a == b ? fine : fine + size;
            arb_set(x, arb_mat_entry(f->g, i, j));
            arb_add_error_2exp_si(x, f->unit);
            arb_addmul(x, arb_mat_entry(f->g, i, i), turn_w(p, i, j), prec);
            arb_addmul(x, arb_mat_entry(f->g, j, j), turn_w(p, j, i), prec);
            if (a == b)
                arb_submul(x, p->length + a, p->length + a, prec);
            arb_get_mag(t, x);
            mag_mul(t, t, p->under + a);
            mag_mul(t, t, p->under + b);
            add_square(m, t);
            if (a != b)
                add_square(m, t);
        }
    mag_sqrt(m, m);
    arb_clear(x);
    mag_clear(t);
}

/* Needs delta. */
static void bound_alpha(arb_t alpha, struct parts *p)
{
    mag_t a, t, c;
    slong j;

    mag_init(a), mag_init(t), mag_init(c);
    first_order(p->first, p);
    mag_set(a, p->first);
    mag_add_ui(t, p->kappa, 1);
    mag_add(t, t, p->eta);
    mag_mul(t, t, p->h);
    add_product(a, t, p->h);
    mag_mul(t, p->eta, p->h);
    mag_mul_2exp_si(t, t, 1);
    mag_add(a, a, t);
    for (j = 0; j < p->k; j++)
        mag_max(c, c, p->under + j);
    mag_mul(c, c, p->e_w);
    mag_add(c, c, p->delta);
    widen_defect(a, a, c);
    arf_set_mag(arb_midref(alpha), a);
    mag_zero(arb_radref(alpha));
    mag_clear(a), mag_clear(t), mag_clear(c);
}

static void bound_beta(struct parts *p)
{
    const struct fixed_point *f = p->f;
    slong n = f->n, i, j;
    mag_t sigma, b, t;
    arf_t x;

    mag_init(sigma), mag_init(b), mag_init(t), arf_init(x);
    for (j = 0; j < n; j++)
        for (i = 0; i <= j; i++) {
            arf_add(x, arb_midref(arb_mat_entry(p->turn_v, i, j)),
                    arb_midref(arb_mat_entry(p->turn_v, j, i)), ARF_PREC_EXACT, ARF_RND_UP);
            arf_sub(x, x, arb_midref(arb_mat_entry(f->s, i, j)), MAG_BITS, ARF_RND_UP);
            arf_get_mag(t, x);
            add_square(b, t);
            if (i != j)
                add_square(b, t);
        }
    mag_sqrt(b, b);
    mag_add(b, b, p->unit_n);
    arb_mat_bound_frobenius_norm(sigma, f->s);
    mag_add(sigma, sigma, p->unit_n);
    mag_add_ui(t, sigma, 1);
    mag_mul(t, t, p->f_size);
    mag_add(t, t, sigma);
    mag_add(t, t, sigma);
    add_product(b, t, p->f_size);
    widen_defect(p->beta, b, p->e_v);
    mag_clear(sigma), mag_clear(b), mag_clear(t), arf_clear(x);
}

/* x >= |X_ij|. */
static void other_turn(mag_t x, const struct parts *p, slong i, slong j)
{
    arf_t difference;

    mag_zero(x);
    if (p->f->one_turn)
        return;
    arf_init(difference);
    arf_mul_2exp_si(difference, arb_midref(arb_mat_entry(p->turn_w, i, j)),
                    p->f->scale[i] - p->f->scale[j]);
    arf_sub(difference, arb_midref(arb_mat_entry(p->turn_v, i, j)), difference, MAG_BITS,
            ARF_RND_UP);
    arf_get_mag(x, difference);
    arf_clear(difference);
}

/* out += what X leaves of A. */
static void add_other_turns(mag_t out, const struct mc_svd *svd, const struct parts *p)
{
    slong n = p->f->n, a, i, j;
    mag_t kept, others, t, s;

    mag_init(kept), mag_init(others), mag_init(t), mag_init(s);
    for (a = 0; a < p->k; a++) {
        arb_get_mag(s, svd->s + a);
        for (j = 0; j < n; j++) {
            other_turn(t, p, p->column[a], j);
            mag_mul(t, t, s);
            add_square(kept, t);
        }
    }
    for (i = 0; i < n; i++)
        for (j = 0; !p->is_kept[i] && j < n; j++) {
            other_turn(t, p, i, j);
            add_square(others, t);
        }
    mag_add_ui(t, p->kappa, 1);
    mag_add(t, t, p->eta);
    mag_mul(kept, kept, t);
    mag_sqrt(kept, kept);
    mag_sqrt(others, others);
    mag_add(out, out, kept);
    add_product(out, others, p->dropped);
    mag_clear(kept), mag_clear(others), mag_clear(t), mag_clear(s);
}

/* difference >= ||A - A'||_F, radii included; whole >= ||A'||_F. */
static void input_norms(mag_t difference, mag_t whole, const struct fixed_point *f,
                        const arb_mat_t A)
{
    arb_mat_t fixed;
    mag_t t;
    arf_t x;
    slong i, j;

    arb_mat_init(fixed, f->m, f->n);
    mag_init(t);
    arf_init(x);
    mc_planes_get(fixed, &f->A);
    for (i = 0; i < f->m; i++)
        for (j = 0; j < f->n; j++) {
            arf_sub(x, arb_midref(arb_mat_entry(A, i, j)),
                    arb_midref(arb_mat_entry(fixed, i, j)), MAG_BITS, ARF_RND_UP);
            arf_get_mag(t, x);
            mag_add(t, t, arb_radref(arb_mat_entry(A, i, j)));
            add_square(difference, t);
        }
    mag_sqrt(difference, difference);
    arb_mat_bound_frobenius_norm(whole, fixed);
    arb_mat_clear(fixed);
    mag_clear(t);
    arf_clear(x);
}

/* Needs beta, delta and M. */
static void bound_eps(arb_t eps, const struct mc_svd *svd, const struct parts *p,
                      const arb_mat_t A)
{
    mag_t t, whole, root, inner, sum;

    mag_init(t), mag_init(whole), mag_init(root), mag_init(inner), mag_init(sum);
    mag_add_ui(root, p->beta, 1);
    mag_sqrt(root, root);
    input_norms(sum, whole, p->f, A);
    mag_mul(t, p->e_v, root);
    mag_add(t, t, p->beta);
    add_product(sum, whole, t);
    mag_add(inner, p->e_w, p->dropped);
    if (p->k) {
        arb_get_mag(t, svd->s);
        add_product(inner, p->delta, t);
        add_product(inner, p->first, t);
    }
    mag_add_ui(t, p->f_size, 1);
    add_product(inner, p->unit_mn, t);
    add_other_turns(inner, svd, p);
    add_product(sum, inner, root);
    arf_set_mag(arb_midref(eps), sum);
    mag_zero(arb_radref(eps));
    mag_clear(t), mag_clear(whole), mag_clear(root), mag_clear(inner), mag_clear(sum);
}

/* ||W_0||_F, from W after the turn: the columns that are not kept have none. */
static void measure_dropped(struct parts *p, const arb_mat_t w)
{
    const struct fixed_point *f = p->f;
    mag_t t;

    mag_init(t);
    for (slong j = 0; j < f->n; j++)
        for (slong i = 0; !p->is_kept[j] && i < f->m; i++) {
            arb_get_mag(t, arb_mat_entry(w, i, j));
            mag_mul_2exp_si(t, t, -f->scale[j]);
            add_square(p->dropped, t);
        }
    mag_sqrt(p->dropped, p->dropped);
    if (p->k < f->n)
        mag_add(p->dropped, p->dropped, p->e_w);
    mag_clear(t);
}

/* U = W D^-1: the inverse and the product are rounded to `prec` bits, so delta >= 2^(2 - prec)
 * ||U||_F. */
static void take_u(struct mc_svd *svd, struct parts *p, slong prec)
{
    struct fixed_point *f = p->f;
    arb_mat_t w;
    arf_t inverse;
    slong i, j;

    arb_mat_clear(svd->u);
    arb_mat_init(svd->u, f->m, p->k);
    arb_mat_init(w, f->m, f->n);
    arf_init(inverse);
    mc_planes_get(w, &f->W);
    measure_dropped(p, w);
    for (j = 0; j < p->k; j++) {
        arf_ui_div(inverse, 1, arb_midref(p->length + j), prec, ARF_RND_NEAR);
        for (i = 0; i < f->m; i++)
            arf_mul(arb_midref(arb_mat_entry(svd->u, i, j)),
                    arb_midref(arb_mat_entry(w, i, p->column[j])), inverse, prec, ARF_RND_NEAR);
    }
    arb_mat_bound_frobenius_norm(p->delta, svd->u);
    mag_mul_2exp_si(p->delta, p->delta, 2 - prec);
    arb_mat_clear(w);
    arf_clear(inverse);
}

static void take_v(struct mc_svd *svd, const struct parts *p)
{
    arb_mat_t v;
    slong i, j;

    arb_mat_clear(svd->v);
    arb_mat_init(svd->v, p->f->n, p->k);
    arb_mat_init(v, p->f->n, p->f->n);
    mc_planes_get(v, &p->f->V);
    for (j = 0; j < p->k; j++)
        for (i = 0; i < p->f->n; i++)
            arb_swap(arb_mat_entry(svd->v, i, j), arb_mat_entry(v, i, p->column[j]));
    arb_mat_clear(v);
}

/* Are the bounds what `prec` bits should give, blocks and the radii of A itself allowed for? */
static int good_enough(const struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    mag_t allowed, unit, radius;
    slong i, j;
    int yes;

    mag_init(allowed), mag_init(unit), mag_init(radius);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            add_square(allowed, arb_radref(arb_mat_entry(A, i, j)));
    mag_sqrt(allowed, allowed);
    mag_mul_2exp_si(allowed, allowed, 1);
    mag_set_ui_2exp_si(unit, (ulong)svd->cols, 1 - prec);
    mag_add(allowed, allowed, unit);
    arf_get_mag(radius, arb_midref(svd->eps));
    yes = arf_cmpabs_2exp_si(arb_midref(svd->alpha), -prec) <= 0 &&
          arf_cmpabs_2exp_si(arb_midref(svd->beta), -prec) <= 0 &&
          mag_cmp(radius, allowed) <= 0;
    mag_clear(allowed), mag_clear(unit), mag_clear(radius);
    return yes;
}

int fixed_point_bounds(struct mc_svd *svd, struct fixed_point *f, const arb_mat_t A, slong prec)
{
    slong bits = prec + 20;
    struct parts p;
    int fine;

    parts_init(&p, f);
    fixed_point_read(f);
    mc_planes_get(p.turn_v, &f->F);
    if (!f->one_turn)
        mc_planes_get(p.turn_w, &f->H);
    svd->kept = f->kept;
    fine = find_values(svd, &p, bits) && keeps_apart(&p);
    if (fine) {
        measure_parts(&p);
        measure_gram(&p);
        take_u(svd, &p, bits);
        take_v(svd, &p);
        bound_alpha(svd->alpha, &p);
        bound_beta(&p);
        arf_set_mag(arb_midref(svd->beta), p.beta);
        mag_zero(arb_radref(svd->beta));
        bound_eps(svd->eps, svd, &p, A);
        fine = good_enough(svd, A, prec) && spot_check(svd, A, prec + 20);
    }
    if (!fine)
        svd->kept = 0;
    parts_clear(&p);
    return fine;
}
