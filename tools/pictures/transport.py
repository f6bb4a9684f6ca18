"""How pictures are sent, and files that are none."""
from . import draw, encode, questions as q


def transport(book):
    ask, word = q.word(book), book.word()
    image = draw.card(word)
    png = book.picture("sent.png", encode.flat(image, 8), {"word": word})
    jpg = book.picture("sent.jpg", encode.jpeg(image), {"word": word})

    def add(ident, title, picture, **members):
        book.read(f"sent-{ident}", "transport", title, ask, picture, word, **members)

    for detail in ("low", "high", "auto"):
        add(f"detail-{detail}", f"The member detail with the value {detail}.", {"picture": png, "detail": detail}, **({"anyAnswer": True} if detail == "low" else {}))
    add("plain", "An object with the address alone.", {"picture": png})
    add("string", "image_url as a string, which some clients send: seen, or refused with a reason.", {"picture": png, "form": "string"}, clearRefusal=True)
    add("type-upper", "The media type in capital letters.", {"picture": png, "type": "IMAGE/PNG"}, signatures={"type-refused": "HTTP 4xx"})
    add("type-jpg", "The media type image/jpg, which is not registered and widely used.", {"picture": jpg, "type": "image/jpg"}, signatures={"type-refused": "HTTP 4xx"})
    add("type-wrong", "A PNG declared as JPEG: seen, or refused with a reason.", {"picture": png, "type": "image/jpeg"}, clearRefusal=True)
    add("type-octets", "A picture declared as application/octet-stream: seen, or refused with a reason.", {"picture": png, "type": "application/octet-stream"}, clearRefusal=True)
    add("type-absent", "A data address without a media type: seen, or refused with a reason.", {"picture": png, "type": ""}, clearRefusal=True)
    add("type-parameter", "A media type with a parameter: seen, or refused with a reason.", {"picture": png, "type": "image/png;name=card.png"}, clearRefusal=True)
    add("scheme-upper", "DATA: in capital letters: seen, or refused with a reason.", {"picture": png, "scheme": "DATA"}, clearRefusal=True)
    add("lines", "Base64 broken into lines of 76: seen, or refused with a reason.", {"picture": png, "encoding": "lines"}, clearRefusal=True)
    add("unpadded", "Base64 without padding: seen, or refused with a reason.", {"picture": png, "encoding": "unpadded"}, clearRefusal=True)
    add("url-safe", "Base64 in the alphabet of addresses: seen, or refused with a reason.", {"picture": png, "encoding": "url-safe"}, clearRefusal=True)
    book.read("text-only", "text-only model", "A picture sent to a model without vision is refused with a reason.", ask, png, word,
              clearRefusal=True, crash="text-model-crash", emptyHandedDefect="text-model-dropped", textModel=True)
    broken(book, ask, encode.png(draw.card(book.word())), encode.jpeg(draw.card(book.word())))


def addresses(book):
    """Pictures that are not sent but named by their address: for endpoints that can reach the suite."""
    ask, word = q.word(book), book.word()
    refused = {"address-refused": "HTTP 4xx"}

    def add(ident, title, parts, answer, **members):
        book.read(f"address-{ident}", "addresses", title, None, [], answer, members.pop("signatures", refused), parts=parts, emptyHandedDefect="address-dropped", **members)

    png = book.picture("address.png", encode.flat(draw.card(word), 8), {"word": word})
    add("png", "A PNG given by its address.", [{"picture": png, "address": "address.png"}, {"text": ask}], word)
    word = book.word()
    jpg = book.picture("address.jpg", encode.jpeg(draw.card(word)), {"word": word})
    add("untyped", "A JPEG under an address without a suffix, with a query and without a type: seen, or refused with a reason.",
        [{"picture": jpg, "address": "picture?id=7", "type": "application/octet-stream"}, {"text": ask}], word, signatures={}, clearRefusal=True)
    numbers = [book.number() for _ in range(3)]
    files = [book.picture(f"address-{i}.png", encode.flat(draw.card(n, 336, 168, size=96), 8), {"number": n}) for i, n in enumerate(numbers, 1)]
    second = book.ask(f"Which number is written in the second picture of this conversation? Reply with only its digits. {q.NONE}", "number", "2")
    add("between", "Of three pictures the second is given by its address.",
        [{"picture": files[0]}, {"picture": files[1], "address": "second.png"}, {"picture": files[2]}, {"text": second}], numbers[1],
        signatures={**refused, "order-lost": numbers[0], "address-dropped": numbers[2]})


def broken(book, ask, png, jpeg):
    middle = len(png) // 2
    files = {
        "truncated.png": ("A PNG cut in half", png[:middle]),
        "truncated.jpg": ("A JPEG cut in half", jpeg[:len(jpeg) // 2]),
        "damaged.png": ("A PNG with damaged picture data", png[:middle] + bytes(b ^ 0xA5 for b in png[middle:middle + 40]) + png[middle + 40:]),
        "text.png": ("Text named PNG", b"This is not a picture. It is a line of text that calls itself one.\n"),
        "header.png": ("A PNG of a header alone", png[:33]),
        "zeros.png": ("A thousand bytes of zero", bytes(1000)),
    }
    for name, (title, data) in files.items():
        book.files[name] = data
        # Many decoders forgive a torn file; none may take text for a picture.
        level = {} if name in ("text.png", "zeros.png") else {"level": "may"}
        book.read(f"broken-{name.replace('.', '-')}", "broken files", f"{title} is refused with a reason.", ask, name, refused=True, answer=None, **level)
    book.read("broken-base64", "broken files", "Text that is not base64 is refused with a reason.", ask, {"picture": "sent.png", "encoding": "garbage"}, refused=True, answer=None)
    book.read("broken-empty", "broken files", "A picture of no bytes is refused with a reason.", ask, {"picture": "sent.png", "encoding": "empty"}, refused=True, answer=None)
