// SPDX-License-Identifier: Apache-2.0
#include <fenv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "abi/answer.h"
#include "muoncheck/number.h"

int muoncheck_abi(void)
{
    return MUONCHECK_ABI;
}

const char *muoncheck_version(void)
{
    return MUONCHECK_VERSION;
}

void muoncheck_free(struct muoncheck_answer *answer)
{
    if (!answer)
        return;
    for (size_t i = 0; i < answer->count; i++)
        _arb_vec_clear(answer->fields[i].values, answer->fields[i].count);
    free(answer);
}

int muoncheck_status(const struct muoncheck_answer *answer)
{
    switch (answer->status) {
    case MC_OK: return MUONCHECK_OK;
    case MC_BAD_INPUT: return MUONCHECK_BAD_INPUT;
    case MC_NOT_DECIDED: return MUONCHECK_NOT_DECIDED;
    case MC_NO_RESOURCE: break;
    }
    return MUONCHECK_NO_RESOURCE;
}

const char *muoncheck_complaint(const struct muoncheck_answer *answer)
{
    return answer->why.text;
}

const char *muoncheck_verdict(const struct muoncheck_answer *answer)
{
    return mc_verdict_name(answer->verdict);
}

static const struct answer_field *find(const struct muoncheck_answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->count; i++)
        if (!strcmp(answer->fields[i].name, name))
            return &answer->fields[i];
    return NULL;
}

int64_t muoncheck_count(const struct muoncheck_answer *answer, const char *name)
{
    const struct answer_field *field = find(answer, name);

    return field ? field->count : -1;
}

/* The ends of the ball as numbers of 53 bits, then as doubles, outward both times. */
static void get_ends(double *lo, double *hi, const arb_t x)
{
    arf_t end;

    *lo = -INFINITY;
    *hi = INFINITY;
    if (!arb_is_finite(x))
        return;
    arf_init(end);
    arb_get_lbound_arf(end, x, 53);
    *lo = arf_get_d(end, ARF_RND_FLOOR);
    arb_get_ubound_arf(end, x, 53);
    *hi = arf_get_d(end, ARF_RND_CEIL);
    arf_clear(end);
}

int64_t muoncheck_enclosures(const struct muoncheck_answer *answer, const char *name,
                             double *lo, double *hi)
{
    const struct answer_field *field = find(answer, name);
    fenv_t environment;

    if (!field)
        return -1;
    /* A subnormal end, flushed to zero, would be no bound. */
    fegetenv(&environment);
    fesetenv(FE_DFL_ENV);
    for (slong i = 0; i < field->count; i++)
        get_ends(lo + i, hi + i, field->values + i);
    fesetenv(&environment);
    return field->count;
}

void answer_add(struct muoncheck_answer *answer, const char *name, const arb_struct *values,
                slong count)
{
    struct answer_field *field = &answer->fields[answer->count++];

    *field = (struct answer_field){name, count, _arb_vec_init(count)};
    _arb_vec_set(field->values, values, count);
}

void answer_add_integer(struct muoncheck_answer *answer, const char *name, slong value)
{
    arb_t x;

    arb_init(x);
    arb_set_si(x, value);
    answer_add(answer, name, x, 1);
    arb_clear(x);
}

void answer_add_bound(struct muoncheck_answer *answer, const char *name, double value)
{
    arb_t x;

    arb_init(x);
    arb_set_d(x, value);
    if (!isfinite(value))
        arb_indeterminate(x);
    answer_add(answer, name, x, 1);
    arb_clear(x);
}

enum mc_status answer_blames(enum mc_status status, const char *what, const char *text,
                             struct mc_complaint *why)
{
    struct mc_complaint said = *why;

    if (status == MC_OK)
        return status;
    return mc_complain(why, status, "%s %.40s: %.180s", what, text, said.text);
}

enum mc_status answer_rational(fmpq_t q, const char *what, const char *text,
                               const char *otherwise, struct mc_complaint *why)
{
    enum mc_status status = mc_rational_parse(q, text ? text : otherwise, why);

    status = answer_blames(status, what, text, why);
    if (status == MC_OK && fmpq_sgn(q) < 0)
        return mc_complain(why, MC_BAD_INPUT, "%s %.40s: must not be negative", what, text);
    return status;
}
