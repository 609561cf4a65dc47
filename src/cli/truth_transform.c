// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"
#include "muoncheck/certificate.h"

enum { RADIUS_DIGITS = 6 };

/* DIR/TENSOR[.2].p-1_2 (heap): the number is there where two tensors' file names agree. */
static char *stem(const struct truth_task *task, size_t tensor, const fmpq_t p)
{
    char *name = file_name(truth_tensor_name(task, tensor)), *power = mc_rational_text(p), *other;
    char *out = NULL, *slash, number[24] = "";
    size_t twins = 1, i, size;

    for (i = 0; i < tensor; i++) {
        other = file_name(truth_tensor_name(task, i));
        twins += other && name && !strcmp(other, name);
        free(other);
    }
    if (twins > 1)
        snprintf(number, sizeof number, ".%zu", twins);
    if (name && power) {
        slash = strchr(power, '/');
        if (slash)
            *slash = '_';
        size = strlen(task->directory) + strlen(name) + strlen(number) + strlen(power) + 12;
        out = malloc(size);
        if (out)
            snprintf(out, size, "%s/%s%s.p-%s", task->directory, name, number, power);
    }
    free(name);
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

/* Both files of one transform; of one that no double can hold, the decimals alone. */
static enum mc_status write_files(json_t *entry, const struct truth_task *task, size_t tensor,
                                  const fmpq_t p, const arb_mat_t out, const arb_t radius,
                                  struct mc_complaint *why)
{
    char *base = stem(task, tensor, p);
    enum mc_status status = MC_OK;

    if (!base)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    if (fits_doubles(out))
        status = write_file(entry, task, tensor, base, false, out, radius, why);
    if (status == MC_OK)
        status = write_file(entry, task, tensor, base, true, out, radius, why);
    free(base);
    return status;
}

enum mc_status truth_transform(json_t *list, struct truth_task *task, size_t tensor,
                               struct mc_svd *svd, const fmpq_t p, struct mc_complaint *why)
{
    const struct mc_matrix *A = &task->list.items[tensor];
    json_t *entry = json_object();
    enum mc_status status;
    arb_mat_t out;
    arb_t radius;
    char *power = mc_rational_text(p);

    arb_init(radius);
    arb_mat_init(out, A->rows, A->cols);
    status = mc_power_to_digits(out, radius, svd, A, p, task->digits, task->call->max_bits);
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
    }
    json_array_append_new(list, entry);
    free(power);
    arb_mat_clear(out);
    arb_clear(radius);
    return status;
}

