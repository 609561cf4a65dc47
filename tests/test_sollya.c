// SPDX-License-Identifier: GPL-3.0-or-later
/* Sollya as an oracle: every published table composed up to degree 125. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/prover.h"

enum { LARGEST_DEGREE = 125, PREC = 4000, BITS = 128 };

/* Answers are read, one a line, from Sollya's standard output. */
static FILE *sollya_run(const char *path)
{
    char command[4200];

    fflush(NULL);
    snprintf(command, sizeof command, "sollya --warnonstderr %s 2>/dev/null", path);
    return popen(command, "r");
}

static void write_polynomial(FILE *out, const char *name, const fmpq_poly_t p)
{
    char *text = fmpq_poly_get_str_pretty(p, "x");

    fprintf(out, "%s = %s;\n", name, text);
    flint_free(text);
}

static void set_interval(struct mc_interval *on, slong lo, ulong below, slong hi)
{
    mc_interval_init(on);
    fmpq_set_si(on->lo, lo, below);
    fmpq_set_si(on->hi, hi, 1);
}

/* Calls `each` with the table's first k rows composed, as long as the degree allows. */
static void for_compositions(void (*each)(const char *, const struct mc_table *, slong,
                                          const fmpq_poly_t, void *),
                             void *with)
{
    struct mc_table table;
    fmpq_poly_t p;
    const char *id;
    slong k;
    size_t i;

    for (i = 0; (id = mc_table_id(i)); i++) {
        mc_table_init(&table);
        fmpq_poly_init(p);
        cr_assert(mc_table_read(&table, id, NULL) == MC_OK);
        fmpq_poly_set_coeff_si(p, 1, 1);
        for (k = 0; k < table.count; k++) {
            fmpq_poly_compose(p, table.rows + k, p);
            if (fmpq_poly_degree(p) > LARGEST_DEGREE)
                break;
            each(id, &table, k + 1, p, with);
        }
        fmpq_poly_clear(p);
        mc_table_clear(&table);
    }
}

struct script {
    FILE *out;
    slong questions;
    slong roots[400];
    struct mc_interval error[400];
    char name[400][64];
};

/* Turning points in [1/1024, 1], and the error there. */
static void ask(const char *id, const struct mc_table *table, slong steps, const fmpq_poly_t p,
                void *with)
{
    struct script *s = with;
    struct mc_interval on, min, max;
    struct mc_roots roots;
    struct mc_chain chain;
    fmpq_poly_t slope;

    set_interval(&on, 1, 1024, 1);
    mc_interval_init(&min);
    mc_interval_init(&max);
    fmpq_poly_init(slope);
    fmpq_poly_derivative(slope, p);
    cr_assert(mc_roots_isolate(&roots, slope, on.lo, on.hi, 20) == MC_OK);
    cr_assert(mc_chain_run(&chain, table, steps, MC_STOP, &on, BITS) == MC_OK);
    mc_chain_extreme(&min, &chain, false);
    mc_chain_extreme(&max, &chain, true);
    s->roots[s->questions] = roots.count;
    mc_interval_init(s->error + s->questions);
    /* max(1 - min, max - 1): both ends */
    fmpq_sub_si(min.lo, min.lo, 1);
    fmpq_sub_si(min.hi, min.hi, 1);
    fmpq_neg(min.lo, min.lo);
    fmpq_neg(min.hi, min.hi);
    fmpq_sub_si(max.lo, max.lo, 1);
    fmpq_sub_si(max.hi, max.hi, 1);
    fmpq_set(s->error[s->questions].lo, fmpq_cmp(min.hi, max.lo) > 0 ? min.hi : max.lo);
    fmpq_set(s->error[s->questions].hi, fmpq_cmp(min.lo, max.hi) > 0 ? min.lo : max.hi);
    snprintf(s->name[s->questions], sizeof s->name[0], "%s, %ld steps", id, (long)steps);
    s->questions++;
    write_polynomial(s->out, "p", p);
    fprintf(s->out, "numberroots(diff(p), [1/1024; 1]);\n"
                    "s = supnorm(p, 1, [1/1024; 1], absolute, 2^(-40));\ninf(s); sup(s);\n");
    mc_chain_clear(&chain);
    mc_roots_clear(&roots);
    fmpq_poly_clear(slope);
    mc_interval_clear(&max);
    mc_interval_clear(&min);
    mc_interval_clear(&on);
}

