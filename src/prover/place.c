// SPDX-License-Identifier: Apache-2.0
/* Where an extreme of a composition is attained: from the last step back to the first interval,
 * an end of an image being an extreme itself, and anything between by the intermediate value
 * theorem. */
#include "muoncheck/prover.h"

/* Is every value of `wanted` between p(at.lo) and p(at.hi)?  Then p takes each in `at`. */
static bool crosses(const fmpq_poly_t p, const struct mc_interval *at,
                    const struct mc_interval *wanted)
{
    fmpq_t a, b;
    bool yes;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_poly_evaluate_fmpq(a, p, at->lo);
    fmpq_poly_evaluate_fmpq(b, p, at->hi);
    if (fmpq_cmp(a, b) > 0)
        fmpq_swap(a, b);
    yes = fmpq_cmp(a, wanted->lo) <= 0 && fmpq_cmp(wanted->hi, b) <= 0;
    fmpq_clear(a);
    fmpq_clear(b);
    return yes;
}

static void widen(struct mc_interval *at, const fmpq_t by, const struct mc_interval *within)
{
    fmpq_sub(at->lo, at->lo, by);
    fmpq_add(at->hi, at->hi, by);
    if (fmpq_cmp(at->lo, within->lo) < 0)
        fmpq_set(at->lo, within->lo);
    if (fmpq_cmp(at->hi, within->hi) > 0)
        fmpq_set(at->hi, within->hi);
}

/*
 * at (in `within`) holds, for each value v of `wanted`, a point x with p(x) = v: the first root
 * of p - middle, widened until p crosses all of `wanted` between its ends.
 */
static enum mc_status preimage(struct mc_interval *at, const fmpq_poly_t p,
                               const struct mc_interval *wanted,
                               const struct mc_interval *within, slong bits)
{
    struct mc_roots roots = {0};
    enum mc_status status;
    fmpq_poly_t shifted;
    fmpq_t by;
    slong i, tries = 2 * bits;

    fmpq_init(by);
    fmpq_poly_init(shifted);
    fmpq_add(by, wanted->lo, wanted->hi);
    fmpq_div_2exp(by, by, 1);
    fmpq_poly_set_fmpq(shifted, by);
    fmpq_poly_sub(shifted, p, shifted);
    status = mc_roots_isolate(&roots, shifted, within->lo, within->hi, bits);
    if (status == MC_OK && !roots.count)
        status = MC_NOT_DECIDED;
    if (status == MC_OK) {
        mc_interval_set(at, roots.at->lo, roots.at->hi);
        fmpq_one(by);
        fmpq_div_2exp(by, by, (ulong)bits);
        for (i = 0; i < tries && !crosses(p, at, wanted); i++) {
            widen(at, by, within);
            fmpq_mul_2exp(by, by, 1);
        }
        if (i == tries)
            status = MC_NOT_DECIDED;
    }
    mc_roots_clear(&roots);
    fmpq_poly_clear(shifted);
    fmpq_clear(by);
    return status;
}

enum mc_status mc_chain_place(struct mc_interval *out, const struct mc_chain *chain,
                              bool greatest)
{
    enum mc_place place = greatest ? MC_AT_UPPER : MC_AT_LOWER;
    enum mc_status status = MC_OK;
    struct mc_interval wanted;
    slong k;

    mc_interval_init(&wanted);
    for (k = chain->steps - 1; k >= 0 && status == MC_OK; k--) {
        const struct mc_extreme *e =
            place == MC_AT_UPPER ? &chain->image[k].max : &chain->image[k].min;
        if (place == MC_INSIDE) {
            mc_interval_set(&wanted, out->lo, out->hi);
            status = preimage(out, chain->row[k], &wanted, chain->inner + k, chain->bits);
        } else if (!e->certain) {
            status = MC_NOT_DECIDED;
        } else {
            place = e->place;
            mc_interval_set(out, e->at.lo, e->at.hi);
        }
    }
    if (place != MC_INSIDE && status == MC_OK)
        mc_interval_set(out, place == MC_AT_UPPER ? chain->outer->hi : chain->outer->lo,
                        place == MC_AT_UPPER ? chain->outer->hi : chain->outer->lo);
    mc_interval_clear(&wanted);
    return status;
}
