#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""mpmath_svd.py svd BITS FILE: processor seconds of one SVD with vectors by mpmath on gmpy2, and
the largest singular value.  mpmath_svd.py --check: exit 0 if both are there."""
import sys
import time

try:
    import mpmath
except ImportError:
    sys.exit(3)
if mpmath.libmp.BACKEND != "gmpy":
    sys.exit(3)
if sys.argv[1] == "--check":
    sys.exit(0)


def entry(text):
    """The exact number of one line: a hexadecimal integer, "p" and a power of two."""
    mantissa, exponent = text.split("p")
    return mpmath.mp.make_mpf(mpmath.libmp.from_man_exp(int(mantissa, 16), int(exponent)))


mpmath.mp.prec = int(sys.argv[2])
with open(sys.argv[3], encoding="ascii") as file:
    rows, cols = map(int, file.readline().split())
    A = mpmath.matrix(rows, cols)
    for i in range(rows):
        for j in range(cols):
            A[i, j] = entry(file.readline())
begun = time.process_time()
U, S, V = mpmath.svd_r(A)
print(time.process_time() - begun, S[0])
