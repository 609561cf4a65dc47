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
        try:
            matrix = numpy.from_dlpack(matrix)
        except (BufferError, RuntimeError):
            pass        # a type that numpy's DLPack lacks may still have an array
    matrix = numpy.asarray(matrix)
    return matrix, matrix.dtype.name


def stack_of(matrix):
    """index -> matrix of a stack, the last two dimensions being the matrix's; None of less."""
    torch = sys.modules.get("torch")
    if torch is None or not isinstance(matrix, torch.Tensor):
        matrix = _as_numpy(matrix)[0]
    if matrix.ndim <= 2:
        return None
    return {index: matrix[index] for index in numpy.ndindex(*matrix.shape[:-2])}


def each(function, *matrices):
    """[function(their slices)] of stacks of one shape, in order; None where they are none.
    What is raised says of which slice."""
    stacks, answers = [stack_of(matrix) for matrix in matrices], []
    if all(stack is None for stack in stacks):
        return None
    if any(stack is None or stack.keys() != stacks[0].keys() for stack in stacks):
        raise ValueError("stacks of one shape, please")
    for index in stacks[0]:
        try:
            answers.append(function(*(stack[index] for stack in stacks)))
        except (AssertionError, ValueError) as error:
            raise type(error)(f"[{','.join(map(str, index))}] {error}") from None
    return answers


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
