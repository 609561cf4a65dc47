// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "product/kernels.h"
#include "product/plan.h"
#include "product/residues.h"

/* The digits of the factors are read once a group, so groups are as large as memory makes
 * reasonable. */
enum { GROUP_BYTES = 1 << 28 };

slong planes_for(slong bits)
{
    return (bits + 1) / DIGIT_BITS + 1;
}

static slong whole_quads(slong count)
{
    return (count + QUAD - 1) / QUAD * QUAD;
}

static slong group_of(const struct shape *s, slong count)
{
    size_t modulus = sizeof(float) * (residues_apart(s->m * s->inner) +
                                      (s->planes_b ? residues_apart(s->inner * s->n) : 0));

    return FLINT_MIN(whole_quads(count),
                     FLINT_MAX(QUAD, whole_quads((slong)(GROUP_BYTES / modulus))));
}

/* The next `count` numbers of that size, at a whole cache line. */
static size_t take(size_t *bytes, size_t count, size_t size)
{
    size_t start = *bytes;

    *bytes += (count * size + 63) / 64 * 64;
    return start;
}

static void place_tables(struct plan *p, const struct shape *s)
{
    slong moduli = whole_quads(p->moduli.count);
    slong digits = whole_quads(planes_for(s->bits)) * (p->moduli.count + 1);

    p->power_a = take(&p->bytes, (size_t)(moduli * s->planes_a), sizeof(double));
    p->power_b = take(&p->bytes, (size_t)(moduli * s->planes_b), sizeof(double));
    p->digit = take(&p->bytes, (size_t)digits, sizeof(double));
}

static void place(struct plan *p, const struct shape *s)
{
    slong rows = FLINT_MAX(p->moduli.count + 2 + QUAD, FLINT_MAX(s->planes_a, s->planes_b));
    size_t a = (size_t)(s->m * s->inner), b = s->planes_b ? (size_t)(s->inner * s->n) : 0;
    size_t c = (size_t)(s->m * s->n);

    place_tables(p, s);
    p->a = take(&p->bytes, (size_t)p->group * residues_apart((slong)a), sizeof(float));
    p->b = take(&p->bytes, b ? (size_t)p->group * residues_apart((slong)b) : 0, sizeof(float));
    p->c = take(&p->bytes, (size_t)p->moduli.count * residues_apart((slong)c), sizeof(float));
    p->threads = p->bytes;
    p->wide_a = take(&p->thread_bytes, a, sizeof(double));
    p->wide_b = take(&p->thread_bytes, b, sizeof(double));
    p->wide_c = take(&p->thread_bytes, c, sizeof(double));
    p->block = take(&p->thread_bytes, residues_block(rows), sizeof(double));
    p->bytes += p->thread_bytes * (size_t)s->threads;
}

enum mc_status plan_init(struct plan *p, const struct shape *s)
{
    enum mc_status status;

    *p = (struct plan){0};
    status = moduli_init(&p->moduli, s->inner, s->bits);
    if (status == MC_OK) {
        p->group = group_of(s, p->moduli.count);
        place(p, s);
    }
    return status;
}

void plan_clear(struct plan *p)
{
    if (p->moduli.count)
        moduli_clear(&p->moduli);
}

size_t mc_product_bytes(slong m, slong inner, slong n, slong bits_a, slong bits_b, int threads)
{
    slong sum = bits_a + (bits_b ? bits_b : bits_a) + (slong)FLINT_BIT_COUNT(inner);
    const struct shape shape = {.m = m,
                                .inner = inner,
                                .n = n,
                                .planes_a = planes_for(bits_a),
                                .planes_b = bits_b ? planes_for(bits_b) : 0,
                                .bits = sum,
                                .threads = threads};
    struct plan plan;
    size_t bytes = plan_init(&plan, &shape) == MC_OK ? plan.bytes : SIZE_MAX;

    plan_clear(&plan);
    return bytes;
}
