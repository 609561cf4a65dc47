// SPDX-License-Identifier: Apache-2.0
/* Bernstein coefficients of one sign bound the polynomial on the box; else halve. */
#include <stdlib.h>

#include "prover/unit.h"

struct task {
    struct mc_breaks *breaks;
    fmpq *witness;
    const fmpq *lo, *hi;
    bool strict, refuted;
    slong budget;
};

static bool wrong(int sign, bool strict)
{
    return strict ? sign <= 0 : sign < 0;
}

static bool add_break(struct task *task, const fmpz_t k, ulong depth)
{
    fmpq *more = realloc(task->breaks->at, (size_t)(task->breaks->count + 1) * sizeof *more);

    if (!more)
        return false;
    task->breaks->at = more;
    more += task->breaks->count++;
    fmpq_init(more);
    unit_point(more, task->lo, task->hi, k, depth);
    return true;
}

/* Are all Bernstein coefficients of q right?  A wrong end is a value of q: a refutation. */
static bool box_holds(struct task *task, const fmpz_poly_t q, const fmpz_t k, ulong depth)
{
    slong n = fmpz_poly_length(q), i;
    fmpz_poly_t b;
    fmpz_t end;
    bool fine = true, first, last;

    fmpz_poly_init2(b, n);
    fmpz_init(end);
    unit_bernstein(b, q);
    for (i = 0; i < n && fine; i++)
        fine = i < fmpz_poly_length(b) ? !wrong(fmpz_sgn(b->coeffs + i), task->strict)
                                       : !wrong(0, task->strict);
    fmpz_poly_get_coeff_fmpz(end, b, 0); /* b_n = q(1) */
    last = wrong(fmpz_sgn(end), task->strict);
    fmpz_poly_get_coeff_fmpz(end, b, n - 1); /* b_0 = q(0) */
    first = wrong(fmpz_sgn(end), task->strict);
    if (first || last) {
        fmpz_add_ui(end, k, first ? 0 : 1);
        unit_point(task->witness, task->lo, task->hi, end, depth);
        task->refuted = true;
    }
    fmpz_clear(end);
    fmpz_poly_clear(b);
    return fine;
}

static bool prove(struct task *task, const fmpz_poly_t q, const fmpz_t k, ulong depth)
{
    fmpz_poly_t left, right;
    fmpz_t next;
    bool fine;

    if (task->budget-- <= 0)
        return false;
    fmpz_init(next);
    if (box_holds(task, q, k, depth)) {
        fmpz_add_ui(next, k, 1);
        fine = add_break(task, next, depth);
        fmpz_clear(next);
        return fine;
    }
    if (task->refuted) {
        fmpz_clear(next);
        return false;
    }
    fmpz_poly_init(left);
    fmpz_poly_init(right);
    unit_halves(left, right, q);
    fmpz_mul_2exp(next, k, 1);
    fine = prove(task, left, next, depth + 1);
    fmpz_add_ui(next, next, 1);
    fine = fine && prove(task, right, next, depth + 1);
    fmpz_poly_clear(right);
    fmpz_poly_clear(left);
    fmpz_clear(next);
    return fine;
}

enum mc_verdict mc_decide_sign(struct mc_breaks *breaks, fmpq_t witness, const fmpq_poly_t p,
                               const fmpq_t lo, const fmpq_t hi, bool strict, slong budget)
{
    struct task task = {.breaks = breaks,
                        .witness = witness,
                        .lo = lo,
                        .hi = hi,
                        .strict = strict,
                        .budget = budget};
    fmpz_poly_t q;
    fmpz_t zero;
    bool proved;

    *breaks = (struct mc_breaks){0};
    if (fmpq_cmp(lo, hi) > 0)
        return MC_UNDECIDED;
    fmpz_init(zero);
    fmpz_poly_init(q);
    unit_polynomial(q, p, lo, hi);
    if (fmpz_poly_is_zero(q)) { /* p = 0, or p(lo) = 0 with lo = hi */
        fmpq_set(witness, lo);
        task.refuted = strict;
        proved = !strict && add_break(&task, zero, 0);
        fmpz_one(zero);
        proved = proved && add_break(&task, zero, 0);
    } else {
        proved = add_break(&task, zero, 0) && prove(&task, q, zero, 0);
    }
    fmpz_poly_clear(q);
    fmpz_clear(zero);
    if (!proved)
        mc_breaks_clear(breaks);
    return proved ? MC_PROVED : task.refuted ? MC_REFUTED : MC_UNDECIDED;
}

void mc_breaks_clear(struct mc_breaks *breaks)
{
    slong i;

    for (i = 0; i < breaks->count; i++)
        fmpq_clear(breaks->at + i);
    free(breaks->at);
    *breaks = (struct mc_breaks){0};
}
