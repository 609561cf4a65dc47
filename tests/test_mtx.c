// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <string.h>

#include "scratch.h"

TestSuite(mtx, .init = scratch_make, .fini = scratch_remove);

#define BANNER "%%MatrixMarket matrix "

static void read_text(struct mc_matrix_list *list, const char *text)
{
    struct mc_complaint why = {{0}};

    cr_assert(mc_read_matrices(list, scratch_text("a.mtx", text), NULL, &why) == MC_OK,
              "%s: %s", text, why.text);
    cr_assert(list->count == 1);
}

Test(mtx, reads_an_array_column_by_column_as_exact_rationals)
{
    struct mc_matrix_list list;

    read_text(&list,
              BANNER "array real general\n% made by hand\n\n2 3\n0.1\n-2\n3e-1\n1/3\n5\r\n"
                     "6.25\n");
    cr_expect(list.items[0].rows == 2 && list.items[0].cols == 3);
    cr_expect(entry_is_fraction(&list.items[0], 0, 0, 1, 10));
    cr_expect(entry_is_fraction(&list.items[0], 1, 0, -2, 1));
    cr_expect(entry_is_fraction(&list.items[0], 0, 1, 3, 10));
    cr_expect(entry_is_fraction(&list.items[0], 1, 1, 1, 3));
    cr_expect(entry_is_fraction(&list.items[0], 1, 2, 25, 4));
    mc_matrix_list_clear(&list);
}

Test(mtx, reads_the_triangles_of_symmetric_arrays)
{
    struct mc_matrix_list list;

    read_text(&list, BANNER "array integer symmetric\n2 2\n1\n2\n3\n");
    cr_expect(entry_is_fraction(&list.items[0], 0, 1, 2, 1));
    cr_expect(entry_is_fraction(&list.items[0], 1, 0, 2, 1));
    cr_expect(entry_is_fraction(&list.items[0], 1, 1, 3, 1));
    mc_matrix_list_clear(&list);
    read_text(&list, BANNER "array real skew-symmetric\n3 3\n1\n2\n3\n");
    cr_expect(entry_is_fraction(&list.items[0], 0, 1, -1, 1));
    cr_expect(entry_is_fraction(&list.items[0], 2, 0, 2, 1));
    cr_expect(entry_is_fraction(&list.items[0], 1, 2, -3, 1));
    cr_expect(entry_is_fraction(&list.items[0], 1, 1, 0, 1));
    mc_matrix_list_clear(&list);
}

Test(mtx, reads_coordinates_in_any_order_and_case)
{
    struct mc_matrix_list list;

    read_text(&list, "%%matrixmarket MATRIX Coordinate Real GENERAL\n3 4 2\n3 4 -0.5\n1 2 7\n");
    cr_expect(list.items[0].rows == 3 && list.items[0].cols == 4);
    cr_expect(entry_is_fraction(&list.items[0], 2, 3, -1, 2));
    cr_expect(entry_is_fraction(&list.items[0], 0, 1, 7, 1));
    cr_expect(entry_is_fraction(&list.items[0], 0, 0, 0, 1));
    mc_matrix_list_clear(&list);
    read_text(&list, BANNER "coordinate pattern symmetric\n2 2 1\n2 1\n");
    cr_expect(entry_is_fraction(&list.items[0], 0, 1, 1, 1));
    cr_expect(entry_is_fraction(&list.items[0], 1, 0, 1, 1));
    mc_matrix_list_clear(&list);
    read_text(&list, BANNER "coordinate integer skew-symmetric\n2 2 1\n2 1 4\n");
    cr_expect(entry_is_fraction(&list.items[0], 0, 1, -4, 1));
    mc_matrix_list_clear(&list);
}

Test(mtx, empty_matrices_are_legal)
{
    struct mc_matrix_list list;

    read_text(&list, BANNER "array real general\n0 7\n");
    cr_expect(list.items[0].rows == 0 && list.items[0].cols == 7);
    mc_matrix_list_clear(&list);
    read_text(&list, BANNER "coordinate real general\n2 2 0\n");
    cr_expect(entry_is_fraction(&list.items[0], 1, 1, 0, 1));
    mc_matrix_list_clear(&list);
}

