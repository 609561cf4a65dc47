// SPDX-License-Identifier: GPL-3.0-or-later
/* Figures as a journal keeps them: balls exactly. */
#include "cli/audit.h"

static bool read_ball(arb_t out, const json_t *entry, const char *key)
{
    const char *text = json_string_value(json_object_get(entry, key));

    return text && !arb_load_str(out, text);
}

static bool read_counts(slong *counts, const json_t *list)
{
    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++)
        counts[k] = (slong)json_integer_value(json_array_get(list, k));
    return json_array_size(list) == MC_SPECTRUM_BINS;
}

bool audit_figures_read(struct mc_figures *f, const json_t *entry)
{
    const json_t *nuclear = json_object_get(entry, "nuclear"),
                 *least = json_object_get(entry, "least");

    if (!read_ball(f->spectral, entry, "spectral") || !read_ball(f->frobenius, entry, "frobenius"))
        return false;
    mc_figures_set_stable_rank(f);
    f->has_values = nuclear;
    f->has_counts = least;
    return (!nuclear || read_ball(f->nuclear, entry, "nuclear")) &&
           (!least || (read_counts(f->least, least) &&
                       read_counts(f->most, json_object_get(entry, "most"))));
}

static void write_ball(json_t *entry, const char *key, const arb_t x)
{
    char *text = arb_dump_str(x);

    json_object_set_new(entry, key, json_string(text));
    flint_free(text);
}

static void write_counts(json_t *entry, const char *key, const slong *counts)
{
    json_t *list = json_array();

    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++)
        json_array_append_new(list, json_integer(counts[k]));
    json_object_set_new(entry, key, list);
}

void audit_figures_write(json_t *entry, const struct mc_figures *f)
{
    write_ball(entry, "spectral", f->spectral);
    write_ball(entry, "frobenius", f->frobenius);
    if (f->has_values)
        write_ball(entry, "nuclear", f->nuclear);
    if (f->has_counts) {
        write_counts(entry, "least", f->least);
        write_counts(entry, "most", f->most);
    }
}
