// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "scratch.h"

TestSuite(npy, .init = scratch_make, .fini = scratch_remove);

static const struct mc_read_options flatten = {.flatten = true}, bf16 = {.bf16 = true};

static void read_one(struct mc_matrix_list *list, const char *path,
                     const struct mc_read_options *options)
{
    struct mc_complaint why = {{0}};

    cr_assert(mc_read_matrices(list, path, options, &why) == MC_OK, "%s: %s", path, why.text);
}

/* numpy_*.npy hold (i + 1) / 8 * (-1)^i, i counting through the shape, last index fastest. */
static double counting(slong i)
{
    return (double)(i + 1) / 8 * (i % 2 ? -1 : 1);
}

Test(npy, reads_what_numpy_wrote_in_every_type_order_and_version)
{
    static const char *const names[] = {
        "f2",          "f4",         "f8",         "f8_big",
        "f4_big",      "f2_big",     "f8_fortran", "f4_fortran_big",
        "f8_version2", "f8_version3"};
    struct mc_matrix_list list;
    char path[64];
    size_t k;
    slong i;

    for (k = 0; k < sizeof names / sizeof names[0]; k++) {
        snprintf(path, sizeof path, "tests/data/numpy_%s.npy", names[k]);
        read_one(&list, source_path(path), NULL);
        cr_assert(list.count == 1 && list.items[0].rows == 3 && list.items[0].cols == 4);
        for (i = 0; i < 12; i++)
            cr_expect(entry_is(&list.items[0], i / 4, i % 4, counting(i)), "%s %ld", path, i);
        mc_matrix_list_clear(&list);
    }
}

Test(npy, reads_integers_that_numpy_wrote)
{
    static const char *const names[] = {"i1", "i2_big", "i4", "i8"};
    struct mc_matrix_list list;
    char path[64];
    size_t k;

    for (k = 0; k < sizeof names / sizeof names[0]; k++) {
        snprintf(path, sizeof path, "tests/data/numpy_%s.npy", names[k]);
        read_one(&list, source_path(path), NULL);
        cr_assert(list.items[0].rows == 2 && list.items[0].cols == 3);
        cr_expect(entry_is(&list.items[0], 0, 0, -3) && entry_is(&list.items[0], 1, 2, 2));
        mc_matrix_list_clear(&list);
    }
}

static void check_stack(const char *path)
{
    struct mc_matrix_list list;
    slong k, i;

    read_one(&list, source_path(path), NULL);
    cr_assert(list.count == 6);
    cr_expect_str_eq(strrchr(list.items[5].name, '['), "[1,2]");
    for (k = 0; k < 6; k++)
        for (i = 0; i < 20; i++)
            cr_expect(entry_is(&list.items[k], i / 5, i % 5, counting(20 * k + i)));
    mc_matrix_list_clear(&list);
    read_one(&list, source_path(path), &flatten);
    cr_assert(list.count == 1 && list.items[0].rows == 2 && list.items[0].cols == 60);
    for (i = 0; i < 120; i++)
        cr_expect(entry_is(&list.items[0], i / 60, i % 60, counting(i)));
    mc_matrix_list_clear(&list);
}

Test(npy, gives_a_matrix_for_each_slice_of_a_stack_or_flattens_it)
{
    check_stack("tests/data/numpy_stack.npy");
    check_stack("tests/data/numpy_stack_fortran.npy");
}

Test(npy, a_vector_is_a_row_and_a_number_is_1_by_1)
{
    const double data[3] = {1, -0.5, DBL_TRUE_MIN};
    struct mc_matrix_list list;

    read_one(
        &list,
        scratch_npy("v.npy", "{'descr':'<f8','fortran_order':False,'shape':(3,),}", data, 24),
        NULL);
    cr_expect(list.count == 1 && list.items[0].rows == 1 && list.items[0].cols == 3);
    cr_expect_str_eq(list.items[0].name, "v");
    cr_expect(entry_is(&list.items[0], 0, 2, DBL_TRUE_MIN));
    mc_matrix_list_clear(&list);
    read_one(&list,
             scratch_npy("s.npy", "{'descr':'<f8','fortran_order':True,'shape':()}", data, 8),
             &flatten);
    cr_expect(list.items[0].rows == 1 && list.items[0].cols == 1);
    mc_matrix_list_clear(&list);
}

Test(npy, empty_matrices_are_legal)
{
    struct mc_matrix_list list;

    read_one(&list,
             scratch_npy("e.npy", "{'descr':'<f8','fortran_order':False,'shape':(0,5)}", "", 0),
             NULL);
    cr_expect(list.count == 1 && list.items[0].rows == 0 && list.items[0].cols == 5);
    mc_matrix_list_clear(&list);
    cr_expect(refused(scratch_npy("f.npy",
                                  "{'descr':'<f8','fortran_order':False,"
                                  "'shape':(999999999999,0,2)}",
                                  "", 0),
                      "too large"));
    cr_expect(refused_with(scratch_npy("g.npy",
                                       "{'descr':'<f8','fortran_order':False,"
                                       "'shape':(999999999999999999,0)}",
                                       "", 0),
                           NULL, MC_NO_RESOURCE, "memory"));
    cr_expect(refused_with(scratch_npy("h.npy",
                                       "{'descr':'<f8','fortran_order':False,"
                                       "'shape':(0,999999999999999999)}",
                                       "", 0),
                           NULL, MC_NO_RESOURCE, "memory"));
}

