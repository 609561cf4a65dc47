// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "iteration/run_bound.h"
#include "iteration/step_derivative.h"
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

/* One step of everything; the family of g_k = d_k - G d_(k-1). */
static enum mc_status go_on(struct coupled *c, slong k, slong prec)
{
    arb_mat_t gx, gy;
    enum mc_status status;
    slong j;

    arb_mat_init(gx, c->n, c->n);
    arb_mat_init(gy, c->n, c->n);
    status = step_derivative(gx, gy, &c->state, c->dx, c->dy);
    if (status == MC_OK)
        status = step_derivative_pairs(c->G, c->x, c->y, c->n, &c->state);
    if (status == MC_OK)
        status = c->target->iteration->step(&c->state);
    if (status == MC_OK) {
        differ(c, k, prec);
        arb_mat_sub(gx, c->dx, gx, prec);
        arb_mat_sub(gy, c->dy, gy, prec);
        for (j = 0; j < c->count; j++)
            carry(c->families + j, c, prec);
        begin(c, gx, gy, prec);
    }
    arb_mat_clear(gx);
    arb_mat_clear(gy);
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
