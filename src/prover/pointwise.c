// SPDX-License-Identifier: Apache-2.0
/* The mean-value form f(X) in f(m) + f'(X) (X - m) proves a box, f(m) < 0 refutes; else halve.
 */
#include <stdlib.h>

#include "prover/unit.h"

struct task {
    struct mc_breaks *breaks;
    fmpq *witness;
    const fmpq *lo, *hi;
    mc_jet_fn *jet;
    void *of;
    slong budget, prec;
    bool refuted;
};

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

/* f(m) - max |f'| r > 0 on [a, b]?  f(m) < 0 is a refutation. */
static bool box_holds(struct task *task, const fmpq_t a, const fmpq_t b)
{
    arb_t x, value, slope, radius;
    bool fine;
    fmpq_t m;

    fmpq_init(m);
    arb_init(x);
    arb_init(value);
    arb_init(slope);
    arb_init(radius);
    fmpq_add(m, a, b);
    fmpq_div_2exp(m, m, 1);
    arb_set_fmpq(x, m, task->prec);
    fine = task->jet(value, slope, x, task->of, task->prec);
    if (fine && arb_is_negative(value)) {
        fmpq_set(task->witness, m);
        task->refuted = true;
    }
    fmpq_sub(m, b, m);
    arb_set_fmpq(radius, m, task->prec);
    arb_add_error(x, radius);
    fine = fine && !task->refuted && task->jet(NULL, slope, x, task->of, task->prec);
    arb_abs(slope, slope);
    arb_mul(slope, slope, radius, task->prec);
    arb_sub(value, value, slope, task->prec);
    fine = fine && arb_is_positive(value);
    arb_clear(radius);
    arb_clear(slope);
    arb_clear(value);
    arb_clear(x);
    fmpq_clear(m);
    return fine;
}

static bool prove(struct task *task, const fmpz_t k, ulong depth)
{
    fmpq_t a, b;
    fmpz_t next;
    bool fine;

    if (task->budget-- <= 0)
        return false;
    fmpq_init(a);
    fmpq_init(b);
    fmpz_init(next);
    fmpz_add_ui(next, k, 1);
    unit_point(a, task->lo, task->hi, k, depth);
    unit_point(b, task->lo, task->hi, next, depth);
    fine = box_holds(task, a, b);
    if (fine) {
        fine = add_break(task, next, depth);
    } else if (!task->refuted && !fmpq_equal(a, b)) {
        fmpz_mul_2exp(next, k, 1);
        fine = prove(task, next, depth + 1);
        fmpz_add_ui(next, next, 1);
        fine = fine && prove(task, next, depth + 1);
    }
    fmpz_clear(next);
    fmpq_clear(b);
    fmpq_clear(a);
    return fine;
}

enum mc_verdict mc_decide_pointwise(struct mc_breaks *breaks, fmpq_t witness, mc_jet_fn *jet,
                                    void *of, const fmpq_t lo, const fmpq_t hi, slong budget,
                                    slong prec)
{
    struct task task = {.breaks = breaks,
                        .witness = witness,
                        .lo = lo,
                        .hi = hi,
                        .jet = jet,
                        .of = of,
                        .budget = budget,
                        .prec = prec};
    fmpz_t zero;
    bool proved;

    *breaks = (struct mc_breaks){0};
    fmpz_init(zero);
    proved = fmpq_cmp(lo, hi) <= 0 && add_break(&task, zero, 0) && prove(&task, zero, 0);
    fmpz_clear(zero);
    if (!proved)
        mc_breaks_clear(breaks);
    return proved ? MC_PROVED : task.refuted ? MC_REFUTED : MC_UNDECIDED;
}
