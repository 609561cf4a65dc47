// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/number.h"

struct row {
    const char *text, *value;
};

Test(rational, reads_decimals_and_fractions_exactly)
{
    static const struct row rows[] = {
        {"3.4445", "6889/2000"}, {"-2", "-2"},     {"1/3", "1/3"},          {"1.5e-8", "3/200000000"},
        {"+0.5", "1/2"},         {".25", "1/4"},   {"1e3", "1000"},         {"2/4", "1/2"},
        {"0.1", "1/10"},         {"-1.5/3", "-1/2"}, {"1e-3/2e-3", "1/2"}, {"0", "0"},
    };
    fmpq_t q;
    size_t i;

    fmpq_init(q);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text;
        cr_expect(mc_rational_parse(q, rows[i].text, NULL) == MC_OK, "%s", rows[i].text);
        text = mc_rational_text(q);
        cr_expect(strcmp(text, rows[i].value) == 0, "%s -> %s", rows[i].text, text);
        free(text);
    }
    fmpq_clear(q);
}

Test(rational, refuses_what_is_no_number_and_names_it)
{
    static const char *const texts[] = {"",    "a",    "1/0",  "1/",     "/2",         "1..2", "1e",
                                        "inf", "nan",  "0x10", "1 ",     "1e99999999", "--1",  "1/2/3",
                                        "e5",  "1e+",  ".",    "1,5",    "1/-2"};
    struct mc_complaint why;
    fmpq_t q;
    size_t i;

    fmpq_init(q);
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        fmpq_set_si(q, 7, 1);
        cr_expect(mc_rational_parse(q, texts[i], &why) == MC_BAD_INPUT, "'%s'", texts[i]);
        cr_expect(fmpq_is_zero(q), "'%s'", texts[i]);
        cr_expect(strstr(why.text, texts[i]) != NULL, "'%s': %s", texts[i], why.text);
    }
    fmpq_clear(q);
}

/* Is lo <= x <= hi, the strings read exactly and x taken at both ends of its ball? */
static int encloses(const char *lo, const char *hi, const arb_t x)
{
    fmpq_t a, b, left, right;
    arf_t l, r;
    int yes;

    fmpq_init(a), fmpq_init(b), fmpq_init(left), fmpq_init(right);
    arf_init(l), arf_init(r);
    arb_get_lbound_arf(l, x, 4000);
    arb_get_ubound_arf(r, x, 4000);
    arf_get_fmpq(left, l);
    arf_get_fmpq(right, r);
    yes = mc_rational_parse(a, lo, NULL) == MC_OK && mc_rational_parse(b, hi, NULL) == MC_OK &&
          fmpq_cmp(a, left) <= 0 && fmpq_cmp(b, right) >= 0;
    fmpq_clear(a), fmpq_clear(b), fmpq_clear(left), fmpq_clear(right);
    arf_clear(l), arf_clear(r);
    return yes;
}

Test(enclosure, prints_outward_at_every_size_and_digit_count)
{
    flint_rand_t state;
    arb_t x;
    slong i;

    flint_randinit(state);
    arb_init(x);
    for (i = 0; i < 3000; i++) {
        char *lo, *hi;
        slong digits = 1 + (slong)n_randint(state, 50);
        arb_randtest(x, state, 1 + (slong)n_randint(state, 300), 1 + (slong)n_randint(state, 12));
        cr_assert(mc_enclosure_text(&lo, &hi, x, digits) == MC_OK);
        cr_expect(encloses(lo, hi, x), "%s %s", lo, hi);
        free(lo);
        free(hi);
    }
    arb_clear(x);
    flint_randclear(state);
}

