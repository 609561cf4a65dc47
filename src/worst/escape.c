// SPDX-License-Identifier: GPL-3.0-or-later
#include "worst/adversary.h"
#include "worst/escape.h"
#include "worst/search.h"

enum { ROUNDS = 2 };

struct attempt {
    struct adversary *adversary;
    const double *radii;
    struct escape *out;
};

/* The largest singular value; no more work once one is beyond. */
static double judge(const arb_mat_t M, void *of)
{
    struct attempt *attempt = of;
    double sigma = 0;
    slong step;

    if (attempt->out->step)
        return 0;
    adversary_push(&step, &sigma, attempt->adversary, M, attempt->radii, ROUNDS);
    attempt->out->step = step;
    attempt->out->sigma = sigma;
    if (step)
        attempt->out->radius = attempt->radii[step - 1];
    return sigma;
}

enum mc_status escape_find(struct escape *out, const struct tolerance_question *question,
                           const double *radii, slong runs, unsigned long seed)
{
    struct attempt attempt = {adversary_new(question), radii, out};
    struct search search = search_over(question);
    bool fine;

    *out = (struct escape){0};
    if (!attempt.adversary)
        return MC_NOT_DECIDED;
    search.judge = judge;
    search.of = &attempt;
    fine = search_run(&search, runs, seed);
    out->recipe = search.worst;
    adversary_free(attempt.adversary);
    return fine ? MC_OK : MC_NO_RESOURCE;
}
