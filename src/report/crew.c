// SPDX-License-Identifier: GPL-3.0-or-later
#include <flint/flint.h>
#include <pthread.h>
#include <stdlib.h>

#include "report/crew.h"

struct order {
    void (*work)(void *context);
    void *context;
};

/* FLINT keeps caches for each thread. */
static void *hired(void *given)
{
    const struct order *order = given;

    order->work(order->context);
    flint_cleanup();
    return NULL;
}

void crew_work(void (*work)(void *context), void *context, size_t helpers)
{
    struct order order = {work, context};
    pthread_t *threads = calloc(helpers + 1, sizeof *threads);
    size_t started = 0;

    while (threads && started < helpers &&
           !pthread_create(&threads[started], NULL, hired, &order))
        started++;
    work(context);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}
