// SPDX-License-Identifier: GPL-3.0-or-later
/* Compositions of rational maps. */
#include <string.h>

#include "theorem/proof.h"

enum { MOST_WORDS = 64, LONGEST_WORD = 64 };

/* The pieces of the certificate while the chain is run. */
struct chain {
    struct mc_interval on; /* where the next step starts           */
    arb_t from, to;        /* the orbits of the first two ends     */
    json_t *maps, *intervals, *positive, *below, *above;
};

static void note(struct chain *chain)
{
    json_array_append_new(chain->intervals, json_pack("[o, o]", rational_json(chain->on.lo),
                                                      rational_json(chain->on.hi)));
}

/* x = p(x)/q(x) in balls */
static void move(arb_t x, const fmpq_poly_t p, const fmpq_poly_t q)
{
    arb_poly_t poly;
    arb_t below;

    arb_init(below);
    arb_poly_init(poly);
    arb_poly_set_fmpq_poly(poly, q, JET_BITS * 2);
    arb_poly_evaluate(below, poly, x, JET_BITS * 2);
    arb_poly_set_fmpq_poly(poly, p, JET_BITS * 2);
    arb_poly_evaluate(x, poly, x, JET_BITS * 2);
    arb_div(x, x, below, JET_BITS * 2);
    arb_poly_clear(poly);
    arb_clear(below);
}

static bool take_step(struct chain *chain, struct proof *proof, char *map)
{
    char *slash = strchr(map, '/');
    struct mc_rational_image image;
    fmpq_poly_t p, q;
    bool fine;

    if (!slash)
        return false;
    *slash = '\0';
    fmpq_poly_init(p);
    fmpq_poly_init(q);
    proof_read(p, proof, map);
    proof_read(q, proof, slash + 1);
    fine = mc_rational_image_of(&image, p, q, &chain->on, CERTIFICATE_BITS, BOX_BUDGET) ==
           MC_PROVED;
    proof->boxes += (size_t)(image.positive.count + image.below.count + image.above.count);
    json_array_append_new(chain->maps, json_pack("[s, s]", map, slash + 1));
    json_array_append_new(chain->positive, breaks_json(&image.positive));
    json_array_append_new(chain->below, breaks_json(&image.below));
    json_array_append_new(chain->above, breaks_json(&image.above));
    mc_interval_set(&chain->on, image.value.lo, image.value.hi);
    note(chain);
    move(chain->from, p, q);
    move(chain->to, p, q);
    mc_rational_image_clear(&image);
    fmpq_poly_clear(q);
    fmpq_poly_clear(p);
    return fine;
}

/* Is x certainly outside? */
static bool outside(const arb_t x, const struct mc_interval *within)
{
    arb_t bound;
    bool out;

    arb_init(bound);
    arb_set_fmpq(bound, within->lo, JET_BITS * 2);
    out = arb_lt(x, bound);
    arb_set_fmpq(bound, within->hi, JET_BITS * 2);
    out = out || arb_gt(x, bound);
    arb_clear(bound);
    return out;
}

static enum mc_verdict run(struct chain *chain, struct proof *proof, const char *maps,
                           const struct mc_interval *within)
{
    char words[MOST_WORDS][LONGEST_WORD];
    slong count = words_of(maps, MOST_WORDS, sizeof words[0], words[0]), i;
    bool fine = count > 0;

    arb_set_fmpq(chain->from, chain->on.lo, JET_BITS * 2);
    arb_set_fmpq(chain->to, chain->on.hi, JET_BITS * 2);
    note(chain);
    for (i = 0; i < count && fine; i++)
        fine = take_step(chain, proof, words[i]);
    if (fine && fmpq_cmp(within->lo, chain->on.lo) <= 0 &&
        fmpq_cmp(chain->on.hi, within->hi) <= 0)
        return MC_PROVED;
    return fine && (outside(chain->from, within) || outside(chain->to, within)) ? MC_REFUTED
                                                                                : MC_UNDECIDED;
}

void proof_rational_image(struct proof *proof, const char *what, const char *maps,
                          const char *from, const char *to, const char *lo, const char *hi)
{
    struct chain chain = {.maps = json_array(),
                          .intervals = json_array(),
                          .positive = json_array(),
                          .below = json_array(),
                          .above = json_array()};
    struct mc_interval within;
    enum mc_verdict verdict;

    arb_init(chain.from);
    arb_init(chain.to);
    mc_interval_init(&chain.on);
    mc_interval_init(&within);
    proof_number(chain.on.lo, proof, from);
    proof_number(chain.on.hi, proof, to);
    proof_number(within.lo, proof, lo);
    proof_number(within.hi, proof, hi);
    verdict = run(&chain, proof, maps, &within);
    proof_take(proof, what, verdict,
               json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:[s, s]}", "kind", "rational",
                         "what", what, "maps", chain.maps, "chain", chain.intervals, "positive",
                         chain.positive, "below", chain.below, "above", chain.above, "within",
                         lo, hi));
    mc_interval_clear(&within);
    mc_interval_clear(&chain.on);
    arb_clear(chain.to);
    arb_clear(chain.from);
}
