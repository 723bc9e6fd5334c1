#!/usr/bin/env python3
"""Makes card-letters.bin, the letters that social cards are set in, from Noto Sans Bold (SIL Open Font License 1.1).

    apt-get install -y fonts-noto-core python3-pil python3-fonttools
    python3 make-card-letters.py           # or with another TrueType font as argument

A card is drawn from finished pictures of letters, so that it needs no font and no graphics library on the machine, and
is the same everywhere. Letters of scripts that must be joined or shaped are left out: such titles have no card.

The file is one deflate stream (zlib), all numbers little-endian:

    u16 SIZE, u16 ASCENT, u16 COUNT         pixels of the font size, from the top of a line to its baseline; letters
    COUNT times: u32 POINT, u16 ADVANCE (in 1/64 pixel), i8 LEFT, i8 TOP (of the picture, from the pen and the line's
                 top), u8 WIDTH, u8 HEIGHT, then the picture: 4 bits a pixel, row by row, an odd last one padded
"""
import pathlib
import struct
import sys
import zlib

from fontTools.ttLib import TTFont
from PIL import ImageFont

SOURCE = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf"
TARGET = pathlib.Path(__file__).with_name("card-letters.bin")
SIZE = 64
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E),
    (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265), (0xFB00, 0xFB04),
]

known = TTFont(SOURCE).getBestCmap()
font = ImageFont.truetype(SOURCE, SIZE, layout_engine=ImageFont.Layout.BASIC)
ascent, _ = font.getmetrics()
letters = []
for first, last in RANGES:
    for point in range(first, last + 1):
        if point not in known or point == 0xAD:
            continue
        text = chr(point)
        left, top, right, bottom = font.getbbox(text, anchor="la")
        mask = font.getmask(text, mode="L")
        width, height = mask.size
        if not mask.getbbox():
            left = top = width = height = 0
        pixels = [min(15, (mask.getpixel((x, y)) + 8) // 17) for y in range(height) for x in range(width)]
        if len(pixels) % 2:
            pixels.append(0)
        packed = bytes(a << 4 | b for a, b in zip(pixels[::2], pixels[1::2]))
        letters.append(struct.pack("<IHbbBB", point, round(font.getlength(text) * 64), left, top, width, height) + packed)

raw = struct.pack("<HHH", SIZE, ascent, len(letters)) + b"".join(letters)
TARGET.write_bytes(zlib.compress(raw, 9))
print(len(letters), "letters,", len(raw), "bytes,", TARGET.stat().st_size, "packed")
