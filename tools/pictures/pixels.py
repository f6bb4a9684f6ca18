"""Families that show what a decoder does to the pixels: orientation, mirroring, colours, transparency."""
from PIL import Image

from . import draw, encode, questions as q

TURNS = {1: "upright", 2: "mirrored", 3: "upside down", 4: "flipped", 5: "transposed", 6: "turned left", 7: "transversed", 8: "turned right"}


def orientation(book):
    names = ["red", "green", "blue", "yellow"]
    for tag in range(1, 9):
        seen = ", ".join(names)
        raw = encode.stored(draw.quadrants(names), tag)
        ignored = ", ".join(_nearest(raw.getpixel(p)) for p in [(80, 80), (250, 80), (250, 250), (80, 250)])
        picture = book.picture(f"exif-{tag}-quarters.jpg", encode.jpeg_turned(draw.quadrants(names), tag), {"quadrants": seen}, exif_ignored={"quadrants": ignored})
        book.read(f"exif-{tag}-quarters", "orientation", f"A JPEG stored {TURNS[tag]} with EXIF orientation {tag} is seen upright.",
                  q.quadrants(book), picture, seen, {"exif-ignored": ignored}, match="sequence")
    turns = {1: "up", 3: "down", 6: "left", 8: "right"}
    for tag, ignored in turns.items():
        picture = book.picture(f"exif-{tag}-arrow.jpg", encode.jpeg_turned(draw.arrow("up"), tag), {"arrow": "up"}, exif_ignored={"arrow": ignored})
        book.read(f"exif-{tag}-arrow", "orientation", f"An arrow that points up, with EXIF orientation {tag}, points up.",
                  q.arrow(book), picture, "up", {"exif-ignored": ignored})


def _nearest(pixel):
    return min(draw.COLOURS, key=lambda n: sum((a - b) ** 2 for a, b in zip(draw.COLOURS[n], pixel)))


def mirroring(book):
    corners = {"top left": (60, 60), "top right": (276, 60), "bottom left": (60, 276), "bottom right": (276, 276)}
    ask = book.ask(f"In which corner of the picture is the dot: top left, top right, bottom left or bottom right? Reply with only these two words. {q.NONE}", "corner")
    for corner, (x, y) in corners.items():
        side = {"left": "right", "right": "left"}
        v, h = corner.split()
        flip = {"top": "bottom", "bottom": "top"}
        picture = book.picture(f"corner-{corner.replace(' ', '-')}.png", encode.flat(draw.circle(draw.plain(336, 336), x, y, 40)), {"corner": corner})
        book.read(f"mirror-corner-{corner.replace(' ', '-')}", "mirroring", f"A dot in the {corner} corner is seen there.", ask, picture, corner,
                  {"mirrored": f"{v} {side[h]}", "upside-down": f"{flip[v]} {h}", "half-turned": f"{flip[v]} {side[h]}"}, match="sequence")
    letter = book.ask(f"Which lower-case letter is in the picture: b, d, p or q? Reply with only that letter. {q.NONE}", "letter")
    for shown, (mirrored, flipped, turned) in {"b": ("d", "p", "q"), "p": ("q", "b", "d")}.items():
        image = draw.plain(336, 336)
        # Drawn as ring and stem, because in most fonts the four letters differ in more than their place.
        draw.circle(image, 168, 168, 84, "black")
        draw.circle(image, 168, 168, 52, "white")
        draw.box(image, 84, *((30, 116, 252) if shown == "b" else (84, 116, 306)), "black")
        picture = book.picture(f"letter-{shown}.png", encode.flat(image), {"letter": shown})
        book.read(f"mirror-letter-{shown}", "mirroring", f"The letter {shown} is read as {shown}.", letter, picture, shown,
                  {"mirrored": mirrored, "upside-down": flipped, "half-turned": turned})


