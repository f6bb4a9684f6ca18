"""Collects pictures, what can be seen on them, and the probes that ask about them."""
import hashlib
import json
import random
from pathlib import Path

CONSONANTS, VOWELS = "BDFHKLMNPRTVZ", "AEU"


class Book:
    """Everything that is written in the end. The draw is fixed by the seed."""

    def __init__(self, folder, seed):
        self.folder = Path(folder)
        self.rng = random.Random(seed)
        self.files, self.sights, self.asks, self.probes = {}, [], {}, []
        self._words = []

    def word(self):
        """A word of no language, at least three letters away from every earlier one: nothing can be guessed from context."""
        while True:
            word = "".join(self.rng.choice(CONSONANTS if i % 2 == 0 else VOWELS) for i in range(5))
            if all(sum(a != b for a, b in zip(word, w)) >= 3 for w in self._words):
                self._words.append(word)
                return word

    def number(self):
        """Four digits, no two neighbours alike, unlike every earlier number in two places."""
        while True:
            number = "".join(self.rng.choice("2345679") for _ in range(4))
            if all(a != b for a, b in zip(number, number[1:])) and all(
                    sum(a != b for a, b in zip(number, w)) >= 2 for w in self._words if len(w) == 4):
                self._words.append(number)
                return number

    def picture(self, name, data, facts, **eyes):
        """A picture, what a healthy model sees on it, and what one sees that gets it wrongly (defect id: facts that differ)."""
        assert name not in self.files, name
        self.files[name] = data
        sight = {"sha256": hashlib.sha256(data).hexdigest(), "file": name, "facts": facts}
        if eyes:
            sight["eyes"] = {eye.replace("_", "-"): seen for eye, seen in eyes.items()}
        assert all(s["sha256"] != sight["sha256"] or s["facts"] == facts for s in self.sights), f"two pictures in one file: {name}"
        self.sights.append(sight)
        return name

    def ask(self, text, fact, of="last"):
        """A question the reference endpoint understands: which fact it wants, and of which picture."""
        rule = {"ask": text, "fact": fact, "of": of}
        assert self.asks.setdefault(text, rule) == rule, f"the same question with two meanings: {text}"
        return text

    def probe(self, ident, family, kind, title, steps, answer=None, **members):
        assert all(p["id"] != ident for p in self.probes), ident
        probe = {"id": ident, "family": family, "kind": kind, "title": title, "steps": steps}
        if answer is not None:
            probe["answer"] = answer
        signatures = {k: v for k, v in members.pop("signatures", {}).items() if v != answer}
        if signatures:
            probe["signatures"] = signatures
        probe.update(members)
        self.probes.append(probe)

    def read(self, ident, family, title, question, pictures, answer, signatures=None, parts=None, **members):
        """The common kind: one user message with a question and pictures, and one right answer."""
        content = parts or [*({"picture": p} if isinstance(p, str) else p for p in ([pictures] if isinstance(pictures, (str, dict)) else pictures)), {"text": question}]
        self.probe(ident, family, "read", title, [{"messages": [{"role": "user", "content": content}]}], answer,
                   signatures=signatures or {}, **members)

    def write(self):
        pictures = self.folder / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.iterdir():
            old.unlink()
        for name, data in self.files.items():
            (pictures / name).write_bytes(data)
        self._lines("probes.jsonl", self.probes)
        self._lines("sight.jsonl", [*self.sights, *self.asks.values()])

    def _lines(self, name, items):
        with open(self.folder / name, "w", encoding="utf-8", newline="\n") as file:
            for item in items:
                file.write(json.dumps(item, ensure_ascii=False) + "\n")
