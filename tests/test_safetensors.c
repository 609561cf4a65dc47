// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "scratch.h"

TestSuite(safetensors, .init = scratch_make, .fini = scratch_remove);

#define MOMENTUM "data/tiny-gpt-muon/orthogonalized_00100.safetensors"

static const char *const hidden[] = {"qkv", "o", "up", "dn"};
static const slong hidden_rows[] = {192, 64, 256, 64}, hidden_cols[] = {64, 64, 64, 256};

Test(safetensors, reads_a_training_run)
{
    static const int steps[] = {0, 1, 2, 50, 100, 200};
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};
    char path[80], name[32];
    size_t k, i;

    for (k = 0; k < 6; k++) {
        snprintf(path, sizeof path, "data/tiny-gpt-muon/step_%05d.safetensors", steps[k]);
        cr_assert(mc_read_matrices(&list, source_path(path), NULL, &why) == MC_OK, "%s",
                  why.text);
        cr_assert(list.count == 8);
        for (i = 0; i < 8; i++) {
            snprintf(name, sizeof name, "b.%zu.%s.weight", i / 4, hidden[i % 4]);
            cr_expect_str_eq(list.items[i].name, name);
            cr_expect(list.items[i].rows == hidden_rows[i % 4] &&
                      list.items[i].cols == hidden_cols[i % 4]);
        }
        mc_matrix_list_clear(&list);
    }
}

Test(safetensors, reads_float_inputs_and_bfloat16_outputs_of_a_kernel)
{
    struct mc_matrix_list list;
    slong i, most[2] = {0, 0}, bits;
    size_t k;

    cr_assert(mc_read_matrices(&list, source_path(MOMENTUM), NULL, NULL) == MC_OK);
    cr_assert(list.count == 16);
    cr_expect_str_eq(list.items[0].name, "in.b.0.qkv.weight");
    cr_expect_str_eq(list.items[1].name, "out.b.0.qkv.weight");
    for (k = 0; k < 16; k++)
        for (i = 0; i < list.items[k].rows * list.items[k].cols; i++) {
            bits = arb_bits(arb_mat_entry(list.items[k].dyadic, i / list.items[k].cols,
                                          i % list.items[k].cols));
            most[k % 2] = bits > most[k % 2] ? bits : most[k % 2];
        }
    cr_expect(most[0] == 24 && most[1] == 8, "significands of %ld and %ld bits", most[0],
              most[1]);
    mc_matrix_list_clear(&list);
}

/* The first bytes of the data, read by hand. */
Test(safetensors, the_first_entries_are_those_of_the_file)
{
    struct mc_matrix_list list;
    unsigned char length[8];
    float first[65];
    FILE *in = fopen(source_path(MOMENTUM), "rb");

    cr_assert(in && fread(length, 1, 8, in) == 8);
    cr_assert(!fseek(in, 8 + length[0] + 256 * length[1], SEEK_SET));
    cr_assert(fread(first, sizeof first[0], 65, in) == 65);
    fclose(in);
    cr_assert(mc_read_matrices(&list, source_path(MOMENTUM ":in.b.0.qkv.weight"), NULL, NULL) ==
              MC_OK);
    cr_expect(list.count == 1);
    cr_expect(entry_is(&list.items[0], 0, 0, (double)first[0]));
    cr_expect(entry_is(&list.items[0], 0, 63, (double)first[63]));
    cr_expect(entry_is(&list.items[0], 1, 0, (double)first[64]));
    mc_matrix_list_clear(&list);
}

Test(safetensors, a_star_picks_every_name_that_begins_so)
{
    struct mc_matrix_list list;

    cr_assert(mc_read_matrices(&list, source_path(MOMENTUM ":out.b.1.*"), NULL, NULL) == MC_OK);
    cr_expect(list.count == 4 && !strcmp(list.items[3].name, "out.b.1.dn.weight"));
    mc_matrix_list_clear(&list);
    cr_expect(refused(source_path(MOMENTUM ":in.b.0"), "no tensor 'in.b.0'"));
    cr_expect(refused(source_path(MOMENTUM ":"), "no tensor ''"));
}

Test(safetensors, reads_every_type_side_by_side)
{
    const char *json = "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1,2],\"data_offsets\":[0,2]},"
                       "\"b\":{\"dtype\":\"F8_E5M2\",\"shape\":[2,1],\"data_offsets\":[2,4]},"
                       "\"c\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[4,5]},"
                       "\"d\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[5,6]},"
                       "\"e\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[6,8]},"
                       "\"__metadata__\":{\"k\":\"v\"}}  ";
    struct mc_matrix_list list;
    struct mc_complaint why = {{0}};

    cr_assert(mc_read_matrices(&list,
                               scratch_safetensors("t.safetensors", json,
                                                   "\x01\xfe\x01\x7b\xff\x01\x00\xbc", 8),
                               NULL, &why) == MC_OK,
              "%s", why.text);
    cr_assert(list.count == 5);
    cr_expect(entry_is(&list.items[0], 0, 0, 0x1p-9) && entry_is(&list.items[0], 0, 1, -448));
    cr_expect(entry_is(&list.items[1], 0, 0, 0x1p-16) && entry_is(&list.items[1], 1, 0, 57344));
    cr_expect(entry_is(&list.items[2], 0, 0, -1) && entry_is(&list.items[3], 0, 0, 1));
    cr_expect(entry_is(&list.items[4], 0, 0, -1));
    mc_matrix_list_clear(&list);
}

