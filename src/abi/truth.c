// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "abi/answer.h"
#include "abi/passage.h"
#include "muoncheck/certificate.h"
#include "muoncheck/number.h"
#include "muoncheck/spectrum.h"

enum { DIGITS = 20, BITS = 128 };

static void tell_spectrum(struct muoncheck_answer *answer, const struct mc_svd *svd)
{
    arb_t x;

    arb_init(x);
    answer_add(answer, "sigma", svd->sigma, svd->values);
    answer_add_integer(answer, "rank_lo", svd->rank_lo);
    answer_add_integer(answer, "rank_hi", svd->rank_hi);
    mc_svd_spectral_norm(x, svd);
    answer_add(answer, "spectral", x, 1);
    mc_svd_nuclear_norm(x, svd, svd->prec);
    answer_add(answer, "nuclear", x, 1);
    mc_svd_condition(x, svd, svd->prec);
    answer_add(answer, "condition", x, 1);
    arb_clear(x);
}

/* out becomes doubles, exactly, and radius grows by what that changed; false where an entry is
 * beyond them. */
static bool round_to_doubles(arb_mat_t out, arb_t radius)
{
    arb_mat_t before;
    bool fits = true;
    arb_t change;
    slong i, j;

    arb_init(change);
    arb_mat_init(before, arb_mat_nrows(out), arb_mat_ncols(out));
    arb_mat_set(before, out);
    for (i = 0; i < arb_mat_nrows(out); i++)
        for (j = 0; j < arb_mat_ncols(out); j++) {
            double value = arf_get_d(arb_midref(arb_mat_entry(out, i, j)), ARF_RND_NEAR);

            fits = fits && isfinite(value);
            arb_set_d(arb_mat_entry(out, i, j), value);
        }
    if (fits) {
        arb_mat_sub(before, before, out, ARF_PREC_EXACT);
        mc_frobenius_norm(change, before, BITS);
        arb_add(radius, radius, change, BITS);
    }
    arb_mat_clear(before);
    arb_clear(change);
    return fits;
}

static void add_matrix(struct muoncheck_answer *answer, const char *name, const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j;
    arb_ptr values = _arb_vec_init(m * n);

    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            arb_set(values + i * n + j, arb_mat_entry(A, i, j));
    answer_add(answer, name, values, m * n);
    _arb_vec_clear(values, m * n);
}

static enum mc_status transform(struct muoncheck_answer *answer, struct mc_svd *svd,
                                const struct mc_matrix *X, const fmpq_t p, slong digits,
                                slong max_bits)
{
    enum mc_status status;
    arb_mat_t out;
    arb_t radius;

    arb_init(radius);
    arb_mat_init(out, X->rows, X->cols);
    status = mc_power_to_digits(out, radius, svd, X, p, digits, max_bits);
    if (status == MC_OK && !round_to_doubles(out, radius))
        status = mc_complain(&answer->why, MC_NOT_DECIDED, "the transform is beyond doubles");
    else if (status == MC_OK)
        add_matrix(answer, "transform", out);
    else if (status == MC_NOT_DECIDED)
        (void)mc_complain(&answer->why, status, "the rank is not decided");
    if (status == MC_OK)
        answer_add(answer, "radius", radius, 1);
    arb_mat_clear(out);
    arb_clear(radius);
    return status;
}

static enum mc_status find(struct muoncheck_answer *answer, const struct mc_matrix *X,
                           const fmpq_t p, slong digits, slong max_bits)
{
    enum mc_status status, second;
    struct mc_svd svd;
    arb_t norm;

    mc_svd_init(&svd);
    arb_init(norm);
    status = mc_svd_to_digits(&svd, X, digits, max_bits, &answer->why);
    if (status == MC_OK || status == MC_NOT_DECIDED) {
        tell_spectrum(answer, &svd);
        mc_frobenius_norm(norm, X->dyadic, mc_bits_for_digits(digits));
        answer_add(answer, "frobenius", norm, 1);
        second = transform(answer, &svd, X, p, digits, max_bits);
        status = second == MC_OK ? status : second;
    }
    mc_svd_clear(&svd);
    arb_clear(norm);
    return status;
}

struct muoncheck_answer *muoncheck_truth(const struct muoncheck_truth_question *asked)
{
    struct muoncheck_answer *answer = calloc(1, sizeof *answer);
    slong digits = asked->digits ? asked->digits : DIGITS;
    slong max_bits = asked->max_bits ? asked->max_bits : ANSWER_MAX_BITS;
    struct passage passage;
    struct mc_matrix X = {0};
    fmpq_t p;

    if (!answer)
        return NULL;
    passage_enter(&passage);
    fmpq_init(p);
    answer->status = answer_rational(p, "p", asked->p, "0", &answer->why);
    if (answer->status == MC_OK && (digits < 1 || max_bits < 2))
        answer->status = mc_complain(&answer->why, MC_BAD_INPUT, "digits and max_bits: more, "
                                     "please");
    if (answer->status == MC_OK)
        answer->status = array_read(&X, "x", asked->x, &answer->why);
    if (answer->status == MC_OK)
        answer->status = find(answer, &X, p, digits, max_bits);
    mc_matrix_clear(&X);
    fmpq_clear(p);
    passage_leave(&passage);
    return answer;
}
