#!/usr/bin/env python3
"""Writes fixtures/reasoning/basics.jsonl: short items with one right answer each.

    python3 tools/make_basics.py > fixtures/reasoning/basics.jsonl

Every item has `id`, `question`, `kind` (how the answer is compared), `answer`, and for the reference endpoint `reply` (a
right reply) and `wrong` (a wrong one of the same form). The draw is fixed by the seed below.
"""
import json
import random

rng = random.Random(20260801)
items = []


def add(family, question, kind, answer, wrong):
    number = sum(i["family"] == family for i in items) + 1
    items.append({
        "id": f"{family}-{number:02}", "family": family, "question": question, "kind": kind,
        "answer": str(answer), "reply": str(answer), "wrong": str(wrong),
    })


NUMBER = "Reply with only the number."
WORDS = ["harbour", "lantern", "pepper", "granite", "violin", "saffron", "thimble", "orchard", "compass", "meadow"]

for _ in range(6):
    a, b = rng.randint(12, 99), rng.randint(12, 99)
    add("product", f"What is {a} × {b}? {NUMBER}", "integer", a * b, a * b + 10)
for _ in range(5):
    a, b, c = rng.randint(100, 999), rng.randint(100, 999), rng.randint(10, 99)
    add("sum", f"What is {a} + {b} - {c}? {NUMBER}", "integer", a + b - c, a + b + c)
for _ in range(4):
    a, m = rng.randint(200, 999), rng.randint(7, 19)
    add("remainder", f"What is the remainder of {a} divided by {m}? {NUMBER}", "integer", a % m, (a + 1) % m)
for _ in range(4):
    boxes, each, loose = rng.randint(3, 9), rng.randint(12, 40), rng.randint(2, 11)
    add("story", f"A shop has {boxes} crates with {each} apples each and {loose} apples on the counter. "
        f"How many apples are there? {NUMBER}", "integer", boxes * each + loose, boxes * each)
for _ in range(4):
    values = rng.sample(range(10, 99), 7)
    add("largest", f"Which is the largest of these numbers: {', '.join(map(str, values))}? {NUMBER}",
        "integer", max(values), sorted(values)[-2])
for _ in range(4):
    values = rng.sample(range(10, 99), 5)
    add("sort", f"Sort these numbers in ascending order: {', '.join(map(str, values))}. "
        "Reply with only the numbers, separated by commas.", "list", ", ".join(map(str, sorted(values))),
        ", ".join(map(str, values)))
for word in rng.sample(WORDS, 4):
    add("letters", f"How many letters does the word \"{word}\" have? {NUMBER}", "integer", len(word), len(word) + 2)
for word in rng.sample(WORDS, 3):
    add("upper", f"Write the word \"{word}\" in capital letters. Reply with only the word.", "exact", word.upper(), word)
for _ in range(3):
    chosen = rng.sample(WORDS, 4)
    add("pick", f"Reply with only the third word of this list: {', '.join(chosen)}.", "word", chosen[2], chosen[1])
for _ in range(3):
    chosen = rng.sample(WORDS, 4)
    add("alphabet", f"Which of these words comes first in the alphabet: {', '.join(chosen)}? Reply with only the word.",
        "word", min(chosen), max(chosen))

for item in items:
    print(json.dumps(item, ensure_ascii=False))
