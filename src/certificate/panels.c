// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <math.h>

#include "certificate/panels.h"

/* A panel has so many of the longer side's rows or columns: a sixteenth of the shorter side. */
enum { PANEL = 256, LEAST_PANEL = 32, CHUNK = 4096, CHUNKS = 64 };

static slong panel_of(slong outer, slong inner)
{
    slong panel = FLINT_MAX(LEAST_PANEL, FLINT_MIN(PANEL, outer / 16));

    return FLINT_MIN(panel, inner);
}

size_t panels_room(slong m, slong n)
{
    slong outer = FLINT_MIN(m, n);

    return (size_t)outer * (size_t)panel_of(outer, FLINT_MAX(m, n));
}

static void release(const struct matrix_source *A, slong at, slong count)
{
    if (A->release)
        A->release(A->context, at, count);
}

bool panels_open(struct scaled *B, const struct matrix_source *A)
{
    double chunk[CHUNK], largest = 0;
    slong size = A->m * A->n, at, i;
    bool finite = true;

    *B = (struct scaled){.A = A, .m = A->m, .n = A->n, .tall = A->m > A->n};
    B->inner = B->tall ? A->m : A->n;
    B->outer = B->tall ? A->n : A->m;
    B->panel = panel_of(B->outer, B->inner);
    for (at = 0; at < size; at += CHUNK) {
        slong count = size - at < CHUNK ? size - at : CHUNK;

        A->read(chunk, A->context, at, count);
        for (i = 0; i < count; i++) {
            double x = fabs(chunk[i]);
            finite &= x < INFINITY;
            largest = x > largest ? x : largest;
        }
        if (at / CHUNK % CHUNKS == CHUNKS - 1)
            release(A, at - (CHUNKS - 1) * CHUNK, CHUNKS * CHUNK);
    }
    release(A, size - size % (CHUNKS * CHUNK), size % (CHUNKS * CHUNK));
    B->zero = largest == 0;
    if (finite && !B->zero)
        frexp(largest, &B->exponent);
    return finite;
}

/* P = rows (tall) or columns `from`, ..., `from + count - 1` of B, column-major without
 * gaps. */
static void load(double *P, const struct scaled *B, slong from, slong count)
{
    const struct matrix_source *A = B->A;
    slong size = B->outer * count, given = 0, i, j;
    bool plain = B->exponent > -1000 && B->exponent < 1000;
    double factor = ldexp(1, plain ? -B->exponent : 0);

    if (B->tall) {
        for (j = 0; j < B->n; j++) {
            A->read(P + j * count, A->context, from + j * B->m, count);
            if ((j + 1 - given) * B->m >= CHUNKS * CHUNK || j + 1 == B->n) {
                release(A, given * B->m, (j + 1 - given) * B->m);
                given = j + 1;
            }
        }
    } else {
        A->read(P, A->context, from * B->m, size);
        release(A, from * B->m, size);
    }
    for (i = 0; i < size; i++)
        P[i] = plain ? P[i] * factor : ldexp(P[i], -B->exponent);
}

void panels_gram(struct packed *G, double *P, const struct scaled *B)
{
    slong from;

    for (from = 0; from < B->inner; from += B->panel) {
        slong count = FLINT_MIN(B->panel, B->inner - from);

        load(P, B, from, count);
        packed_add_gram(G, P, count, B->tall, !from);
    }
}

void panels_apply(double *y, double *P, const struct scaled *B, const double *x)
{
    int n = (int)B->outer;
    slong from;

    for (from = 0; from < B->inner; from += B->panel) {
        int count = (int)FLINT_MIN(B->panel, B->inner - from);

        load(P, B, from, count);
        cblas_dgemv(CblasColMajor, B->tall ? CblasNoTrans : CblasTrans, B->tall ? count : n,
                    B->tall ? n : count, 1, P, B->tall ? count : n, x, 1, 0, y + from, 1);
    }
}
