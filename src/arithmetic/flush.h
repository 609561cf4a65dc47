// SPDX-License-Identifier: Apache-2.0
/* Within this room: the machine's own flushing of tiny floats, operands and results. */
#ifndef FLUSH_H
#define FLUSH_H

#include <stdbool.h>

/* Whether s + ab, fused or not, can be had so in hardware. */
bool machine_flushes(void);

/* From start to stop, on this thread; `before` is what start returned. */
unsigned start_flushing(void);
void stop_flushing(unsigned before);

#endif
