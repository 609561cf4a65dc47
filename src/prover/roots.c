// SPDX-License-Identifier: Apache-2.0
/* Vincent, Collins and Akritas: halve until Descartes' rule counts 0 or 1 sign changes.  It
 * ends as the polynomial is squarefree. */
#include <flint/nmod_poly.h>
#include <stdlib.h>

#include "prover/root.h"
#include "prover/unit.h"

struct search {
    struct mc_roots *roots;
    const fmpq *lo, *hi;
    slong bits;
    bool out_of_memory;
};

/* The part (k, k + 1) 2^-depth of the unit interval, q rewritten so that it is (0, 1). */
struct part {
    fmpz_t k;
    ulong depth;
    fmpz_poly_t q;
};

static void part_init(struct part *part)
{
    fmpz_init(part->k);
    fmpz_poly_init(part->q);
    part->depth = 0;
}

static void part_clear(struct part *part)
{
    fmpz_clear(part->k);
    fmpz_poly_clear(part->q);
}

static void add_root(struct search *s, const fmpz_t lo, const fmpz_t hi, ulong depth)
{
    struct mc_interval *more =
        realloc(s->roots->at, (size_t)(s->roots->count + 1) * sizeof *more);

    if (!more) {
        s->out_of_memory = true;
        return;
    }
    s->roots->at = more;
    more += s->roots->count++;
    mc_interval_init(more);
    unit_point(more->lo, s->lo, s->hi, lo, depth);
    unit_point(more->hi, s->lo, s->hi, hi, depth);
}

/* One root strictly inside the part: to `bits`. */
static void refine(struct search *s, const struct part *part)
{
    ulong depth = part->depth < (ulong)s->bits ? (ulong)s->bits - part->depth : 0;
    fmpz_t k, next, start;

    fmpz_init(k);
    fmpz_init(next);
    fmpz_init(start);
    refine_root(k, next, &depth, part->q);
    fmpz_mul_2exp(start, part->k, depth);
    fmpz_add(k, k, start);
    fmpz_add(next, next, start);
    add_root(s, k, next, part->depth + depth);
    fmpz_clear(start);
    fmpz_clear(next);
    fmpz_clear(k);
}

static slong sign_changes(const fmpz_poly_t q)
{
    slong i, changes = 0;
    int last = 0, sign;
    fmpz_poly_t b;

    fmpz_poly_init(b);
    unit_bernstein(b, q);
    for (i = 0; i < fmpz_poly_length(b); i++) {
        sign = fmpz_sgn(b->coeffs + i);
        changes += sign && last && sign != last;
        last = sign ? sign : last;
    }
    fmpz_poly_clear(b);
    return changes;
}

/* Divides t out where q(0) = 0. */
static bool drop_zero(fmpz_poly_t q)
{
    bool zero = fmpz_poly_length(q) > 1 && fmpz_is_zero(q->coeffs);

    if (zero)
        fmpz_poly_shift_right(q, q, 1);
    return zero;
}

/* Divides 1 - t out where q(1) = 0. */
static bool drop_one(fmpz_poly_t q)
{
    fmpz_poly_t factor;
    fmpz_t one, value;
    bool zero;

    fmpz_init_set_ui(one, 1);
    fmpz_init(value);
    fmpz_poly_evaluate_fmpz(value, q, one);
    zero = fmpz_is_zero(value);
    if (zero) {
        fmpz_poly_init(factor);
        fmpz_poly_set_coeff_si(factor, 0, 1);
        fmpz_poly_set_coeff_si(factor, 1, -1);
        fmpz_poly_div(q, q, factor);
        fmpz_poly_clear(factor);
    }
    fmpz_clear(value);
    fmpz_clear(one);
    return zero;
}

/* Roots of `part` in its open interval, ascending; neither end is one. */
static void search(struct search *s, const struct part *part)
{
    slong changes = sign_changes(part->q);
    struct part left, right;
    bool middle;

    if (changes == 1)
        refine(s, part);
    if (changes < 2 || s->out_of_memory)
        return;
    part_init(&left);
    part_init(&right);
    unit_halves(left.q, right.q, part->q);
    left.depth = right.depth = part->depth + 1;
    fmpz_mul_2exp(left.k, part->k, 1);
    fmpz_add_ui(right.k, left.k, 1);
    middle = drop_zero(right.q);
    if (middle)
        drop_one(left.q);
    search(s, &left);
    if (middle)
        add_root(s, right.k, right.k, right.depth);
    search(s, &right);
    part_clear(&left);
    part_clear(&right);
}

