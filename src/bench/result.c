// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "bench/result.h"

static json_t *summary_json(struct summary s)
{
    return json_pack("{s:f, s:f, s:f}", "min", s.min, "median", s.median, "max", s.max);
}

static json_t *side_json(const struct comparison *c, size_t i)
{
    const struct side *side = &c->sides[i];

    return json_pack("{s:s, s:s?, s:s?, s:i, s:o, s:o, s:o}", "name", side->name, "package",
                     side->package, "missing", side->missing, "turns", side->turns, "value",
                     side->turns ? summary_json(side_values(side)) : json_null(), "ratio",
                     side->turns && i ? summary_json(side_ratios(c, i)) : json_null(), "goal",
                     side->goal > 0 ? json_real(side->goal) : json_null());
}

json_t *comparison_json(const struct comparison *c)
{
    json_t *sides = json_array();

    for (size_t i = 0; i < c->count; i++)
        json_array_append_new(sides, side_json(c, i));
    return json_pack("{s:s, s:s, s:I, s:I, s:s, s:s, s:o}", "benchmark", c->benchmark, "what",
                     c->what, "n", (json_int_t)c->n, "bits", (json_int_t)c->bits, "unit",
                     c->unit, "note", c->note, "sides", sides);
}

json_t *curve_json(const struct curve *curve)
{
    json_t *points = json_array();

    for (size_t i = 0; i < curve->count; i++)
        json_array_append_new(points, json_pack("[f, f]", curve->x[i], curve->y[i]));
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:o, s:f, s:o}", "benchmark", curve->benchmark,
                     "what", curve->what, "side", curve->side, "unit", curve->unit, "axis",
                     curve->axis == AXIS_N ? "n" : "bits", "fixed", (json_int_t)curve->fixed,
                     "points", points, "exponent", curve->exponent.value, "exponent_error",
                     curve->exponent.error < 0 ? json_null() : json_real(curve->exponent.error));
}

void exponent_text(char *out, size_t size, struct exponent exponent)
{
    if (exponent.error < 0)
        snprintf(out, size, "%.2f", exponent.value);
    else
        snprintf(out, size, "%.2f +/- %.2f", exponent.value, exponent.error);
}
