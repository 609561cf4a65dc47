// SPDX-License-Identifier: Apache-2.0
/*
 * Two results that are never merged.  `enum mc_status` says whether a call did its work;
 * `enum mc_verdict` says what mathematics answered.
 */
#ifndef MUONCHECK_STATUS_H
#define MUONCHECK_STATUS_H

enum mc_status {
    MC_OK = 0,
    MC_BAD_INPUT,    /* a file, a flag or a number that cannot be used: the user's to mend */
    MC_NO_RESOURCE,  /* memory or disk ran out: the machine's to mend                      */
    MC_NOT_DECIDED,  /* the precision or the budget allowed was not enough                 */
};

/* The one line that a person reads when a call failed: what is wrong, and where in the input.
 * Written by whoever detects it, without the name of the file or the command. */
struct mc_complaint {
    char text[256];
};

#define MC_MUST_CHECK __attribute__((warn_unused_result))

/* complain: writes the line, returns `status`, so that callers can `return mc_complain(...)`.
 * `why` may be NULL. */
enum mc_status mc_complain(struct mc_complaint *why, enum mc_status status,
                           const char *format, ...) __attribute__((format(printf, 3, 4)));

enum mc_verdict {
    MC_UNDECIDED = 0,  /* the zero, so that a forgotten assignment is never a proof           */
    MC_PROVED,         /* rigorous, for everything in the scope                               */
    MC_AGREES,         /* an identity: |lhs - rhs| <= 10^-d max(|lhs|, |rhs|), certified      */
    MC_SUPPORTED,      /* a confidence interval of exact coverage lies on the right side      */
    MC_REFUTED,        /* a rigorous counterexample                                           */
};

const char *mc_verdict_name(enum mc_verdict v);

#endif