/* Modulo a prime: q and q' without a common factor have none over the integers either, as long
 * as the prime leaves the degrees alone. */
static bool is_squarefree_modulo(const fmpz_poly_t q, const fmpz_poly_t derivative)
{
    nmod_poly_t a, b;
    bool yes;

    nmod_poly_init(a, 18446744073709551557u); /* 2^64 - 59 */
    nmod_poly_init(b, 18446744073709551557u);
    fmpz_poly_get_nmod_poly(a, q);
    fmpz_poly_get_nmod_poly(b, derivative);
    yes = nmod_poly_length(a) == fmpz_poly_length(q) &&
          nmod_poly_length(b) == fmpz_poly_length(derivative);
    nmod_poly_gcd(a, a, b);
    yes = yes && nmod_poly_length(a) == 1;
    nmod_poly_clear(b);
    nmod_poly_clear(a);
    return yes;
}

/* Divides what q and q' have in common out. */
static void make_squarefree(fmpz_poly_t q)
{
    fmpz_poly_t derivative, common;

    fmpz_poly_init(derivative);
    fmpz_poly_init(common);
    fmpz_poly_derivative(derivative, q);
    if (!is_squarefree_modulo(q, derivative)) {
        fmpz_poly_gcd(common, q, derivative);
        if (fmpz_poly_length(common) > 1)
            fmpz_poly_div(q, q, common);
    }
    fmpz_poly_clear(common);
    fmpz_poly_clear(derivative);
}

static void search_all(struct search *s, const fmpq_poly_t p)
{
    struct part whole;
    fmpz_t end;
    bool last;

    fmpz_init(end);
    part_init(&whole);
    unit_polynomial(whole.q, p, s->lo, s->hi);
    make_squarefree(whole.q);
    if (drop_zero(whole.q))
        add_root(s, end, end, 0);
    last = drop_one(whole.q);
    search(s, &whole);
    fmpz_one(end);
    if (last)
        add_root(s, end, end, 0);
    part_clear(&whole);
    fmpz_clear(end);
}

enum mc_status mc_roots_isolate(struct mc_roots *out, const fmpq_poly_t p, const fmpq_t lo,
                                const fmpq_t hi, slong bits)
{
    struct search s = {.roots = out, .lo = lo, .hi = hi, .bits = bits};
    fmpq_t value;
    fmpz_t zero;

    *out = (struct mc_roots){0};
    if (fmpq_poly_is_zero(p) || fmpq_cmp(lo, hi) > 0)
        return MC_BAD_INPUT;
    if (!fmpq_equal(lo, hi)) {
        search_all(&s, p);
    } else {
        fmpq_init(value);
        fmpz_init(zero);
        fmpq_poly_evaluate_fmpq(value, p, lo);
        if (fmpq_is_zero(value))
            add_root(&s, zero, zero, 0);
        fmpz_clear(zero);
        fmpq_clear(value);
    }
    if (!s.out_of_memory)
        return MC_OK;
    mc_roots_clear(out);
    return MC_NO_RESOURCE;
}

void mc_roots_clear(struct mc_roots *roots)
{
    slong i;

    for (i = 0; i < roots->count; i++)
        mc_interval_clear(roots->at + i);
    free(roots->at);
    *roots = (struct mc_roots){0};
}

void mc_root_bound(fmpq_t out, const fmpq_poly_t p)
{
    slong n = fmpq_poly_length(p), i;
    fmpz_t most;

    fmpz_init(most);
    for (i = 0; i + 1 < n; i++)
        if (fmpz_cmpabs(p->coeffs + i, most) > 0)
            fmpz_abs(most, p->coeffs + i);
    fmpq_one(out);
    if (n > 1)
        fmpq_set_fmpz_frac(out, most, p->coeffs + n - 1);
    fmpq_abs(out, out);
    fmpq_add_si(out, out, 1);
    fmpz_clear(most);
}
