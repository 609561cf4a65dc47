// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <string.h>

#include "muoncheck/table.h"

static bool coefficient_is(const struct mc_table *table, slong row, slong power,
                           const char *text)
{
    fmpq_t c, expected;
    bool same;

    fmpq_init(c);
    fmpq_init(expected);
    same = mc_rational_parse(expected, text, NULL) == MC_OK;
    fmpq_poly_get_coeff_fmpq(c, table->rows + row, power);
    same = same && fmpq_equal(c, expected);
    fmpq_clear(expected);
    fmpq_clear(c);
    return same;
}

Test(table, reads_every_published_table_under_its_own_id)
{
    struct mc_table table;
    const char *id;
    size_t i;

    for (i = 0; (id = mc_table_id(i)); i++) {
        mc_table_init(&table);
        cr_expect(mc_table_read(&table, id, NULL) == MC_OK, "%s", id);
        cr_expect(table.id && !strcmp(table.id, id), "%s", id);
        cr_expect(table.count > 0 && table.steps > 0 && table.title && table.source, "%s", id);
        mc_table_clear(&table);
    }
    cr_expect(i >= 13, "%zu tables", i);
}

Test(table, takes_decimals_exactly_from_json_and_python)
{
    static const char *const texts[] = {
        "{\"coefficients\": [[3.4445, -4.7750, 2.0315]]}",
        "{\"x\": [[1, 2]], \"coefficients\": [[\"3.4445\", \"-4.7750\", \"2.0315\"]]}",
        "a = [\n  (3.4445, -4.7750, 2.0315),  # keller\n]",
        "def f(n=5):\n    a, b, c = (3.4445, -4.7750, 2.0315)\n",
        "[(6.889 / 2, -9.55/2, 2.0315*1.1**2/1.21)]",
    };
    struct mc_complaint why = {0};
    struct mc_table table;
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mc_table_init(&table);
        cr_expect(mc_table_parse(&table, texts[i], &why) == MC_OK, "%s: %s", texts[i],
                  why.text);
        cr_expect(table.count == 1 && coefficient_is(&table, 0, 1, "34445/10000") &&
                      coefficient_is(&table, 0, 3, "-4775/1000") &&
                      coefficient_is(&table, 0, 5, "20315/10000"),
                  "%s", texts[i]);
        mc_table_clear(&table);
    }
}

Test(table, repeats_rows_as_python_does)
{
    static const struct {
        const char *text;
        slong rows;        /* -1: refused */
    } cases[] = {{"a = [(1, 2), (3, 4)] * 3", 6},   {"a = [[1, 2]]*5  # five", 5},
                 {"a = [(1, 2)] * steps", 1},       {"a = [(1, 2)]\nb = 5 * 3", 1},
                 {"a = [(1, 2)] * 0", -1},          {"a = [(1, 2)] * 1000000000", -1},
                 {"a = [(1, 2)] * 99999999999999999999", -1}};
    struct mc_complaint why = {0};
    struct mc_table table;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mc_table_init(&table);
        cr_expect((mc_table_parse(&table, cases[i].text, &why) == MC_OK) == (cases[i].rows > 0),
                  "%s: %s", cases[i].text, why.text);
        cr_expect(table.count == (cases[i].rows > 0 ? cases[i].rows : 0), "%s: %ld rows",
                  cases[i].text, (long)table.count);
        if (table.count == 6)
            cr_expect(coefficient_is(&table, 4, 1, "1") && coefficient_is(&table, 5, 3, "4"));
        mc_table_clear(&table);
    }
}

Test(table, refuses_what_breaks_off_and_says_the_line)
{
    static const char *const texts[] = {"[\n[1, 2, 3],\n[1, 2",     "[\n[1, 2, 3],\n[1, y, 3]]",
                                        "[\n[1, 2, 3],\n[]]",       "[\n(1, 2),\n(1/0, 2)]",
                                        "[\n(1, 2),\n(1e9999, 2)]", "[\n(1, 2),\n(0, 0)]"};
    struct mc_complaint why;
    struct mc_table table;
    size_t i;

    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mc_table_init(&table);
        cr_expect(mc_table_parse(&table, texts[i], &why) == MC_BAD_INPUT, "%s", texts[i]);
        cr_expect(strstr(why.text, "line 3") != NULL, "%s: %s", texts[i], why.text);
        cr_expect(table.count == 0, "%s", texts[i]);
        mc_table_clear(&table);
    }
}

Test(table, extends_as_asked)
{
    struct mc_table table;

    mc_table_init(&table);
    cr_assert(mc_table_parse(&table, "[(1, 2), (3, 4), (5, 6)]", NULL) == MC_OK);
    cr_expect(mc_table_row(&table, 2, MC_STOP) == 2 && mc_table_row(&table, 3, MC_STOP) == -1);
    cr_expect(mc_table_row(&table, 4, MC_CYCLE) == 1);
    cr_expect(mc_table_row(&table, 9, MC_REPEAT_LAST) == 2);
    mc_table_clear(&table);
}
