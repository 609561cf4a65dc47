// SPDX-License-Identifier: GPL-3.0-or-later
/* Text: "muoncheck-svd/1 m n r K E", and then in hexadecimal the integers 2^K U by rows, 2^K V
 * by rows, 2^E S. */
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"
#include "muoncheck/certificate.h"

/* Bits that U and V have beyond the precision of the decomposition, so that rounding them costs
 * little of what is left; the largest numerator and denominator that the checker takes, since
 * roots of high degree take long; the largest power, whose decimals it can still read. */
enum { GUARD_BITS = 16, LARGEST_PART = 4096, LARGEST_POWER = 8 };

struct rounded {
    const struct mc_svd *svd;
    slong bits, scale;
};

/* 2^bits x, an integer, in hexadecimal. */
static bool print_integer(FILE *file, const arb_t x, slong bits)
{
    fmpz_t integer;
    arf_t scaled;
    char *text;
    int printed;

    fmpz_init(integer);
    arf_init(scaled);
    arf_mul_2exp_si(scaled, arb_midref(x), bits);
    arf_get_fmpz(integer, scaled, ARF_RND_NEAR);
    text = fmpz_get_str(NULL, 16, integer);
    printed = fprintf(file, "%s\n", text);
    flint_free(text);
    arf_clear(scaled);
    fmpz_clear(integer);
    return printed > 0;
}

static bool print_factor(FILE *file, const arb_mat_t A, slong bits)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            if (!print_integer(file, arb_mat_entry(A, i, j), bits))
                return false;
    return true;
}

static bool print_svd(FILE *file, const void *what)
{
    const struct rounded *r = what;
    const struct mc_svd *svd = r->svd;
    slong i;

    if (fprintf(file, "muoncheck-svd/1 %ld %ld %ld %ld %ld\n", svd->rows, svd->cols, svd->kept,
                r->bits, r->scale) < 0 ||
        !print_factor(file, svd->u, r->bits) || !print_factor(file, svd->v, r->bits))
        return false;
    for (i = 0; i < svd->kept; i++)
        if (!print_integer(file, svd->s + i, r->scale))
            return false;
    return true;
}

static void entry_of(fmpq_t out, const struct mc_matrix *A, slong i, slong j)
{
    if (A->kind == MC_RATIONAL)
        fmpq_set(out, fmpq_mat_entry(A->rational, i, j));
    else
        arf_get_fmpq(out, arb_midref(arb_mat_entry(A->dyadic, i, j)));
}

static bool print_fractions(FILE *file, const void *what)
{
    const struct mc_matrix *A = what;
    bool fine = true;
    fmpq_t entry;
    slong i, j;
    char *text;

    fmpq_init(entry);
    for (i = 0; i < A->rows; i++) {
        for (j = 0; j < A->cols; j++) {
            entry_of(entry, A, i, j);
            text = fmpq_get_str(NULL, 10, entry);
            fine = fprintf(file, "%s%c", text, j + 1 < A->cols ? ',' : '\n') > 0 && fine;
            flint_free(text);
        }
    }
    fmpq_clear(entry);
    return fine;
}

static bool are_doubles(const struct mc_matrix *A)
{
    slong i, j;
    arf_t x;
    bool same = A->kind == MC_DYADIC;

    arf_init(x);
    for (i = 0; same && i < A->rows; i++) {
        for (j = 0; same && j < A->cols; j++) {
            arf_set_d(x, arf_get_d(arb_midref(arb_mat_entry(A->dyadic, i, j)), ARF_RND_NEAR));
            same = arf_equal(x, arb_midref(arb_mat_entry(A->dyadic, i, j)));
        }
    }
    arf_clear(x);
    return same;
}

static enum mc_status write_input(const char *path, const struct mc_matrix *A,
                                  struct mc_complaint *why)
{
    return A->kind == MC_DYADIC && are_doubles(A)
               ? mc_write_matrix(path, A->name, A->dyadic, why)
               : write_text(path, print_fractions, A, why);
}

/* Both files, and their paths. */
static enum mc_status write_both(json_t *out, const struct truth_task *task, size_t tensor,
                                 struct mc_svd *svd, struct mc_complaint *why)
{
    const struct mc_matrix *A = &task->list.items[tensor];
    char *stem = truth_stem(task, tensor), *path = stem ? malloc(strlen(stem) + 12) : NULL;
    struct rounded rounded = {svd, svd->prec + GUARD_BITS, 0};
    enum mc_status status;
    arb_mat_t balls;

    if (!path) {
        free(stem);
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    }
    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, svd->prec + 20);
    rounded.scale = mc_svd_round(svd, balls, rounded.bits);
    arb_mat_clear(balls);
    sprintf(path, "%s.input.%s", stem, are_doubles(A) ? "npy" : "csv");
    json_object_set_new(out, "input", json_string(path));
    status = write_input(path, A, why);
    sprintf(path, "%s.svd", stem);
    json_object_set_new(out, "certificate", json_string(path));
    if (status == MC_OK)
        status = write_text(path, print_svd, &rounded, why);
    free(path);
    free(stem);
    return status;
}

enum mc_status truth_certify(json_t **out, const struct truth_task *task, size_t tensor,
                             struct mc_svd *svd, struct mc_complaint *why)
{
    const struct mc_matrix *A = &task->list.items[tensor];
    const char *reason = NULL;
    enum mc_status status = MC_OK;
    bool fine = true;
    size_t i;

    for (i = 0; i < task->power_count && (status == MC_OK || status == MC_NOT_DECIDED); i++) {
        status = mc_svd_for_power(svd, A, &task->powers[i], task->digits, task->call->max_bits);
        fine = fine && status == MC_OK;
    }
    if (status != MC_OK && status != MC_NOT_DECIDED)
        return mc_complain(why, status, "memory is out");
    if (!mc_matrix_is_exact(A))
        reason = "entries of the input are not rational";
    else if (!A->rows || !A->cols)
        reason = "the input is empty";
    else if (!fine)
        reason = "--max-bits is too small";
    *out = json_object();
    json_object_set_new(*out, "input", json_null());
    json_object_set_new(*out, "certificate", json_null());
    json_object_set_new(*out, "uncertified", reason ? json_string(reason) : json_null());
    return reason ? MC_OK : write_both(*out, task, tensor, svd, why);
}

void truth_certificate_of(json_t *entry, json_t *certificate, const fmpq_t p)
{
    json_object_update(entry, certificate);
    if (json_is_null(json_object_get(certificate, "uncertified")) &&
        (fmpz_cmp_ui(fmpq_numref(p), LARGEST_PART) > 0 ||
         fmpz_cmp_ui(fmpq_denref(p), LARGEST_PART) > 0 || fmpq_cmp_ui(p, LARGEST_POWER) > 0)) {
        json_object_set_new(entry, "certificate", json_null());
        json_object_set_new(
            entry, "uncertified",
            json_string("the power exceeds 8, or its numerator or denominator 4096"));
    }
}