Test(enclosure, prints_short_numbers_exactly)
{
    static const struct row rows[] = {
        {"3", "3"}, {"1/2", "0.5"}, {"-5/2", "-2.5"}, {"0", "0"}, {"1000", "1000"},
        {"-981/1024", "-0.9580078125"}, {"1/16", "0.0625"}, {"1/512", "0.001953125"},
        {"1/1024", "9.765625e-4"}};
    arb_t x;
    fmpq_t q;
    size_t i;

    arb_init(x);
    fmpq_init(q);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *lo, *hi;
        cr_assert(mc_rational_parse(q, rows[i].text, NULL) == MC_OK);
        mc_rational_enclose(x, q, 64);
        cr_assert(mc_enclosure_text(&lo, &hi, x, 20) == MC_OK);
        cr_expect(strcmp(lo, rows[i].value) == 0 && strcmp(hi, rows[i].value) == 0, "%s %s", lo, hi);
        free(lo);
        free(hi);
    }
    arb_clear(x);
    fmpq_clear(q);
}

/* Binary floats whose exponents are beyond those of MPFR, through which decimals go. */
Test(enclosure, rounds_outward_what_is_too_large_or_too_small_to_print)
{
    char *lo, *hi;
    fmpz_t exponent;
    arb_t x;

    arb_init(x);
    fmpz_init_set_ui(exponent, 1);
    fmpz_mul_2exp(exponent, exponent, 80);
    arb_set_si(x, -3);
    arb_mul_2exp_fmpz(x, x, exponent);
    cr_assert(mc_enclosure_text(&lo, &hi, x, 6) == MC_OK);
    cr_expect(!strcmp(lo, "-inf") && strchr(hi, 'e'), "[%s, %s]", lo, hi);
    free(lo);
    free(hi);
    fmpz_neg(exponent, exponent);
    arb_set_si(x, 3);
    arb_mul_2exp_fmpz(x, x, exponent);
    cr_assert(mc_enclosure_text(&lo, &hi, x, 6) == MC_OK);
    cr_expect(!strcmp(lo, "0") && strstr(hi, "e-"), "[%s, %s]", lo, hi);
    free(lo);
    free(hi);
    fmpz_clear(exponent);
    arb_clear(x);
}

Test(power, contains_the_power_of_every_point_and_touches_zero_tightly)
{
    flint_rand_t state;
    arb_t x, point, y, z;
    fmpq_t p;
    slong i;

    flint_randinit(state);
    arb_init(x), arb_init(point), arb_init(y), arb_init(z);
    fmpq_init(p);
    for (i = 0; i < 2000; i++) {
        fmpq_set_si(p, 1 + (slong)n_randint(state, 7), 1 + n_randint(state, 7));
        arb_randtest(x, state, 60, 4);
        arb_set_arf(point, arb_midref(x));
        arb_abs(point, point);
        arb_set(x, point);
        mag_randtest(arb_radref(x), state, 4);
        mc_power(y, x, p, 80);
        arb_pow_fmpq(z, point, p, 300);
        cr_expect(arb_is_zero(point) || arb_overlaps(y, z));
    }
    fmpq_set_si(p, 1, 2);
    arb_set_ui(x, 9);
    mc_power(y, x, p, 64);
    cr_expect(arb_equal_si(y, 3), "the root of a square is exact");
    arb_set_str(x, "0 +/- 1e-40", 64);
    mc_power(y, x, p, 64);
    cr_expect(arb_contains_zero(y));
    arb_set_str(z, "1.1e-20", 64);
    cr_expect(arb_lt(y, z), "the radius of a root near zero is the root of the radius");
    arb_clear(x), arb_clear(point), arb_clear(y), arb_clear(z);
    fmpq_clear(p);
    flint_randclear(state);
}

Test(number, powers_of_balls_that_touch_zero_reach_up_to_the_power_of_their_end)
{
    arb_t x, power, end;
    fmpq_t p;

    arb_init(x), arb_init(power), arb_init(end);
    fmpq_init(p);
    fmpq_set_si(p, 1, 3);
    for (ulong i = 1; i < 200; i++) {
        arb_zero(x);
        mag_set_ui(arb_radref(x), i);
        mc_power(power, x, p, 8);
        arb_set_ui(end, i);
        arb_root_ui(end, end, 3, 300);
        cr_expect(arb_contains(power, end) && arb_contains_zero(power), "[0, %lu]^(1/3)", i);
    }
    arb_clear(x), arb_clear(power), arb_clear(end);
    fmpq_clear(p);
}
