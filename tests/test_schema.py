#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_schema.py PROGRAM SCHEMA: what each command says with --json is as the schema says."""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

PROGRAM, SCHEMA = map(os.path.abspath, sys.argv[1:3])
SPEC = "rational-svd:m=4,n=3,seed=1,spectrum=[2,1,0]"


def run(folder, words):
    """The JSON of one command; its exit code is 0, or 3 where something is undecided."""
    done = subprocess.run([PROGRAM, *words, "--json"], cwd=folder, capture_output=True, text=True)
    assert done.returncode in (0, 3), (words, done.returncode, done.stderr)
    return json.loads(done.stdout)


def commands(folder):
    """Every command once on small input, in an order in which each finds what it needs."""
    yield ["list"]
    for kind in ("claims", "theorems", "iterations", "tables", "norms", "optimizers",
                 "generators", "accumulations", "papers"):
        yield ["list", kind]
    yield ["verify", "higham-lemma"]
    for name in sorted(os.listdir(os.path.join(folder, "witnesses")))[:1]:
        yield ["verify", "--replay", os.path.join("witnesses", name)]
    yield ["verify", "higham-lemma", "--resume", "--seed", str(2**64 - 1)]
    yield ["explain", "higham-lemma", "hilbert", "newton", "nuclear", "muon"]
    yield ["truth", "--matrix", SPEC, "--p", "0", "--p", "1/2", "--p", "2"]
    yield ["truth", "--matrix", "zero:m=2,n=3", "--p", "0"]
    yield ["generate", "hilbert:n=3", "-o", "h.npy"]
    yield ["truth", "h.npy"]
    if "converge" in HELP:
        yield ["converge", "--iteration", "newton", "--matrix", "hilbert:n=3"]
        yield ["converge", "--iteration", "keller", "--matrix", SPEC, "--format", "mpfr:30"]
        yield ["converge", "--iteration", "newton", "--matrix", "hilbert:n=3",
               "--format", "e4m3", "--accumulate", "fp32/pairwise", "--rounding", "stochastic"]
    for dtype in "fp32", "e5m2":
        yield ["tolerance", "--table", "keller", "--shape", "4x6", "--sigma-min", "1/10",
               "--dtype", dtype]
    yield ["tolerance", "--table", "keller", "--input", "h.npy", "--output", "h.npy"]
    yield ["generate", "diagonal:m=3,n=3,spectrum=[2,1,0]", "-o", "w_1.npy"]
    yield ["generate", "diagonal:m=3,n=3,spectrum=[1,1,0]", "-o", "w_2.npy"]
    yield ["certify", "--input", "h.npy", "--output", "h.npy", "--compare", "ns5"]
    yield ["certify", "--input", "w_1.npy", "--output", "w_2.npy", "--max-error", "3"]
    yield ["certify", "--input", "h.npy", "--output", "h.npy", "--p", "1/2"]
    yield ["audit", "h.npy"]
    yield ["audit", "w_1.npy", "w_2.npy", "--lr", "1/2", "--weight-decay", "1/2"]
    yield ["lint", "keller"]
    yield ["lint", "deepseek-v4", "--interval", "0,1"]
    yield ["falsify", "higham-lemma", "--budget", "50"]
    yield ["falsify", "kkt-score", "--drop", "never-negative", "--budget", "2000"]
    yield ["prove", "-o", "certificates"]
    yield ["recheck", os.path.join("certificates", "ns3-basin.json")]
    yield ["explain", "ns3-basin"]
    yield ["report", "-o", "report"]
    yield ["bench", "memory", "polar", "product", "product-planes", "svd", "svd-clusters",
           "svd-profile", "--size", "4,12", "--bits", "64", "--turns", "1"]


def refuses_damage(check, document):
    """A schema that lets everything pass would pass as well: each of these must not."""
    for damage in ({"schema": "muoncheck/2"}, {"command": "guess"}, {"results": {}},
                   {"context": {}}, {"extra": 1}):
        assert not check.is_valid({**document, **damage}), damage
    result = document["results"][0]
    for field in ("as_expected", "control", "worst", "witness"):
        less = {key: value for key, value in result.items() if key != field}
        assert not check.is_valid({**document, "results": [less]}), field
    wide = {**result, "worst": {"ratio": {"lo": 0.5, "hi": "1"}, "instance": "x"}}
    assert not check.is_valid({**document, "results": [wide]}), "a bare double"


with open(SCHEMA, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
check = jsonschema.Draft202012Validator(schema)
HELP = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout
with tempfile.TemporaryDirectory() as folder:
    for words in commands(folder):
        document = run(folder, words)
        check.validate(document)
        assert document["command"] == words[0], words
        if words == ["verify", "higham-lemma"]:
            refuses_damage(check, document)
    with open(os.path.join(folder, "report", "report.json"), encoding="utf-8") as file:
        check.validate(json.load(file))
