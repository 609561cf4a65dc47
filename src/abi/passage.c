// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <pthread.h>

#include "abi/passage.h"

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

/* FE_DFL_ENV also takes back flush-to-zero and denormals-are-zero. */
void passage_enter(struct passage *passage)
{
    pthread_mutex_lock(&gate);
    fegetenv(&passage->environment);
    fesetenv(FE_DFL_ENV);
    passage->threads = openblas_get_num_threads();
    openblas_set_num_threads(1);
}

void passage_leave(const struct passage *passage)
{
    openblas_set_num_threads(passage->threads);
    fesetenv(&passage->environment);
    pthread_mutex_unlock(&gate);
}
