#!/usr/bin/env python3
"""Draws small PNG files of every kind, with the pixels that a decoder must find, for the self-tests of our own decoder.

    /usr/bin/python3 tools/make_image_samples.py selftests/Images/png-samples.jsonl

Pixels are drawn first and files made from them, so that they are known without a decoder; Pillow, where it reads a kind
without loss, must find the same. One line is one file: name, the file in base64, sides, pixels as red, green, blue, alpha.
"""
import base64
import io
import json
import random
import struct
import sys
import zlib

from PIL import Image

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
rng = random.Random(20260801)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack(samples, depth):
    if depth == 16:
        return struct.pack(f">{len(samples)}H", *samples)
    bits = "".join(f"{s:0{depth}b}" for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def filtered(rows, distance, first):
    """Each row with another one of the five filters."""
    out, above = b"", None
    for y, row in enumerate(rows):
        above = above or bytes(len(row))
        kind = (y + first) % 5
        left = bytes(distance) + row[:-distance] if len(row) > distance else bytes(len(row))
        corner = bytes(distance) + above[:-distance] if len(row) > distance else bytes(len(row))
        guess = [lambda a, b, c: 0, lambda a, b, c: a, lambda a, b, c: b, lambda a, b, c: (a + b) // 2, paeth][kind]
        out += bytes([kind]) + bytes((v - guess(a, b, c)) % 256 for v, a, b, c in zip(row, left, above, corner))
        above = row
    return out


def make(width, height, colour, depth, interlaced, palette=None, clear=None, split=False):
    """A file, and its pixels by the rules of the format."""
    channels, most = CHANNELS[colour], (1 << depth) - 1
    limit = len(palette) - 1 if palette else most
    pixels = [[[rng.randint(0, limit) for _ in range(channels)] for _ in range(width)] for _ in range(height)]
    if clear:
        pixels[height // 2][width // 2] = list(clear)
    distance, data = max(1, channels * depth // 8), b""
    for n, (x0, y0, dx, dy) in enumerate(ADAM7 if interlaced else [(0, 0, 1, 1)]):
        rows = [pack([s for x in range(x0, width, dx) for s in pixels[y][x]], depth) for y in range(y0, height, dy)]
        if rows and rows[0]:
            data += filtered(rows, distance, n)
    packed = zlib.compress(data, 9)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced)))
    if palette:
        file += chunk(b"PLTE", bytes(v for p in palette for v in p[:3]))
        if any(p[3] < 255 for p in palette):
            file += chunk(b"tRNS", bytes(p[3] for p in palette))
    if clear:
        file += chunk(b"tRNS", struct.pack(f">{len(clear)}H", *clear))
    file += chunk(b"tEXt", b"Comment\0passed over")
    cut = len(packed) // 2 if split else len(packed)
    file += chunk(b"IDAT", packed[:cut]) + (chunk(b"IDAT", packed[cut:]) if split else b"") + chunk(b"IEND", b"")

    def colour_of(pixel):
        scaled = [(s * 255 + most // 2) // most for s in pixel]
        if colour == 3:
            return palette[pixel[0]]
        alpha = 0 if clear and tuple(pixel) == tuple(clear) else 255
        return {0: lambda: scaled * 3 + [alpha], 2: lambda: scaled + [alpha], 4: lambda: scaled[:1] * 3 + scaled[1:], 6: lambda: scaled}[colour]()

    return file, bytes(v for row in pixels for p in row for v in colour_of(p))


def check(name, file, rgba):
    """Pillow reads these kinds without loss; of 16 bits it keeps the upper eight, of one grey transparent colour nothing."""
    image = Image.open(io.BytesIO(file))
    image.load()
    if "-16" not in name and not ("clear" in name and "grey" in name):
        assert image.convert("RGBA").tobytes() == rgba, name


samples = []


def add(name, width, height, *args, **members):
    file, rgba = make(width, height, *args, **members)
    check(name, file, rgba)
    samples.append({"name": name, "file": base64.b64encode(file).decode(), "width": width, "height": height, "rgba": rgba.hex()})


for colour, word in [(0, "grey"), (2, "rgb"), (4, "grey-alpha"), (6, "rgba")]:
    for depth in [1, 2, 4, 8, 16] if colour == 0 else [8, 16]:
        for interlaced in (False, True):
            add(f"{word}-{depth}{'-interlaced' if interlaced else ''}", 13, 11, colour, depth, interlaced)
for depth in (1, 2, 4, 8):
    for interlaced in (False, True):
        colours = [tuple(rng.randint(0, 255) for _ in range(3)) + (255,) for _ in range(min(1 << depth, 40))]
        add(f"palette-{depth}{'-interlaced' if interlaced else ''}", 13, 11, 3, depth, interlaced, palette=colours)
add("palette-clear", 9, 7, 3, 4, False, palette=[(rng.randint(0, 255), 20, 30, rng.choice([0, 128, 255])) for _ in range(16)])
add("grey-clear-4", 9, 7, 0, 4, False, clear=(5,))
add("rgb-clear-8", 9, 7, 2, 8, True, clear=(10, 20, 30))
add("rgb-clear-16", 9, 7, 2, 16, False, clear=(1000, 20000, 65535))
add("two-parts-8", 17, 5, 2, 8, False, split=True)
for width, height in [(1, 1), (1, 9), (9, 1), (2, 3), (4, 4), (5, 5)]:
    add(f"small-{width}x{height}-interlaced", width, height, 2, 8, True)
    add(f"small-{width}x{height}-bits-interlaced", width, height, 0, 1, True)
with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as out:
    for sample in samples:
        out.write(json.dumps(sample) + "\n")
print(f"{len(samples)} files")
