// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "iteration/block.h"
#include "iteration/run_bound.h"
#include "muoncheck/spectrum.h"

/* The 2 x 2 matrix P of one step j for every pair (i, l), and the sizes of g_j's parts. */
struct family {
    arb_t x, y;
    arb_ptr P; /* [(i n + l) 4 + 2 a + b]                                               */
};

struct coupled {
    const struct trajectory *run;
    const struct target *target;
    struct mc_state state; /* the exact run                                              */
    arb_ptr x, y;          /* its eigenvalues                                            */
    arb_mat_t dx, dy;      /* d_k                                                        */
    struct family *families;
    arb_ptr G; /* of the step that is taken                                  */
    slong n, count;
};

/* One step of `like`, from [[x, d], [0, x2]] and [[y, e], [0, y2]], square blocks of one size.
 */
static enum mc_status step_of_blocks(struct mc_state *out, const struct mc_state *like,
                                     const arb_mat_struct *x, const arb_mat_struct *y)
{
    slong n = arb_mat_nrows(x), i;

    out->in = like->in;
    out->iteration = like->iteration;
    out->p = like->p;
    out->k = like->k;
    arb_mat_clear(out->x);
    arb_mat_clear(out->y);
    arb_mat_init(out->x, 2 * n, 2 * n);
    arb_mat_init(out->y, 2 * n, 2 * n);
    for (i = 0; i < 3; i++) {
        block_set(out->x, i == 1 ? n : 0, i == 0 ? 0 : n, x + i);
        block_set(out->y, i == 1 ? n : 0, i == 0 ? 0 : n, y + i);
    }
    return like->iteration->step(out);
}

/* d = d - (the upper right block of X) */
static void subtract_block(arb_mat_t d, const arb_mat_t X, slong prec)
{
    arb_mat_t block;

    arb_mat_init(block, arb_mat_nrows(d), arb_mat_nrows(d));
    block_get(block, X, 0, arb_mat_nrows(d));
    arb_mat_sub(d, d, block, prec);
    arb_mat_clear(block);
}

/* Column `b` of G for the pair (i, l); out->x and y hold the eigenvalues one step on. */
static enum mc_status column(arb_ptr G, struct mc_state *out, const struct coupled *c, slong i,
                             slong l, int b)
{
    arb_mat_struct x[3], y[3];
    enum mc_status status;
    int block;

    for (block = 0; block < 3; block++) {
        arb_mat_init(x + block, 1, 1);
        arb_mat_init(y + block, 1, 1);
    }
    arb_set(arb_mat_entry(x, 0, 0), c->x + i);
    arb_set(arb_mat_entry(y, 0, 0), c->y + i);
    arb_set(arb_mat_entry(x + 1, 0, 0), c->x + l);
    arb_set(arb_mat_entry(y + 1, 0, 0), c->y + l);
    arb_set_ui(arb_mat_entry(x + 2, 0, 0), b == 0);
    arb_set_ui(arb_mat_entry(y + 2, 0, 0), b == 1);
    status = step_of_blocks(out, &c->state, x, y);
    arb_set(G + b, arb_mat_entry(out->x, 0, 1));
    arb_set(G + 2 + b, arb_mat_entry(out->y, 0, 1));
    for (block = 0; block < 3; block++) {
        arb_mat_clear(x + block);
        arb_mat_clear(y + block);
    }
    return status;
}

/* G of every pair, and the eigenvalues one step on. */
static enum mc_status derive(struct coupled *c)
{
    arb_ptr x = _arb_vec_init(c->n), y = _arb_vec_init(c->n);
    enum mc_status status = MC_OK;
    struct mc_state out;
    slong i, l;

    mc_state_init(&out);
    for (i = 0; i < c->n; i++)
        for (l = 0; l < c->n && status == MC_OK; l++) {
            arb_ptr G = c->G + 4 * (i * c->n + l);

            status = column(G, &out, c, i, l, 0);
            if (status == MC_OK)
                status = column(G, &out, c, i, l, 1);
            arb_set(x + i, arb_mat_entry(out.x, 0, 0));
            arb_set(y + i, arb_mat_entry(out.y, 0, 0));
        }
    mc_state_clear(&out);
    _arb_vec_set(c->x, x, c->n);
    _arb_vec_set(c->y, y, c->n);
    _arb_vec_clear(x, c->n);
    _arb_vec_clear(y, c->n);
    return status;
}

/* P = G P, for every pair. */
static void carry(struct family *f, const struct coupled *c, slong prec)
{
    slong pair;
    int b;
    arb_t top, bottom;

    arb_init(top);
    arb_init(bottom);
    for (pair = 0; pair < c->n * c->n; pair++)
        for (b = 0; b < 2; b++) {
            arb_ptr P = f->P + 4 * pair;
            arb_srcptr G = c->G + 4 * pair;

            arb_mul(top, G, P + b, prec);
            arb_addmul(top, G + 1, P + 2 + b, prec);
            arb_mul(bottom, G + 2, P + b, prec);
            arb_addmul(bottom, G + 3, P + 2 + b, prec);
            arb_swap(P + b, top);
            arb_swap(P + 2 + b, bottom);
        }
    arb_clear(top);
    arb_clear(bottom);
}

/* A family of g = (gx, gy), P = I. */
static void begin(struct coupled *c, const arb_mat_t gx, const arb_mat_t gy, slong prec)
{
    struct family *f = c->families + c->count++;
    slong pair;

    arb_init(f->x);
    arb_init(f->y);
    arb_mat_frobenius_norm(f->x, gx, prec);
    arb_mat_frobenius_norm(f->y, gy, prec);
    f->P = _arb_vec_init(4 * c->n * c->n);
    for (pair = 0; pair < c->n * c->n; pair++) {
        arb_one(f->P + 4 * pair);
        arb_one(f->P + 4 * pair + 3);
    }
}

