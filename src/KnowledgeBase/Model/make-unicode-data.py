#!/usr/bin/env python3
"""Makes unicode-data.txt, the one pinned table behind UnicodeText, from the Unicode Character Database.

    apt-get install -y unicode-data        # Debian bookworm: Unicode 15.0.0
    python3 make-unicode-data.py           # or with another folder of UCD files as argument

A newer Unicode is a change of addresses and search keys: regenerate, look at the diff, and say so in the CHANGELOG.

The table is ASCII lines in sections, every number hexadecimal, so that any language reads it with a split:

    [version]         the Unicode version
    [classes]         FROM-TO CLASS       canonical combining class, where it is not 0
    [never-composed]  FROM-TO             NFC_QC=No: these do not occur in NFC, so nothing composes to them
    [may-compose]     FROM-TO             NFC_QC=Maybe: these can join the character before them
    [marks]           FROM-TO             general category Mn
    [letters]         FROM-TO             general category L* and script Latin, Greek or Cyrillic
    [decompositions]  POINT FIRST SECOND  canonical, one step; SECOND is missing for a singleton
    [foldings]        FROM-TO/STEP FIRST  case folding, status C: FROM goes to FIRST, FROM+STEP to FIRST+STEP, ...
    [expansions]      POINT TO TO TO      case folding, status F

-TO is left out if it is FROM, /STEP if it is 1. Hangul syllables are missing on purpose: they are arithmetic.
"""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
TARGET = pathlib.Path(__file__).with_name("unicode-data.txt")


def lines(name):
    """The fields of each data line of a UCD file, comments gone."""
    for line in (SOURCE / name).read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def numbers(field):
    return [int(number, 16) for number in field.split()]


def having(name, *values):
    """The code points that a property file gives one of these values."""
    return {point for fields in lines(name) if tuple(fields[1:]) in values for point in points(fields[0])}


def runs(mapping):
    """Groups a map: (from, to, step, target of from). A run goes on while the target keeps its distance."""
    found = []
    for point, target in sorted(mapping.items()):
        if found:
            first, last, step, start = found[-1]
            gap = point - last
            if gap <= 2 and step in (0, gap) and target - point == start - first:
                found[-1] = (first, point, gap, start)
                continue
        found.append((point, point, 0, target))
    return found


def span(first, last, step=1):
    return f"{first:x}" + (f"-{last:x}" if last > first else "") + (f"/{step:x}" if step > 1 else "")


def ranges(values):
    """Groups a set, or a map by equal values, into lines FROM-TO [VALUE]."""
    values = values if isinstance(values, dict) else dict.fromkeys(values)
    found = []
    for point, value in sorted(values.items()):
        if found and found[-1][1] == point - 1 and found[-1][2] == value:
            found[-1][1] = point
        else:
            found.append([point, point, value])
    return [span(first, last) + ("" if value is None else f" {value:x}") for first, last, value in found]


def mappings(mapping):
    return [" ".join(f"{number:x}" for number in (point, *targets)) for point, targets in sorted(mapping.items())]


def main():
    heading = (SOURCE / "DerivedNormalizationProps.txt").read_text(encoding="utf-8").splitlines()[0]
    version = re.search(r"-(\d+\.\d+\.\d+)\.txt", heading)[1]

    characters = [(int(fields[0], 16), fields) for fields in lines("UnicodeData.txt")]
    classes = {point: int(fields[3]) for point, fields in characters if fields[3] != "0"}
    marks = {point for point, fields in characters if fields[2] == "Mn"}
    scripts = having("Scripts.txt", ("Latin",), ("Greek",), ("Cyrillic",))
    letters = {point for point, fields in characters if fields[2].startswith("L")} & scripts
    decompositions = {p: numbers(fields[5]) for p, fields in characters if fields[5] and fields[5][0] != "<"}

    never = having("DerivedNormalizationProps.txt", ("NFC_QC", "N"))
    maybe = having("DerivedNormalizationProps.txt", ("NFC_QC", "M"))
    # What the reader relies on: [never-composed] is all of the composition exclusions, and a pair's second is a "maybe".
    assert never == having("DerivedNormalizationProps.txt", ("Full_Composition_Exclusion",))
    assert all(pair[1] in maybe for point, pair in decompositions.items() if point not in never)

    common = {int(fields[0], 16): numbers(fields[2])[0] for fields in lines("CaseFolding.txt") if fields[1] == "C"}
    full = {int(fields[0], 16): numbers(fields[2]) for fields in lines("CaseFolding.txt") if fields[1] == "F"}
    # What the reader relies on: folding what is decomposed gives starters that are decomposed.
    folded = {point: [target] for point, target in common.items()} | full
    targets = {target for point in folded.keys() - decompositions.keys() for target in folded[point]}
    assert not targets & (decompositions.keys() | classes.keys())

    sections = {
        "version": [version],
        "classes": ranges(classes),
        "never-composed": ranges(never),
        "may-compose": ranges(maybe),
        "marks": ranges(marks),
        "letters": ranges(letters),
        "decompositions": mappings(decompositions),
        "foldings": [f"{span(first, last, step)} {target:x}" for first, last, step, target in runs(common)],
        "expansions": mappings(full),
    }
    text = ["# Made by make-unicode-data.py, which says what the lines mean; not for editing."]
    for name, section in sections.items():
        text += [f"[{name}]", *section]
    TARGET.write_text("\n".join(text) + "\n", encoding="ascii", newline="\n")


main()
