"""The questions, in one place: the same words wherever the same thing is asked, because a cache that mixes pictures up shows only then."""

NONE = "Reply NONE if you see no picture."
COLOUR_LIST = "red, green, blue, yellow, orange, purple, black, white or grey"


def word(book):
    return book.ask(f"Which word is written in the picture? Reply with only that word. {NONE}", "word")


def largest(book):
    return book.ask(f"Which word in the picture is written in the largest letters? Reply with only that word. {NONE}", "largest")


def number(book):
    return book.ask(f"Which number is written in the picture? Reply with only its digits. {NONE}", "number")


def colour(book):
    return book.ask(f"Which colour covers most of the picture: {COLOUR_LIST}? Reply with only the colour. {NONE}", "colour")


def quadrants(book):
    return book.ask(f"The picture has four coloured quarters. Name their colours clockwise, starting at the top left: four words, separated by commas. {NONE}", "quadrants")


def arrow(book):
    return book.ask(f"In which direction does the arrow in the picture point: up, down, left or right? Reply with only that word. {NONE}", "arrow")


def circles(book):
    return book.ask(f"How many circles are in the picture? Reply with only the number. {NONE}", "circles")
