// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <string.h>

#include "scratch.h"

TestSuite(csv, .init = scratch_make, .fini = scratch_remove);

Test(csv, reads_commas_semicolons_and_blanks_alike)
{
    static const char *const texts[] = {"1/3,2.5,-3\n4,5e2,6\n", "1/3; 2.5 ;-3\r\n4;5e2;6",
                                        "# made by hand\n\n 1/3 2.5\t-3  # row\n4 5e2   6\n\n",
                                        "\357\273\2771/3,2.5,-3\n4,5e2,6"};
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};
    size_t k;

    for (k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        cr_assert(mc_read_matrices(&list, scratch_text("a.csv", texts[k]), NULL, &why) == MC_OK,
                  "%s: %s", texts[k], why.text);
        cr_assert(list.count == 1 && list.items[0].rows == 2 && list.items[0].cols == 3);
        cr_expect_str_eq(list.items[0].name, "a");
        cr_expect(entry_is_fraction(&list.items[0], 0, 0, 1, 3));
        cr_expect(entry_is_fraction(&list.items[0], 0, 1, 5, 2));
        cr_expect(entry_is_fraction(&list.items[0], 0, 2, -3, 1));
        cr_expect(entry_is_fraction(&list.items[0], 1, 1, 500, 1));
        mc_matrix_list_clear(&list);
    }
}

Test(csv, decimals_are_not_rounded)
{
    struct mc_matrix_list list;
    const fmpq *q;
    fmpz_t power;

    cr_assert(mc_read_matrices(&list, scratch_text("e.csv", "1e-400,1e400\n"), NULL, NULL) ==
              MC_OK);
    q = fmpq_mat_entry(list.items[0].rational, 0, 0);
    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, 400);
    cr_expect(fmpz_is_one(fmpq_numref(q)) && fmpz_equal(fmpq_denref(q), power));
    fmpz_clear(power);
    mc_matrix_list_clear(&list);
}

struct damage {
    const char *text, *part;
};

static const struct damage damages[] = {
    {"\n\n", "no numbers"},
    {"# nothing\n", "no numbers"},
    {"1,2\n3\n", "line 2 has 1 entries, the lines before have 2"},
    {"1,2\n3,4,\n", "line 2 has 3"},
    {"1,,2\n", "row 1, column 2 (line 1): ''"},
    {"1,2,\n", "row 1, column 3 (line 1): ''"},
    {"x,y\n1,2\n", "row 1, column 1 (line 1): 'x'"},
    {"# c\n1,2\n3,NaN\n", "row 2, column 2 (line 3): 'NaN'"},
    {"1,-inf\n", "'-inf'"},
    {"1;2,5\n", "'2,5'"},
    {"1/0\n", "'1/0'"},
    {"\"1\",2\n", "'\"1\"'"},
    {"0x10\n", "'0x10'"},
    {"1e10000\n", "exponent"},
    {"1/1e-00010000\n", "exponent"},
    {"1 2\n3,4\n", "line 2 has 1"},
    {"\x1b[31m\n", "'?[31m'"},
};

Test(csv, refuses_damaged_files_with_row_column_and_line)
{
    size_t i;

    for (i = 0; i < sizeof damages / sizeof damages[0]; i++)
        cr_expect(refused(scratch_text("d.csv", damages[i].text), damages[i].part), "%s",
                  damages[i].text);
}

Test(csv, refuses_bytes_that_are_no_text)
{
    cr_expect(refused(scratch_file("n.csv", "1\0002\n", 4), "NUL"));
}
