// SPDX-License-Identifier: GPL-3.0-or-later
#include <flint/fmpq_vec.h>
#include <stdlib.h>
#include <string.h>

#include "generator/singular_values.h"
#include "muoncheck/number.h"

static bool is_list(const char *word)
{
    return *word == '[';
}

/* The number of items of "[a,b,c]". */
static slong list_length(const char *word)
{
    slong count = word[1] != ']';

    for (; *word; word++)
        count += *word == ',';
    return count;
}

slong singular_values_default_count(const struct spec *spec)
{
    const char *word = spec_word(spec, "spectrum", "arithmetic");

    return is_list(word) ? list_length(word) : 8;
}

/* One item, of `length` characters. */
static enum mc_status read_item(fmpq_t t, const char *item, size_t length,
                                struct mc_complaint *why)
{
    char *copy = strndup(item, length);
    enum mc_status status;

    if (!copy)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    status = mc_rational_parse(t, copy, NULL);
    if (status != MC_OK || fmpq_sgn(t) < 0)
        status = mc_complain(why, MC_BAD_INPUT, "spectrum: '%.60s' is not a number >= 0", copy);
    free(copy);
    return status;
}

static enum mc_status read_list(struct singular_values *s, const char *word,
                                struct mc_complaint *why)
{
    slong length = list_length(word), i;
    const char *item = word + 1;
    enum mc_status status = MC_OK;

    if (word[strcspn(word, "]")] != ']' || word[strcspn(word, "]") + 1])
        return mc_complain(why, MC_BAD_INPUT, "spectrum=%.60s does not end with its list",
                           word);
    if (length > s->count)
        return mc_complain(why, MC_BAD_INPUT, "spectrum lists %ld values, but min(m,n) is %ld",
                           (long)length, (long)s->count);
    s->t = _fmpq_vec_init(length);
    s->given = length;
    for (i = 0; i < length && status == MC_OK; i++) {
        size_t width = strcspn(item, ",]");
        status = read_item(s->t + i, item, width, why);
        item += width + 1;
    }
    return status;
}

static const struct spectrum_law *find_law(const char *id)
{
    size_t i;

    for (i = 0; i < spectrum_law_count; i++)
        if (!strcmp(spectrum_laws[i].id, id))
            return &spectrum_laws[i];
    return NULL;
}

/* A key that the spectrum would not look at is a mistake of who wrote it. */
static enum mc_status refuse_key(const struct spec *spec, const char *key,
                                 struct mc_complaint *why)
{
    if (!spec_word(spec, key, NULL))
        return MC_OK;
    return mc_complain(why, MC_BAD_INPUT, "%s means nothing with spectrum=%.60s", key,
                       spec_word(spec, "spectrum", "arithmetic"));
}

static enum mc_status read_cond(fmpq_t cond, const struct spec *spec,
                                const struct spectrum_law *law, struct mc_complaint *why)
{
    enum mc_status status = spec_rational(cond, spec, "cond", "1000", why);

    if (status == MC_OK && fmpq_cmp_si(cond, 1) < 0)
        return mc_complain(why, MC_BAD_INPUT, "cond=%.60s is less than 1",
                           spec_word(spec, "cond", ""));
    if (status == MC_OK && !law->reads_cond)
        status = refuse_key(spec, "cond", why);
    return status;
}

static enum mc_status read_law(struct singular_values *s, const struct spec *spec,
                               const struct spectrum_law *law, gsl_rng *rng,
                               struct mc_complaint *why)
{
    bool deficient = !strcmp(law->id, "rank-deficient");
    slong rank, i;
    enum mc_status status = spec_integer(&rank, spec, "rank",
                                         deficient ? (s->count + 1) / 2 : s->count, 0, s->count,
                                         why);

    if (status == MC_OK)
        status = read_cond(s->base, spec, law, why);
    if (status != MC_OK)
        return status;
    s->form = law->form;
    s->t = _fmpq_vec_init(rank);
    s->given = rank;
    for (i = 0; i < rank; i++)
        law->parameter(s->t + i, i, rank, s->base, rng);
    if (law->form == SIGMA_POWER && !law->reads_cond)
        fmpq_set_si(s->base, 10, 1);
    return MC_OK;
}

/* Parameters in the order in which the values descend: t itself descends, or ascends for the
 * other two forms. */
static void sort(struct singular_values *s)
{
    slong i;

    _fmpq_vec_sort(s->t, s->given);
    for (i = 0; s->form == SIGMA_LISTED && i < s->given / 2; i++)
        fmpq_swap(s->t + i, s->t + s->given - 1 - i);
}

enum mc_status singular_values_init(struct singular_values *s, const struct spec *spec, slong k,
                                    gsl_rng *rng, struct mc_complaint *why)
{
    const char *word = spec_word(spec, "spectrum", "arithmetic");
    const struct spectrum_law *law = find_law(word);
    enum mc_status status;

    *s = (struct singular_values){.count = k};
    fmpq_init(s->base);
    fmpq_init(s->scale);
    if (!law && !is_list(word))
        return mc_complain(why, MC_BAD_INPUT, "spectrum=%.60s is neither a list nor a law",
                           word);
    status = spec_rational(s->scale, spec, "scale", "1", why);
    if (status == MC_OK && fmpq_sgn(s->scale) < 0)
        status = mc_complain(why, MC_BAD_INPUT, "scale=%.60s is negative",
                             spec_word(spec, "scale", ""));
    if (status == MC_OK && !law)
        status = refuse_key(spec, "rank", why);
    if (status == MC_OK && !law)
        status = refuse_key(spec, "cond", why);
    if (status == MC_OK)
        status = law ? read_law(s, spec, law, rng, why) : read_list(s, word, why);
    if (status == MC_OK)
        sort(s);
    return status;
}

void singular_values_clear(struct singular_values *s)
{
    if (s->t)
        _fmpq_vec_clear(s->t, s->given);
    fmpq_clear(s->base);
    fmpq_clear(s->scale);
    *s = (struct singular_values){0};
}

bool singular_values_are_rational(const struct singular_values *s)
{
    return s->form == SIGMA_LISTED;
}
