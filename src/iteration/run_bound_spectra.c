// SPDX-License-Identifier: Apache-2.0
/* A family belongs to one step j: ||E_j||_F, the spectra on both sides of it, and F[x, y] so
 * far. */
#include <stdlib.h>

#include "iteration/run_bound.h"
#include "iteration/step_map.h"

/* A step by its denominator may lose as many bits as that has: each try has twice as many. */
enum { TRIES = 4, FINE_BITS = 48 };

struct family {
    arb_t size;
    arb_ptr u, v;        /* F(x), F(y): n each, the last one 0 where m differs from n      */
    arb_ptr plus, minus; /* F[x, y], F[x, -y]: n x n                                       */
};

struct families {
    struct family *items;
    slong count, n, r, prec;
};

static void family_init(struct family *f, const struct families *all, const arb_t size,
                        arb_srcptr x, arb_srcptr y)
{
    slong i;

    arb_init(f->size);
    arb_set(f->size, size);
    f->u = _arb_vec_init(all->n);
    f->v = _arb_vec_init(all->n);
    f->plus = _arb_vec_init(all->n * all->n);
    f->minus = _arb_vec_init(all->n * all->n);
    _arb_vec_set(f->u, x, all->r);
    _arb_vec_set(f->v, y, all->r);
    for (i = 0; i < all->n * all->n; i++) {
        arb_one(f->plus + i);
        arb_one(f->minus + i);
    }
}

static void families_clear(struct families *all)
{
    for (slong j = 0; j < all->count; j++) {
        struct family *f = all->items + j;

        arb_clear(f->size);
        _arb_vec_clear(f->u, all->n);
        _arb_vec_clear(f->v, all->n);
        _arb_vec_clear(f->plus, all->n * all->n);
        _arb_vec_clear(f->minus, all->n * all->n);
    }
    free(all->items);
}

/* F becomes f o F. */
static void advance(struct family *f, const struct step_map *map, const struct families *all)
{
    slong n = all->n, i, l;
    arb_t plus, minus;

    arb_init(plus);
    arb_init(minus);
    for (i = 0; i < n; i++)
        for (l = 0; l < n; l++) {
            if (i >= all->r && l >= all->r)
                continue;
            step_map_differences(plus, minus, f->u + i, f->v + l, map, all->prec);
            arb_mul(f->plus + i * n + l, f->plus + i * n + l, plus, all->prec);
            arb_mul(f->minus + i * n + l, f->minus + i * n + l, minus, all->prec);
        }
    for (i = 0; i < all->r; i++) {
        step_map_apply(f->u + i, f->u + i, map, all->prec);
        step_map_apply(f->v + i, f->v + i, map, all->prec);
    }
    arb_clear(plus);
    arb_clear(minus);
}

/* sum += max |F[x, y]| ||E_j||_F.  Two zeros are none of the pairs: they have H - K = 0 there.
 */
static void add_to(arb_t sum, const struct family *f, const struct families *all)
{
    slong n = all->n, i;
    arb_t most, size;

    arb_init(most);
    arb_init(size);
    for (i = 0; i < n * n - (n - all->r); i++) {
        arb_abs(size, f->plus + i);
        arb_max(most, most, size, all->prec);
        arb_abs(size, f->minus + i);
        arb_max(most, most, size, all->prec);
    }
    arb_addmul(sum, most, f->size, all->prec);
    arb_clear(most);
    arb_clear(size);
}

static bool spectrum(arb_ptr out, const arb_mat_t X, slong prec)
{
    struct mc_svd svd;
    bool fine;

    mc_svd_init(&svd);
    fine = arb_mat_is_finite(X) && mc_svd_enclose(&svd, X, -1, prec) == MC_OK;
    if (fine)
        _arb_vec_set(out, svd.sigma, svd.values);
    mc_svd_clear(&svd);
    return fine;
}

/* f(X), with more bits until it is narrow. */
static void image(arb_mat_t out, const arb_mat_t X, const struct step_map *map, slong prec)
{
    mag_t most;
    slong tries, i, j;
    bool fine = false;

    mag_init(most);
    for (tries = 0; tries < TRIES && !fine; tries++, prec *= 2) {
        mag_zero(most);
        if (!step_map_matrix(out, X, map, prec))
            arb_mat_indeterminate(out);
        for (i = 0; i < arb_mat_nrows(out); i++)
            for (j = 0; j < arb_mat_ncols(out); j++)
                mag_max(most, most, arb_radref(arb_mat_entry(out, i, j)));
        fine = mag_cmp_2exp_si(most, -FINE_BITS) < 0;
    }
    mag_clear(most);
}