/* out = sum over families and b of max |P_ab| ||part b of g|| */
static void sum_up(arb_t out, const struct coupled *c, int a, slong prec)
{
    arb_t most, size;
    slong j, pair;
    int b;

    arb_init(most);
    arb_init(size);
    arb_zero(out);
    for (j = 0; j < c->count; j++)
        for (b = 0; b < 2; b++) {
            arb_zero(most);
            for (pair = 0; pair < c->n * c->n; pair++) {
                arb_abs(size, c->families[j].P + 4 * pair + 2 * a + b);
                arb_max(most, most, size, prec);
            }
            arb_addmul(out, most, b ? c->families[j].y : c->families[j].x, prec);
        }
    arb_clear(most);
    arb_clear(size);
}

/* d_k = the stored state k less the exact one. */
static void differ(struct coupled *c, slong k, slong prec)
{
    arb_mat_sub(c->dx, c->run->state_x + k, c->state.x, prec);
    arb_mat_sub(c->dy, c->run->state_y + k, c->state.y, prec);
}

/* One step of everything; the family of g_k. */
static enum mc_status go_on(struct coupled *c, slong k, slong prec)
{
    arb_mat_struct x[3] = {*c->state.x, *c->state.x, *c->dx};
    arb_mat_struct y[3] = {*c->state.y, *c->state.y, *c->dy};
    struct mc_state blocks;
    enum mc_status status;

    mc_state_init(&blocks);
    status = step_of_blocks(&blocks, &c->state, x, y);
    if (status == MC_OK)
        status = derive(c);
    if (status == MC_OK)
        status = c->target->iteration->step(&c->state);
    if (status == MC_OK) {
        arb_mat_t gx, gy;
        slong j;

        differ(c, k, prec);
        arb_mat_init(gx, c->n, c->n);
        arb_mat_init(gy, c->n, c->n);
        arb_mat_set(gx, c->dx);
        arb_mat_set(gy, c->dy);
        subtract_block(gx, blocks.x, prec);
        subtract_block(gy, blocks.y, prec);
        for (j = 0; j < c->count; j++)
            carry(c->families + j, c, prec);
        begin(c, gx, gy, prec);
        arb_mat_clear(gx);
        arb_mat_clear(gy);
    }
    mc_state_clear(&blocks);
    return status;
}

/* The bound of part a, undone, and what the output rounds: ||out^ - (x^ undone)||_F. */
static void finish(arb_t bound, const struct coupled *c, slong k, slong prec)
{
    bool up = c->target->p < 0;
    const arb_mat_struct *part = up ? c->run->state_y + k : c->run->state_x + k;
    arb_mat_t gap;
    arb_t root, size;

    arb_init(root);
    arb_init(size);
    arb_mat_init(gap, c->n, c->n);
    arb_root_ui(root, c->state.scale, (ulong)(up ? -c->target->p : c->target->p), prec);
    if (!up)
        arb_inv(root, root, prec);
    sum_up(bound, c, up, prec);
    arb_mul(bound, bound, root, prec);
    arb_mat_scalar_mul_arb(gap, part, root, prec);
    arb_mat_sub(gap, c->run->x + k, gap, prec);
    arb_mat_frobenius_norm(size, gap, prec);
    arb_add(bound, bound, size, prec);
    arb_mat_clear(gap);
    arb_clear(root);
    arb_clear(size);
}

static void coupled_init(struct coupled *c, const struct mc_arithmetic *balls)
{
    slong i;

    c->n = c->target->rows;
    c->x = _arb_vec_init(c->n);
    c->y = _arb_vec_init(c->n);
    c->G = _arb_vec_init(4 * c->n * c->n);
    for (i = 0; i < c->n; i++)
        arb_one(c->x + i);
    _arb_vec_set(c->y, c->target->start, c->n);
    arb_mat_init(c->dx, c->n, c->n);
    arb_mat_init(c->dy, c->n, c->n);
    mc_state_init(&c->state);
    trajectory_start(&c->state, c->run, c->target, balls);
}

static void coupled_clear(struct coupled *c)
{
    for (slong j = 0; j < c->count; j++) {
        arb_clear(c->families[j].x);
        arb_clear(c->families[j].y);
        _arb_vec_clear(c->families[j].P, 4 * c->n * c->n);
    }
    free(c->families);
    _arb_vec_clear(c->x, c->n);
    _arb_vec_clear(c->y, c->n);
    _arb_vec_clear(c->G, 4 * c->n * c->n);
    arb_mat_clear(c->dx);
    arb_mat_clear(c->dy);
    mc_state_clear(&c->state);
}

enum mc_status run_bound_pairs(arb_ptr bounds, const struct trajectory *run,
                               const struct target *target, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct coupled c = {.run = run,
                        .target = target,
                        .families = calloc((size_t)run->count + 1, sizeof *c.families)};
    enum mc_status status = MC_OK;
    slong k;

    if (!c.families)
        return MC_NO_RESOURCE;
    if (target->values != target->rows) {   /* no root without full rank                      */
        free(c.families);
        return MC_OK;
    }
    coupled_init(&c, &balls);
    differ(&c, 0, prec);
    begin(&c, c.dx, c.dy, prec);
    for (k = 0; k < run->count && status == MC_OK; k++) {
        if (k > 0)
            status = go_on(&c, k, prec);
        if (status == MC_OK)
            finish(bounds + k, &c, k, prec);
    }
    coupled_clear(&c);
    return status == MC_NO_RESOURCE ? status : MC_OK;
}
