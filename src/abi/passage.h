// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: what bounds in doubles rest on, for the time of one question.  A caller may
 * round elsewhere or flush subnormals to zero, and threads of BLAS that it started do too, so
 * BLAS has none.  Questions are let in one at a time.
 */
#ifndef ABI_PASSAGE_H
#define ABI_PASSAGE_H

#include <fenv.h>

struct passage {
    fenv_t environment;
    int threads;
};

void passage_enter(struct passage *passage);
void passage_leave(const struct passage *passage);

#endif
