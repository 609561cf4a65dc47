// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A run of `verify`: claims and theorems decided by several threads, each result stored the
 * moment it is there.
 */
#ifndef VERIFICATION_H
#define VERIFICATION_H

#include "claim/claim.h"
#include "cli/command.h"
#include "store/store.h"
#include "theorem/theorem.h"

/* A claim, decided on instances, or a theorem, proved for all matrices: one of the two. */
struct statement {
    const struct claim *claim;
    const struct theorem *theorem;
};

const char *statement_id(const struct statement *statement);

struct verification {
    const struct invocation *call;
    struct statement *statements;     /* in the order of the answer                           */
    json_t **results;                 /* as `verify --json` has them; NULL: not decided (yet) */
    size_t count, resumed;
    struct decide_options options;
    struct store *store;
};

/* v->statements = those named by `args`, or all, without repetition, of the paper asked for; claims
 * before theorems, in catalogue order unless named.  Errors: MC_BAD_INPUT for an unknown id or paper. */
MC_MUST_CHECK enum mc_status verification_select(struct verification *v,
                                                 const struct arguments *args,
                                                 struct mc_complaint *why);

/* Takes over every stored result of a run like `run`. */
MC_MUST_CHECK enum mc_status verification_resume(struct verification *v,
                                                 const struct store_run *run,
                                                 struct mc_complaint *why);

/* Decides what has no result yet on call->jobs threads.  The first error stops the run; what
 * was finished is kept and stored. */
MC_MUST_CHECK enum mc_status verification_run(struct verification *v, struct mc_complaint *why);

void verification_clear(struct verification *v);

/* Exit code of the whole: a control that was not refuted, else an unexpected verdict, else an
 * undecided one, else as expected. */
int verification_exit_code(const struct verification *v);

void verification_print_table(const struct verification *v);

/* Evaluates a witness again and says whether it reproduces; an exit code. */
int replay_witness(const struct invocation *call, const char *path);

#endif
