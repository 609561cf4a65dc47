// SPDX-License-Identifier: Apache-2.0
/*
 * M = [M_1 ... M_B] in blocks of `block` columns, the last with what is left.
 * K(M) = sum_b ||M_b||_*, gradK(M) = [msgn(M_1) ... msgn(M_B)],
 * K* = indicator{max_b ||Z_b|| <= 1}: blocks are independent, each as in the nuclear norm.
 */
#include "norm/spectral.h"

static slong block_count(const struct mc_operand *X, const struct mc_norm_parameters *with)
{
    return (arb_mat_ncols(X->balls) + with->block - 1) / with->block;
}

/* window = columns of block b; nothing is copied. */
static void block_window(arb_mat_t window, const arb_mat_t X, slong b,
                         const struct mc_norm_parameters *with)
{
    slong from = b * with->block, to = from + with->block;

    if (to > arb_mat_ncols(X))
        to = arb_mat_ncols(X);
    arb_mat_window_init(window, X, 0, from, arb_mat_nrows(X), to);
}

/* An exact block has its rank decided exactly, for blocks that are rank-deficient. */
static enum mc_status block_rank(slong *rank, const arb_mat_t window)
{
    struct mc_matrix copy;
    enum mc_status status;

    *rank = -1;
    if (!arb_mat_is_exact(window) || !arb_mat_is_finite(window))
        return MC_OK;
    mc_matrix_init_midpoints(&copy, NULL, window);
    status = mc_matrix_rank(rank, &copy);
    mc_matrix_clear(&copy);
    return status;
}

static enum mc_status block_init(struct mc_operand *block, const struct mc_operand *X, slong b,
                                 const struct mc_norm_parameters *with)
{
    arb_mat_t window;
    slong rank;
    enum mc_status status;

    block_window(window, X->balls, b, with);
    status = block_rank(&rank, window);
    mc_operand_init(block, window, rank);
    arb_mat_window_clear(window);
    return status;
}

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = MC_OK;
    arb_t term;

    arb_init(term);
    arb_zero(out);
    for (slong b = 0; !status && b < block_count(M, with); b++) {
        struct mc_operand block;

        status = block_init(&block, M, b, with);
        if (!status)
            status = mc_spectral_nuclear(term, &block, prec);
        arb_add(out, out, term, prec);
        mc_operand_clear(&block);
    }
    arb_clear(term);
    return status;
}

static enum mc_status gauge(arb_t out, struct mc_operand *Z,
                            const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = MC_OK;
    arb_t term;

    arb_init(term);
    arb_zero(out);
    for (slong b = 0; !status && b < block_count(Z, with); b++) {
        struct mc_operand block;

        status = block_init(&block, Z, b, with);
        if (!status)
            status = mc_spectral_gauge(term, &block, with, prec);
        arb_max(out, out, term, prec);
        mc_operand_clear(&block);
    }
    arb_clear(term);
    return status;
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = MC_OK;
    fmpq_t zero;

    fmpq_init(zero);
    for (slong b = 0; !status && b < block_count(M, with); b++) {
        struct mc_operand block;
        arb_mat_t window;

        status = block_init(&block, M, b, with);
        block_window(window, out, b, with);
        if (!status)
            status = mc_spectral_power(window, &block, zero, prec);
        arb_mat_window_clear(window);
        mc_operand_clear(&block);
    }
    fmpq_clear(zero);
    return status;
}

const struct mc_norm mc_norm_block_nuclear = {
    .id = "block-nuclear",
    .title = "sum of the nuclear norms of blocks of columns (blockwise Muon)",
    .row = "0.15m",
    .constraint = "max_b ||Z_b|| <= 1",
    .source = "derived here",
    .homogeneous = true,
    .unit_gradient = true,
    .value = value,
    .gradient = gradient,
    .gauge = gauge,
};
