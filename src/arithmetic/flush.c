// SPDX-License-Identifier: Apache-2.0
#include "arithmetic/flush.h"

#if defined(__x86_64__)
#include <immintrin.h>

/* With FMA in hardware, fmaf obeys the two flags that flush, on operands and results. */
bool machine_flushes(void)
{
    return __builtin_cpu_supports("fma");
}

unsigned start_flushing(void)
{
    unsigned before = _mm_getcsr();

    _mm_setcsr(before | _MM_FLUSH_ZERO_ON | _MM_DENORMALS_ZERO_ON);
    return before;
}

void stop_flushing(unsigned before)
{
    _mm_setcsr(before);
}
#else
bool machine_flushes(void)
{
    return false;
}

unsigned start_flushing(void)
{
    return 0;
}

void stop_flushing(unsigned before)
{
}
#endif
