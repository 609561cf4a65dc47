// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "generator/random.h"
#include "worst/recipe.h"

enum { REFLECTIONS = 3 };

static const char *const names[] = {"frames", "dense", "cosines", "diagonal", "signs"};

/* x = (I - 2 v v^T) x on m rows, v random. */
static void reflect(double *M, slong m, slong n, double *v, gsl_rng *rng)
{
    double square = 0, along;
    slong i, j;

    for (i = 0; i < m; i++) {
        v[i] = random_gaussian(rng);
        square += v[i] * v[i];
    }
    for (j = 0; j < n; j++) {
        for (along = 0, i = 0; i < m; i++)
            along += v[i] * M[i * n + j];
        for (i = 0; i < m; i++)
            M[i * n + j] -= 2 * along / square * v[i];
    }
}

/* Column j of the cosine basis of size m. */
static double cosine(slong i, slong j, slong m)
{
    return sqrt((j ? 2.0 : 1.0) / (double)m) *
           cos(acos(-1) * ((double)i + 0.5) * (double)j / (double)m);
}

/* M = C M on m rows. */
static void turn(double *M, slong m, slong n, double *room)
{
    slong i, j, k;

    for (i = 0; i < m; i++) {
        for (j = 0; j < n; j++)
            room[i * n + j] = 0;
        for (k = 0; k < m; k++) {
            double c = cosine(i, k, m);

            for (j = 0; j < n; j++)
                room[i * n + j] += c * M[k * n + j];
        }
    }
    for (i = 0; i < m * n; i++)
        M[i] = room[i];
}

static void transpose(double *M, slong m, slong n, double *room)
{
    slong i, j;

    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            room[j * m + i] = M[i * n + j];
    for (i = 0; i < m * n; i++)
        M[i] = room[i];
}

/* sigma_i^2 = S^2 + (1 - r S^2) w_i, the w_i adding up to 1. */
static double singular_value(const struct recipe *x, slong i, slong r)
{
    double flat = floor(x->share * (double)(r - 1)), past = (double)i - flat;

    if (i == 0)
        return x->top;
    return pow(10, -x->level - (past > 0 ? x->tail * past / (double)r : 0));
}

static void set_diagonal(double *M, slong m, slong n, const struct recipe *x, double least)
{
    slong r = m < n ? m : n, i;
    double all = 0, w;

    for (i = 0; i < r; i++)
        all += pow(singular_value(x, i, r), 2);
    for (i = 0; i < r; i++) {
        w = all > 0 ? pow(singular_value(x, i, r), 2) / all : 1 / (double)r;
        M[i * n + i] = sqrt(least * least + fmax(0, 1 - (double)r * least * least) * w);
    }
}

static void set_signs(double *M, slong m, slong n, const struct recipe *x)
{
    double level = pow(10, -x->level);
    slong i, j;

    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            M[i * n + j] = __builtin_parityl((unsigned long)(i & j)) ? -level : level;
    M[0] = x->top;
}

static void set_directions(double *M, slong m, slong n, double *room, enum directions kind,
                           gsl_rng *rng)
{
    int i;

    if (kind == COSINES || kind == DENSE) {
        turn(M, m, n, room);
        transpose(M, m, n, room);
        turn(M, n, m, room);
        transpose(M, n, m, room);
    }
    for (i = 0; i < REFLECTIONS && (kind == FRAMES || kind == DENSE); i++) {
        reflect(M, m, n, room, rng);
        transpose(M, m, n, room);
        reflect(M, n, m, room, rng);
        transpose(M, n, m, room);
    }
}

static void store(arb_mat_t M, const double *x, double norm)
{
    slong m = arb_mat_nrows(M), n = arb_mat_ncols(M), i, j;
    double square = 0;

    for (i = 0; i < m * n; i++)
        square += x[i] * x[i];
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            arb_set_d(arb_mat_entry(M, i, j), x[i * n + j] * (norm / sqrt(square)));
}

bool recipe_make(arb_mat_t M, const struct recipe *recipe, double least)
{
    slong m = arb_mat_nrows(M), n = arb_mat_ncols(M);
    double *x = calloc((size_t)(m * n), sizeof *x);
    double *room = calloc((size_t)(m * n + m + n), sizeof *room);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bool fine = x && room && rng;

    if (fine) {
        gsl_rng_set(rng, recipe->seed);
        if (recipe->directions == SIGNS)
            set_signs(x, m, n, recipe);
        else
            set_diagonal(x, m, n, recipe, least);
        set_directions(x, m, n, room, recipe->directions, rng);
        store(M, x, recipe->norm);
    }
    free(x);
    free(room);
    gsl_rng_free(rng);
    return fine;
}

void recipe_text(char *out, size_t size, const struct recipe *x)
{
    snprintf(out, size, "%s:top=%.6g,share=%.6g,level=%.6g,tail=%.6g,norm=%.17g,seed=%lu",
             names[x->directions], x->top, x->share, x->level, x->tail, x->norm, x->seed);
}
