#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_memory.py PROGRAM: what truth says it may need, against the peak that it reaches; refusals come
before the work, as one line."""
import os
import re
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])
os.environ.pop("OPENBLAS_CORETYPE", None)

# An estimate that is further off says nothing.
STATED_FACTOR = 3


def refused(*words):
    """The need, in MiB, of a run that is told that there is no memory."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    assert done.returncode == 2 and not done.stdout, (words, done)
    assert done.stderr.count("\n") == 1, done.stderr
    found = re.search(r"needs up to (\d+) MiB of memory, and (--max-memory allows|the machine has)",
                      done.stderr)
    assert found, done.stderr
    return float(found.group(1))


def peak(*words):
    child = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL)
    _, state, used = os.wait4(child.pid, 0)
    assert os.waitstatus_to_exitcode(state) == 0, words
    return used.ru_maxrss / 1024


def lies_below_the_estimate(rows, cols, digits, *more):
    words = ["--digits", str(digits), "--matrix", f"gaussian:m={rows},n={cols}", "--quiet", *more]
    need = refused("truth", *words, "--max-memory", "1")
    used = peak("truth", *words, "--max-memory", str(int(need)))
    assert used <= need <= STATED_FACTOR * used, (rows, cols, digits, used, need)


lies_below_the_estimate(64, 64, 30)
lies_below_the_estimate(256, 256, 10)
lies_below_the_estimate(256, 256, 150, "--jobs", "1")
lies_below_the_estimate(200, 200, 77, "--jobs", "4")
lies_below_the_estimate(60, 700, 77)
lies_below_the_estimate(700, 60, 40)

# Too large for any machine, before an entry of it is made.
refused("truth", "--matrix", "gaussian:m=16384,n=16384", "--max-memory", "100000")
refused("converge", "--iteration", "keller", "--matrix", "gaussian:n=4096", "--max-memory", "900")
refused("generate", "gaussian:n=8192", "-o", os.devnull, "--max-memory", "100")
