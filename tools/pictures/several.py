"""Several pictures, their places in the conversation, and what caches make of them."""
from . import draw, encode, questions as q


def picture_of(book, name, words=None):
    """A card with a number, 336 by 168 pixels, all alike but for the digits."""
    words = words or book.number()
    return book.picture(f"{name}.png", encode.flat(draw.card(words, 336, 168, size=96), 8), {"number": words}), words


def nth(book, which, of):
    return book.ask(f"Which number is written in the {which} picture of this conversation? Reply with only its digits. {q.NONE}", "number", of)


def order(book):
    pair = [picture_of(book, f"order-{i}") for i in range(1, 5)]
    files, numbers = [p[0] for p in pair], [p[1] for p in pair]
    for place, which, count in [(1, "first", 2), (2, "second", 2), (1, "first", 4), (2, "second", 4), (4, "fourth", 4)]:
        lost = numbers[count - place]
        book.read(f"order-{which}-of-{count}", "order", f"The {which} of {count} pictures is the {which} that was sent.", nth(book, which, str(place)), files[:count], numbers[place - 1], {"order-lost": lost})
    every = book.ask(f"Every picture shows a number. Reply with the numbers in the order of the pictures, separated by commas. {q.NONE}", "number", "all")
    book.read("order-all", "order", "Four pictures are read in order.", every, files, ", ".join(numbers),
              {"order-lost": ", ".join(reversed(numbers)), "picture-dropped": [", ".join(numbers[:1]), ", ".join(numbers[:3]), ", ".join(numbers[1:])]}, match="sequence")
    labels = ["Card A:", "Card B:", "Card C:", "Card D:"]
    for label in ("Card B:", "Card D:"):
        at = labels.index(label)
        ask = book.ask(f"Every card is a label followed by its picture. Which number is on {label[:-1]}? Reply with only its digits. {q.NONE}", "number", f"after:{label}")
        book.read(f"order-label-{label[5].lower()}", "order", f"The picture after the label {label[:-1]} belongs to it.", ask, files, numbers[at], {"order-lost": numbers[3 - at]},
                  parts=[*(part for l, f in zip(labels, files) for part in ({"text": l + "\n"}, {"picture": f})), {"text": "\n" + ask}])
    ask = book.ask("How many pictures stand between the word START and the word END? Reply with only the number.", "number", "between:START:END")
    for before, inside, after in [(1, 2, 1), (0, 3, 1), (2, 1, 0)]:
        shown = (files * 2)[:before + inside + after]
        parts = [*({"picture": f} for f in shown[:before]), {"text": "START\n"}, *({"picture": f} for f in shown[before:before + inside]), {"text": "\nEND\n"},
                 *({"picture": f} for f in shown[before + inside:]), {"text": "\n" + ask}]
        book.read(f"place-{before}-{inside}-{after}", "order", f"{inside} of {before + inside + after} pictures stand between two words.", ask, [], str(inside), {"pictures-fronted": "0"}, parts=parts, emptyHanded="0")


def places(book):
    file, number = picture_of(book, "place")
    ask = q.number(book)
    for ident, title, parts in [
        ("before", "A picture before the question.", [{"picture": file}, {"text": ask}]),
        ("after", "A picture after the question.", [{"text": ask}, {"picture": file}]),
        ("between", "A picture between two texts.", [{"text": "Please look at this. "}, {"picture": file}, {"text": ask}]),
    ]:
        book.read(f"text-{ident}", "places", title, ask, [], number, parts=parts)
    user, answer = (lambda content: {"role": "user", "content": content}), (lambda words: {"role": "assistant", "content": words})
    book.probe("turn-earlier", "places", "read", "A picture of an earlier turn is still seen.", [{"messages": [
        user([{"picture": file}, {"text": "I will ask about this picture later. Say only: ready."}]), answer("ready"), user([{"text": ask}])]}], number)
    other, second = picture_of(book, "place-second")
    book.probe("turn-later", "places", "read", "A picture in the second turn is seen.", [{"messages": [
        user([{"text": "I am going to send a picture. Say only: ready."}]), answer("ready"), user([{"picture": other}, {"text": ask}])]}], second)
    for which, of, right, wrong in [("first", "1", number, second), ("second", "2", second, number)]:
        book.probe(f"turn-{which}-of-two", "places", "read", f"Of pictures in two turns the {which} is found.", [{"messages": [
            user([{"picture": file}, {"text": "Say only: ready."}]), answer("ready"), user([{"picture": other}, {"text": nth(book, which, of)}])]}], right,
            signatures={"order-lost": wrong})
    call = {"role": "assistant", "content": "", "reasoning_content": "I take the picture.", "tool_calls": [{"id": "functions.take_photo:0", "type": "function", "function": {"name": "take_photo", "arguments": "{}"}}]}
    tool = {"type": "function", "function": {"name": "take_photo", "description": "Takes a photograph and returns it.", "parameters": {"type": "object", "properties": {}}}}
    photo, seen = picture_of(book, "place-tool")
    ask = book.ask("Take a photograph. Which number is on it? Reply with only its digits, or NONE if you see no picture.", "number")
    book.probe("tool-message", "places", "read", "A picture that a tool returned is seen, or refused with a reason.", [{"messages": [
        user([{"text": ask}]), call, {"role": "tool", "tool_call_id": "functions.take_photo:0", "content": [{"text": "The photograph:"}, {"picture": photo}]}], "tools": [tool]}], seen, clearRefusal=True)
    book.probe("system-message", "places", "read", "A picture in a system message is seen, or refused with a reason.", [{"messages": [
        {"role": "system", "content": [{"text": "This is the picture the user will ask about."}, {"picture": photo}]}, user([{"text": q.number(book)}])]}], seen, clearRefusal=True)