def channels(book):
    for name, swapped in {"red": "blue", "blue": "red"}.items():
        picture = book.picture(f"fill-{name}.png", encode.flat(draw.plain(224, 224, name)), {"colour": name})
        book.read(f"channels-{name}", "colours", f"A {name} card is {name}.", q.colour(book), picture, name, {"channels-swapped": swapped, "greyscale": "grey"})
    jpeg = book.picture("fill-red.jpg", encode.jpeg(draw.plain(224, 224, "red")), {"colour": "red"})
    book.read("channels-red-jpeg", "colours", "A red JPEG is red.", q.colour(book), jpeg, "red", {"channels-swapped": "blue", "greyscale": "grey"})
    orange = book.picture("fill-orange.png", encode.flat(draw.plain(224, 224, "orange")), {"colour": "orange"})
    book.read("channels-orange", "colours", "An orange card is orange.", q.colour(book), orange, "orange", {"channels-swapped": "blue", "greyscale": "grey"})
    # Green letters on red of the same lightness (ITU-R BT.601): without colours there is nothing to read.
    word, decoy = book.word(), book.word()
    image = draw.plain(448, 224, (170, 60, 60))
    draw.text(image, word, 90, (40, 130, 40))
    ask = book.ask(f"Which green word is written in the picture? Reply with only that word, or BLANK if nothing can be read. {q.NONE}", "green")
    book.read("channels-isoluminant", "colours", "Letters that differ from their ground in hue alone are read.", ask,
              book.picture("isoluminant.png", encode.flat(image, 64), {"green": word}), word, {"greyscale": "BLANK"})
    # The large word is visible in red light only, the small one in blue light only.
    image = draw.text(draw.text(draw.plain(448, 224, "black"), word := book.word(), 100, (230, 0, 0), at=(224, 70)), decoy, 40, (0, 0, 230), at=(224, 180))
    ask = book.ask(f"Which red word is written in the picture? Reply with only that word. {q.NONE}", "red")
    book.read("channels-red-word", "colours", "Of a red and a blue word the red one is named.", ask,
              book.picture("red-and-blue-word.png", encode.flat(image, 64), {"red": word}), word, {"channels-swapped": decoy})


def hidden(book, size=(448, 224)):
    """Red letters in opaque pixels; the transparent pixels hide a larger word that only shows when alpha is dropped."""
    word, decoy = book.word(), book.word()
    shown = draw.text(Image.new("L", size, 0), word, 44, 255, at=(size[0] / 2, 40))
    concealed = draw.text(draw.plain(*size), decoy, 118, "black", at=(size[0] / 2, 140))
    image = Image.composite(Image.new("RGB", size, (200, 40, 40)), concealed, shown.point(lambda v: 255 if v > 100 else 0)).convert("RGBA")
    image.putalpha(shown.point(lambda v: 255 if v > 100 else 0))
    return image, word, decoy


def alpha(book):
    ask = q.largest(book)

    def add(ident, title, name, data, word, decoy):
        picture = book.picture(name, data, {"largest": word}, alpha_dropped={"largest": decoy})
        book.read(ident, "transparency", title, ask, picture, word, {"alpha-dropped": decoy})

    image, word, decoy = hidden(book)
    add("alpha-rgba", "What a PNG hides under transparency stays hidden.", "alpha-rgba.png", encode.png(image), word, decoy)
    image, word, decoy = hidden(book)
    add("alpha-webp", "What a WebP hides under transparency stays hidden.", "alpha.webp", encode.webp(image, lossless=True, exact=True), word, decoy)
    image, word, decoy = hidden(book)
    add("alpha-palette", "A palette PNG whose transparent entries hide a word.", "alpha-palette.png", _palette(image), word, decoy)
    image, word, decoy = hidden(book)
    add("alpha-grey", "A grey PNG with alpha hides a word.", "alpha-grey.png", encode.grey_alpha(image.convert("RGB").convert("L"), image.getchannel("A")), word, decoy)
    image, word, decoy = hidden(book, (336, 448))
    add("alpha-tall", "A tall transparent PNG hides a word.", "alpha-tall.png", encode.png(image), word, decoy)
    word = book.word()
    flat = draw.text(draw.plain(448, 224), word, 44, (200, 40, 40), at=(224, 40))
    book.read("alpha-flattened", "transparency", "The same card without transparency is read.", ask,
              book.picture("alpha-flattened.png", encode.flat(flat), {"largest": word}), word)
    # Black and white letters on nothing: which of them can be read says what lies beneath. Either is a legitimate choice.
    black, white = book.word(), book.word()
    ground = Image.new("RGBA", (448, 224), (0, 0, 0, 0))
    draw.text(ground, black, 80, (0, 0, 0, 255), at=(224, 60))
    draw.text(ground, white, 80, (255, 255, 255, 255), at=(224, 164))
    ask = book.ask(f"Which word can be read in the picture? If there are two, reply with the upper one only. {q.NONE}", "ground")
    book.read("alpha-ground", "transparency", "Transparent pixels lie on white or on black, consistently.", ask,
              book.picture("alpha-ground.png", encode.png(ground), {"ground": black}), black, accept=[white])


def _palette(image):
    """Entry 0 opaque red, 1 and 2 transparent: white and the hidden black."""
    indexed = Image.new("P", image.size, 1)
    indexed.putpalette([200, 40, 40, 255, 255, 255, 0, 0, 0])
    visible, concealed = image.getchannel("A"), image.convert("RGB").convert("L").point(lambda v: 255 if v < 128 else 0)
    indexed.paste(2, (0, 0), concealed)
    indexed.paste(0, (0, 0), visible)
    return encode.png(indexed, transparency=bytes([255, 0, 0]))
