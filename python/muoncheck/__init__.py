# SPDX-License-Identifier: Apache-2.0
"""muoncheck in Python: rigorous answers about matrices, for tests of Muon-type kernels.

    truth(x, p=0)          the spectrum of x and its transform U S^p V^T, with a rigorous radius
    certify(x, y)          how far somebody's y is from the transform of x
    tolerance(table, ...)  what theory allows a kernel to be off
    assert_orthogonalized  the assertion for a test of a kernel

Matrices are numpy arrays, torch tensors, or whatever speaks DLPack: two dimensions (of more, a
stack, each question is asked of every matrix and answered by a list), any strides, any float type,
bfloat16 and fp8 of torch (or ml_dtypes) included.  They are read where they lie, and every float
counts as the exact number that it is.  A number comes back as an Enclosure (lo, hi) of doubles
rounded outward; None where there is no such number.  p, max_error, sigma_min are exact: "1/3",
Fraction(1, 3), or an int; a Python float is the dyadic number that it is.

Input that cannot be used (NaN, shapes, names) raises ValueError with the library's line.
"""
from .answers import Certified, Enclosure, Tolerance, Truth, certify, tolerance, truth
from .assertion import assert_orthogonalized
from .library import version

__version__ = "0.1.0"
__all__ = ["Certified", "Enclosure", "Tolerance", "Truth", "assert_orthogonalized", "certify",
           "tolerance", "truth", "version"]
