// SPDX-License-Identifier: Apache-2.0
/* F and H in long numbers: what a pair of doubles leaves of an entry's equation, divided by the
 * gap, is the next pair. */
#include "spectrum/fixed_point_state.h"

enum { PAIR_BITS = 95, PASSES_AT_MOST = 60 };

static void set_pair(arf_t x, struct pair p)
{
    arf_t low;

    arf_init(low);
    arf_set_d(x, p.hi);
    arf_set_d(low, p.lo);
    arf_add(x, x, low, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_clear(low);
}

static struct pair get_pair(const arf_t x)
{
    struct pair p = {arf_get_d(x, ARF_RND_NEAR), 0};
    arf_t rest;

    arf_init(rest);
    arf_set_d(rest, p.hi);
    arf_sub(rest, x, rest, 60, ARF_RND_NEAR);
    p.lo = arf_get_d(rest, ARF_RND_NEAR);
    arf_clear(rest);
    return p;
}

/* x += (top - gap x) / gap until x is good to 2^fine, in numbers of `prec` bits. */
static void solve(arf_t x, const arf_t top, const arf_t gap, slong fine, slong prec)
{
    struct pair divisor = get_pair(gap);
    arf_t rest, step;
    slong e = arf_is_zero(x) ? fine : arf_abs_bound_lt_2exp_si(x) - PAIR_BITS, pass;

    arf_init(rest);
    arf_init(step);
    for (pass = 0; e > fine && pass < PASSES_AT_MOST; pass++) {
        arf_mul(rest, gap, x, prec, ARF_RND_NEAR);
        arf_sub(rest, top, rest, prec, ARF_RND_NEAR);
        arf_mul_2exp_si(rest, rest, -e);
        set_pair(step, quotient(get_pair(rest), divisor));
        arf_mul_2exp_si(step, step, e);
        arf_add(x, x, step, prec, ARF_RND_NEAR);
        e -= PAIR_BITS;
    }
    arf_clear(rest);
    arf_clear(step);
}

/* 2^(scale_j - scale_i) F_ij of a pair that is turned, i the longer column. */
static void turn_number(arf_t x, const struct fixed_point *f, slong i, slong j, slong prec)
{
    slong down = f->scale[i] - f->scale[j];
    arf_t top, gap, gj;

    arf_init(top);
    arf_init(gap);
    arf_init(gj);
    arf_mul_2exp_si(gj, arb_midref(arb_mat_entry(f->g, j, j)), down);
    arf_mul(top, gj, arb_midref(arb_mat_entry(f->s, i, j)), prec, ARF_RND_NEAR);
    arf_add(top, top, arb_midref(arb_mat_entry(f->g, i, j)), prec, ARF_RND_NEAR);
    arf_mul_2exp_si(gj, gj, down);
    arf_sub(gap, gj, arb_midref(arb_mat_entry(f->g, i, i)), prec, ARF_RND_NEAR);
    solve(x, top, gap, f->fine, prec);
    arf_clear(top);
    arf_clear(gap);
    arf_clear(gj);
}

/* H_ij = -G_ij / (g_i + r^2 g_j), H_ji = r^2 H_ij, r = 2^(scale_i - scale_j). */
static void block_numbers(arf_t hij, arf_t hji, const struct fixed_point *f, slong i, slong j,
                          slong prec)
{
    slong down = 2 * (f->scale[i] - f->scale[j]);

    arf_mul_2exp_si(hji, arb_midref(arb_mat_entry(f->g, j, j)), down);
    arf_add(hji, hji, arb_midref(arb_mat_entry(f->g, i, i)), prec, ARF_RND_NEAR);
    arf_div(hij, arb_midref(arb_mat_entry(f->g, i, j)), hji, prec, ARF_RND_NEAR);
    arf_neg(hij, hij);
    arf_mul_2exp_si(hji, hij, down);
}

struct numbers {
    arb_mat_t f, h;
    int both, blocks;
};

/* The entries (i, j) and (j, i), i the longer column. */
static void set_entries(struct numbers *a, const struct fixed_point *f, const struct turn *t,
                        slong i, slong j, slong prec)
{
    slong k = i + j * f->n, down = f->scale[i] - f->scale[j];
    enum pair_kind kind = t->kind[FLINT_MIN(i, j) + FLINT_MAX(i, j) * f->n];
    arf_ptr fij = arb_midref(arb_mat_entry(a->f, i, j)),
            fji = arb_midref(arb_mat_entry(a->f, j, i));
    arf_ptr hij = arb_midref(arb_mat_entry(a->h, i, j)),
            hji = arb_midref(arb_mat_entry(a->h, j, i));

    set_pair(fij, (struct pair){t->f_hi[k], t->f_lo[k]});
    if (kind == PAIR_TURN)
        turn_number(fij, f, i, j, prec);
    if (a->both && (kind == PAIR_TURN || !a->blocks))
        arf_set(hij, fij);
    arf_mul_2exp_si(fij, fij, down);
    arf_sub(fji, arb_midref(arb_mat_entry(f->s, i, j)), fij, ARF_PREC_EXACT, ARF_RND_DOWN);
    if (a->both && (kind == PAIR_TURN || !a->blocks))
        arf_mul_2exp_si(hji, fji, down);
    else if (a->both)
        block_numbers(hij, hji, f, i, j, prec);
}

static void fill(struct numbers *a, const struct fixed_point *f, const struct turn *t,
                 const char *counts, slong prec)
{
    slong n = f->n, i, j;

    for (j = 0; j < n; j++) {
        arf_mul_2exp_si(arb_midref(arb_mat_entry(a->f, j, j)),
                        arb_midref(arb_mat_entry(f->s, j, j)), -1);
        if (a->both)
            arb_set(arb_mat_entry(a->h, j, j), arb_mat_entry(a->f, j, j));
        for (i = 0; i < j; i++)
            set_entries(a, f, t, is_longer(f, i, j) ? i : j, is_longer(f, i, j) ? j : i, prec);
    }
    for (j = 0; a->both && j < n; j++)
        for (i = 0; i < n; i++)
            if (!counts[i] || !counts[j])
                arb_zero(arb_mat_entry(a->h, i, j));
}

enum mc_status turn_numbers(struct fixed_point *f, const struct turn *t, int both, int blocks,
                            const char *counts, slong bits)
{
    struct numbers a = {.both = both, .blocks = blocks};
    enum mc_status status;

    fixed_point_read(f);
    arb_mat_init(a.f, f->n, f->n);
    arb_mat_init(a.h, f->n, f->n);
    fill(&a, f, t, counts, bits + 64);
    status = mc_planes_set(&f->F, a.f, f->unit);
    if (status == MC_OK && both)
        status = mc_planes_set(&f->H, a.h, f->unit);
    arb_mat_clear(a.f);
    arb_mat_clear(a.h);
    return status;
}
