#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_falsify.py PROGRAM: false statements are found false without the claim's own instances, on
small and round ones that replay; true ones are not; the same seed gives the same answer."""
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
        assert not result["helped"], (claim, result)
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


def stands(folder):
    """A control is refuted where its claim is not: at C = 0 both would be."""
    _, (result,) = falsify(folder, "update-size", "--drop", "frobenius-norm", "--budget", "1000")
    assert result["verdict"] == "refuted" and not result["helped"], result
    with open(os.path.join(folder, result["witness"])) as file:
        witness = json.load(file)
    witness["control"] = None
    with open(os.path.join(folder, "honest.json"), "w") as file:
        json.dump(witness, file)
    _, out, _ = run(folder, "verify", "--replay", "honest.json")
    assert "reproduces: refuted" not in out, out


def tells_what_was_helped(folder):
    """checkpoint-radius speaks of files alone; Weyl's bound is met without help too."""
    code, (files, small) = falsify(folder, "checkpoint-radius", "input-rounding-floor",
                                   "--budget", "120")
    assert code == 0 and files["starts"] == 0
    for ratio in files["ratios"]:
        assert ratio["alone"] is None and ratio["helped"]["instance"].startswith("data:"), ratio
    alone = {r["what"]: r["alone"] for r in small["ratios"]}
    assert float(alone["singular values in bf16"]["ratio"]["lo"]) > 0
    assert alone["orthogonality in bf16"] is None, "it is about the instances listed"


def resumes(folder):
    """What the journal has is not searched again; a torn line is."""
    journal, csv = os.path.join(folder, "journal"), os.path.join(folder, "table.csv")
    words = ("kkt-score", "higham-lemma", "--budget", "150", "--resume", journal)
    fresh = falsify(folder, *words)
    with open(journal) as file:
        lines = file.readlines()
    assert len(lines) == 3 and lines[0] == "muoncheck-falsify-journal/1\n", lines
    assert falsify(folder, *words) == fresh, "seconds and all"
    with open(journal, "w") as file:
        file.write("".join(lines[:2]) + lines[2][:50])
    code, out, _ = run(folder, "falsify", *words, "--csv", csv)
    assert code == 0 and "kkt-score" in out
    with open(csv) as file:
        rows = file.readlines()
    assert len(rows) == 1 + sum(len(result["ratios"]) for result in fresh[1]), rows
    with open(journal) as file:
        assert len(file.readlines()) == 4


def takes_the_whole_catalogue(folder):
    """Every claim and every variant has its line, whatever can be found in one look."""
    code, out, err = run(folder, "falsify", "all", "--budget", "1", "--jobs", "2")
    assert code in (0, 3), (code, err)
    _, claims, _ = run(folder, "list", "claims", "--json")
    names = [claim["id"] for claim in json.loads(claims)["results"]]
    for name in names:
        assert re.search(rf"^{name}: (undecided|refuted)", out, re.M), name
    searches, of = re.search(r"(\d+) of (\d+) searches", out).groups()
    assert searches == of and int(of) > 2 * len(names), out[-100:]


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
    stands(room)
    tells_what_was_helped(room)
    resumes(room)
    takes_the_whole_catalogue(room)
    refuses(room)
