#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make_kernels.py MOMENTA FOLDER: outputs of nine kernels and of faulty ones, by PyTorch.

MOMENTA is tiny-gpt-muon/orthogonalized_00100.safetensors.  Every kernel is re-implemented from
its source (README.md says which, and what of it is followed); no published code is run.  FOLDER gets inputs.safetensors (in.X),
KERNEL-DTYPE.safetensors (out.X), faults-inputs.safetensors (in.X), faults-KERNEL.safetensors
(out.X.FAULT) and kernels.json, which says what each file holds.
"""
import json
import struct
import sys

import numpy
import torch

SEED = 20260101
KELLER = [(3.4445, -4.7750, 2.0315)]
POLAR_EXPRESS = [
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (3.3184196573706015, -2.488488024314874, 0.51004894012372),
    (2.300652019954817, -1.6689039845747493, 0.4188073119525673),
    (1.891301407787398, -1.2679958271945868, 0.37680408948524835),
    (1.8750014808534479, -1.2500016453999487, 0.3750001645474248),
    (1.875, -1.25, 0.375)]
SAFE = [(a / 1.01, b / 1.01 ** 3, c / 1.01 ** 5) for a, b, c in POLAR_EXPRESS[:-1]]
SAFE += POLAR_EXPRESS[-1:]
YOU = [(4.0848, -6.8946, 2.9270), (3.9505, -6.3029, 2.6377), (3.7418, -5.5913, 2.3037),
       (2.8769, -3.1427, 1.2046), (2.8366, -3.0525, 1.2012)]
CANS = [(8.4703, -25.1081, 18.6293), (4.1828, -3.1087, 0.5806), (3.9619, -2.9541, 0.5630),
        (3.2866, -2.4647, 0.5074), (2.2737, -1.6447, 0.4162)]
TURBO = [(4.0098, -7.0585, 2.4635), (3.4585, -5.5479, 2.5959), (2.7573, -3.2939, 1.4254),
         (2.7215, -3.0494, 1.3169)]
NS5 = [(15 / 8, -10 / 8, 3 / 8)]


def wide(kernel):
    """Runs the kernel on the transpose of what has more rows than columns."""
    return lambda G: kernel(G.mT).mT if G.shape[0] > G.shape[1] else kernel(G)


def frobenius(X, factor=1):
    return X / (X.norm() * factor + 1e-7)


def quintics(X, rows):
    """X+ = a X + (b A + (c A) A) X, A = X X^T, each operation rounded."""
    for a, b, c in rows:
        A = X @ X.mT
        X = a * X + (b * A + (c * A) @ A) @ X
    return X


def fused_quintics(X, rows):
    """The same by addmm: b A + c (A A) and a X + B X, each rounded once."""
    for a, b, c in rows:
        A = X @ X.mT
        X = torch.addmm(X, torch.addmm(A, A, A, beta=b, alpha=c), X, beta=a)
    return X


@wide
def keller(G):
    return quintics(frobenius(G), 5 * KELLER)


@wide
def torch_muon(G):
    return fused_quintics(G / G.norm().clamp(min=1e-7), 5 * KELLER)


@wide
def polar_express(G):
    return quintics(frobenius(G, 1.01), SAFE)


@wide
def cans(G):
    return quintics(frobenius(G), CANS)


@wide
def deepseek_v4(G):
    return quintics(frobenius(G), 8 * KELLER + 2 * [(2, -1.5, 0.5)])


@wide
def turbo(G):
    """Almost-orthogonal scaling: rows over sqrt(sum_j |G G^T|_ij), a zero row stays."""
    sums = (G @ G.mT).abs().sum(dim=1, keepdim=True)
    return quintics(torch.where(sums > 0, G / sums.sqrt(), G), TURBO)


@wide
def gram_newton_schulz(G):
    """Normed in fp32; Z = b R + c R^2, Q+ = a Q + Q Z, R+ = a S + Z S with S = a R + R Z; X = Q X
    and R = X X^T anew before step 3.  What is square takes the quintics themselves."""
    X = G.float()
    X = (X / (X.norm() + 1e-7)).to(G.dtype)
    if X.shape[0] == X.shape[1]:
        return fused_quintics(X, YOU)
    one, Q, R = torch.eye(X.shape[0]).to(X.dtype), None, X @ X.mT
    for k, (a, b, c) in enumerate(YOU):
        if k == 2:
            X, Q = Q @ X, None
            R = X @ X.mT
        Z = torch.addmm(R, R, R, beta=b, alpha=c)
        Q = Z + a * one if Q is None else torch.addmm(Q, Q, Z, beta=a)
        S = torch.addmm(R, R, Z, beta=a)
        R = torch.addmm(S, Z, S, beta=a)
    return Q @ X


@wide
def low_rank(G):
    """O = Q NS(Q^T G), Q from a QR of G W (in fp32), W Gaussian with half the rank."""
    seeded = torch.Generator().manual_seed(SEED)
    W = torch.randn(G.shape[1], (G.shape[0] + 1) // 2, generator=seeded)
    Q = torch.linalg.qr((G @ W.to(G.dtype)).float())[0].to(G.dtype)
    return Q @ quintics(frobenius(Q.mT @ G), 20 * NS5)


def roots(A, steps=15):
    """Coupled Newton-Schulz: A'^(1/2) and A'^(-1/2), A' = A + (1e-6 + 1e-4 tr(A) / n) I."""
    n = A.shape[0]
    one = torch.eye(n).to(A.dtype)
    A = A + (1e-6 + 1e-4 * A.diagonal().sum() / n) * one
    s = A.norm()
    Y, Z, period = A / s, one, max(1, min(steps // 3, 5))
    for k in range(steps):
        T = 0.5 * (3 * one - Z @ Y)
        Y, Z = Y @ T, T @ Z
        if k > 0 and k % period == 0 or k + 1 == steps:
            Y, Z = (Y + Y.mT) / 2, (Z + Z.mT) / 2
    return s.sqrt() * Y, Z / s.sqrt()


def beyond_muon_half(G):
    """X (X^T X)^(-1/4), or (X X^T)^(-1/4) X where X is wide: root(inverse root) of the Gram matrix."""
    if G.shape[1] <= G.shape[0]:
        return G @ roots(roots(G.mT @ G)[1])[0]
    return roots(roots(G @ G.mT)[1])[0] @ G


KERNELS = {   # name: (kernel, p, table that certify compares with, steps)
    "beyond-muon-half": (beyond_muon_half, "1/2", None, 15),
    "cans": (cans, "0", "cans", 5),
    "deepseek-v4": (deepseek_v4, "0", "deepseek-v4", 10),
    "gram-newton-schulz": (gram_newton_schulz, "0", "you", 5),
    "keller": (keller, "0", "keller", 5),
    "low-rank": (low_rank, "0", None, 20),
    "polar-express": (polar_express, "0", "polar-express-scaled.json", 8),
    "torch-muon": (torch_muon, "0", "keller", 5),
    "turbo": (turbo, "0", None, 4)}


def flipped(X, bit):
    """One mantissa bit of the largest entry, the last being bit 0."""
    X = X.contiguous().clone()
    X.view(torch.int32).view(-1)[X.abs().argmax()] ^= 1 << bit
    return X


def with_faults(rows, factor, wrong):
    """Kernels with one fault: `wrong` for row 3; no last step; X^T X for X X^T in the last
    step; one bit of X flipped after step 2; the sum of row norms for the Frobenius norm."""
    def turned(G):
        X = quintics(frobenius(G, factor), rows[:-1])
        a, b, c = rows[-1]
        A = X.mT @ X
        return a * X + (b * A + (c * A) @ A) @ X

    def bit(which):
        def run(G):
            X = quintics(frobenius(G, factor), rows[:2])
            return quintics(flipped(X, which), rows[2:])
        return run

    return {
        "none": lambda G: quintics(frobenius(G, factor), rows),
        "coefficient": lambda G: quintics(frobenius(G, factor), rows[:2] + [wrong] + rows[3:]),
        "missing-step": lambda G: quintics(frobenius(G, factor), rows[:-1]),
        "transposed-product": turned,
        "high-bit": bit(22),
        "low-bit": bit(0),
        "normalisation": lambda G: quintics(G / (G.norm(dim=1).sum() * factor + 1e-7), rows)}


FAULTY = {   # two digits exchanged in -4.7750, and in -2.908902115962949 / 1.01^3
    "keller": with_faults(5 * KELLER, 1, (3.4445, -4.7570, 2.0315)),
    "polar-express": with_faults(
        SAFE, 1.01, (SAFE[2][0], -2.980902115962949 / 1.01 ** 3, SAFE[2][2]))}


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    return {name: numpy.frombuffer(data[8 + size:][slice(*h["data_offsets"])], "<f4")
            .reshape(h["shape"]) for name, h in header.items() if h["dtype"] == "F32"}


def write(path, tensors):
    header, parts, at = {}, [], 0
    for name, X in tensors.items():
        half = X.dtype == torch.bfloat16
        X = X.contiguous()
        data = (X.view(torch.int16) if half else X).numpy().tobytes()
        header[name] = {"dtype": "BF16" if half else "F32", "shape": list(X.shape),
                        "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def prescribed(random, m, n, sigma):
    """4 U diag(sigma) V^T, rounded to fp32; beyond len(sigma) columns are exactly zero."""
    r = len(sigma)
    columns = r if r < min(m, n) else n
    U = numpy.linalg.qr(random.standard_normal((m, r)))[0]
    V = numpy.linalg.qr(random.standard_normal((columns, r)))[0]
    X = numpy.zeros((m, n))
    X[:, :columns] = 4 * (U * sigma) @ V.T
    return X.astype(numpy.float32)


def make_inputs(momenta):
    random = numpy.random.default_rng(SEED)
    real = read(momenta)
    o = real["in.b.0.o.weight"]
    return {"o": o, "qkv": real["in.b.0.qkv.weight"],
            "log3": prescribed(random, 32, 32, numpy.logspace(0, -3, 32)),
            "log7": prescribed(random, 32, 48, numpy.logspace(0, -7, 32)),
            "half-zero": prescribed(random, 48, 32, numpy.linspace(1, 0.1, 16))}


def main(momenta, folder):
    torch.set_num_threads(1)
    inputs = {name: torch.from_numpy(X.copy()) for name, X in make_inputs(momenta).items()}
    planted = {"o128": 128 * inputs["o"], "log3": inputs["log3"]}   # of norms of 2 and more
    write(f"{folder}/inputs.safetensors", {"in." + name: X for name, X in inputs.items()})
    write(f"{folder}/faults-inputs.safetensors", {"in." + x: X for x, X in planted.items()})
    listed = []
    for name, (kernel, p, table, steps) in KERNELS.items():
        for label, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
            file = f"{name}-{label}.safetensors"
            write(f"{folder}/{file}",
                  {"out." + x: kernel(X.to(dtype)) for x, X in inputs.items()})
            listed.append({"kernel": name, "dtype": label, "file": file, "p": p, "table": table,
                           "steps": steps})
    faulty = []
    for name, faults in FAULTY.items():
        file = f"faults-{name}.safetensors"
        write(f"{folder}/{file}", {f"out.{x}.{fault}": run(X) for x, X in planted.items()
                                   for fault, run in faults.items()})
        faulty.append({"kernel": name, "file": file, "table": KERNELS[name][2],
                       "steps": KERNELS[name][3], "inputs": list(planted),
                       "faults": list(faults)})
    with open(f"{folder}/kernels.json", "w") as out:
        json.dump({"inputs": list(inputs), "kernels": listed, "faulty": faulty}, out, indent=1)
        out.write("\n")


main(*sys.argv[1:3])
