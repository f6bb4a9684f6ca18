"""Drawing: cards with words, shapes and colours. Flat colours only, so that large pictures stay small files."""
from PIL import Image, ImageDraw, ImageFont

SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
ITALIC = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Oblique.ttf"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
CHINESE = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
PEN = "/usr/share/fonts/truetype/fifthhorseman/dkg.ttf"
CRAYON = "/usr/share/fonts/truetype/breip/Breip.ttf"

COLOURS = {
    "red": (220, 20, 20), "green": (20, 150, 30), "blue": (25, 35, 215), "yellow": (245, 225, 20), "orange": (250, 140, 0),
    "purple": (125, 25, 155), "black": (0, 0, 0), "white": (255, 255, 255), "grey": (128, 128, 128),
}


def font(size, path=SANS):
    return ImageFont.truetype(path, size)


def plain(width, height, colour="white"):
    return Image.new("RGB", (width, height), COLOURS.get(colour, colour))


def text(image, words, size=None, colour="black", path=SANS, at=None):
    """Writes centred at a point (the middle of the picture when none is given), as large as fits when no size is given."""
    pen = ImageDraw.Draw(image)
    if size is None:
        size = 8
        while True:
            box = pen.textbbox((0, 0), words, font=font(size + 1, path))
            if box[2] - box[0] > image.width * 0.8 or box[3] - box[1] > image.height * 0.6:
                break
            size += 1
    x, y = at or (image.width / 2, image.height / 2)
    box = pen.textbbox((0, 0), words, font=font(size, path))
    fill = COLOURS.get(colour, colour) if image.mode in ("RGB", "RGBA") else colour
    pen.text((round(x - (box[0] + box[2]) / 2), round(y - (box[1] + box[3]) / 2)), words, font=font(size, path), fill=fill)
    return image


def card(words, width=448, height=224, ground="white", colour="black", path=SANS, size=None):
    return text(plain(width, height, ground), words, size, colour, path)


def circle(image, x, y, radius, colour="blue"):
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=COLOURS.get(colour, colour))
    return image


def box(image, x0, y0, x1, y1, colour="blue"):
    ImageDraw.Draw(image).rectangle((x0, y0, x1, y1), fill=COLOURS.get(colour, colour))
    return image


def arrow(direction, side=336, colour="black"):
    image = plain(side, side)
    s = side / 12
    ImageDraw.Draw(image).polygon([(6 * s, s), (10 * s, 6 * s), (7.5 * s, 6 * s), (7.5 * s, 11 * s), (4.5 * s, 11 * s), (4.5 * s, 6 * s), (2 * s, 6 * s)], fill=COLOURS[colour])
    return image.rotate({"up": 0, "left": 90, "down": 180, "right": 270}[direction])


def quadrants(names, side=336):
    """Four colours, clockwise from the top left."""
    image, half = plain(side, side), side // 2
    for name, (x, y) in zip(names, [(0, 0), (half, 0), (half, half), (0, half)]):
        box(image, x, y, x + half - 1, y + half - 1, name)
    return image
