// SPDX-License-Identifier: GPL-3.0-or-later
/* Enclosures for people are Arb's "[midpoint +/- radius]", whose digits are all certain. */
#include <stdio.h>

#include "cli/truth.h"

/* Up to MANY values are all shown, of more the first and last ENDS. */
enum { MANY = 12, ENDS = 4 };

static void print_ball(const char *label, const arb_t x, slong digits)
{
    char *text = arb_get_str(x, digits, 0);

    printf("  %-16s %s\n", label, arb_is_finite(x) ? text : "undecided");
    flint_free(text);
}

static void print_sigma(const struct mc_svd *svd, slong digits)
{
    slong i, hidden = svd->values > MANY ? svd->values - 2 * ENDS : 0;
    char label[32];

    for (i = 0; i < svd->values; i++) {
        if (hidden && i == ENDS) {
            printf("  ... %ld more (all of them with --json)\n", hidden);
            i += hidden;
        }
        snprintf(label, sizeof label, "sigma_%ld", i + 1);
        print_ball(label, svd->sigma + i, digits);
    }
}

static void print_norms(const struct mc_svd *svd, const struct mc_matrix *A, slong digits)
{
    arb_mat_t balls;
    arb_t x;

    arb_init(x);
    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, svd->prec);
    mc_svd_spectral_norm(x, svd);
    print_ball("spectral norm", x, digits);
    mc_svd_nuclear_norm(x, svd, svd->prec);
    print_ball("nuclear norm", x, digits);
    mc_frobenius_norm(x, balls, svd->prec);
    print_ball("Frobenius norm", x, digits);
    mc_svd_condition(x, svd, svd->prec);
    if (svd->rank_hi)
        print_ball("condition", x, digits);
    arb_mat_clear(balls);
    arb_clear(x);
}

static const char *text_of(json_t *entry, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(entry, key));

    return text ? text : otherwise;
}

/* A file's radius, not that of the transform before it was rounded, stands beside the file. */
static void print_transform(json_t *entry)
{
    const char *p = text_of(entry, "p", "?"), *verdict = text_of(entry, "verdict", NULL);
    const char *file = text_of(entry, "file", NULL);
    const char *decimals = text_of(entry, "decimal_file", NULL);

    if (verdict) {
        printf("  U S^%s V^T is %s: rank or precision does not suffice\n", p, verdict);
        return;
    }
    printf("  U S^%s V^T within %s in the Frobenius norm%s%s\n", p,
           text_of(entry, "radius_frobenius", "infinity"), file ? ": " : "", file ? file : "");
    if (decimals)
        printf("  U S^%s V^T within %s in the Frobenius norm: %s\n", p,
               text_of(entry, "decimal_radius_frobenius", "infinity"), decimals);
}

void truth_print(const struct truth_task *task, size_t tensor, const struct mc_svd *svd,
                 json_t *result)
{
    slong digits = task->digits;
    json_t *entry;
    size_t i;

    printf("%s: %ld x %ld, rank ", truth_tensor_name(task, tensor),
           svd->rows, svd->cols);
    if (svd->rank_lo == svd->rank_hi)
        printf("%ld\n", svd->rank_lo);
    else
        printf("between %ld and %ld\n", svd->rank_lo, svd->rank_hi);
    if (!task->call->quiet)
        print_sigma(svd, digits);
    if (!task->call->quiet)
        truth_print_subspaces(json_object_get(result, "subspaces"));
    print_norms(svd, &task->list.items[tensor], digits);
    json_array_foreach (json_object_get(result, "transforms"), i, entry)
        print_transform(entry);
}
