// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "muoncheck/matrix.h"

static void init(struct mc_matrix *A, const char *name, enum mc_matrix_kind kind, slong rows,
                 slong cols)
{
    *A = (struct mc_matrix){.kind = kind, .rows = rows, .cols = cols};
    A->name = name ? strdup(name) : NULL;
}

void mc_matrix_init_dyadic(struct mc_matrix *A, const char *name, slong rows, slong cols)
{
    init(A, name, MC_DYADIC, rows, cols);
    arb_mat_init(A->dyadic, rows, cols);
}

void mc_matrix_init_rational(struct mc_matrix *A, const char *name, slong rows, slong cols)
{
    init(A, name, MC_RATIONAL, rows, cols);
    fmpq_mat_init(A->rational, rows, cols);
}

void mc_matrix_init_computed(struct mc_matrix *A, const char *name, slong rows, slong cols,
                             mc_enclose_rule *rule, void *parameters,
                             void (*free_parameters)(void *))
{
    init(A, name, MC_COMPUTED, rows, cols);
    A->rule = rule;
    A->parameters = parameters;
    A->free_parameters = free_parameters;
}

void mc_matrix_init_midpoints(struct mc_matrix *A, const char *name, const arb_mat_t balls)
{
    mc_matrix_init_dyadic(A, name, arb_mat_nrows(balls), arb_mat_ncols(balls));
    arb_mat_get_mid(A->dyadic, balls);
}

void mc_matrix_clear(struct mc_matrix *A)
{
    if (A->kind == MC_DYADIC && A->dyadic->rows)
        arb_mat_clear(A->dyadic);
    if (A->kind == MC_RATIONAL)
        fmpq_mat_clear(A->rational);
    if (A->kind == MC_COMPUTED && A->free_parameters)
        A->free_parameters(A->parameters);
    free(A->name);
    *A = (struct mc_matrix){0};
}

void mc_matrix_set_double(struct mc_matrix *A, slong i, slong j, double value)
{
    arb_set_d(arb_mat_entry(A->dyadic, i, j), value);
}

bool mc_matrix_is_exact(const struct mc_matrix *A)
{
    return A->kind != MC_COMPUTED;
}

void mc_matrix_enclose(arb_mat_t out, const struct mc_matrix *A, slong prec)
{
    switch (A->kind) {
    case MC_DYADIC:
        arb_mat_set(out, A->dyadic);
        break;
    case MC_RATIONAL:
        arb_mat_set_fmpq_mat(out, A->rational, prec);
        break;
    case MC_COMPUTED:
        A->rule(out, A->parameters, prec);
        break;
    }
}
