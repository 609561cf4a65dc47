// SPDX-License-Identifier: GPL-3.0-or-later
/* A certificate is text: "muoncheck-svd/1 m n r K E", and then in hexadecimal the integers 2^K
 * U~ by rows, 2^K V~ by rows, 2^E S~. */
#include <stdio.h>

#include "truth.h"

void decomposition_init(struct decomposition *out)
{
    *out = (struct decomposition){0};
    mpz_init(out->u.under);
    mpz_init(out->v.under);
    mpz_init(out->s.under);
    mpq_init(out->turn);
    mpq_init(out->d);
    mpq_init(out->least);
    mpq_init(out->largest);
}

void decomposition_clear(struct decomposition *out)
{
    table_clear(&out->u);
    table_clear(&out->v);
    table_clear(&out->s);
    mpq_clear(out->turn);
    mpq_clear(out->d);
    mpq_clear(out->least);
    mpq_clear(out->largest);
}

static bool read_integers(struct table *out, size_t rows, size_t cols, unsigned long bits,
                          FILE *file)
{
    size_t i;
    bool fine = table_init(out, rows, cols);

    mpz_mul_2exp(out->under, out->under, bits);
    for (i = 0; fine && i < rows * cols; i++)
        fine = mpz_inp_str(out->entry[i], file, 16) > 0;
    return fine;
}

static bool read_file(struct decomposition *out, const char *path, const struct table *X)
{
    FILE *file = fopen(path, "r");
    size_t m, n, r, bits, scale;
    char more;
    bool fine = file &&
                fscanf(file, "muoncheck-svd/1 %9zu %9zu %9zu %7zu %7zu", &m, &n, &r, &bits,
                       &scale) == 5 &&
                m == X->rows && n == X->cols && r <= m && r <= n;

    fine = fine && read_integers(&out->u, m, r, bits, file) &&
           read_integers(&out->v, n, r, bits, file) &&
           read_integers(&out->s, 1, r, scale, file) && fscanf(file, " %c", &more) == EOF;
    if (file)
        fclose(file);
    return fine;
}

/* s_min and s_max of one or more. */
static void ends(struct decomposition *out)
{
    const struct table *s = &out->s;
    size_t i, low = 0, high = 0;

    for (i = 0; i < s->cols; i++) {
        low = mpz_cmp(s->entry[i], s->entry[low]) < 0 ? i : low;
        high = mpz_cmp(s->entry[i], s->entry[high]) > 0 ? i : high;
    }
    mpq_set_num(out->least, s->entry[low]);
    mpq_set_num(out->largest, s->entry[high]);
    mpq_set_den(out->least, s->under);
    mpq_set_den(out->largest, s->under);
    mpq_canonicalize(out->least);
    mpq_canonicalize(out->largest);
}

/* defect >= ||U^T U - I||_F.  False: it is not less than 1. */
static bool is_orthonormal(mpq_t defect, const struct table *u)
{
    size_t r = u->cols, i;
    struct table turned, gram, unit;
    bool fine = table_init(&turned, r, u->rows);

    fine = table_init(&gram, r, r) && fine;
    fine = table_init(&unit, r, r) && fine;
    for (i = 0; fine && i < r; i++)
        mpz_set_ui(unit.entry[i * r + i], 1);
    if (fine) {
        table_transpose(&turned, u);
        table_product(&gram, &turned, &turned);
        table_distance(defect, &gram, &unit);
    }
    table_clear(&turned);
    table_clear(&gram);
    table_clear(&unit);
    return fine && mpq_cmp_ui(defect, 1, 1) < 0;
}

bool spectral_product(struct table *out, const struct decomposition *X,
                      const struct table *values)
{
    size_t i, r = X->u.cols;
    struct table scaled;
    bool fine = table_init(out, X->u.rows, X->v.rows);

    fine = table_init(&scaled, X->u.rows, r) && fine;
    if (fine) {
        mpz_mul(scaled.under, X->u.under, values->under);
        for (i = 0; i < X->u.rows * r; i++)
            mpz_mul(scaled.entry[i], X->u.entry[i], values->entry[i % r]);
        table_product(out, &scaled, &X->v);
    }
    table_clear(&scaled);
    return fine;
}

/* turn and d of (1) and (2).  False: a factor is not nearly orthonormal. */
static bool measure(struct decomposition *out, const struct table *X)
{
    mpq_t alpha, beta, eps;
    struct table product;
    bool fine;

    mpq_init(alpha);
    mpq_init(beta);
    mpq_init(eps);
    fine = is_orthonormal(alpha, &out->u) && is_orthonormal(beta, &out->v);
    fine = spectral_product(&product, out, &out->s) && fine;
    if (fine) {
        table_distance(eps, X, &product);
        mpq_mul(out->turn, alpha, beta);
        mpq_add(out->turn, out->turn, alpha);
        mpq_add(out->turn, out->turn, beta);
        mpq_mul(out->d, out->turn, out->largest);
        mpq_add(out->d, out->d, eps);
    }
    table_clear(&product);
    mpq_clear(alpha);
    mpq_clear(beta);
    mpq_clear(eps);
    return fine;
}

/* (3), where it does not follow from (4). */
static bool has_rank(const struct table *X, size_t r)
{
    struct table copy;
    bool fine;
    size_t i;

    if (r == X->rows || r == X->cols)
        return true;
    fine = table_init(&copy, X->rows, X->cols);
    for (i = 0; fine && i < X->rows * X->cols; i++)
        mpz_set(copy.entry[i], X->entry[i]);
    fine = fine && table_rank(&copy) == r;
    table_clear(&copy);
    return fine;
}

const char *decomposition_read(struct decomposition *out, const char *path,
                               const struct table *X)
{
    if (!read_file(out, path, X))
        return "its certificate cannot be read";
    if (!has_rank(X, out->s.cols))
        return "its certificate says another rank";
    if (!out->s.cols)
        return NULL;
    ends(out);
    if (!measure(out, X))
        return "its certificate is no singular value decomposition";
    if (mpq_cmp(out->least, out->d) <= 0)
        return "its certificate is too coarse for the smallest singular value";
    return NULL;
}
