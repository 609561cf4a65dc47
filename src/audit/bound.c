// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "muoncheck/audit.h"
#include "muoncheck/number.h"

/* s^2 = factor * (1, max(1, m/n), m/n or max(m, n)). */
enum shape { ALWAYS_ONE, TALL_RATIO, RATIO, LARGER };

static const struct convention {
    const char *id;
    enum shape shape;
    slong denominator;   /* of s^2 = ... / denominator */
    bool in_bf16, exact;
    bool radius;         /* another factor in bf16 */
} conventions[] = {
    {"exact", ALWAYS_ONE, 1, false, true, false},
    {"keller", TALL_RATIO, 1, true, false, false},
    {"moonlight", LARGER, 25, false, false, false},
    {"pytorch", TALL_RATIO, 1, false, false, false},
    {"scion", RATIO, 1, true, false, true},
};

enum { CONVENTIONS = sizeof conventions / sizeof conventions[0] };

const char *mc_convention_id(size_t i)
{
    return i < CONVENTIONS ? conventions[i].id : NULL;
}

static const struct convention *find(const char *id)
{
    for (size_t i = 0; i < CONVENTIONS; i++)
        if (!strcmp(conventions[i].id, id))
            return &conventions[i];
    return NULL;
}

static void squared_factor(fmpq_t out, const struct convention *c, slong m, slong n)
{
    slong top = c->shape == ALWAYS_ONE || (c->shape == TALL_RATIO && m < n) ? 1
                : c->shape == LARGER ? FLINT_MAX(m, n)
                                     : m;
    slong bottom = c->shape == ALWAYS_ONE || c->shape == LARGER ||
                           (c->shape == TALL_RATIO && m < n)
                       ? 1
                       : n;

    fmpq_set_si(out, top, (ulong)bottom);
    fmpq_div_fmpz(out, out, (fmpz[1]){c->denominator});
}

/* Is the root of q, in lowest terms, a power of two? */
static bool root_is_power_of_two(const fmpq_t q)
{
    ulong top = fmpz_val2(fmpq_numref(q)), bottom = fmpz_val2(fmpq_denref(q));

    return fmpz_bits(fmpq_numref(q)) == top + 1 && fmpz_bits(fmpq_denref(q)) == bottom + 1 &&
           (top + bottom) % 2 == 0;
}

/* out *= 1 + d sqrt(r), d = 2^-8 + 2^-23, or (2 d + d^2) for d where it is `twice`. */
static void add_rounding(arb_t out, slong r, bool twice, slong prec)
{
    arb_t root, d;

    arb_init(root);
    arb_init(d);
    arb_set_ui(d, (1 << 15) + 1);
    arb_mul_2exp_si(d, d, -23);
    if (twice) {
        arb_add_ui(root, d, 2, prec);
        arb_mul(d, d, root, prec);
    }
    arb_sqrt_ui(root, (ulong)r, prec);
    arb_mul(root, root, d, prec);
    arb_add_ui(root, root, 1, prec);
    arb_mul(out, out, root, prec);
    arb_clear(root);
    arb_clear(d);
}

enum mc_status mc_update_bound(arb_t out, const char *convention, slong m, slong n,
                               const fmpq_t c, slong prec, struct mc_complaint *why)
{
    const struct convention *found = find(convention);
    fmpq_t own, square;
    arb_t norm;
    bool rounded;

    arb_indeterminate(out);
    if (!found)
        return mc_complain(why, MC_BAD_INPUT, "'%.40s': exact, keller, moonlight, pytorch or "
                           "scion, please", convention);
    arb_init(norm);
    fmpq_init(own);
    fmpq_init(square);
    fmpq_set_si(own, found->exact ? 1 : WORD(12023686052),
                found->exact ? 1 : UWORD(10000000000));
    mc_rational_enclose(norm, fmpq_sgn(c) < 0 ? own : c, prec);
    squared_factor(square, found, m, n);
    mc_rational_enclose(out, square, prec);
    arb_sqrt(out, out, prec);
    arb_mul(out, out, norm, prec);
    rounded = found->in_bf16 && !root_is_power_of_two(square);
    if (rounded || found->radius)
        add_rounding(out, FLINT_MIN(m, n), rounded && found->radius, prec);
    arb_clear(norm);
    fmpq_clear(own);
    fmpq_clear(square);
    return MC_OK;
}

/* out = (4u B' + t) / product; `limit` = max(first, R), not out; `product` = eta lambda. */
static void rounding(arb_t out, const arb_t limit, const arb_t product,
                     const struct mc_weight *weight, slong prec)
{
    arb_t tiny, left, unit;

    arb_init(tiny);
    arb_init(left);
    arb_init(unit);
    arb_set_si(tiny, weight->rows);
    arb_mul_si(tiny, tiny, weight->cols, prec);
    arb_sqrt(tiny, tiny, prec);
    arb_mul_2exp_si(tiny, tiny, weight->tiny + 2);
    arb_set_ui(unit, 4);
    arb_mul_2exp_si(unit, unit, -weight->digits);
    arb_sqrt_ui(out, (ulong)FLINT_MIN(weight->rows, weight->cols), prec);
    arb_mul(out, out, limit, prec);
    arb_mul(out, out, product, prec);
    arb_add(out, out, tiny, prec);
    arb_sub(left, product, unit, prec);
    if (arb_is_positive(left))
        arb_div(out, out, left, prec);
    else
        arb_indeterminate(out);
    arb_mul(out, out, unit, prec);
    arb_add(out, out, tiny, prec);
    arb_div(out, out, product, prec);
    arb_clear(tiny);
    arb_clear(left);
    arb_clear(unit);
}

void mc_decay_bound(arb_t out, const arb_t first, const arb_t update, const arb_t eta,
                    const arb_t lambda, slong k, const struct mc_weight *weight, slong prec)
{
    arb_t radius, product, keep, limit, allowance;

    arb_init(radius);
    arb_init(product);
    arb_init(keep);
    arb_init(limit);
    arb_init(allowance);
    arb_div(radius, update, lambda, prec);
    arb_mul(product, eta, lambda, prec);
    arb_sub_ui(keep, product, 1, prec);
    arb_neg(keep, keep);
    arb_max(limit, first, radius, prec);
    rounding(allowance, limit, product, weight, prec);
    if (!arb_is_positive(keep) || k < 0)
        arb_indeterminate(allowance);
    arb_pow_ui(keep, keep, (ulong)FLINT_MAX(k, 0), prec);
    arb_sub(out, first, radius, prec);
    arb_mul(out, out, keep, prec);
    arb_add(out, out, radius, prec);
    arb_add(out, out, allowance, prec);
    arb_clear(radius);
    arb_clear(product);
    arb_clear(keep);
    arb_clear(limit);
    arb_clear(allowance);
}
