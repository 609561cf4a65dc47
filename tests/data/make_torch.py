#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the torch_*.pt beside it, with Debian's python3-torch: real archives for tests."""
import collections
import os
import torch

here = os.path.dirname(os.path.abspath(__file__))


def entries(rows, cols, dtype):
    """Entry k in row-major order is (k - 5) / 8: exact in every format."""
    return ((torch.arange(rows * cols) - 5) / 8).reshape(rows, cols).to(dtype)


base = entries(6, 8, torch.float32)
model = collections.OrderedDict([
    ("double.weight", entries(3, 4, torch.float64)),
    ("float.weight", entries(3, 4, torch.float32)),
    ("half.weight", entries(3, 4, torch.float16)),
    ("bf16.weight", entries(3, 4, torch.bfloat16)),
    ("transposed.weight", entries(4, 3, torch.float32).t()),
    ("part.weight", base[1:4, 2:6]),
    ("stack.weight", entries(6, 4, torch.float32).reshape(2, 3, 4)),
    ("parameter.weight", torch.nn.Parameter(entries(3, 4, torch.float32))),
    ("bias", torch.arange(3, dtype=torch.int64)),
    ("mask", torch.tensor([True, False])),
])
model._metadata = collections.OrderedDict([("", {"version": 1})])
state = {"step": 100, "lr": 0.02, "weight_decay": 0.1, "name": "a run", "model": model,
         "optimizer": {"state": {0: {"momentum_buffer": base}}, "shape": torch.Size([6, 8]),
                       "param_groups": [{"lr": 0.02, "params": [0], "flag": True,
                                         "none": None, "dtype": torch.float32}]}}
torch.save(state, os.path.join(here, "torch_state.pt"))
torch.save(base, os.path.join(here, "torch_alone.pt"))
torch.save({"w": base}, os.path.join(here, "torch_legacy.pt"),
           _use_new_zipfile_serialization=False)
torch.save({"w": entries(6, 8, torch.complex64), "v": base},
           os.path.join(here, "torch_complex.pt"))
