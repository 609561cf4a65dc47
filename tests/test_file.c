// SPDX-License-Identifier: GPL-3.0-or-later
/* What all formats share: finding the file, picking from it, writing it whole. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <float.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"

TestSuite(file, .init = scratch_make, .fini = scratch_remove);

static const double extremes[6] = {
    DBL_TRUE_MIN, -DBL_MAX, 0.1, DBL_MIN, 0x1.fffffffffffffp-1023, -1.0 / 3};

static void set_extremes(arb_mat_t A)
{
    slong i;

    arb_mat_init(A, 2, 3);
    for (i = 0; i < 6; i++)
        arb_set_d(arb_mat_entry(A, i / 3, i % 3), extremes[i]);
}

Test(file, binary_formats_give_back_the_very_bits)
{
    static const char *const names[] = {"w.npy", "w.safetensors"};
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};
    arb_mat_t A;
    size_t k;
    slong i;

    set_extremes(A);
    for (k = 0; k < 2; k++) {
        cr_assert(mc_write_matrix(scratch_path(names[k]), "w", A, &why) == MC_OK, "%s",
                  why.text);
        cr_assert(mc_read_matrices(&list, scratch_path(names[k]), NULL, &why) == MC_OK, "%s",
                  why.text);
        cr_expect(list.items[0].rows == 2 && list.items[0].cols == 3);
        cr_expect_str_eq(list.items[0].name, "w");
        for (i = 0; i < 6; i++)
            cr_expect(entry_is(&list.items[0], i / 3, i % 3, extremes[i]), "%a", extremes[i]);
        mc_matrix_list_clear(&list);
    }
    arb_mat_clear(A);
}

/* Not only after rounding: text is read as the rational that it says. */
Test(file, text_formats_give_back_the_very_numbers)
{
    static const char *const names[] = {"w.mtx", "w.csv"};
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};
    arb_mat_t A;
    fmpq_t x;
    size_t k;
    slong i;

    set_extremes(A);
    fmpq_init(x);
    for (k = 0; k < 2; k++) {
        cr_assert(mc_write_matrix(scratch_path(names[k]), NULL, A, &why) == MC_OK, "%s",
                  why.text);
        cr_assert(mc_read_matrices(&list, scratch_path(names[k]), NULL, &why) == MC_OK, "%s",
                  why.text);
        for (i = 0; i < 6; i++) {
            arf_get_fmpq(x, arb_midref(arb_mat_entry(A, i / 3, i % 3)));
            cr_expect(fmpq_equal(x, fmpq_mat_entry(list.items[0].rational, i / 3, i % 3)), "%a",
                      extremes[i]);
        }
        mc_matrix_list_clear(&list);
    }
    arb_mat_clear(A);
    fmpq_clear(x);
}

Test(file, empty_matrices_come_back_empty)
{
    static const char *const names[] = {"e.npy", "e.safetensors", "e.mtx"};
    struct mc_matrix_list list;
    arb_mat_t A;
    size_t k;

    arb_mat_init(A, 0, 4);
    for (k = 0; k < 3; k++) {
        cr_assert(mc_write_matrix(scratch_path(names[k]), "e", A, NULL) == MC_OK);
        cr_assert(mc_read_matrices(&list, scratch_path(names[k]), NULL, NULL) == MC_OK);
        cr_expect(list.count == 1 && list.items[0].rows == 0 && list.items[0].cols == 4);
        mc_matrix_list_clear(&list);
    }
    cr_expect(mc_write_matrix(scratch_path("e.csv"), "e", A, NULL) == MC_BAD_INPUT);
    arb_mat_clear(A);
}

