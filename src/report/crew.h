// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Threads over one list: work(context) runs at once on the thread that asks and on at most
 * `helpers` others, each of which takes the next thing under the caller's lock until none is
 * left; returns when all have.  A thread that cannot be started is done without.
 */
#ifndef CREW_H
#define CREW_H

#include <stddef.h>

void crew_work(void (*work)(void *context), void *context, size_t helpers);

#endif
