// SPDX-License-Identifier: Apache-2.0
#include "iteration/block.h"
#include "iteration/step_derivative.h"

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

enum mc_status step_derivative(arb_mat_t gx, arb_mat_t gy, const struct mc_state *state,
                               const arb_mat_t dx, const arb_mat_t dy)
{
    const arb_mat_struct x[3] = {*state->x, *state->x, *dx}, y[3] = {*state->y, *state->y, *dy};
    struct mc_state blocks;
    enum mc_status status;

    mc_state_init(&blocks);
    status = step_of_blocks(&blocks, state, x, y);
    if (status == MC_OK) {
        block_get(gx, blocks.x, 0, arb_mat_nrows(gx));
        block_get(gy, blocks.y, 0, arb_mat_nrows(gy));
    }
    mc_state_clear(&blocks);
    return status;
}

/* Column `b` of G for the pair (i, l); out->x and y hold the eigenvalues one step on. */
static enum mc_status column(arb_ptr G, struct mc_state *out, const struct mc_state *like,
                             arb_srcptr x, arb_srcptr y, slong i, slong l, int b)
{
    arb_mat_struct X[3], Y[3];
    enum mc_status status;
    int block;

    for (block = 0; block < 3; block++) {
        arb_mat_init(X + block, 1, 1);
        arb_mat_init(Y + block, 1, 1);
    }
    arb_set(arb_mat_entry(X, 0, 0), x + i);
    arb_set(arb_mat_entry(Y, 0, 0), y + i);
    arb_set(arb_mat_entry(X + 1, 0, 0), x + l);
    arb_set(arb_mat_entry(Y + 1, 0, 0), y + l);
    arb_set_ui(arb_mat_entry(X + 2, 0, 0), b == 0);
    arb_set_ui(arb_mat_entry(Y + 2, 0, 0), b == 1);
    status = step_of_blocks(out, like, X, Y);
    arb_set(G + b, arb_mat_entry(out->x, 0, 1));
    arb_set(G + 2 + b, arb_mat_entry(out->y, 0, 1));
    for (block = 0; block < 3; block++) {
        arb_mat_clear(X + block);
        arb_mat_clear(Y + block);
    }
    return status;
}

enum mc_status step_derivative_pairs(arb_ptr G, arb_ptr x, arb_ptr y, slong n,
                                     const struct mc_state *state)
{
    arb_ptr next_x = _arb_vec_init(n), next_y = _arb_vec_init(n);
    enum mc_status status = MC_OK;
    struct mc_state out;
    slong i, l;

    mc_state_init(&out);
    for (i = 0; i < n; i++)
        for (l = 0; l < n && status == MC_OK; l++, G += 4) {
            status = column(G, &out, state, x, y, i, l, 0);
            if (status == MC_OK)
                status = column(G, &out, state, x, y, i, l, 1);
            arb_set(next_x + i, arb_mat_entry(out.x, 0, 0));
            arb_set(next_y + i, arb_mat_entry(out.y, 0, 0));
        }
    mc_state_clear(&out);
    _arb_vec_set(x, next_x, n);
    _arb_vec_set(y, next_y, n);
    _arb_vec_clear(next_x, n);
    _arb_vec_clear(next_y, n);
    return status;
}
