"""Every kind of file a person may send."""
from PIL import Image, ImageFilter

from . import draw, encode, questions as q


def formats(book):
    ask = q.word(book)

    def add(ident, title, suffix, make, signatures=None, **members):
        word = book.word()
        picture = book.picture(f"format-{ident}.{suffix}", make(word), {"word": word})
        book.read(f"format-{ident}", "formats", title, ask, picture, word, signatures, **members)

    add("png-rgb", "A PNG with 8 bits a channel.", "png", lambda w: encode.png(draw.card(w)))
    add("png-palette", "A palette PNG.", "png", lambda w: encode.flat(draw.card(w, ground="yellow", colour="blue")))
    add("png-bilevel", "A PNG with one bit a pixel.", "png", lambda w: encode.png(draw.card(w).convert("1", dither=Image.Dither.NONE)))
    add("png-grey", "A grey PNG.", "png", lambda w: encode.png(draw.card(w).convert("L")))
    add("png-interlaced", "An interlaced PNG (Adam7).", "png", lambda w: encode.png_interlaced(draw.card(w, 224, 112).quantize(8, dither=Image.Dither.NONE)))
    add("jpeg", "A baseline JPEG.", "jpg", lambda w: encode.jpeg(draw.card(w)))
    add("jpeg-progressive", "A progressive JPEG.", "jpg", lambda w: encode.jpeg(draw.card(w), progressive=True))
    add("jpeg-grey", "A grey JPEG.", "jpg", lambda w: encode.jpeg(draw.card(w).convert("L")))
    add("jpeg-444", "A JPEG without chroma subsampling.", "jpg", lambda w: encode.jpeg(draw.card(w, ground="green", colour="yellow"), subsampling=0))
    add("jpeg-icc", "A JPEG with an ICC profile (sRGB).", "jpg", lambda w: encode.jpeg(draw.card(w), icc_profile=encode.srgb()))
    add("webp-lossy", "A lossy WebP.", "webp", lambda w: encode.webp(draw.card(w), quality=80))
    add("webp-lossless", "A lossless WebP.", "webp", lambda w: encode.webp(draw.card(w), lossless=True))
    add("gif", "A GIF of one frame.", "gif", lambda w: encode.gif([draw.card(w).quantize(16, dither=Image.Dither.NONE)]))
    frames(book, ask)
    deep(book, ask)
    ink(book)


def frames(book, ask):
    first, last = book.word(), book.word()
    data = encode.gif([draw.card(w).quantize(16, dither=Image.Dither.NONE) for w in (first, book.word(), last)])
    book.read("format-gif-frames", "formats", "Of an animated GIF the first frame is seen.", ask,
              book.picture("frames.gif", data, {"word": first}), first, {"last-frame": last})


def deep(book, ask):
    """Bright letters on nearly black; a word in pure black is invisible, unless the 16 bits are clipped to 8 instead of scaled."""
    word, decoy = book.word(), book.word()
    grey = draw.text(draw.text(Image.new("L", (448, 224), 1), word, 70, 255, at=(224, 60)), decoy, 70, 0, at=(224, 160))
    levels = {0: 0, 1: 600, 255: 52000}
    rows = [[levels[min(levels, key=lambda k: abs(k - grey.getpixel((x, y))))] for x in range(448)] for y in range(224)]
    book.read("format-png-16", "formats", "A grey PNG with 16 bits is scaled, not clipped.", ask,
              book.picture("format-png-16.png", encode.png16(448, 224, rows), {"word": word}), word, {"depth-clipped": decoy})
    samples = [[int(v * 257) for x in range(224) for v in draw.COLOURS["orange" if y < 150 else "blue"]] for y in range(224)]
    book.read("format-png-48", "formats", "A colour PNG with 16 bits a channel.", q.colour(book),
              book.picture("format-png-48.png", encode.png16(224, 224, samples), {"colour": "orange"}), "orange", {"depth-clipped": "white", "channels-swapped": "blue"})


def ink(book):
    for name, inverted in {"yellow": "blue", "blue": "yellow"}.items():
        data = encode.jpeg(draw.plain(224, 224, name).convert("CMYK"))
        book.read(f"format-cmyk-{name}", "formats", f"A {name} JPEG in CMYK is {name}.", q.colour(book),
                  book.picture(f"cmyk-{name}.jpg", data, {"colour": name}), name, {"ink-inverted": inverted})
    word = book.word()
    blurred = draw.card(word).filter(ImageFilter.GaussianBlur(1.2))
    book.read("format-jpeg-strong", "formats", "A strongly compressed JPEG.", q.word(book),
              book.picture("strong.jpg", encode.jpeg(blurred, quality=12), {"word": word}), word)
