// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader.h"

enum { LARGEST_DEGREE = 2000, LARGEST_BITS = 1 << 20 };

void element_init(union element *e, const struct reader *r)
{
    if (r->jets)
        jet_init(&e->jet);
    else
        polynomial_init(&e->p);
}

void element_clear(union element *e, const struct reader *r)
{
    if (r->jets)
        jet_clear(&e->jet);
    else
        polynomial_clear(&e->p);
}

void element_set(union element *out, const union element *a, const struct reader *r)
{
    if (r->jets)
        jet_set(&out->jet, &a->jet);
    else
        polynomial_set(&out->p, &a->p);
}

void element_set_constant(union element *out, const mpq_t c, const struct reader *r)
{
    if (r->jets)
        jet_set_interval(&out->jet, c, c, 0);
    else
        polynomial_set_term(&out->p, c, 0);
}

/* Nothing may cancel while a degree is measured. */
void element_add(union element *out, const union element *a, const union element *b, int sign,
                 const struct reader *r)
{
    if (r->jets)
        jet_add(&out->jet, &a->jet, &b->jet, sign);
    else
        polynomial_add(&out->p, &a->p, &b->p, r->measured ? 1 : sign);
}

void element_multiply(union element *out, const union element *a, const union element *b,
                      struct reader *r)
{
    if (r->jets) {
        r->failed = r->failed || mpz_sizeinbase(a->jet.value.hi, 2) > LARGEST_BITS;
        jet_multiply(&out->jet, &a->jet, &b->jet);
        return;
    }
    r->failed = r->failed || a->p.count + b->p.count > LARGEST_DEGREE ||
                polynomial_bits(&a->p) > LARGEST_BITS;
    if (!r->failed)
        polynomial_multiply(&out->p, &a->p, &b->p);
}

/* By anything that has no zero; polynomials by constants alone. */
void element_divide(union element *out, const union element *a, union element *b,
                    struct reader *r)
{
    if (r->jets) {
        r->failed = r->failed || !jet_divide(&out->jet, &a->jet, &b->jet);
        return;
    }
    r->failed = r->failed || b->p.count != 1;
    if (!r->failed) {
        mpq_inv(b->p.c[0], b->p.c[0]);
        element_multiply(out, a, b, r);
    }
}
