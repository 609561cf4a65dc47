// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"
#include "muoncheck/certificate.h"
#include "muoncheck/transform.h"

enum { RADIUS_DIGITS = 6, ROOM_BITS = 16 };

char *truth_stem(const struct truth_task *task, size_t tensor)
{
    char *name = file_name(truth_tensor_name(task, tensor)), *other, *out = NULL, number[24] = "";
    size_t twins = 1, i, size;

    for (i = 0; i < tensor; i++) {
        other = file_name(truth_tensor_name(task, i));
        twins += other && name && !strcmp(other, name);
        free(other);
    }
    if (twins > 1)
        snprintf(number, sizeof number, ".%zu", twins);
    if (name) {
        size = strlen(task->directory) + strlen(name) + strlen(number) + 2;
        out = malloc(size);
        if (out)
            snprintf(out, size, "%s/%s%s", task->directory, name, number);
    }
    free(name);
    return out;
}

/* DIR/TENSOR[.2].p-1_2 (heap) */
static char *power_stem(const struct truth_task *task, size_t tensor, const fmpq_t p)
{
    char *stem = truth_stem(task, tensor), *power = mc_rational_text(p), *out = NULL, *slash;
    size_t size;

    if (stem && power) {
        slash = strchr(power, '/');
        if (slash)
            *slash = '_';
        size = strlen(stem) + strlen(power) + 4;
        out = malloc(size);
        if (out)
            snprintf(out, size, "%s.p-%s", stem, power);
    }
    free(stem);
    free(power);
    return out;
}

/* The upper end as a decimal string, rounded up; null where there is none, or none that can be
 * written. */
static json_t *upper_text(const arb_t radius)
{
    char *lo = NULL, *hi = NULL;
    json_t *text = NULL;

    if (!arb_is_finite(radius))
        return json_null();
    if (mc_enclosure_text(&lo, &hi, radius, RADIUS_DIGITS) == MC_OK)
        text = strcmp(hi, "inf") ? json_string(hi) : json_null();
    free(lo);
    free(hi);
    return text;
}

/* base.npy, or base.csv, with its radius, into the fields `file` and `radius` of the entry. */
static enum mc_status write_file(json_t *entry, const struct truth_task *task, size_t tensor,
                                 const char *base, bool decimals, const arb_mat_t out,
                                 const arb_t radius, struct mc_complaint *why)
{
    size_t size = strlen(base) + 5;
    char *path = malloc(size);
    enum mc_status status;
    arb_t widened;

    if (!path)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    arb_init(widened);
    arb_set(widened, radius);
    snprintf(path, size, "%s.%s", base, decimals ? "csv" : "npy");
    if (decimals)
        status = write_decimals(path, out, widened, task->digits, why);
    else
        status = write_doubles(path, truth_tensor_name(task, tensor), out, widened, why);
    json_object_set_new(entry, decimals ? "decimal_file" : "file", json_string(path));
    json_object_set_new(entry, decimals ? "decimal_radius_frobenius" : "radius_frobenius",
                        upper_text(widened));
    arb_clear(widened);
    free(path);
    return status;
}

/* Both files of one transform; of one that no double can hold, the decimals alone, and of one
 * without entries, which text cannot tell the shape of, the doubles. */
static enum mc_status write_files(json_t *entry, const struct truth_task *task, size_t tensor,
                                  const fmpq_t p, const arb_mat_t out, const arb_t radius,
                                  struct mc_complaint *why)
{
    char *base = power_stem(task, tensor, p);
    enum mc_status status = MC_OK;

    if (!base)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    if (fits_doubles(out))
        status = write_file(entry, task, tensor, base, false, out, radius, why);
    if (status == MC_OK && arb_mat_nrows(out) && arb_mat_ncols(out))
        status = write_file(entry, task, tensor, base, true, out, radius, why);
    free(base);
    return status;
}

/* With a folder svd is that of the certificate, and the radius has room for how the checker rounds:
 * 2^-ROOM_BITS of itself. */
static enum mc_status transform(arb_mat_t out, arb_t radius, const struct truth_task *task,
                                const struct mc_matrix *A, struct mc_svd *svd, const fmpq_t p)
{
    enum mc_status status;
    arb_mat_t balls;
    arb_t room;

    if (!task->directory)
        return mc_power_to_digits(out, radius, svd, A, p, task->digits, task->call->max_bits);
    arb_init(room);
    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, svd->prec);
    status = mc_transform_power(out, radius, svd, balls, p, svd->prec);
    arb_mul_2exp_si(room, radius, -ROOM_BITS);
    arb_add(radius, radius, room, svd->prec);
    arb_mat_clear(balls);
    arb_clear(room);
    return status;
}

enum mc_status truth_transform(json_t *list, struct truth_task *task, size_t tensor,
                               struct mc_svd *svd, json_t *certificate, const fmpq_t p,
                               struct mc_complaint *why)
{
    const struct mc_matrix *A = &task->list.items[tensor];
    json_t *entry = json_object();
    enum mc_status status;
    arb_mat_t out;
    arb_t radius;
    char *power = mc_rational_text(p);

    arb_init(radius);
    arb_mat_init(out, A->rows, A->cols);
    status = transform(out, radius, task, A, svd, p);
    json_object_set_new(entry, "p", json_string(power));
    json_object_set_new(entry, "file", json_null());
    json_object_set_new(entry, "radius_frobenius", upper_text(radius));
    if (status == MC_NOT_DECIDED ||
        (status == MC_OK && json_is_null(json_object_get(entry, "radius_frobenius")))) {
        json_object_set_new(entry, "verdict", json_string(mc_verdict_name(MC_UNDECIDED)));
        task->code = EXIT_NOT_DECIDED;
        status = MC_OK;
    } else if (status == MC_OK && task->directory) {
        status = write_files(entry, task, tensor, p, out, radius, why);
        truth_certificate_of(entry, certificate, p);
    }
    json_array_append_new(list, entry);
    free(power);
    arb_mat_clear(out);
    arb_clear(radius);
    return status;
}