struct damage {
    const char *text, *part;
};

static const struct damage damages[] = {
    {"%MatrixMarket matrix array real general\n1 1\n1\n", "not a Matrix Market file"},
    {BANNER "array", "not a Matrix Market file"},
    {BANNER "array complex general\n1 1\n1 0\n", "line 1"},
    {BANNER "array real hermitian\n1 1\n1\n", "line 1"},
    {BANNER "array pattern general\n1 1\n", "line 1"},
    {BANNER "coordinate pattern skew-symmetric\n1 1 0\n", "line 1"},
    {BANNER "vector real general\n1 1\n1\n", "line 1"},
    {BANNER "array real general extra\n1 1\n1\n", "line 1"},
    {BANNER "array real\n1 1\n1\n", "line 1"},
    {BANNER "array real general\n", "size"},
    {BANNER "array real general\n1\n1\n", "size"},
    {BANNER "array real general\n1 1 1\n1\n", "size"},
    {BANNER "array real general\n-1 1\n1\n", "size"},
    {BANNER "array real general\n4294967296 4294967296\n1\n", "size"},
    {BANNER "array real general\n99999999999999999999 1\n1\n", "size"},
    {BANNER "array real symmetric\n2 1\n1\n", "size"},
    {BANNER "array real general\n100000 100000\n1\n", "claims 10000000000"},
    {BANNER "array real general\n2 2\n1\n2\n3\n", "missing at the end"},
    {BANNER "array real general\n1 2\n1\n2\n3\n", "more entries"},
    {BANNER "array real general\n1 2\n1\nnan\n", "row 1, column 2 (line 4): 'nan'"},
    {BANNER "array real general\n1 2\n-inf\n1\n", "row 1, column 1 (line 3): '-inf'"},
    {BANNER "array integer general\n1 2\n1\n1.5\n", "line 4: not an integer"},
    {BANNER "array real general\n1 1\n1e99999\n", "exponent"},
    {BANNER "coordinate real general\n2 2 5\n1 1 1\n", "size"},
    {BANNER "coordinate real general\n2 2 2\n1 1 1\n", "missing at the end"},
    {BANNER "coordinate real general\n2 2 1\n1 1 1\n2 2 2\n", "more entries"},
    {BANNER "coordinate real general\n2 2 1\n0 1 1\n", "out of range"},
    {BANNER "coordinate real general\n2 2 1\n1 3 1\n", "out of range"},
    {BANNER "coordinate real general\n2 2 1\n1 1\n", "value is missing"},
    {BANNER "coordinate real general\n2 2 1\n1 1 1 1\n", "more on the line"},
    {BANNER "coordinate real general\n2 2 2\n1 1 1\n1 1 2\n", "a value already"},
    {BANNER "coordinate real symmetric\n2 2 2\n1 2 1\n2 1 1\n", "a value already"},
    {BANNER "coordinate real skew-symmetric\n2 2 1\n1 1 1\n", "diagonal"},
    {BANNER "coordinate real general\n1 1 1\n1 1 Infinity\n", "'Infinity'"},
};

Test(mtx, refuses_damaged_files_with_the_line)
{
    size_t i;

    for (i = 0; i < sizeof damages / sizeof damages[0]; i++)
        cr_expect(refused(scratch_text("d.mtx", damages[i].text), damages[i].part), "%s",
                  damages[i].text);
}

Test(mtx, refuses_a_matrix_that_memory_cannot_hold)
{
    cr_expect(refused_with(scratch_text("l.mtx", BANNER "coordinate real general\n"
                                                        "1000000000 1000000000 0\n"),
                           NULL, MC_NO_RESOURCE, "memory"));
    cr_expect(refused_with(scratch_text("l.mtx", BANNER "array real general\n"
                                                        "0 99999999999999\n"),
                           NULL, MC_NO_RESOURCE, "memory"));
}

Test(mtx, refuses_bytes_that_are_no_text)
{
    static const char text[] = BANNER "array real general\n1 1\n1\0\n";

    cr_expect(refused(scratch_file("n.mtx", text, sizeof text - 1), "NUL"));
}