/* The family of a step from B, exact, to X^. */
static bool begin(struct families *all, const arb_mat_t computed, const arb_mat_t B,
                  arb_srcptr y)
{
    arb_ptr x = _arb_vec_init(all->r);
    arb_mat_t gap;
    arb_t size;
    bool fine = spectrum(x, computed, all->prec);

    arb_init(size);
    arb_mat_init(gap, arb_mat_nrows(B), arb_mat_ncols(B));
    arb_mat_sub(gap, computed, B, all->prec);
    arb_mat_frobenius_norm(size, gap, all->prec);
    if (fine)
        family_init(all->items + all->count++, all, size, x, y);
    arb_mat_clear(gap);
    arb_clear(size);
    _arb_vec_clear(x, all->r);
    return fine;
}

/* The same from the exact iterate, where the exact run starts. */
static bool begin_here(struct families *all, const arb_mat_t computed, const arb_mat_t exact)
{
    arb_ptr y = _arb_vec_init(all->r);
    bool fine = spectrum(y, exact, all->prec) && begin(all, computed, exact, y);

    _arb_vec_clear(y, all->r);
    return fine;
}

/* All families go on by the step, and the next one begins after it. */
static bool go_on(struct families *all, const arb_mat_t computed, const arb_mat_t before,
                  const struct step_map *map)
{
    arb_ptr y = _arb_vec_init(all->r);
    arb_mat_t B;
    slong i;
    bool fine;

    arb_mat_init(B, arb_mat_nrows(before), arb_mat_ncols(before));
    image(B, before, map, all->prec);
    for (i = 0; i < all->r; i++)
        step_map_apply(y + i, all->items[all->count - 1].u + i, map, all->prec);
    for (i = 0; i < all->count; i++)
        advance(all->items + i, map, all);
    fine = begin(all, computed, B, y);
    arb_mat_clear(B);
    _arb_vec_clear(y, all->r);
    return fine;
}

static void sum_up(arb_t bound, const struct families *all)
{
    arb_zero(bound);
    for (slong j = 0; j < all->count; j++)
        add_to(bound, all->items + j, all);
}

static enum mc_status follow(arb_ptr bounds, struct families *all, struct mc_state *state,
                             const struct trajectory *run, const struct target *target)
{
    slong first = target->iteration->sketched && run->count > 1, k;
    enum mc_status status = MC_OK;
    struct step_map map;
    arb_mat_t exact;
    bool fine = true;

    step_map_init(&map);
    arb_mat_init(exact, target->rows, target->cols);
    for (k = 0; k < run->count && fine && status == MC_OK; k++) {
        if (k > 0)
            status = target->iteration->step(state);
        if (k > first)
            fine = status == MC_OK && step_map_note(&map, state) &&
                   go_on(all, run->x + k, run->x + k - 1, &map);
        if (k == first) {
            mc_state_finish(exact, state, target->iteration);
            fine = begin_here(all, run->x + k, exact);
        }
        if (fine && k >= first)
            sum_up(bounds + k, all);
    }
    step_map_clear(&map);
    arb_mat_clear(exact);
    return status == MC_NO_RESOURCE ? status : MC_OK;
}

enum mc_status run_bound_spectra(arb_ptr bounds, const struct trajectory *run,
                                 const struct target *target, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    slong r = target->rows < target->cols ? target->rows : target->cols;
    struct families all = {.items = calloc((size_t)run->count + 1, sizeof *all.items),
                           .n = r + (target->rows != target->cols),
                           .r = r,
                           .prec = prec};
    struct mc_state state;
    enum mc_status status;

    if (!all.items)
        return MC_NO_RESOURCE;
    mc_state_init(&state);
    trajectory_start(&state, run, target, &balls);
    status = follow(bounds, &all, &state, run, target);
    mc_state_clear(&state);
    families_clear(&all);
    return status;
}
