#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# layers.sh [ROOT]: includes follow the data flow, the core knows neither the laboratory nor its
# libraries, and every source says the licence of its half.  One line a violation; exit 1 if any.
set -eu
cd "${1:-$(dirname "$0")/..}"

core='number table prover lint matrix product file spectrum transform certificate norm arithmetic
    iteration certify audit abi'
laboratory='generator optimizer objective worst theorem proofs claim checks falsify store report bench cli'

sources=$(find src include checks proofs bench -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)
tests=$(find tests fuzz -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)

# shellcheck disable=SC2086 # lists of names without spaces
LC_ALL=C awk -v core="$core" -v laboratory="$laboratory" '
function fault(text) { print FILENAME ":" FNR ": " text; faults++ }
function room_of_header(name) { return name == "status" || name == "arb" ? "number" : name }
BEGIN {
    cores = split(core, rooms, " ")
    for (i = 1; i <= cores; i++) rank[rooms[i]] = i
    more = split(laboratory, rooms, " ")
    for (i = 1; i <= more; i++) rank[rooms[i]] = cores + i
}
FNR == 1 {
    parts = split(FILENAME, part, "/")
    stem = part[parts]; sub(/\.[ch]$/, "", stem)
    here = part[1] == "src" ? part[2] : part[1] == "include" ? room_of_header(stem) : part[1]
    free = part[1] != "src" && part[1] != "include" &&
        part[1] != "checks" && part[1] != "proofs" && part[1] != "bench"
    if (!free && !(here in rank)) { fault("room \"" here "\" is not in the data flow"); free = 1 }
    in_core = !free && rank[here] <= cores
    licence = in_core ? "Apache-2.0" : part[2] == "install" ? "Apache-2.0" : "GPL-3.0-or-later"
    if ($0 != "// SPDX-License-Identifier: " licence)
        fault("the first line must be \"// SPDX-License-Identifier: " licence "\"")
}
free { next }
/^[ \t]*#[ \t]*include[ \t]*</ {
    if (in_core && $0 ~ /<(gsl\/|sqlite3|criterion\/)/)
        fault("the core includes a library of the laboratory: " $0)
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    path = quoted[2]; name = path; sub(/\.h$/, "", name)
    if (path ~ /^muoncheck\//) { sub(/^muoncheck\//, "", name); there = room_of_header(name) }
    else if (path ~ /\//) { there = path; sub(/\/.*/, "", there) }
    else if (part[1] == "include") there = room_of_header(name)
    else { fault("\"" path "\" does not say its room"); next }
    if (!(there in rank)) fault("\"" path "\" belongs to no room of the data flow")
    else if (rank[there] > rank[here])
        fault("room \"" here "\" includes \"" path "\" of the later room \"" there "\"")
    else if (part[1] == "include" && path ~ /\// && path !~ /^muoncheck\//)
        fault("a public header includes a private one: " path)
}
END { exit faults > 0 }
' $sources $tests
