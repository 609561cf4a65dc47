# SPDX-License-Identifier: GPL-3.0-or-later
# Formulas of certificates: x^3, 1/2, 3.25 and names, which stand for name(x) unless applied; f' is
# derived.
def applied($names; $prefix): gsub("(?<n>[A-Za-z][A-Za-z0-9]*\u0027*)(?<p>\\()?";
    if .n == "x" or (.n | IN($names[]) | not) then .n + (.p // "")
    elif .p then $prefix + .n + "(" else $prefix + .n + "(x)" end);
def names: [.let[][0]];

# 3.25 is 325/100: field cannot see through decimals.
def digits: sub("^0+(?=[0-9])"; "");
def fractions: gsub("(?<a>[0-9]+)\\.(?<b>[0-9]+)";
    "(\(.a + .b | digits)/1\(.b | gsub("."; "0")))");
def argument: fractions | if test("^[0-9]+$|^\\([0-9/]*\\)$") then . else "(\(.))" end;
def coq($names): applied($names; "") |
    gsub("(?<n>[A-Za-z][A-Za-z0-9]*\u0027*)\\("; "\(.n) (") | fractions;

# What awk is to know of a certificate, one object a line, by values to rounding; Coq decides it
# exactly.  {quintic}: a name that is odd of degree at most 5, which its values at 1, 2 and 3
# then say.  {text, parity, degree}: of a numerator or denominator, its number in quotient_texts.
def quotient_texts: [.facts[] | if .kind == "rational" then .maps[][]
    elif .kind == "optimal" and .over != "1" then .of, .over else empty end] | unique;
def questions: names as $names |
    (.let[] | select(.[1] | test("\u0027") | not) |
        "function let_\(.[0])(x) { return \(.[1] | applied($names; "let_")) }"),
    (quotient_texts | to_entries[] |
        "function text_\(.key)(x) { return \(.value | applied($names; "let_")) }"),
    "function is(v, w) { return (v - w)^2 <= 1e-20 * (v^2 + w^2) }",
    "function row(x) { return r1 * x + r3 * x^3 + r5 * x^5 }",
    "function parity(p, m) { return is(p, m) ? \"even\" : is(p, -m) ? \"odd\" : \"none\" }",
    "function degree(r) { return int(log(r < 0 ? -r : r) / log(2) + 0.5) }",
    "BEGIN {",
    (.let[] | select(.[1] | test("\u0027") | not) | .[0] | "let_\(.)" as $f |
        "r5 = (3 * (\($f)(3)/3 - \($f)(1)) - 8 * (\($f)(2)/2 - \($f)(1))) / 120",
        "r3 = (\($f)(2)/2 - \($f)(1) - 15 * r5) / 3",
        "r1 = \($f)(1) - r3 - r5",
        "if (is(\($f)(0.7), row(0.7)) && is(\($f)(-1.7), row(-1.7)))",
        "    print \"{\\\"quintic\\\": \\\"\(.)\\\"}\""),
    (quotient_texts | to_entries[] | .key | "text_\(.)" as $f |
        "printf \"{\\\"text\\\": \(.), \\\"parity\\\": \\\"%s\\\", \\\"degree\\\": %d}\\n\", " +
        "parity(\($f)(0.7), \($f)(-0.7)), degree(\($f)(2e6)/\($f)(1e6))"),
    "}";
