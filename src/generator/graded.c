// SPDX-License-Identifier: GPL-3.0-or-later
/* A = diag(2^-e_1, ..., 2^-e_m) Q, e_i = floor((i-1) L/(m-1)), L = ceil(log2 cond), Q = U V^T
 * with exactly orthonormal rows or columns (rational butterflies): rows of very different
 * size. */
#include <flint/fmpq_vec.h>

#include "generator/frame.h"
#include "generator/random.h"
#include "generator/shape.h"

/* L: the least integer with 2^L >= cond. */
static slong octaves(const fmpq_t cond)
{
    fmpz_t ceiling;
    slong L;

    fmpz_init(ceiling);
    fmpz_cdiv_q(ceiling, fmpq_numref(cond), fmpq_denref(cond));
    L = fmpz_clog_ui(ceiling, 2);
    fmpz_clear(ceiling);
    return L;
}

static void fill(struct mc_matrix *A, slong L, gsl_rng *rng)
{
    slong k = A->rows < A->cols ? A->rows : A->cols, i, j;
    fmpq *one = _fmpq_vec_init(k);
    struct frame u, v;

    for (i = 0; i < k; i++)
        fmpq_one(one + i);
    frame_init_butterfly(&u, A->rows, k, rng);
    frame_init_butterfly(&v, A->cols, k, rng);
    frame_product(A->rational, &u, one, &v);
    for (i = 1; i < A->rows; i++)
        for (j = 0; j < A->cols; j++)
            fmpq_div_2exp(fmpq_mat_entry(A->rational, i, j), fmpq_mat_entry(A->rational, i, j),
                          (ulong)(i * L / (A->rows - 1)));
    frame_clear(&u);
    frame_clear(&v);
    _fmpq_vec_clear(one, k);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    gsl_rng *rng = NULL;
    fmpq_t cond;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    fmpq_init(cond);
    if (status == MC_OK)
        status = spec_rational(cond, spec, "cond", "1e12", why);
    if (status == MC_OK && fmpq_cmp_si(cond, 1) < 0)
        status = mc_complain(why, MC_BAD_INPUT, "cond=%.60s is less than 1",
                             spec_word(spec, "cond", ""));
    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), m, n);
        fill(A, octaves(cond), rng);
    }
    gsl_rng_free(rng);
    fmpq_clear(cond);
    return status;
}

const struct generator generator_graded = {
    .id = "graded",
    .title = "orthonormal rows or columns, the rows scaled from 1 down to 1/cond",
    .source = "definition",
    .keys = "m n seed cond",
    .example = "graded:m=6,n=6,seed=1,cond=1e12",
    .make = make,
};
