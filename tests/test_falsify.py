#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_falsify.py PROGRAM: false statements are found false by search alone, on small and round
instances that replay; true ones are not; the same seed gives the same answer."""
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])

# The hypotheses whose lack the search must see, claim by claim.
FALSE = {
    "constraint-violation-decay": "implicit-with-the-explicit-factor",
    "constraint-radius-inexact": "radius-one-over-lambda",
    "one-step-descent-with-decay": "factor-one",
    "kkt-score": "never-negative",
    "lionk-lyapunov-identity": "other-c",
    "psi-holder": "constant-one",
    "constant-step-two-cycle": "constant-steps-converge",
}
MOST_DIMENSION, MOST_DENOMINATOR = 3, 1024


def run(folder, *words):
    done = subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def falsify(folder, *words):
    code, out, err = run(folder, "falsify", *words, "--json")
    assert out, (words, code, err)
    return code, json.loads(out)["results"]


def small_and_round(instance):
    sizes = [int(n) for n in re.findall(r"[mn]=(\d+)", instance)]
    parts = re.findall(r"-?\d+(?:/(\d+))?", " ".join(re.findall(r"\[(.*?)\]", instance)))
    return max(sizes) <= MOST_DIMENSION and all(int(d or 1) <= MOST_DENOMINATOR for d in parts)


def finds(folder):
    for claim, drop in FALSE.items():
        code, (result,) = falsify(folder, claim, "--drop", drop, "--budget", "4000")
        assert code == 0 and result["verdict"] == "refuted", (claim, result)
        assert small_and_round(result["instance"]), result["instance"]
        code, out, err = run(folder, "verify", "--replay", result["witness"])
        assert code in (0, 1) and "reproduces: refuted" in out, (claim, code, out, err)


def spares(folder):
    """True statements; the sharp ones come near 1."""
    code, results = falsify(folder, "higham-lemma", "ns3-error-identity", "nuclear-conjugate",
                            "--budget", "1500")
    assert code == 0
    for result in results:
        assert result["verdict"] == "undecided" and result["witness"] is None, result
        assert float(result["best_ratio"]["hi"]) > 0.99, result["best_ratio"]
        assert result["looks"] >= 1500


def asks_for_hypotheses(folder):
    """Higham's lemma needs full rank: at 0 its sides would contradict it, and are not compared."""
    witness = os.path.join(folder, "outside.json")
    for entry, says_nothing in (("0", True), ("2", False)):
        with open(witness, "w") as file:
            json.dump({"schema": "muoncheck-witness/1", "claim": "higham-lemma", "control": None,
                       "instance": f"matrix:m=1,n=1,entries=[{entry}]",
                       "what": "spectral norm, from below", "bits": 96, "digits": 15}, file)
        code, out, err = run(folder, "verify", "--replay", witness)
        assert ("says nothing of" in err) == says_nothing and "reproduces: refuted" not in out, (
            code, out, err)
        assert code != 2 or says_nothing, (code, err)


def repeats(folder):
    words = ("kkt-score", "--drop", "all", "--budget", "600", "--seed", "5")
    (_, a), (_, b) = falsify(folder, *words), falsify(folder, *words)
    for result in a + b:
        result.pop("seconds")
    assert a == b and len(a) >= 2


def refuses(folder):
    for words in ((), ("no-such-claim",), ("kkt-score", "--drop", "none"),
                  ("kkt-score", "--budget", "5 parsecs"), ("kkt-score", "--budget", "-1s"),
                  ("kkt-score", "--resume", "/dev"), ("all", "--drop", "none")):
        code, out, err = run(folder, "falsify", *words)
        assert code == 2 and not out and err.count("\n") == 1, (words, code, out, err)
    with open(os.path.join(folder, "file"), "w"):
        pass
    code, _, err = run(folder, "falsify", "kkt-score", "--drop", "never-negative", "--witnesses",
                       "file")
    assert code in (2, 4) and err.count("\n") == 1, (code, err)


with tempfile.TemporaryDirectory() as room:
    finds(room)
    spares(room)
    asks_for_hypotheses(room)
    repeats(room)
    refuses(room)
