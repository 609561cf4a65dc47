// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "cli/certify.h"
#include "report/envelope.h"

/* How wide the norms that doubles give can be: 9 digits, and as many beyond where there are. */
enum { JSON_DIGITS = 17, TEXT_DIGITS = 6 };

static json_t *enclosure(const arb_t x)
{
    return json_enclosure_or_null(x, JSON_DIGITS);
}

static json_t *both_norms(const arb_t spectral, const arb_t frobenius)
{
    return json_pack("{s:o, s:o}", "spectral", enclosure(spectral), "frobenius",
                     enclosure(frobenius));
}

static json_t *limit(const struct certify_task *task)
{
    char *text = mc_rational_text(task->options.most);
    json_t *out = task->options.has_most && text ? json_string(text) : json_null();

    free(text);
    return out;
}

static json_t *comparison(const struct certify_task *task, const struct mc_certified *found)
{
    return json_pack("{s:s, s:I, s:o, s:o}", "table",
                     task->table.id ? task->table.id : "table", "steps",
                     (json_int_t)task->options.steps, "error",
                     both_norms(found->image_spectral, found->image_frobenius), "approximation",
                     both_norms(found->approximation_spectral, found->approximation_frobenius));
}

json_t *certify_json(const struct certify_task *task, const struct certify_pair *pair)
{
    const struct mc_certified *found = &pair->found;
    char *power = mc_rational_text(task->options.p);
    json_t *out = json_pack(
        "{s:s, s:I, s:I, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I}", "tensor",
        pair->name, "rows", (json_int_t)found->rows, "cols",
        (json_int_t)found->cols, "rank",
        found->rank < 0 ? json_null() : json_integer(found->rank), "p", power ? power : "",
        "error", both_norms(found->spectral, found->frobenius), "orthogonality",
        enclosure(found->orthogonality), "residual", enclosure(found->residual), "psd_residual",
        enclosure(found->psd_residual), "dual_gap", enclosure(found->dual_gap),
        "bound_violation", enclosure(found->bound_violation), "max_error", limit(task),
        "verdict",
        task->options.has_most ? json_string(mc_verdict_name(found->verdict)) : json_null(),
        "bits", (json_int_t)found->bits);

    free(power);
    if (out && task->options.table)
        json_object_set_new(out, "compare", comparison(task, found));
    return out;
}

static void print_number(const char *what, const arb_t x)
{
    char *lo, *hi;

    if (!arb_is_finite(x) || mc_enclosure_text(&lo, &hi, x, TEXT_DIGITS) != MC_OK) {
        printf("  %-28s none\n", what);
        return;
    }
    printf("  %-28s [%s, %s]\n", what, lo, hi);
    free(lo);
    free(hi);
}

static void print_metrics(const struct mc_certified *found)
{
    print_number("orthogonality", found->orthogonality);
    print_number("residual", found->residual);
    print_number("psd residual", found->psd_residual);
    print_number("dual gap", found->dual_gap);
    print_number("bound violation", found->bound_violation);
}

static void print_comparison(const struct certify_task *task, const struct mc_certified *found)
{
    printf("  against %ld steps of %s:\n", (long)task->options.steps,
           task->table.id ? task->table.id : "the table");
    print_number("  the arithmetic, spectral", found->image_spectral);
    print_number("  the arithmetic, Frobenius", found->image_frobenius);
    print_number("  the table, spectral", found->approximation_spectral);
    print_number("  the table, Frobenius", found->approximation_frobenius);
}

void certify_print(const struct certify_task *task, const struct certify_pair *pair)
{
    const struct mc_certified *found = &pair->found;
    char *power = mc_rational_text(task->options.p);

    printf("%s: %ld x %ld", pair->name, (long)found->rows, (long)found->cols);
    if (found->rank >= 0)
        printf(", rank %ld", (long)found->rank);
    if (task->options.has_most)
        printf(": %s", mc_verdict_name(found->verdict));
    printf("\n");
    printf("  distance to U S^%s V^T%s\n", power ? power : "?",
           found->rank >= 0 && found->rank < FLINT_MIN(found->rows, found->cols) &&
                   fmpq_is_zero(task->options.p)
               ? ", any admissible value at the kernel"
               : "");
    free(power);
    print_number("spectral", found->spectral);
    print_number("Frobenius", found->frobenius);
    if (!task->call->quiet && fmpq_is_zero(task->options.p))
        print_metrics(found);
    if (task->options.table)
        print_comparison(task, found);
}
