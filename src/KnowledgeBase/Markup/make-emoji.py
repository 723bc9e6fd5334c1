#!/usr/bin/env python3
"""Writes emoji.txt, the table of emoji names.

    python3 make-emoji.py dist /usr/share/unicode/emoji/emoji-data.txt

The folder dist/ is that of https://github.com/discourse/discourse-emojis (MIT): emojis.json and aliases.json.
emoji-data.txt of the Unicode Character Database says what takes a skin tone, and what needs U+FE0F to be shown in colour.

A line is an emoji and its names. A '*' stands where a skin tone goes: after the person or hand that it colours, in
place of a U+FE0F that may follow. A name is told once: a name of the first file wins over an alias.
"""
import json
import pathlib
import sys

names_folder, unicode_data = map(pathlib.Path, sys.argv[1:])
VARIATION = 0xFE0F
CHILDREN = (0x1F466, 0x1F467)
HANDSHAKE = 0x1F91D

properties = {"Emoji": set(), "Emoji_Presentation": set(), "Emoji_Modifier_Base": set()}
for line in unicode_data.read_text(encoding="utf-8").splitlines():
    fields = [field.strip() for field in line.split("#")[0].split(";")]
    if len(fields) == 2 and fields[1] in properties:
        ends = [int(end, 16) for end in fields[0].split("..")]
        properties[fields[1]].update(range(ends[0], ends[-1] + 1))

code_by_name = {emoji["name"]: emoji["code"] for emoji in json.loads((names_folder / "emojis.json").read_text(encoding="utf-8"))}
aliases = json.loads((names_folder / "aliases.json").read_text(encoding="utf-8"))
# Some aliases are told under a name that has no code itself: then the other names of the line have it.
for _ in range(2):
    for name, others in aliases.items():
        code = code_by_name.get(name) or next((code_by_name[other] for other in others if other in code_by_name), None)
        for other in [name, *others]:
            if code:
                code_by_name.setdefault(other, code)


def shown(code):
    points = [int(point, 16) for point in code.split("-")]
    if len(points) == 1 and points[0] in properties["Emoji"] - properties["Emoji_Presentation"]:
        points.append(VARIATION)
    # Families, alone of all people, have no skin tone.
    is_family = points[0] == 0x1F46A or any(point in CHILDREN for point in points[1:])
    text = []
    for place, point in enumerate(points):
        text.append(f"{point:x}")
        # People who shake hands have the colour, not their hands.
        has_tone = point in properties["Emoji_Modifier_Base"] and not (point == HANDSHAKE and place > 0)
        if has_tone and not is_family:
            text.append("*")
    return "-".join(text).replace("-*", "*")


names_by_code = {}
for name, code in code_by_name.items():
    names_by_code.setdefault(shown(code), []).append(name)

table = [
    "# Made by make-emoji.py, which says what the lines mean; not for editing. Names and code points come from",
    "# https://github.com/discourse/discourse-emojis and are under this licence:",
    "#",
]
for line in """
MIT License

Copyright (c) Joffrey Jaffeux and the contributors to discourse-emojis

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
""".strip().splitlines():
    table.append(f"# {line}".rstrip())
table += [" ".join([code, *names]) for code, names in names_by_code.items()]
pathlib.Path(__file__).with_name("emoji.txt").write_text("\n".join(table) + "\n", encoding="utf-8")
