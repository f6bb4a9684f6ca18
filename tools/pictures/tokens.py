"""What pictures cost: rules about prompt_tokens that hold for any tokenizer of pictures. And the clip."""
import os
import subprocess
import tempfile

from . import draw, encode, questions as q


def ask_with(pictures, question):
    return {"messages": [{"role": "user", "content": [*({"picture": p} for p in pictures), {"text": question}]}]}


def tokens(book):
    ask = q.number(book)

    def card(name, side, make=encode.flat, suffix="png", number=None):
        number = number or book.number()
        image = draw.text(draw.plain(side, side), number, max(16, side // 5))
        return book.picture(f"tokens-{name}.{suffix}", make(image), {"number": number}), number

    def rule(ident, title, rule, groups, **members):
        book.probe(f"tokens-{ident}", "tokens", "tokens", title, [ask_with(g, ask) for g in groups], rule=rule, **members)

    sizes = {side: card(str(side), side)[0] for side in (224, 448, 896)}
    other = card("448-other", 448)[0]
    number = book.number()
    same = [card(f"same-{suffix}", 448, make, suffix, number)[0] for suffix, make in
            [("png", encode.flat), ("jpg", encode.jpeg), ("webp", lambda image: encode.webp(image, quality=80))]]
    rule("counted", "A picture costs tokens.", "more", [[], [sizes[448]]], measured="uncounted")
    rule("grow", "A larger picture costs more than a smaller one, from 224 over 448 to 896 pixels.", "more", [[], [sizes[224]], [sizes[448]], [sizes[896]]], measured="downscaled")
    rule("sum", "Two pictures cost what one and one cost.", "sum", [[], [sizes[448]], [sizes[448], other]], measured="cost-of-sum", level="may")
    rule("content", "Two pictures of one size cost the same.", "same", [[sizes[448]], [other]], measured="cost-of-content", level="may")
    rule("encoding", "The same picture as PNG, JPEG and WebP costs the same.", "same", [[f] for f in same], measured="cost-of-content", level="may")


def truths(book):
    """More rules about prompt_tokens; drawn last, so that earlier pictures stay as they are."""
    ask = q.number(book)

    def card(width, height):
        number = book.number()
        image = draw.text(draw.plain(width, height), number, min(height // 2, width // 4))
        return book.picture(f"tokens-{width}x{height}-{len(book.files)}.png", encode.flat(image), {"number": number})

    def rule(ident, title, rule, groups, **members):
        book.probe(f"tokens-{ident}", "tokens", "tokens", title, [ask_with(g, ask) for g in groups], rule=rule, **members)

    one, two = card(224, 224), card(224, 224)
    rule("two", "Two pictures cost more than one.", "more", [[], [one], [one, two]], measured="uncounted")
    growing = [card(w, h) for w, h in [(140, 140), (140, 168), (280, 168), (280, 280), (420, 280), (420, 420)]]
    rule("area", "What a picture costs never falls as it grows in either direction.", "monotone", [[], *([p] for p in growing)], measured="cost-of-area")


def video(book):
    colours = ["red", "blue", "green"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "clip.mp4")
        inputs = [arg for c in colours for arg in ("-f", "lavfi", "-i", f"color=c=0x{'%02x%02x%02x' % draw.COLOURS[c]}:s=448x448:r=30:d=0.6667")]
        subprocess.run(["ffmpeg", "-loglevel", "error", *inputs, "-filter_complex", "[0][1][2]concat=n=3", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-threads", "1",
                        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", path], check=True)
        with open(path, "rb") as file:
            data = file.read()
    sequence = ", ".join(colours)
    clip = book.picture("clip.mp4", data, {"sequence": sequence})
    ask = book.ask("The clip shows three plain colours, one after the other. Name them in order, separated by commas. Reply NONE if you see no clip.", "sequence")
    part = {"video": clip}
    message = [{"role": "user", "content": [part, {"text": ask}]}]
    book.probe("video-order", "video", "read", "A clip of two seconds is seen in order, or refused with a reason.", [{"messages": message}], sequence,
               match="sequence", clearRefusal=True, crash="video-crash", video=True, emptyHandedDefect="video-dropped", signatures={"order-lost": ", ".join(reversed(colours))})
    frame = book.picture("clip-frame.png", encode.flat(draw.plain(448, 448, "red")), {"sequence": "red"})
    text = [{"role": "user", "content": [{"text": ask}]}]
    still = [{"role": "user", "content": [{"picture": frame}, {"text": ask}]}]
    book.probe("video-cost", "video", "tokens", "Two seconds cost no more than twelve pictures of the same size.", [{"messages": text}, {"messages": still}, {"messages": message}],
               rule="atMostTwelve", measured="video-oversampled", clearRefusal=True, crash="video-crash", video=True)
