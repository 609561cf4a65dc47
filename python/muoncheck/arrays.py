# SPDX-License-Identifier: Apache-2.0
"""Matrices of others as arrays of the library, where they lie."""
import sys

import numpy

from .library import Array

_NAMES = {"float64": "F64", "float32": "F32", "float16": "F16", "bfloat16": "BF16",
          "float8_e4m3fn": "F8_E4M3", "float8_e5m2": "F8_E5M2", "bool": "BOOL",
          **{f"{kind}int{bits}": f"{letter}{bits}" for kind, letter in (("", "I"), ("u", "U"))
             for bits in (8, 16, 32, 64)}}


def _from_torch(tensor):
    """What numpy has no type for goes as the integers of its bits."""
    import torch

    name = str(tensor.dtype).rpartition(".")[2]
    tensor = tensor.detach()
    if tensor.is_sparse or tensor.is_quantized:
        raise ValueError("dense tensors of floats, please")
    tensor = tensor.cpu()
    if name in ("bfloat16", "float8_e4m3fn", "float8_e5m2"):
        tensor = tensor.view(torch.int16 if name == "bfloat16" else torch.uint8)
    return tensor.numpy(), name


def _as_numpy(matrix):
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(matrix, torch.Tensor):
        return _from_torch(matrix)
    if not isinstance(matrix, numpy.ndarray) and hasattr(matrix, "__dlpack__"):
        matrix = numpy.from_dlpack(matrix)
    matrix = numpy.asarray(matrix)
    return matrix, matrix.dtype.name


def view(matrix, name):
    """An Array over the memory of `matrix`, and what must stay alive while it is used."""
    held, dtype = _as_numpy(matrix)
    if dtype not in _NAMES:
        raise ValueError(f"{name}: entries of type {dtype}")
    if not held.dtype.isnative or sys.byteorder != "little":
        raise ValueError(f"{name}: little-endian entries, please")
    if held.ndim != 2:
        raise ValueError(f"{name}: a matrix of two dimensions, please, not {held.ndim}")
    return Array(held.ctypes.data, _NAMES[dtype].encode(), *held.shape, *held.strides), held
