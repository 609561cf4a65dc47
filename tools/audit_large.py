#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""audit_large.py PROGRAM FOLDER [GIB]: audits synthetic checkpoints of 4 GiB (or GIB), ended at
random and resumed; prints times and peaks of memory, and ends with 1 if an answer differs, if a
peak is beyond three times the largest tensor, or if damage costs more than its own tensor.

Two checkpoints, bf16 and float32 mixed: `shards`, shaped like a language model, in four files with
an index; `squares`, one file, where half a Gram matrix is largest beside the tensor.  One tensor
of each has a NaN.  Both are deleted.  Needs python3-numpy, GIB of disk and some minutes."""
import json
import os
import random
import struct
import subprocess
import sys
import time

PROGRAM, FOLDER = map(os.path.abspath, sys.argv[1:3])
GIB = float(sys.argv[3]) if len(sys.argv) > 3 else 4
SIZES = {"BF16": 2, "F32": 4}


def payload(pool, dtype, shape, at):
    """Numbers from the pool, from `at` on, with a rank one part that sticks out."""
    import numpy
    x = numpy.take(pool, numpy.arange(at, at + shape[0] * shape[1]), mode="wrap").reshape(shape)
    x = 0.02 * x + 0.5 * (at % 97) / 97 / numpy.sqrt(shape[0] * shape[1], dtype=numpy.float32)
    return x if dtype == "F32" else (x.astype(numpy.float32).view(numpy.uint32) >> 16).astype(numpy.uint16)


def write(path, tensors, damaged):
    import numpy
    pool = numpy.random.default_rng(7).standard_normal(1 << 24, dtype=numpy.float32)
    header, at = {"__metadata__": {"weight_decay": "0.1"}}, 0
    for name, (dtype, shape) in tensors.items():
        size = shape[0] * shape[1] * SIZES[dtype]
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for number, (name, (dtype, shape)) in enumerate(tensors.items()):
            x = payload(pool, dtype, shape, 7919 * number)
            if name == damaged:
                x[shape[0] // 2, shape[1] // 3] = numpy.nan if dtype == "F32" else 0x7FC0
            x.tofile(file)


def write_apart(*what):
    """In a process of its own: the peak of a child counts what its parent held when it forked."""
    child = os.fork()
    if not child:
        write(*what)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def until_full(blocks):
    """name -> (dtype, shape), block after block until they are GIB."""
    tensors, size = {}, 0
    while True:
        for name, dtype, *shape in blocks:
            if size >= GIB * 2**30:
                return tensors
            tensors[name.format(len(tensors))] = (dtype, shape)
            size += shape[0] * shape[1] * SIZES[dtype]


def shards(folder):
    tensors = {"embedding": ("BF16", [32000, 2048])}
    tensors.update(until_full([("layer.{}.q", "BF16", 2048, 2048), ("layer.{}.o", "F32", 2048, 2048),
                               ("layer.{}.up", "BF16", 5632, 2048), ("layer.{}.down", "BF16", 2048, 5632)]))
    names, index = list(tensors), {}
    for k in range(4):
        part = names[k * len(names) // 4:(k + 1) * len(names) // 4]
        file = f"model-{k + 1:05}-of-00004.safetensors"
        index.update({name: file for name in part})
        write_apart(os.path.join(folder, file), {name: tensors[name] for name in part}, names[-5])
    path = os.path.join(folder, "model.safetensors.index.json")
    with open(path, "w") as file:
        json.dump({"metadata": {}, "weight_map": index}, file)
    return path, tensors, names[-5]


def squares(folder):
    tensors = until_full([("a.{}", "BF16", 4096, 4096), ("b.{}", "BF16", 4096, 4096),
                          ("c.{}", "F32", 3072, 3072)])
    path, damaged = os.path.join(folder, "model.safetensors"), list(tensors)[-2]
    write_apart(path, tensors, damaged)
    return path, tensors, damaged


def audit(path, *words, patience=None):
    """Exit code, results, complaints, wall and processor seconds, peak in bytes; None if ended."""
    begun = time.monotonic()
    with open(os.path.join(FOLDER, "out"), "w+") as out, open(os.path.join(FOLDER, "err"), "w+") as err:
        child = subprocess.Popen([PROGRAM, "audit", path, "--json", *words], stdout=out, stderr=err)
        if patience is not None:
            try:
                child.wait(patience)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                return None
            used = None
        else:
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        for file in (out, err):
            file.seek(0)
        return (child.returncode, json.load(out)["results"], err.read(), time.monotonic() - begun,
                used and used.ru_utime + used.ru_stime, used and 1024 * used.ru_maxrss)


def examine(make, folder):
    os.makedirs(folder)
    path, tensors, damaged = make(folder)
    files = [os.path.join(folder, name) for name in os.listdir(folder)]
    largest = max(shape[0] * shape[1] * SIZES[dtype] for dtype, shape in tensors.values())
    total, fine = sum(map(os.path.getsize, files)), True
    idle = subprocess.Popen([PROGRAM, "--version"], stdout=subprocess.DEVNULL)
    idle = 1024 * os.wait4(idle.pid, 0)[2].ru_maxrss
    code, fresh, complaints, wall, cpu, peak = audit(path)
    fine &= code == 2 and len(fresh) == len(tensors) and complaints.count("\n") == 1
    fine &= complaints.startswith(f"muoncheck audit: {damaged}: no finite number at row ")
    fine &= all((w["spectral"] is None) == (w["tensor"] == damaged) for w in fresh)
    fine &= peak - idle <= 3 * largest
    print(f"{make.__name__}: {total / 2**30:.2f} GiB, {len(tensors)} matrices, {wall:.0f} s, "
          f"{cpu:.0f} s of processors, peak {peak / 2**20:.0f} MiB of which {idle / 2**20:.0f} idle, "
          f"{(peak - idle) / largest:.2f} of the largest tensor ({largest / 2**20:.0f} MiB)", flush=True)
    journal, ended = os.path.join(folder, "journal"), 0
    while ended < 8 and audit(path, "--resume", journal, patience=random.uniform(0.01, wall / 5)) is None:
        ended += 1
    again = audit(path, "--resume", journal)
    fine &= again[:3] == (code, fresh, complaints)
    print(f"{make.__name__}: ended {ended} times, resumed: "
          f"{'the same answer' if again[:3] == (code, fresh, complaints) else 'ANOTHER ANSWER'}", flush=True)
    for file in files + [journal]:
        os.remove(file)
    os.rmdir(folder)
    return fine


os.makedirs(FOLDER, exist_ok=True)
results = [examine(make, os.path.join(FOLDER, make.__name__)) for make in (shards, squares)]
for name in ("out", "err"):
    os.remove(os.path.join(FOLDER, name))
sys.exit(not all(results))
