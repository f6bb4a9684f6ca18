#!/usr/bin/env python3
"""Makes small JPEG files of every kind, with the pixels that libjpeg finds in them, for the self-tests of our own decoder.

    apt-get install python3-pil libjpeg-turbo-progs
    /usr/bin/python3 tools/make_jpeg_samples.py selftests/Images/jpeg-samples.jsonl

Encoder and expected pixels are both libjpeg-turbo's (2.1.5 of Debian 12), through cjpeg and Pillow: the library that the makers' suite
decodes with. One line is one file: name, the file in base64, sides, whether it is grey, its EXIF orientation, and the pixels as red, green
and blue, packed by zlib, as stored. Other versions may make other bytes; each line is true in itself.
"""
import base64
import io
import json
import random
import subprocess
import sys
import tempfile
import zlib

from PIL import Image, ImageDraw, ImageOps

rng = random.Random(20260801)
samples = []


def picture(width, height):
    """Slopes, an edge, a disc of pure colour and a little noise: something for every frequency."""
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            base = (x * 255 // max(1, width - 1), y * 255 // max(1, height - 1), 200 if x > y else 40)
            image.putpixel((x, y), tuple(min(255, max(0, v + rng.randint(-6, 6))) for v in base))
    ImageDraw.Draw(image).ellipse((width // 4, height // 4, width // 2, height // 2), fill=rng.choice([(255, 0, 0), (0, 0, 255), (255, 255, 0)]))
    return image


def add(name, data, orientation=1):
    image = Image.open(io.BytesIO(data))
    grey = image.mode == "L"
    pixels = image.convert("RGB").tobytes()
    line = {"name": name, "file": base64.b64encode(data).decode(), "width": image.width, "height": image.height, "grey": grey, "orientation": orientation,
            "rgb": base64.b64encode(zlib.compress(pixels, 9)).decode()}
    if orientation != 1:
        turned = ImageOps.exif_transpose(image)
        line["upright"] = base64.b64encode(zlib.compress(turned.convert("RGB").tobytes(), 9)).decode()
    samples.append(line)


def cjpeg(image, *options):
    ppm = io.BytesIO()
    image.save(ppm, "PPM")
    return subprocess.run(["cjpeg", *options], input=ppm.getvalue(), stdout=subprocess.PIPE, check=True).stdout


def pillow(image, **options):
    data = io.BytesIO()
    image.save(data, "JPEG", **options)
    return data.getvalue()


def scans(text):
    script = tempfile.NamedTemporaryFile("w", suffix=".txt")
    script.write(text)
    script.flush()
    return script


plain = picture(37, 27)
for mode in ("", "-progressive"):
    options = [mode] if mode else []
    for sample in ("1x1", "2x1", "2x2", "1x2", "4x1", "1x4", "4x2"):
        add(f"{sample}{mode}", cjpeg(plain, "-quality", "85", "-sample", sample, *options))
    add(f"grey{mode}", cjpeg(plain, "-quality", "85", "-grayscale", *options))
    add(f"restarts-2x2{mode}", cjpeg(plain, "-quality", "85", "-sample", "2x2", "-restart", "1B", *options))
    add(f"restarts-1x1{mode}", cjpeg(plain, "-quality", "85", "-sample", "1x1", "-restart", "2B", *options))
    add(f"rgb{mode}", cjpeg(plain, "-quality", "85", "-rgb", *options))
    for quality in (1, 30, 100):
        add(f"quality-{quality}{mode}", cjpeg(plain, "-quality", str(quality), *options))
    for width, height in ((1, 1), (2, 2), (3, 3), (4, 5), (1, 33), (33, 1), (16, 16), (17, 9)):
        add(f"sides-{width}x{height}{mode}", cjpeg(picture(width, height), "-quality", "90", *options))
    add(f"cmyk{mode}", pillow(plain.convert("CMYK"), quality=90, progressive=bool(mode)))

# Each component in a scan of its own.
with scans("0;\n1;\n2;\n") as script:
    add("three-scans-2x2", cjpeg(plain, "-sample", "2x2", "-restart", "3B", "-scans", script.name))
# Bits one by one, bands cut small.
with scans("0,1,2: 0-0, 0, 3;\n" + "".join(f"{c}: {a}-{b}, 0, 3;\n" for c in range(3) for a, b in ((1, 5), (6, 20), (21, 63)))
           + "".join("0,1,2: 0-0, %d, %d;\n" % (h, h - 1) + "".join(f"{c}: 1-63, {h}, {h - 1};\n" for c in range(3)) for h in (3, 2, 1))) as script:
    add("many-scans", cjpeg(picture(61, 45), "-quality", "95", "-progressive", "-sample", "2x1", "-scans", script.name))
# Large enough for runs of ended blocks.
flat = Image.new("RGB", (320, 160), (30, 90, 160))
flat.paste(picture(24, 24), (150, 70))
add("runs-progressive", cjpeg(flat, "-quality", "75", "-progressive"))
# The mark that says that the inks were turned into brightness and differences; the files are read so, whatever they were made as.
cmyk = pillow(plain.convert("CMYK"), quality=90)
mark = cmyk.index(b"Adobe") + 11
add("ycck", cmyk[:mark] + b"\2" + cmyk[mark + 1:])
# Without the mark the inks are taken as they stand.
add("cmyk-unmarked", cmyk[:cmyk.index(b"\xff\xee")] + cmyk[cmyk.index(b"Adobe") + 12:])
# Components by other names, without any mark.
jfif = cjpeg(plain, "-quality", "85")
add("unmarked", jfif[:2] + jfif[20:])
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    add(f"exif-{orientation}", pillow(picture(13, 9), quality=90, exif=exif.tobytes()), orientation)
with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as out:
    for sample in samples:
        out.write(json.dumps(sample) + "\n")
print(f"{len(samples)} files")