def many(book):
    count = book.ask("How many pictures are in this message? Reply with only the number, 0 if there is none.", "number", "count")
    cards = [picture_of(book, f"many-{i:02}") for i in range(1, 21)]
    for size in (1, 2, 5, 10, 20):
        files = [c[0] for c in cards[:size]]
        signature = {"picture-dropped": [str(n) for n in (size - 1, 1) if n < size]} if size > 1 else {}
        book.read(f"count-{size}", "several", f"{size} picture{'s are' if size > 1 else ' is'} counted.", count, files, str(size), signature, emptyHanded="0")
    for place, which, size in [(10, "tenth", 10), (7, "seventh", 20), (20, "twentieth", 20)]:
        book.read(f"many-{which}-of-{size}", "several", f"The {which} of {size} pictures is found.", nth(book, which, str(place)), [c[0] for c in cards[:size]], cards[place - 1][1],
                  {"order-lost": cards[size - place][1]})
    same = book.ask(f"Do the first and the second picture show the same number? Reply with only yes or no. {q.NONE}", "number", "same")
    a, b = cards[0][0], cards[1][0]
    book.read("same-twice", "several", "The same picture twice is the same.", same, [a, a], "yes")
    book.read("same-not", "several", "Two pictures that differ in their digits differ.", same, [a, b], "no", {"media-cache": "yes"})
    book.read("count-duplicates", "several", "Three copies of one picture are three pictures.", count, [a, a, a], "3", {"picture-dropped": ["1", "2"]}, emptyHanded="0")


def cache(book):
    """The same text with one picture after the other: a cache whose key leaves the picture out answers with an earlier one."""
    ask = q.number(book)

    def step(file, number):
        return {"messages": [{"role": "user", "content": [{"picture": file}, {"text": ask}]}], "answer": number}

    for ident, title, parallel in [("sequence", "Five pictures with one text, one after the other.", False), ("parallel", "Five pictures with one text, at the same time.", True)]:
        cards = [picture_of(book, f"cache-{ident}-{i}") for i in range(1, 6)]
        book.probe(f"cache-{ident}", "cache", "series", title, [step(*c) for c in cards], parallel=parallel)
    digits = book.number()
    near = [picture_of(book, f"cache-near-{i}", digits[:3] + d) for i, d in enumerate([d for d in "2468" if d != digits[2]][:3], 1)]
    book.probe("cache-near", "cache", "series", "Pictures that differ in their last digit.", [step(*c) for c in near])
    first, again = picture_of(book, "cache-again"), picture_of(book, "cache-again-other")
    book.probe("cache-again", "cache", "series", "A picture, another one, and the first again.", [step(*first), step(*again), step(*first)])
    word, colour = book.word(), "yellow"
    both = book.picture("cache-two-questions.png", encode.flat(draw.card(word, ground=colour), 8), {"word": word, "colour": colour})
    book.probe("cache-questions", "cache", "series", "One picture with two questions.", [
        {"messages": [{"role": "user", "content": [{"picture": both}, {"text": q.word(book)}]}], "answer": word},
        {"messages": [{"role": "user", "content": [{"picture": both}, {"text": q.colour(book)}]}], "answer": colour}])
