#!/usr/bin/env python3
"""Writes fixtures/tool-call/conversations/*: conversations with a clear label, call or answer, in English and Chinese.

    python3 tools/make_tool_conversations.py

`tools.json` has the tools by name. A line of `english.jsonl` and `chinese.jsonl` has `id`, `kind`, `label` (`call` or `answer`),
`tools` (names, in the order of declaration), `messages`, and `key`: what the reference endpoint does, `calls` or `say`. A message
of the assistant may have `calls`; a message of a tool says by `call` which one it answers, counted over the conversation from 0.
The draw of distractor tools is fixed by the seed below.
"""
import json
import pathlib
import random

import tool_conversation_stock as stock

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "tool-call" / "conversations"
NAMES = list(stock.TOOLS)
SIZES = [1, 3, 5, 8, 12, 20, 30]


class Writer:
    def __init__(self, language):
        self.language = language
        self.which = 0 if language == "english" else 1
        self.rng = random.Random(20260801)
        self.items = []

    def say(self, pair):
        return pair[self.which] if isinstance(pair, tuple) else pair

    def arguments(self, given):
        return {name: self.say(value) for name, value in given.items()}

    def call(self, given):
        return {"name": given[0], "arguments": self.arguments(given[1])}

    def tools(self, needed, size):
        names = list(dict.fromkeys(needed))
        others = [n for n in NAMES if n not in names]
        self.rng.shuffle(others)
        names += others[:max(0, size - len(names))]
        self.rng.shuffle(names)
        return names

    def add(self, kind, label, needed, messages, key):
        number = sum(item["kind"] == kind for item in self.items) + 1
        size = SIZES[len(self.items) % len(SIZES)]
        self.items.append({"id": f"{self.language[:2]}-{kind}-{number:02}", "kind": kind, "label": label, "tools": self.tools(needed, size), "messages": messages, "key": key})

    def user(self, pair):
        return {"role": "user", "content": pair[self.which]}

    def past_turn(self, turn, counter):
        ask, ask_zh, call, result, reply, reply_zh = turn
        messages = [self.user((ask, ask_zh))]
        if call is not None:
            messages += [{"role": "assistant", "calls": [self.call(call)]}, {"role": "tool", "call": counter, "content": result}]
            counter += 1
        messages.append({"role": "assistant", "content": (reply, reply_zh)[self.which]})
        return messages, counter

    def history(self, turns, needed):
        messages, counter = [], 0
        for turn in turns:
            more, counter = self.past_turn(turn, counter)
            messages += more
            if turn[2] is not None:
                needed.append(turn[2][0])
        return messages, counter

    def write(self):
        system = {"role": "system", "content": ("You are a helpful assistant. Use the tools where they are needed, and only there.", "你是一个乐于助人的助手。只在需要时使用工具。")[self.which]}
        for i, (ask, ask_zh, tool, arguments) in enumerate(stock.SINGLE):
            messages = ([system] if i % 3 == 0 else []) + [self.user((ask, ask_zh))]
            self.add("single", "call", [tool], messages, {"calls": [self.call((tool, arguments))]})
        for ask, ask_zh, tool, name, values, more in stock.PARALLEL:
            calls = [self.call((tool, {name: value, **more})) for value in values]
            self.add("parallel", "call", [tool], [system, self.user((ask, ask_zh))], {"calls": calls})
        for ask, ask_zh, first, result, then in stock.SEQUENTIAL:
            messages = [self.user((ask, ask_zh)), {"role": "assistant", "calls": [self.call(first)]}, {"role": "tool", "call": 0, "content": result}]
            self.add("sequential", "call", [first[0], then[0]], messages, {"calls": [self.call(then)]})
            self.add("first-step", "call", [first[0], then[0]], [system, messages[0]], {"calls": [self.call(first)]})
        for ask, ask_zh, call, result, reply, reply_zh in stock.ANSWERED:
            messages = [self.user((ask, ask_zh)), {"role": "assistant", "calls": [self.call(call)]}, {"role": "tool", "call": 0, "content": result}]
            self.add("answered", "answer", [call[0]], messages, {"say": (reply, reply_zh)[self.which]})
        for ask, ask_zh, reply, reply_zh in stock.PLAIN:
            self.add("plain", "answer", [], [self.user((ask, ask_zh))], {"say": (reply, reply_zh)[self.which]})
        for ask, ask_zh, tool, reply, reply_zh in stock.DISTRACTING:
            self.add("distracting", "answer", [tool], [system, self.user((ask, ask_zh))], {"say": (reply, reply_zh)[self.which]})
        for ask, ask_zh, tool, reply, reply_zh in stock.ASK_BACK:
            self.add("ask-back", "answer", [tool], [system, self.user((ask, ask_zh))], {"say": (reply, reply_zh)[self.which]})
        for ask, ask_zh, call, error, then in stock.ERRORS:
            messages = [self.user((ask, ask_zh)), {"role": "assistant", "calls": [self.call(call)]}, {"role": "tool", "call": 0, "content": error}]
            if isinstance(then[1], dict):
                self.add("error-retry", "call", [call[0]], messages, {"calls": [self.call(then)]})
            else:
                self.add("error-told", "answer", [call[0]], messages, {"say": self.say(then)})
        for length in range(1, 8):
            # A call is due at the end of a long history; the question is a single one said anew.
            ask, ask_zh, tool, arguments = stock.SINGLE[length * 2]
            needed = [tool]
            messages, _ = self.history(stock.PAST[:length], needed)
            messages.append(self.user((f"One more thing: {ask[0].lower()}{ask[1:]}", f"还有一件事：{ask_zh}")))
            self.add("long-call", "call", needed, messages, {"calls": [self.call((tool, arguments))]})
        for i, length in enumerate((2, 5, 7)):
            needed = []
            messages, _ = self.history(stock.PAST[:length], needed)
            messages.append(self.user(stock.KNOWN[i][:2]))
            self.add("long-answer", "answer", needed, messages, {"say": self.say(stock.KNOWN[i][2:])})
        # Two steps inside one turn are done, the third is due.
        for i, (city, city_zh) in enumerate((("Bern", "伯尔尼"), ("Graz", "格拉茨"), ("Split", "斯普利特"))):
            ask = (f"For {city}: first the local time, then the weather, then the forecast for 2 days, one after the other.", f"对于{city_zh}：先查当地时间，再查天气，最后查未来2天的预报，一个接一个地做。")
            place = {"city": (city, city_zh)}
            messages = [
                self.user(ask), {"role": "assistant", "calls": [self.call(("get_local_time", place))]}, {"role": "tool", "call": 0, "content": f"1{i}:30"},
                {"role": "assistant", "calls": [self.call(("get_weather", place))]}, {"role": "tool", "call": 1, "content": '{"sky":"overcast","degrees":9}'}]
            self.add("third-step", "call", ["get_local_time", "get_weather", "get_forecast"], messages, {"calls": [self.call(("get_forecast", {**place, "days": 2}))]})
        return self.items


FOLDER.mkdir(parents=True, exist_ok=True)
tools = {name: {"description": about, "parameters": schema} for name, (about, schema) in stock.TOOLS.items()}
(FOLDER / "tools.json").write_text(json.dumps(tools, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
for language in ("english", "chinese"):
    items = Writer(language).write()
    (FOLDER / f"{language}.jsonl").write_text("".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n" for item in items), encoding="utf-8")
    print(language, len(items), sum(item["label"] == "call" for item in items), "calls", len(stock.TOOLS), "tools")