Test(file, midpoints_are_rounded_to_the_nearest_double)
{
    struct mc_matrix_list list;
    arb_mat_t A;

    arb_mat_init(A, 1, 4);
    /* 1 + 2^-53 + 2^-100 is above the tie; 2^-1074 (1/2 + 2^-60) just above half the least. */
    arb_set_str(arb_mat_entry(A, 0, 3), "0.1 +/- 0.05", 300);
    arf_set_si_2exp_si(arb_midref(arb_mat_entry(A, 0, 0)), 1, -100);
    arf_set_si_2exp_si(arb_midref(arb_mat_entry(A, 0, 1)), 1, -53);
    arb_add(arb_mat_entry(A, 0, 0), arb_mat_entry(A, 0, 0), arb_mat_entry(A, 0, 1), 300);
    arb_add_ui(arb_mat_entry(A, 0, 0), arb_mat_entry(A, 0, 0), 1, 300);
    arf_set_si_2exp_si(arb_midref(arb_mat_entry(A, 0, 1)), (WORD(1) << 59) + 1, -1134);
    arf_set_si_2exp_si(arb_midref(arb_mat_entry(A, 0, 2)), (WORD(1) << 60) + 1, -1136);
    cr_assert(mc_write_matrix(scratch_path("r.npy"), "r", A, NULL) == MC_OK);
    cr_assert(mc_read_matrices(&list, scratch_path("r.npy"), NULL, NULL) == MC_OK);
    cr_expect(entry_is(&list.items[0], 0, 0, 1 + DBL_EPSILON));
    cr_expect(entry_is(&list.items[0], 0, 1, DBL_TRUE_MIN));
    cr_expect(entry_is(&list.items[0], 0, 2, 0));
    cr_expect(entry_is(&list.items[0], 0, 3, 0.1));
    mc_matrix_list_clear(&list);
    arb_mat_clear(A);
}

static size_t files_in(const char *path)
{
    DIR *list = opendir(path);
    size_t count = 0;

    while (readdir(list))
        count++;
    closedir(list);
    return count - 2;
}

Test(file, nothing_is_left_behind_by_a_failed_write)
{
    struct mc_complaint why = {{0}};
    arb_mat_t A;

    arb_mat_init(A, 1, 2);
    arf_set_si_2exp_si(arb_midref(arb_mat_entry(A, 0, 1)), 1, 1024);
    cr_expect(mc_write_matrix(scratch_path("o.npy"), "o", A, &why) == MC_BAD_INPUT);
    cr_expect(strstr(why.text, "o: no finite double at row 1, column 2"), "%s", why.text);
    arb_zero(arb_mat_entry(A, 0, 1));
    cr_expect(mc_write_matrix(scratch_path("o.safetensors"), "\xff", A, &why) == MC_BAD_INPUT);
    cr_expect(mc_write_matrix(scratch_path("o.npz"), "o", A, &why) == MC_BAD_INPUT);
    cr_expect(mc_write_matrix(scratch_path("o.txt"), "o", A, &why) == MC_BAD_INPUT);
    cr_expect(mc_write_matrix(scratch_path("no/o.npy"), "o", A, &why) == MC_BAD_INPUT);
    mkdir(scratch_path("d.npy"), 0777);
    cr_expect(mc_write_matrix(scratch_path("d.npy"), "o", A, &why) == MC_BAD_INPUT);
    cr_expect(files_in(scratch_path("")) == 1);
    arb_mat_clear(A);
}

Test(file, a_path_with_a_colon_in_it_wins)
{
    struct mc_matrix_list list;

    scratch_text("a.csv", "1\n");
    scratch_text("a.csv:b.csv", "2\n");
    cr_assert(mc_read_matrices(&list, scratch_path("a.csv:b.csv"), NULL, NULL) == MC_OK);
    cr_expect(entry_is_fraction(&list.items[0], 0, 0, 2, 1));
    mc_matrix_list_clear(&list);
    cr_expect(refused(scratch_path("a.csv:b"), "no tensor 'b'"));
    cr_assert(mc_read_matrices(&list, scratch_path("a.csv:a"), NULL, NULL) == MC_OK);
    mc_matrix_list_clear(&list);
}

Test(file, refuses_what_cannot_be_read)
{
    mkdir(scratch_path("folder.npy"), 0777);
    mkfifo(scratch_path("pipe.npy"), 0666);
    cr_expect(refused(scratch_path("folder.npy"), "directory"));
    cr_expect(refused(scratch_path("pipe.npy"), "regular"));
    cr_expect(refused(scratch_path("none.npy"), "no such file"));
    cr_expect(refused(scratch_path("none.npy:w"), "no such file"));
    cr_expect(refused("", "no such file"));
    cr_expect(refused(scratch_file("empty.npy", "", 0), "empty"));
    cr_expect(refused(scratch_text("w.txt", "1 2\n"), "by its name"));
    scratch_text("secret.csv", "1\n");
    chmod(scratch_path("secret.csv"), 0);
    if (geteuid())
        cr_expect(refused(scratch_path("secret.csv"), "opened"));
}

Test(file, extensions_may_be_in_capitals)
{
    struct mc_matrix_list list;

    cr_assert(mc_read_matrices(&list, scratch_text("W.CSV", "1\n"), NULL, NULL) == MC_OK);
    mc_matrix_list_clear(&list);
}
