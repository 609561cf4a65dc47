// SPDX-License-Identifier: GPL-3.0-or-later
#include "jet.h"

void jet_init(struct jet *jet)
{
    mpz_inits(jet->value.lo, jet->value.hi, jet->slope.lo, jet->slope.hi, NULL);
}

void jet_clear(struct jet *jet)
{
    mpz_clears(jet->value.lo, jet->value.hi, jet->slope.lo, jet->slope.hi, NULL);
}

static void bounds_set(struct bounds *out, const struct bounds *a)
{
    mpz_set(out->lo, a->lo);
    mpz_set(out->hi, a->hi);
}

void jet_set(struct jet *out, const struct jet *a)
{
    bounds_set(&out->value, &a->value);
    bounds_set(&out->slope, &a->slope);
}

void jet_set_interval(struct jet *out, const mpq_t lo, const mpq_t hi, long slope)
{
    mpz_mul_2exp(out->value.lo, mpq_numref(lo), JET_BITS);
    mpz_fdiv_q(out->value.lo, out->value.lo, mpq_denref(lo));
    mpz_mul_2exp(out->value.hi, mpq_numref(hi), JET_BITS);
    mpz_cdiv_q(out->value.hi, out->value.hi, mpq_denref(hi));
    mpz_set_si(out->slope.lo, slope);
    mpz_mul_2exp(out->slope.lo, out->slope.lo, JET_BITS);
    mpz_set(out->slope.hi, out->slope.lo);
}

static void bounds_add(struct bounds *out, const struct bounds *a, const struct bounds *b,
                       int sign)
{
    struct bounds sum;

    mpz_inits(sum.lo, sum.hi, NULL);
    if (sign > 0) {
        mpz_add(sum.lo, a->lo, b->lo);
        mpz_add(sum.hi, a->hi, b->hi);
    } else {
        mpz_sub(sum.lo, a->lo, b->hi);
        mpz_sub(sum.hi, a->hi, b->lo);
    }
    bounds_set(out, &sum);
    mpz_clears(sum.lo, sum.hi, NULL);
}

/* The least and the greatest of the four products of ends. */
static void bounds_multiply(struct bounds *out, const struct bounds *a, const struct bounds *b)
{
    const mpz_t *left[] = {&a->lo, &a->hi}, *right[] = {&b->lo, &b->hi};
    struct bounds product;
    mpz_t one;
    int i;

    mpz_inits(one, product.lo, product.hi, NULL);
    for (i = 0; i < 4; i++) {
        mpz_mul(one, *left[i / 2], *right[i % 2]);
        if (i == 0 || mpz_cmp(one, product.lo) < 0)
            mpz_set(product.lo, one);
        if (i == 0 || mpz_cmp(one, product.hi) > 0)
            mpz_set(product.hi, one);
    }
    mpz_fdiv_q_2exp(out->lo, product.lo, JET_BITS);
    mpz_cdiv_q_2exp(out->hi, product.hi, JET_BITS);
    mpz_clears(one, product.lo, product.hi, NULL);
}

/* 1/b = [1/hi, 1/lo] where 0 is outside */
static bool bounds_invert(struct bounds *out, const struct bounds *b)
{
    mpz_t one, lo;

    if (mpz_sgn(b->lo) <= 0 && mpz_sgn(b->hi) >= 0)
        return false;
    mpz_init(lo);
    mpz_init_set_ui(one, 1);
    mpz_mul_2exp(one, one, 2 * JET_BITS);
    mpz_fdiv_q(lo, one, b->hi);
    mpz_cdiv_q(out->hi, one, b->lo);
    mpz_set(out->lo, lo);
    mpz_clears(one, lo, NULL);
    return true;
}

void jet_add(struct jet *out, const struct jet *a, const struct jet *b, int sign)
{
    bounds_add(&out->value, &a->value, &b->value, sign);
    bounds_add(&out->slope, &a->slope, &b->slope, sign);
}

/* (a b)' = a' b + a b' */
void jet_multiply(struct jet *out, const struct jet *a, const struct jet *b)
{
    struct jet part;

    jet_init(&part);
    bounds_multiply(&part.value, &a->slope, &b->value);
    bounds_multiply(&part.slope, &a->value, &b->slope);
    bounds_multiply(&out->value, &a->value, &b->value);
    bounds_add(&out->slope, &part.value, &part.slope, 1);
    jet_clear(&part);
}

/* 1/b has the slope -b'/b^2. */
bool jet_divide(struct jet *out, const struct jet *a, const struct jet *b)
{
    struct jet inverse, zero;
    bool fine;

    jet_init(&inverse);
    jet_init(&zero);
    fine = bounds_invert(&inverse.value, &b->value);
    bounds_multiply(&inverse.slope, &b->slope, &inverse.value);
    bounds_multiply(&inverse.slope, &inverse.slope, &inverse.value);
    bounds_add(&inverse.slope, &zero.value, &inverse.slope, -1);
    if (fine)
        jet_multiply(out, a, &inverse);
    jet_clear(&zero);
    jet_clear(&inverse);
    return fine;
}