Test(npy, reads_bfloat16_only_where_asked)
{
    const unsigned char data[4] = {0x80, 0x3f, 0x01, 0x80};
    const char *path =
        scratch_npy("b.npy", "{'descr':'|V2','fortran_order':False,'shape':(2,)}", data, 4);
    struct mc_matrix_list list;

    cr_expect(refused(path, "bfloat16"));
    read_one(&list, path, &bf16);
    cr_expect(entry_is(&list.items[0], 0, 0, 1) && entry_is(&list.items[0], 0, 1, -0x1p-133));
    mc_matrix_list_clear(&list);
}

Test(npy, refuses_nan_and_infinities_by_place)
{
    double data[6] = {0, 0, 0, 0, 0, NAN};
    const char *header = "{'descr':'<f8','fortran_order':True,'shape':(2,3)}";

    cr_expect(refused(scratch_npy("w.npy", header, data, 48), "w: NaN at row 2, column 3"));
    data[5] = 0;
    data[2] = -INFINITY;
    cr_expect(
        refused(scratch_npy("w.npy", header, data, 48), "w: an infinity at row 1, column 2"));
}

Test(npy, refuses_types_that_are_no_real_numbers)
{
    static const char *const types[] = {"<c8", "|O", "<U3", "<f16", "=f8", "|f8", "<M8[ns]",
                                        "",    "f8", "<f3", "|S1",  ">V2", "<V4", "<"};
    char header[128];
    size_t i;

    for (i = 0; i < sizeof types / sizeof types[0]; i++) {
        snprintf(header, sizeof header, "{'descr':'%s','fortran_order':False,'shape':()}",
                 types[i]);
        cr_expect(refused(scratch_npy("t.npy", header, "12345678", 8), "type"), "%s", types[i]);
    }
}

Test(npy, refuses_damaged_headers)
{
    static const char *const headers[] = {
        "",
        "{",
        "{}",
        "{'descr':'<f8','fortran_order':False}",
        "[]",
        "{'descr':'<f8','fortran_order':False,'shape':(1)}",
        "{'descr':'<f8','fortran_order':False,'shape':(-1,)}",
        "{'descr':'<f8','fortran_order':False,'shape':(1,1.0)}",
        "{'descr':'<f8','fortran_order':False,'shape':(1 1)}",
        "{'descr':'<f8','fortran_order':False,'shape':(99999999999999999999,)}",
        "{'descr':'<f8','fortran_order':False,'shape':(1,),'shape':(1,)}",
        "{'descr':'<f8','fortran_order':False,'shape':(1,),'more':1}",
        "{'descr':'<f8','fortran_order':0,'shape':(1,)}",
        "{'descr':[('a','<f8')],'fortran_order':False,'shape':(1,)}",
        "{'descr':'<f8','fortran_order':False,'shape':(1,)}}",
        "{'descr':'<f8,'fortran_order':False,'shape':(1,)}",
        "{'descr':'<f8' 'fortran_order':False,'shape':(1,)}",
    };
    size_t i;

    for (i = 0; i < sizeof headers / sizeof headers[0]; i++)
        cr_expect(refused(scratch_npy("h.npy", headers[i], "12345678", 8), "header"), "%s",
                  headers[i]);
}

Test(npy, refuses_shapes_that_overflow)
{
    static const char *const shapes[] = {"(4294967296,4294967296)", "(9223372036854775807,8)",
                                         "(9223372036854775807,)",  "(2,4611686018427387904)",
                                         "(18446744073709551615,)", "(1152921504606846976,)"};
    char header[128];
    size_t i;

    for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        snprintf(header, sizeof header, "{'descr':'<f8','fortran_order':False,'shape':%s}",
                 shapes[i]);
        cr_expect(refused(scratch_npy("o.npy", header, "12345678", 8), "too large"), "%s",
                  shapes[i]);
    }
}

Test(npy, refuses_a_header_that_claims_more_bytes_than_the_file_has)
{
    const char *header = "{'descr':'<f8','fortran_order':False,'shape':(1000000,1000000)}";

    cr_expect(refused(scratch_npy("m.npy", header, "12345678", 8), "cut short"));
    cr_expect(refused(scratch_file("l.npy", "\x93NUMPY\1\0\xff\xff{", 11), "cut short"));
    cr_expect(
        refused(scratch_file("l.npy", "\x93NUMPY\2\0\xff\xff\xff\xff{", 13), "cut short"));
    cr_expect(refused(scratch_file("l.npy", "\x93NUMPY\2\0\xff", 9), "does not begin"));
    cr_expect(refused(scratch_file("l.npy", "\x93NUMPY\2\0\xff\xff", 10), "cut short"));
}

Test(npy, refuses_bytes_after_the_data)
{
    const char *header = "{'descr':'<f4','fortran_order':False,'shape':(1,)}";

    cr_expect(refused(scratch_npy("x.npy", header, "12345678", 8), "claims only 4"));
}

Test(npy, refuses_another_magic_and_unknown_versions)
{
    cr_expect(refused(scratch_text("x.npy", "NUMPY, but not really one"), "does not begin"));
    cr_expect(refused(scratch_file("x.npy", "\x93NUMPY\4\0\1\0{}", 12), "version 4.0"));
    cr_expect(refused(scratch_file("x.npy", "\x93NUMPY\1\1\1\0{}", 12), "version 1.1"));
}

Test(npy, refuses_every_truncation)
{
    cr_expect(prefixes_accepted(source_path("tests/data/numpy_f8.npy"), "cut.npy") == 0);
    cr_expect(prefixes_accepted(source_path("tests/data/numpy_f8_version3.npy"), "cut.npy") ==
              0);
}
