# SPDX-License-Identifier: GPL-3.0-or-later
"""test_lint_figures.py MUONCHECK: what lint encloses is what others computed, to the last digit that
they gave: a figure of d decimals is right where no point of the enclosure is farther from it than
half a unit of that decimal."""
import json
import subprocess
import sys
from fractions import Fraction

KELLER, PE, SAFE = "keller", "polar-express", "polar-express-safe"
# table, steps, interval: {field: figure}
ROWS = [
    (KELLER, 3, "1/100,1", {"min": "0.400062", "max": "1.202369"}),
    (KELLER, 4, "1/100,1", {"min": "0.681831", "max": "1.202369"}),
    (KELLER, 5, "1/100,1", {"min": "0.681831462177", "max": "1.134357264562"}),
    (KELLER, 6, "1/100,1", {"min": "0.681831", "max": "1.134357"}),
    (KELLER, 15, "1/1000,1", {"min": "0.681831", "max": "1.134357"}),
    (KELLER, 1, "1/100,1", {"max": "1.202368605163", "argmax": "0.554528790854"}),
    (KELLER, 1, "1,6/5", {"min": "0.681831462177", "argmin": "1.050136079121"}),
    (KELLER, 1, "1/2,1", {"safe_radius": "1.263729067298"}),
    (PE, 5, "1/1000,1", {"min": "0.876441", "max": "1.123559"}),
    (PE, 6, "1/1000,1", {"min": "0.998815", "max": "1.001185"}),
    (SAFE, 5, "1/1000,101/100", {"min": "0.846177", "max": "1.123559"}),
    (SAFE, 6, "1/1000,101/100", {"min": "0.994407", "max": "1.001185"}),
    ("turbo", 4, "1/1000,1", {"safe_radius": "0.88369806346477905414"}),
    ("ns3", 5, "1/1000,1", {"safe_radius": "1.73205080756888"}),
    ("ns5", 5, "1/1000,1", {"safe_radius": "1.52752523165195"}),
] + [
    (PE, t, "1/1000,1", {"optimal_error": e}) for t, e in enumerate(
        ["0.99152969630421", "0.96457201332425", "0.85977070052133", "0.54589328386109",
         "0.11344845738158", "0.0009164721887257", "0.0000000004811029370639"], 1)
] + [
    (PE, t, "1/10,1", {"optimal_error": e}) for t, e in enumerate(
        ["0.45341690543374", "0.062675241201204", "0.00015407377094755",
         "0.0000000000022859469990884"], 1)
]
# Five rows reach the floor from 0.00150512307 on.
FLOOR = [("0.001505123075", True), ("0.001505123065", False)]


def lint(program, table, steps, interval):
    run = subprocess.run([program, "lint", table, "--steps", str(steps), "--interval", interval,
                          "--extend", "repeat-last", "--digits", "24", "--json"], capture_output=True, text=True)
    return json.loads(run.stdout)["results"][0]


def agrees(enclosure, figure):
    half = Fraction(1, 2 * 10 ** len(figure.split(".")[1]))
    return all(abs(Fraction(enclosure[end]) - Fraction(figure)) <= half for end in ("lo", "hi"))


def main(program):
    faults = []
    for table, steps, interval, figures in ROWS:
        found = lint(program, table, steps, interval)
        faults += [f"{table}, {steps} steps on [{interval}]: {field} is {found[field]}, not {figure}"
                   for field, figure in figures.items() if not agrees(found[field], figure)]
    for start, reached in FLOOR:
        low = Fraction(lint(program, KELLER, 5, start + ",1")["min"]["hi"])
        if (low >= Fraction("0.681831462")) != reached:
            faults.append(f"the floor from {start}: {float(low)}")
    if Fraction(lint(program, PE, 3, "1/1000,101/100")["max"]["lo"]) < 7435:
        faults.append("1.01 should blow up without the safety factor")
    print("\n".join(faults))
    return len(faults) > 0


sys.exit(main(sys.argv[1]))
