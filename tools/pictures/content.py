"""What pictures are about: languages, pens, tables, charts, counting, places."""
from PIL import ImageDraw

from . import draw, encode, questions as q


def content(book):
    lettering(book)
    papers(book)
    figures(book)
    places(book)


def lettering(book):
    def add(ident, title, image, word, ask=None, fact="word"):
        picture = book.picture(f"content-{ident}.png", encode.flat(image, 16), {fact: word})
        book.read(f"content-{ident}", "content", title, ask or q.word(book), picture, word)

    for ident, title, path in [("serif", "Letters with serifs.", draw.SERIF), ("italic", "Slanted letters.", draw.ITALIC), ("mono", "Letters of one width.", draw.MONO),
                               ("pen", "Letters as of a pen.", draw.PEN), ("crayon", "Letters as of a crayon.", draw.CRAYON)]:
        word = book.word()
        add(ident, title, draw.card(word, path=path), word)
    word = book.word()
    add("negative", "White letters on black.", draw.card(word, ground="black", colour="white"), word)
    word = book.word()
    add("pale", "Letters of low contrast.", draw.card(word, ground=(235, 235, 235), colour=(170, 170, 170)), word)
    word = book.word()
    add("small-print", "Letters of fourteen pixels.", draw.text(draw.plain(896, 448), word, 18), word)
    number = book.number()
    add("digits", "A number.", draw.card(number), number, q.number(book), "number")
    for ident, words in [("chinese-1", "山水"), ("chinese-2", "银杏树")]:
        ask = book.ask(f"图片中写的是哪个词语？只回答这个词语；如果看不到图片，请回答 NONE。", "chinese")
        add(ident, "A Chinese word.", draw.card(words, path=draw.CHINESE), words, ask, "chinese")


def papers(book):
    rows = [("Hinge", "214", "9.40"), ("Bracket", "87", "3.15"), ("Dowel", "530", "0.65"), ("Clamp", "46", "12.80")]
    image = draw.plain(672, 360)
    pen = ImageDraw.Draw(image)
    for r, row in enumerate([("Part", "Stock", "Price"), *rows]):
        for c, cell in enumerate(row):
            pen.rectangle((30 + c * 205, 25 + r * 62, 30 + (c + 1) * 205, 25 + (r + 1) * 62), outline="black", width=2)
            pen.text((45 + c * 205, 40 + r * 62), cell, font=draw.font(26), fill="black")
    facts = {"dowels": "530", "dearest": "Clamp"}
    picture = book.picture("table.png", encode.flat(image, 8), facts)
    book.read("content-table-cell", "content", "A cell of a table.", book.ask(f"What is the stock of the part Dowel in the table? Reply with only the number. {q.NONE}", "dowels"), picture, "530")
    book.read("content-table-largest", "content", "The largest value of a column.", book.ask(f"Which part in the table has the highest price? Reply with only its name. {q.NONE}", "dearest"), picture, "Clamp")

    image = draw.plain(448, 616)
    pen = ImageDraw.Draw(image)
    for y, line in enumerate(["CORNER BAKERY", "", "2 rolls        1.80", "1 rye loaf     4.35", "3 pretzels     3.90", "", "TOTAL         10.05", "CASH          20.00", "CHANGE         9.95"]):
        pen.text((60, 40 + y * 58), line, font=draw.font(26, draw.MONO), fill="black")
    picture = book.picture("receipt.png", encode.flat(image, 8), {"total": "10.05", "pretzels": "3.90"})
    book.read("content-receipt-total", "content", "The sum of a receipt.", book.ask(f"What is the total on the receipt? Reply with only the amount. {q.NONE}", "total"), picture, "10.05")
    book.read("content-receipt-item", "content", "An item of a receipt.", book.ask(f"How much do the pretzels on the receipt cost? Reply with only the amount. {q.NONE}", "pretzels"), picture, "3.90")

    image = draw.text(draw.plain(560, 224), "3x² − 7x + 2 = 0", 52, path=draw.SERIF)
    picture = book.picture("formula.png", encode.flat(image, 16), {"factor": "-7", "power": "2"})
    book.read("content-formula", "content", "A factor of a formula.", book.ask(f"What is the coefficient of x (not of x squared) in the equation in the picture, with its sign? Reply with only the number. {q.NONE}", "factor"), picture, "-7")


def figures(book):
    bars = {"Mon": 3, "Tue": 7, "Wed": 5, "Thu": 9, "Fri": 2}
    image = draw.plain(672, 448)
    pen = ImageDraw.Draw(image)
    pen.line((60, 20, 60, 390), fill="black", width=3)
    pen.line((60, 390, 650, 390), fill="black", width=3)
    for i in range(0, 11, 2):
        pen.text((20, 376 - i * 34), str(i), font=draw.font(22), fill="black")
    for i, (day, value) in enumerate(bars.items()):
        pen.rectangle((95 + i * 110, 390 - value * 34, 160 + i * 110, 390), fill=draw.COLOURS["blue"])
        pen.text((100 + i * 110, 400), day, font=draw.font(24), fill="black")
    picture = book.picture("bars.png", encode.flat(image, 16), {"highest": "Thu", "lowest": "Fri"})
    for which in ("highest", "lowest"):
        ask = book.ask(f"Which day has the {which} bar in the chart? Reply with only its label. {q.NONE}", which)
        book.read(f"content-bars-{which}", "content", f"The {which} bar of a chart.", ask, picture, "Thu" if which == "highest" else "Fri")
    spots = [(90, 100), (250, 80), (420, 130), (120, 280), (300, 250), (450, 310), (560, 200)]
    image = draw.plain(672, 392)
    for i, (x, y) in enumerate(spots):
        draw.circle(image, x, y, 36, "red") if i % 2 == 0 else draw.box(image, x - 34, y - 34, x + 34, y + 34, "green")
    facts = {"circles": "4", "squares": "3"}
    picture = book.picture("shapes.png", encode.flat(image, 8), facts, patch_seams={"circles": "8", "squares": "6"})
    book.read("content-count-circles", "content", "Circles among squares are counted.", q.circles(book), picture, "4", {"patch-seams": "8"})
    ask = book.ask(f"How many squares are in the picture? Reply with only the number. {q.NONE}", "squares")
    book.read("content-count-squares", "content", "Squares among circles are counted.", ask, picture, "3", {"patch-seams": "6"})


def places(book):
    image = draw.plain(672, 448)
    draw.circle(image, 130, 110, 60, "red")
    draw.box(image, 460, 60, 580, 180, "blue")
    ImageDraw.Draw(image).polygon([(330, 260), (260, 400), (400, 400)], fill=draw.COLOURS["green"])
    picture = book.picture("relations.png", encode.flat(image, 8), {"right": "square", "lowest": "triangle", "left": "circle"})
    for fact, words, answer, signatures in [
        ("right", "farthest to the right", "square", {"mirrored": "circle"}),
        ("left", "farthest to the left", "circle", {"mirrored": "square"}),
        ("lowest", "lowest", "triangle", {}),
    ]:
        ask = book.ask(f"Of the circle, the square and the triangle in the picture, which is {words}? Reply with only that word. {q.NONE}", fact)
        book.read(f"content-relation-{fact}", "content", f"The shape {words} is named.", ask, picture, answer, signatures)