static void read_number(arb_t out, FILE *from)
{
    char line[5000];

    cr_assert(fgets(line, sizeof line, from) != NULL, "Sollya stopped");
    line[strcspn(line, "\n")] = '\0';
    cr_assert(arb_set_str(out, line, 256) == 0, "'%s'", line);
}

static void compare(FILE *answers, struct script *s, slong i)
{
    arb_t number, below, above, ours;
    bool apart;

    arb_init(number);
    arb_init(below);
    arb_init(above);
    arb_init(ours);
    read_number(number, answers);
    cr_expect(arb_equal_si(number, s->roots[i]), "%s: %ld turning points", s->name[i],
              (long)s->roots[i]);
    read_number(below, answers);
    read_number(above, answers);
    arb_set_fmpq(ours, s->error[i].hi, 256);
    apart = arb_lt(ours, below);
    arb_set_fmpq(ours, s->error[i].lo, 256);
    apart = apart || arb_gt(ours, above);
    cr_expect(!apart, "%s: the errors lie apart", s->name[i]);
    arb_clear(ours);
    arb_clear(above);
    arb_clear(below);
    arb_clear(number);
}

Test(sollya, counts_turning_points_and_bounds_errors_as_we_do, .timeout = 900)
{
    char path[] = "/tmp/muoncheck-sollya-XXXXXX";
    struct script *s = calloc(1, sizeof *s);
    FILE *answers;
    slong i;

    cr_assert(s && (s->out = fdopen(mkstemp(path), "w")) != NULL);
    fprintf(s->out, "prec = %d!; display = decimal!;\n", PREC);
    for_compositions(ask, s);
    fclose(s->out);
    answers = sollya_run(path);
    cr_assert(answers != NULL);
    for (i = 0; i < s->questions; i++) {
        compare(answers, s, i);
        mc_interval_clear(s->error + i);
    }
    cr_expect(s->questions > 20, "%ld", (long)s->questions);
    pclose(answers);
    remove(path);
    free(s);
}

/* Sollya's best odd polynomial errs by no less than our lower bound, and by at most 2^-30 of it
 * more than our upper one. */
static void compare_best(slong below_one, slong q)
{
    char path[] = "/tmp/muoncheck-sollya-XXXXXX";
    struct mc_interval on, error;
    fmpq_poly_t best;
    FILE *script, *answers;
    arb_t above, bound;
    slong j;

    arb_init(above);
    arb_init(bound);
    fmpq_poly_init(best);
    set_interval(&on, 1, (ulong)below_one, 1);
    mc_interval_init(&error);
    cr_assert(mc_best_odd(&error, best, q, &on, BITS) == MC_OK);
    cr_assert((script = fdopen(mkstemp(path), "w")) != NULL);
    fprintf(script, "prec = 400!; display = decimal!;\np = remez(1, [|");
    for (j = 0; j < q; j++)
        fprintf(script, "%s%ld", j ? ", " : "", (long)(2 * j + 1));
    fprintf(script, "|], [1/%ld; 1], default, 1e-15);\n", (long)below_one);
    fprintf(script, "s = supnorm(p, 1, [1/%ld; 1], absolute, 2^(-40));\nsup(s);\n",
            (long)below_one);
    fclose(script);
    answers = sollya_run(path);
    cr_assert(answers != NULL);
    read_number(above, answers);
    arb_set_fmpq(bound, error.lo, 256);
    cr_expect(arb_ge(above, bound), "1/%ld, q = %ld", (long)below_one, (long)q);
    arb_set_fmpq(bound, error.hi, 256);
    arb_mul_si(bound, bound, (1 << 30) + 1, 256);
    arb_mul_2exp_si(bound, bound, -30);
    cr_expect(arb_le(above, bound), "1/%ld, q = %ld", (long)below_one, (long)q);
    pclose(answers);
    remove(path);
    mc_interval_clear(&error);
    mc_interval_clear(&on);
    fmpq_poly_clear(best);
    arb_clear(bound);
    arb_clear(above);
}

Test(sollya, finds_no_better_odd_polynomial_and_one_as_good, .timeout = 900)
{
    static const slong ends[] = {2, 8, 32, 1024};
    size_t i;
    slong q;

    for (i = 0; i < sizeof ends / sizeof ends[0]; i++)
        for (q = 2; q <= 5; q++)
            compare_best(ends[i], q);
}
