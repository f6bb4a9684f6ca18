"""Sizes and shapes: odd sides, extreme ratios, eye charts, seams, crops."""
from PIL import ImageDraw

from . import draw, encode, questions as q


def sides(book):
    for width, height in [(1, 1), (2, 2), (1, 300), (300, 1)]:
        colour = "red" if width >= height else "blue"
        picture = book.picture(f"side-{width}x{height}.png", encode.flat(draw.plain(width, height, colour)), {"colour": colour})
        book.read(f"side-{width}x{height}", "sides", f"{width} by {height} pixels: seen, or refused with a reason.", q.colour(book), picture, colour,
                  clearRefusal=True, crash="aspect-crash", level="may" if width * height < 5 else "must", anyAnswer=True)
    for width, height in [(1093, 5), (5, 1093), (4096, 16), (16, 4096)]:
        colour = "green" if width > height else "orange"
        picture = book.picture(f"ratio-{width}x{height}.png", encode.flat(draw.plain(width, height, colour)), {"colour": colour})
        book.read(f"ratio-{width}x{height}", "sides", f"{width} by {height} pixels: seen, or refused with a reason.", q.colour(book), picture, colour,
                  clearRefusal=True, crash="aspect-crash", anyAnswer=True)
    for width, height, colour in [(14, 14, "green"), (28, 28, "blue"), (29, 31, "orange"), (55, 57, "purple")]:
        picture = book.picture(f"side-{width}x{height}.png", encode.flat(draw.plain(width, height, colour)), {"colour": colour})
        book.read(f"side-{width}x{height}", "sides", f"{width} by {height} pixels, around the patch sizes 14 and 28.", q.colour(book), picture, colour, clearRefusal=True, crash="picture-crash")
    for width, height in [(447, 223), (449, 225), (450, 674), (2000, 300), (300, 2000), (8192, 1024)]:
        word = book.word()
        image = draw.plain(width, height)
        draw.text(image, word, min(width // 5, height // 2, 260))
        picture = book.picture(f"word-{width}x{height}.png", encode.flat(image, 8), {"word": word})
        book.read(f"size-{width}x{height}", "sides", f"A word on {width} by {height} pixels.", q.word(book), picture, word, crash="picture-crash")


def charts(book):
    """Six lines, each smaller than the one before. A picture of 1,792 by 1,792 pixels (16,384 patches of 14) shows them all."""
    parts = [6, 10, 16, 26, 40, 60]
    for side in [512, 1024, 2048, 4096]:
        legal = min(side, 1792)
        codes = [book.word() for _ in parts]
        image = draw.plain(side, side)
        y = side * 0.03
        for code, part in zip(codes, parts):
            draw.text(image, code, side // part, "black", at=(side / 2, y + side / part / 2))
            y += side / part * 1.9
        # Letters of eleven pixels can be read; what a legal picture shows must be.
        readable = [c for c, part in zip(codes, parts) if legal / part >= 11]
        last, blurred = readable[-1], readable[-3]
        line = codes.index(last) + 1
        ask = book.ask(f"The picture shows lines of one word each, every line smaller than the one above. Reply with only the last word you can read. {q.NONE}", "smallest")
        one = book.ask(f"The picture shows lines of one word each, every line smaller than the one above. What does line {line} say? Reply with only that word, or UNREADABLE if it is too small to read. {q.NONE}", f"line{line}")
        picture = book.picture(f"chart-{side}.png", encode.flat(image, 4), {"smallest": last, f"line{line}": last}, downscaled={"smallest": blurred, f"line{line}": "UNREADABLE"})
        signature = {"downscaled": [c for c in codes if codes.index(c) < line - 1]}
        book.read(f"chart-{side}-smallest", "small print", f"The last line that can be read at {side} pixels.", ask, picture, last, signature, accept=codes[line:])
        book.read(f"chart-{side}-line", "small print", f"Line {line} of an eye chart of {side} pixels.", one, picture, last, {"downscaled": "UNREADABLE"})


def seams(book):
    spots = [(448, 448), (200, 200), (700, 220), (230, 690), (690, 690)]
    for count in range(1, 6):
        image = draw.plain(896, 896)
        for x, y in spots[:count]:
            draw.circle(image, x, y, 90)
        picture = book.picture(f"circles-{count}.png", encode.flat(image, 8), {"circles": str(count)}, patch_seams={"circles": str(2 * count)})
        book.read(f"seams-circles-{count}", "seams", f"{count} circle{'s' if count > 1 else ''}, the first across the middle, where patches meet.", q.circles(book), picture, str(count), {"patch-seams": str(2 * count)})
    word = book.word()
    image = draw.text(draw.plain(896, 448), word, 200)
    ask = book.ask(f"Spell the word in the picture exactly as it is written, letter by letter, with repeated letters repeated. Reply with only the letters, without spaces. {q.NONE}", "spelt")
    doubled = word[:2] + word[2] * 2 + word[3:]
    book.read("seams-word", "seams", "A word across the middle of the picture keeps its letters.", ask,
              book.picture("seam-word.png", encode.flat(image, 8), {"spelt": word}, patch_seams={"spelt": doubled}), word, {"patch-seams": doubled})
    tiles(book)


def tiles(book):
    for count, side in [(2, 448), (3, 672), (2, 1344)]:
        digits = book.rng.sample("123456789", count * count)
        image, step = draw.plain(side, side), side // count
        for i, digit in enumerate(digits):
            draw.text(image, digit, step // 2, "black", at=(i % count * step + step / 2, i // count * step + step / 2))
        order = ", ".join(digits)
        turned = ", ".join(digits[x * count + y] for y in range(count) for x in range(count))
        ask = book.ask(f"The picture shows digits in rows. Read them row by row, each from left to right: only the digits, separated by commas. {q.NONE}", "digits")
        picture = book.picture(f"tiles-{count}-{side}.png", encode.flat(image, 8), {"digits": order}, patch_seams={"digits": turned})
        book.read(f"tiles-{count}-{side}", "seams", f"{count * count} digits on {side} pixels are read in order.", ask, picture, order, {"patch-seams": turned}, match="sequence")


def shapes(book):
    ask = book.ask(f"How many dots are in the picture? Count all of them, those at the edges too. Reply with only the number. {q.NONE}", "dots")
    for name, (width, height), dots, inside in [("wide", (1200, 400), [100, 300, 600, 900, 1100], 1), ("tall", (400, 1200), [100, 300, 500, 700, 900, 1100], 2)]:
        image = draw.plain(width, height)
        for along in dots:
            draw.circle(image, *((along, 200) if width > height else (200, along)), 45, "red")
        book.read(f"crop-{name}", "shapes", f"A {name} picture is seen to its edges.", ask,
                  book.picture(f"crop-{name}.png", encode.flat(image, 8), {"dots": str(len(dots))}), str(len(dots)), {"centre-cropped": str(inside)})
    ends = [book.number(), book.number()]
    image = draw.plain(1200, 300)
    for words, x in zip(ends, (110, 1090)):
        draw.text(image, words, 70, at=(x, 150))
    ask = book.ask(f"Two numbers stand in the picture, one at its left edge and one at its right edge. Reply with both, from left to right, separated by a comma; write MISSING if there are none. {q.NONE}", "ends")
    book.read("crop-ends", "shapes", "Numbers at both ends of a wide picture are read.", ask,
              book.picture("crop-ends.png", encode.flat(image, 8), {"ends": ", ".join(ends)}), ", ".join(ends), {"centre-cropped": "MISSING"}, match="sequence")
    ask = book.ask(f"What shape is in the picture: a circle, an ellipse that is wider than high (WIDE), or an ellipse that is higher than wide (TALL)? Reply with only CIRCLE, WIDE or TALL. {q.NONE}", "shape")
    for name, size, radii, shape, squashed in [("wide", (1344, 448), (180, 180), "CIRCLE", "TALL"), ("tall", (448, 1344), (180, 180), "CIRCLE", "WIDE"), ("ellipse", (1344, 448), (330, 110), "WIDE", "CIRCLE")]:
        image = draw.plain(*size)
        x, y = size[0] / 2, size[1] / 2
        ImageDraw.Draw(image).ellipse((x - radii[0], y - radii[1], x + radii[0], y + radii[1]), fill=draw.COLOURS["purple"])
        book.read(f"squash-{name}", "shapes", f"{shape.capitalize()} on a picture of {size[0]} by {size[1]} pixels keeps its shape.", ask,
                  book.picture(f"squash-{name}.png", encode.flat(image, 8), {"shape": shape}), shape, {"squashed": squashed})