Test(safetensors, matrices_come_in_the_order_of_their_bytes)
{
    const char *json = "{\"late\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
                       "\"early\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
    struct mc_matrix_list list;

    cr_assert(mc_read_matrices(&list, scratch_safetensors("o.safetensors", json, "\1\2", 2),
                               NULL, NULL) == MC_OK);
    cr_expect(!strcmp(list.items[0].name, "early") && entry_is(&list.items[0], 0, 0, 1));
    mc_matrix_list_clear(&list);
}

Test(safetensors, a_slice_of_a_stack_can_be_picked)
{
    const char *json = "{\"w\":{\"dtype\":\"U8\",\"shape\":[2,1,2],\"data_offsets\":[0,4]}}";
    struct mc_matrix_list list;

    scratch_safetensors("s.safetensors", json, "\1\2\3\4", 4);
    cr_assert(mc_read_matrices(&list, scratch_path("s.safetensors:w[1]"), NULL, NULL) == MC_OK);
    cr_expect(list.count == 1 && entry_is(&list.items[0], 0, 1, 4));
    mc_matrix_list_clear(&list);
}

/* An unknown type refuses its own tensor, not its neighbours. */
Test(safetensors, refuses_unknown_types_by_name_where_they_are_wanted)
{
    const char *json = "{\"w\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,1]},"
                       "\"v\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}";
    struct mc_matrix_list list;

    cr_expect(refused(scratch_safetensors("u.safetensors", json, "\1\2", 2),
                      "w: dtype F4 is not read"));
    cr_expect(mc_read_matrices(&list, scratch_path("u.safetensors:v"), NULL, NULL) == MC_OK);
    mc_matrix_list_clear(&list);
}

Test(safetensors, refuses_nan_by_tensor_and_place)
{
    const char *json =
        "{\"in\\n\":{\"dtype\":\"BF16\",\"shape\":[2,1,2],\"data_offsets\":[0,8]}}";

    cr_expect(refused(scratch_safetensors("n.safetensors", json, "\0\0\0\0\0\0\xc0\x7f", 8),
                      "in?[1]: NaN at row 1, column 2"));
}

struct damage {
    const char *json, *part;
};

static const struct damage damages[] = {
    {"", "header"},
    {"[]", "JSON object"},
    {" {}", "JSON object"},
    {"{", "JSON object"},
    {"{\"w\":3}", "w: its dtype"},
    {"{\"w\":{}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0]}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4,4]}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[-4],\"data_offsets\":[0,4]}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[4.0],\"data_offsets\":[0,4]}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":4,\"data_offsets\":[0,4]}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":8,\"shape\":[4],\"data_offsets\":[0,4]}}", "w: its dtype"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,0]}}", "within the 4 bytes"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}", "within the 4 bytes"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,4]}}", "3 elements of U8"},
    {"{\"w\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952,8],\"data_offsets\":[0,0]}}",
     "too large"},
    {"{\"w\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}",
     "too large"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}", "belong to no tensor"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}", "hole"},
    {"{\"v\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
     "\"w\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}",
     "others reach"},
    {"{\"w\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
     "\"w\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
     "twice"},
};

Test(safetensors, refuses_damaged_headers)
{
    size_t i;

    for (i = 0; i < sizeof damages / sizeof damages[0]; i++)
        cr_expect(refused(scratch_safetensors("d.safetensors", damages[i].json, "\1\2\3\4", 4),
                          damages[i].part),
                  "%s", damages[i].json);
}

Test(safetensors, refuses_a_header_that_claims_more_bytes_than_the_file_has)
{
    cr_expect(refused(scratch_file("l.safetensors", "\xff\xff\xff\xff\xff\xff\xff\xff{}", 10),
                      "claims"));
    cr_expect(refused(scratch_file("l.safetensors", "\3\0\0\0\0\0\0\0{}", 10), "claims"));
    cr_expect(refused(scratch_file("l.safetensors", "\2\0\0\0\0\0\0\0{}", 10), "no matrices"));
    cr_expect(refused(scratch_text("l.safetensors", "short"), "cut short"));
}

Test(safetensors, refuses_every_truncation)
{
    const char *json = "{\"w\":{\"dtype\":\"U8\",\"shape\":[2,1,2],\"data_offsets\":[0,4]}}";

    cr_expect(prefixes_accepted(scratch_safetensors("w.safetensors", json, "\1\2\3\4", 4),
                                "cut.safetensors") == 0);
}
