"""Files of every kind out of drawn pictures, in bytes that are the same on every run."""
import io
import struct
import zlib

from PIL import Image, ImageCms

ORIENTATION = 0x0112


def _save(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def png(image, **options):
    return _save(image, "PNG", optimize=True, **options)


def flat(image, colours=32):
    """A palette PNG: what flat colours need."""
    return _save(image.convert("RGB").quantize(colours, dither=Image.Dither.NONE), "PNG", optimize=True)


def jpeg(image, **options):
    return _save(image, "JPEG", **{"quality": 85, **options})


def webp(image, **options):
    return _save(image, "WEBP", **options)


def gif(frames, **options):
    first, *rest = frames
    return _save(first, "GIF", save_all=True, append_images=rest, duration=1000, loop=0, **options)


# How the stored pixels must lie so that the orientation tag turns them upright (EXIF 2.3, tag 274).
_STORED = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}


def stored(image, orientation):
    """The pixels as a camera stores them: what a decoder shows that ignores the tag."""
    turn = _STORED[orientation]
    return image if turn is None else image.transpose(turn)


def jpeg_turned(image, orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return jpeg(stored(image, orientation), exif=exif, subsampling=0)


def srgb():
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)  # the date of creation, which differs from run to run
    return bytes(profile)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_raw(width, height, depth, colour, rows, *, interlace=0):
    """A PNG out of finished rows (filter byte 0 in front of each)."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def png16(width, height, values):
    """16 bits, grey or RGB: values are rows of samples."""
    colour = 0 if len(values[0]) == width else 2
    return png_raw(width, height, 16, colour, b"".join(b"\0" + struct.pack(f">{len(row)}H", *row) for row in values))


def png_interlaced(image):
    """Adam7 (PNG specification, clause 8), 8-bit RGB."""
    pixels, rows = image.convert("RGB").load(), bytearray()
    for x0, y0, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for y in range(y0, image.height, dy):
            row = b"".join(bytes(pixels[x, y]) for x in range(x0, image.width, dx))
            if row:
                rows += b"\0" + row
    return png_raw(image.width, image.height, 8, 2, bytes(rows), interlace=1)


def grey_alpha(grey, alpha):
    """8-bit grey with alpha, hidden grey kept."""
    rows = b"".join(b"\0" + bytes(v for x in range(grey.width) for v in (grey.getpixel((x, y)), alpha.getpixel((x, y)))) for y in range(grey.height))
    return png_raw(grey.width, grey.height, 8, 4, rows)


def swapped(image):
    r, g, b = image.convert("RGB").split()
    return Image.merge("RGB", (b, g, r))
