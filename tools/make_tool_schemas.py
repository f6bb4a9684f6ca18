#!/usr/bin/env python3
"""Writes fixtures/tool-call/schemas/*.jsonl: parameter schemas that a strict tool must take, and some that it must refuse.

    python3 tools/make_tool_schemas.py

One file a subject. A line has `id`, `note` (what it is about) and `schema`; a line of `refused.jsonl` has `rule` too, the rule
of Moonshot-flavoured JSON Schema that it breaks. Nothing is drawn: the same script writes the same files.
"""
import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "tool-call" / "schemas"
sets = {}


def add(subject, note, schema, **extra):
    cases = sets.setdefault(subject, [])
    cases.append({"id": f"{subject}-{len(cases) + 1:02}", "note": note, **extra, "schema": schema})


def obj(properties, required=None, closed=True, **more):
    schema = {"type": "object", "properties": properties}
    if required is None:
        required = list(properties)
    if required:
        schema["required"] = required
    if closed is not None:
        schema["additionalProperties"] = closed
    return {**schema, **more}


def arr(items=None, **more):
    return {"type": "array", **({} if items is None else {"items": items}), **more}


def ref(name):
    return {"$ref": f"#/$defs/{name}"}


def any_of(*branches, **more):
    return {"anyOf": list(branches), **more}


STR, INT, NUM, BOOL, NULL = ({"type": t} for t in ("string", "integer", "number", "boolean", "null"))

# additional-properties: open, closed, typed, nested.
S = "additional-properties"
add(S, "open object without properties", {"type": "object"})
add(S, "explicitly open", {"type": "object", "additionalProperties": True})
add(S, "closed and empty", {"type": "object", "additionalProperties": False})
for name, kind in (("string", STR), ("integer", INT), ("number", NUM), ("boolean", BOOL), ("null", NULL)):
    add(S, f"every further member is of type {name}", {"type": "object", "additionalProperties": kind})
add(S, "further members are closed objects", {"type": "object", "additionalProperties": obj({"unit": STR, "amount": NUM})})
add(S, "further members are lists", {"type": "object", "additionalProperties": arr(INT, maxItems=3)})
add(S, "declared members beside typed further ones", obj({"title": STR}, closed={"type": "integer"}))
add(S, "map of maps", {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": STR}})
add(S, "further members by reference", {"type": "object", "additionalProperties": ref("rate"), "$defs": {"rate": {"type": "number", "minimum": 0, "maximum": 1}}})
add(S, "further members by a choice", {"type": "object", "additionalProperties": any_of(STR, NULL)})

# any-of: scalars, objects, items, references.
S = "any-of"
add(S, "text or whole number", any_of(STR, INT))
add(S, "whole number or nothing", any_of(INT, NULL))
add(S, "closed objects told apart by an enumeration", any_of(
    obj({"kind": {"type": "string", "enum": ["circle"]}, "radius": {"type": "number", "minimum": 0}}),
    obj({"kind": {"type": "string", "enum": ["square"]}, "side": {"type": "number", "minimum": 0}})))
add(S, "a choice among items", arr(any_of(STR, obj({"id": INT})), minItems=1))
add(S, "a choice inside a property", obj({"when": any_of({"type": "string", "enum": ["now"]}, {"type": "integer", "minimum": 0})}))
add(S, "a choice of references", {"anyOf": [ref("cat"), ref("dog")], "$defs": {"cat": obj({"meow": BOOL}), "dog": obj({"bark": BOOL})}})
add(S, "nested choices", any_of(any_of(INT, BOOL), arr(STR, maxItems=2)))
add(S, "a choice with title and description", any_of(STR, NUM, title="Amount", description="A figure, or a word for it."))
add(S, "one branch", any_of(obj({"only": STR})))
add(S, "ten branches", any_of(*(obj({f"field_{i}": INT}) for i in range(10))))
add(S, "list or single", any_of(STR, arr(STR, minItems=1)))
add(S, "optional members by null", obj({"first": any_of(STR, NULL), "second": any_of(INT, NULL), "third": any_of(BOOL, NULL)}))
add(S, "forty branches of words", any_of(*({"type": "string", "enum": [f"option-{i:02}"]} for i in range(40))))

# basic-types: each type, annotated, and names that are keywords.
S = "basic-types"
add(S, "anything", {})
for name, kind in (("string", STR), ("integer", INT), ("number", NUM), ("boolean", BOOL), ("null", NULL)):
    add(S, f"type {name}", kind)
    add(S, f"type {name}, annotated", {**kind, "title": f"A {name}", "description": f"One {name} and nothing else."})
add(S, "type array", {"type": "array"})
add(S, "type object", {"type": "object"})
add(S, "all types at once", {"type": ["string", "number", "integer", "boolean", "null", "array", "object"]})
add(S, "two types", {"type": ["string", "null"]})
add(S, "two types and an enumeration", {"type": ["string", "null"], "enum": ["yes", "no", None]})
add(S, "members named like keywords", obj({"type": STR, "enum": INT, "items": BOOL, "properties": STR, "pattern": STR, "title": STR}))
add(S, "members with dots and slashes", obj({"a.b": STR, "c/d": INT, "e#f": BOOL}))
add(S, "members with underscores and digits", obj({"_private": STR, "x1": INT, "1x": INT, "__proto": BOOL}))
add(S, "an enumeration of words", {"type": "string", "enum": ["red", "green", "blue"]})
add(S, "an enumeration of one", {"type": "string", "enum": ["only"]})
add(S, "an enumeration of escapes", {"type": "string", "enum": ["tab\there", "line\nbreak", "quote\"inside", "back\\slash"]})
add(S, "an enumeration of booleans", {"type": "boolean", "enum": [True]})
add(S, "an enumeration of null", {"type": "null", "enum": [None]})
add(S, "an enumeration with an empty word", {"type": "string", "enum": ["", "none"]})
add(S, "defaults of every type", obj({"a": {**STR, "default": "x"}, "b": {**INT, "default": 3}, "c": {**BOOL, "default": False}}, required=["a"]))

# definitions
S = "definitions"
add(S, "one definition, used once", {**obj({"home": ref("place")}), "$defs": {"place": obj({"city": STR, "zip": STR})}})
add(S, "one definition, used thrice", {**obj({"from": ref("place"), "to": ref("place"), "via": arr(ref("place"), maxItems=2)}), "$defs": {"place": obj({"city": STR})}})
add(S, "an unused definition", {**obj({"a": STR}), "$defs": {"spare": INT}})
add(S, "definitions that use each other", {**obj({"order": ref("order")}), "$defs": {"order": obj({"lines": arr(ref("line"), minItems=1)}), "line": obj({"sku": STR, "count": {"type": "integer", "minimum": 1}})}})
add(S, "a definition of an enumeration", {**obj({"size": ref("size")}), "$defs": {"size": {"type": "string", "enum": ["S", "M", "L"]}}})
add(S, "definitions with odd names", {**obj({"a": ref("first-one"), "b": ref("second.one"), "c": ref("Third_One")}), "$defs": {"first-one": STR, "second.one": INT, "Third_One": BOOL}})
add(S, "twenty definitions", {**obj({f"p{i}": ref(f"d{i}") for i in range(20)}), "$defs": {f"d{i}": {"type": "integer", "minimum": i, "maximum": i + 5} for i in range(20)}})
add(S, "a definition without a type", {**obj({"free": ref("free")}), "$defs": {"free": {}}})

# descriptions
S = "descriptions"
add(S, "a description at the root", obj({"a": STR}, description="A record with one member."))
add(S, "a description beside a reference", {**obj({"owner": {**ref("person"), "description": "Who pays."}}), "$defs": {"person": obj({"name": STR})}})
add(S, "descriptions in another script", obj({"城市": {**STR, "description": "出发的城市"}}, description="一次旅行"))
add(S, "a description with markup", obj({"html": {**STR, "description": "Text with <b>bold</b> & \"quotes\"."}}))
add(S, "a long description", obj({"note": {**STR, "description": "One of many words. " * 40}}))
add(S, "titles everywhere", obj({"x": {**NUM, "title": "Easting"}, "y": {**NUM, "title": "Northing"}}, title="Point"))
add(S, "an empty description", obj({"a": {**STR, "description": ""}}, description=""))

# enforcer: what agents declare, with unions, order, optional members and deep products.
S = "enforcer"
add(S, "search a catalogue", obj({"query": {**STR, "minLength": 1}, "limit": {"type": "integer", "minimum": 1, "maximum": 50}, "sort": {"type": "string", "enum": ["price", "rating", "newest"]}}, required=["query"]))
add(S, "book a table", obj({"guests": {"type": "integer", "minimum": 1, "maximum": 12}, "date": STR, "area": {"type": "string", "enum": ["inside", "terrace"]}, "children": BOOL}, required=["guests", "date"]))
add(S, "write a file", obj({"path": {**STR, "minLength": 1}, "content": STR, "mode": {"type": "string", "enum": ["create", "append", "replace"]}}))
add(S, "edit a file", obj({"path": STR, "edits": arr(obj({"old": STR, "new": STR, "all": BOOL}, required=["old", "new"]), minItems=1)}))
add(S, "run a command", obj({"command": arr(STR, minItems=1), "timeout_seconds": {"type": "integer", "minimum": 1, "maximum": 600}, "environment": {"type": "object", "additionalProperties": STR}}, required=["command"]))
add(S, "send a message", obj({"to": arr({**STR, "minLength": 3}, minItems=1, maxItems=5), "subject": STR, "body": STR, "priority": {"type": "integer", "enum": [1, 2, 3]}}))
add(S, "query a table", obj({"table": STR, "columns": arr(STR, minItems=1), "where": arr(obj({"column": STR, "operator": {"type": "string", "enum": ["=", "<", ">", "<=", ">=", "!="]}, "operand": any_of(STR, NUM, BOOL, NULL)}))}, required=["table", "columns"]))
add(S, "draw a chart", obj({"kind": {"type": "string", "enum": ["bar", "line", "pie"]}, "series": arr(obj({"label": STR, "points": arr(NUM, minItems=1)}), minItems=1)}))
add(S, "plan a trip", obj({"legs": arr(obj({"from": STR, "to": STR, "by": {"type": "string", "enum": ["train", "bus", "ferry"]}}), minItems=1), "budget": {"type": "number", "minimum": 0}}))
add(S, "a form of widgets", {**obj({"root": ref("widget")}), "$defs": {"widget": obj({"kind": {"type": "string", "enum": ["text", "box"]}, "children": arr(ref("widget"))}, required=["kind"])}})
add(S, "an expression tree", {**ref("expr"), "$defs": {"expr": any_of(obj({"number": NUM}), obj({"op": {"type": "string", "enum": ["+", "*"]}, "left": ref("expr"), "right": ref("expr")}))}})
add(S, "a filter tree", {**obj({"filter": ref("node")}), "$defs": {"node": any_of(obj({"all": arr(ref("node"))}), obj({"field": STR, "is": STR}))}})
add(S, "members in an order that is not alphabetical", obj({"zulu": INT, "yankee": INT, "alpha": INT, "mike": INT}))
add(S, "names that begin alike", obj({"user": STR, "user_id": STR, "user_identifier": STR, "use": STR}))
add(S, "many optional members", obj({f"opt_{i:02}": STR for i in range(24)}, required=["opt_07"]))
add(S, "many required members", obj({f"req_{i:02}": (INT if i % 2 else STR) for i in range(24)}))
add(S, "eight levels deep", None)
deep = obj({"leaf": STR})
for level in range(7):
    deep = obj({f"level_{7 - level}": deep})
sets[S][-1]["schema"] = deep
add(S, "lists in lists", arr(arr(arr(INT, minItems=1), minItems=1), minItems=1))
add(S, "a matrix", obj({"rows": arr(arr(NUM, minItems=3, maxItems=3), minItems=2, maxItems=2)}))
add(S, "a long enumeration", {"type": "string", "enum": [f"icon/{kind}-{i:03}" for kind in ("arrow", "box", "cloud") for i in range(80)]})
add(S, "tags and scores", obj({"tags": arr({"type": "string", "enum": ["urgent", "later", "never"]}, minItems=1, maxItems=3), "scores": {"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}}}))
add(S, "a union of commands", any_of(*(obj({"do": {"type": "string", "enum": [verb]}, "what": kind}) for verb, kind in (("move", arr(NUM, minItems=2, maxItems=2)), ("say", STR), ("wait", {"type": "integer", "minimum": 1}), ("stop", NULL)))))
add(S, "an invoice", obj({"number": STR, "lines": arr(obj({"text": STR, "cents": {"type": "integer", "minimum": 0}, "tax": {"type": "number", "enum": [0, 0.07, 0.19]}}), minItems=1), "paid": BOOL, "note": any_of(STR, NULL)}))
add(S, "a calendar entry", obj({"title": STR, "start": STR, "end": STR, "guests": arr(obj({"name": STR, "mail": STR}, required=["mail"])), "repeat": any_of({"type": "string", "enum": ["daily", "weekly"]}, NULL)}, required=["title", "start", "repeat"]))
add(S, "products of choices", obj({f"axis_{i}": any_of(INT, STR, NULL) for i in range(8)}))
add(S, "a closed object without members, inside", obj({"options": obj({}, required=[]), "flag": BOOL}))
add(S, "names that speak of tools", obj({"tool_calls": arr(obj({"function": STR, "arguments": STR})), "tool_choice": STR}))
add(S, "names of special tokens spelled plainly", obj({"im_end": STR, "tool_call_begin": STR, "think": STR}))

# ids
S = "ids"
add(S, "an absolute address", {"$id": "https://example.org/schemas/point.json", **obj({"x": NUM, "y": NUM})})
add(S, "a word", {"$id": "point", **obj({"x": NUM})})
add(S, "a fragment", {"$id": "#point", "type": "string"})
add(S, "the empty text", {"$id": "", "type": "integer"})
add(S, "an address with a fragment", {"$id": "https://example.org/schemas/all#/$defs/point", "type": "boolean"})
add(S, "a URN", {"$id": "urn:example:schemas:point", **obj({"x": INT})})
add(S, "an address and definitions", {"$id": "https://example.org/schemas/pair.json", **obj({"a": ref("half"), "b": ref("half")}), "$defs": {"half": INT}})

# keyword-mixes
S = "keyword-mixes"
add(S, "all keywords of a text", {"type": "string", "minLength": 2, "maxLength": 8, "title": "Code", "description": "Two to eight signs.", "default": "ab"})
add(S, "all keywords of a number", {"type": "number", "minimum": -1.5, "maximum": 1.5, "title": "Lean", "description": "Left or right.", "default": 0})
add(S, "all keywords of a list", {"type": "array", "items": INT, "minItems": 1, "maxItems": 4, "title": "Draw", "description": "One to four numbers."})
add(S, "all keywords of an object", obj({"a": STR, "b": INT}, required=["b"], closed={"type": "boolean"}, title="Pair", description="With switches."))
add(S, "an enumeration inside bounds", {"type": "integer", "enum": [2, 4, 6], "minimum": 0, "maximum": 10})
add(S, "a pattern", {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"})
add(S, "a pattern inside an object", obj({"plate": {"type": "string", "pattern": "^[a-z]+$"}, "year": {"type": "integer", "minimum": 1900, "maximum": 2100}}))

# nested-definitions: references into the inside of a definition, recursion through maps.
S = "nested-definitions"
add(S, "into the properties of a definition", {**obj({"zip": {"$ref": "#/$defs/place/properties/zip"}}), "$defs": {"place": obj({"zip": {"type": "string", "minLength": 5, "maxLength": 5}})}})
add(S, "into the items of a definition", {**obj({"one": {"$ref": "#/$defs/list/items"}}), "$defs": {"list": arr({"type": "integer", "minimum": 7})}})
add(S, "into a branch of a definition", {**obj({"pick": {"$ref": "#/$defs/choice/anyOf/1"}}), "$defs": {"choice": any_of(STR, {"type": "integer", "minimum": 3})}})
add(S, "recursion through a map", {**obj({"tree": ref("tree")}), "$defs": {"tree": {"type": "object", "additionalProperties": ref("tree")}}})
add(S, "recursion through a list", {**obj({"tree": ref("tree")}), "$defs": {"tree": obj({"name": STR, "parts": arr(ref("tree"))}, required=["name"])}})
add(S, "a chain of definitions", {**obj({"a": ref("d0")}), "$defs": {**{f"d{i}": ref(f"d{i + 1}") for i in range(6)}, "d6": {"type": "string", "enum": ["end"]}}})
add(S, "a deep chain of objects", {**obj({"a": ref("o0")}), "$defs": {**{f"o{i}": obj({"next": ref(f"o{i + 1}")}) for i in range(8)}, "o8": obj({"end": BOOL})}})

# number-formats
S = "number-formats"
add(S, "whole numbers", {"type": "integer", "enum": [0, 1, -1, 100]})
add(S, "decimals", {"type": "number", "enum": [0.1, 0.25, -3.75]})
add(S, "a whole number written as a decimal", {"type": "number", "enum": [1.0, 2.0]})
add(S, "great numbers", {"type": "integer", "enum": [9007199254740991, -9007199254740991]})
add(S, "small fractions", {"type": "number", "enum": [1e-7, 2.5e-5]})
add(S, "an exponent", {"type": "number", "enum": [1e3, 1.5e4]})
add(S, "one decimal or nothing", {"type": ["number", "null"], "enum": [2.5, None]})
add(S, "negative decimals between bounds", {"type": "number", "minimum": -2.75, "maximum": -2.5})

# ranges
S = "ranges"
for low, high in ((0, 0), (1, 1), (5, 5), (2, 9), (0, 40), (20, 40)):
    add(S, f"a text of {low} to {high} signs", {"type": "string", "minLength": low, "maxLength": high})
add(S, "a text with a least length only", {"type": "string", "minLength": 12})
add(S, "a text with a great limit", {"type": "string", "maxLength": 1000000})
for low, high in ((0, 0), (-5, 5), (100, 100), (-100, -99), (1, 1000000)):
    add(S, f"a whole number from {low} to {high}", {"type": "integer", "minimum": low, "maximum": high})
add(S, "a number with a lower bound only", {"type": "number", "minimum": 99.5})
add(S, "a number with an upper bound only", {"type": "number", "maximum": -0.5})
add(S, "a number between neighbours", {"type": "number", "minimum": 0.3, "maximum": 0.31})
add(S, "a very great bound", {"type": "integer", "minimum": 1000000, "maximum": 10000000000000000})
add(S, "minus zero as a bound", {"type": "number", "minimum": -0.0, "maximum": 0})
for low, high in ((0, 0), (1, 1), (2, 3), (6, 6)):
    add(S, f"a list of {low} to {high}", arr(INT, minItems=low, maxItems=high))
add(S, "a list with at least four words", arr({"type": "string", "enum": ["one", "two", "three"]}, minItems=4))
add(S, "bounds on every level", obj({"rows": arr(arr({"type": "integer", "minimum": 1, "maximum": 6}, minItems=2, maxItems=2), minItems=1, maxItems=3), "label": {"type": "string", "minLength": 1, "maxLength": 4}}))

# refs-in-properties
S = "refs-in-properties"
add(S, "a reference as the only member", {**obj({"value": ref("value")}), "$defs": {"value": {"type": "integer", "minimum": 10}}})
add(S, "references beside plain members", {**obj({"plain": STR, "shared": ref("shared")}), "$defs": {"shared": {"type": "string", "enum": ["left", "right"]}}})
add(S, "references in items and members", {**obj({"first": ref("cell"), "rest": arr(ref("cell"), minItems=1)}), "$defs": {"cell": obj({"n": INT})}})
add(S, "a member named like its definition's keyword", {**obj({"properties": ref("properties")}), "$defs": {"properties": obj({"properties": BOOL})}})

# references: recursion with a way out.
S = "references"
add(S, "a linked list that ends in null", {**ref("node"), "$defs": {"node": obj({"label": STR, "next": any_of(ref("node"), NULL)})}})
add(S, "a linked list with an optional rest", {**ref("node"), "$defs": {"node": obj({"label": STR, "next": ref("node")}, required=["label"])}})
add(S, "a tree with a list of children", {**ref("tree"), "$defs": {"tree": obj({"name": STR, "children": arr(ref("tree"))})}})
add(S, "a binary tree", {**ref("tree"), "$defs": {"tree": obj({"key": INT, "left": any_of(ref("tree"), NULL), "right": any_of(ref("tree"), NULL)})}})
add(S, "two definitions in turn", {**ref("even"), "$defs": {"even": obj({"even": BOOL, "odd": any_of(ref("odd"), NULL)}), "odd": obj({"odd": BOOL, "even": any_of(ref("even"), NULL)})}})
add(S, "three definitions in a ring", {**ref("a"), "$defs": {"a": obj({"b": ref("b")}, required=[]), "b": obj({"c": ref("c")}, required=[]), "c": obj({"a": ref("a")}, required=[])}})
add(S, "the root again, optional", obj({"name": STR, "parent": {"$ref": "#"}}, required=["name"]))
add(S, "the root again, in a list", obj({"name": STR, "parts": arr({"$ref": "#"})}))
add(S, "the root again, or null", obj({"name": STR, "inner": any_of({"$ref": "#"}, NULL)}))
add(S, "the root again, in a map", obj({"name": STR, "by_key": {"type": "object", "additionalProperties": {"$ref": "#"}}}))
add(S, "a value of any JSON kind", {**ref("json"), "$defs": {"json": any_of(STR, NUM, BOOL, NULL, arr(ref("json")), {"type": "object", "additionalProperties": ref("json")})}})
add(S, "a menu", {**obj({"menu": arr(ref("entry"), minItems=1)}), "$defs": {"entry": any_of(obj({"label": STR, "action": STR}), obj({"label": STR, "submenu": arr(ref("entry"), minItems=1)}))}})
add(S, "a document of blocks", {**obj({"blocks": arr(ref("block"), minItems=1)}), "$defs": {"block": any_of(obj({"text": STR}), obj({"quote": arr(ref("block"), minItems=1)}), obj({"rule": NULL}))}})
add(S, "a reference to a reference", {**obj({"a": ref("alias")}), "$defs": {"alias": ref("target"), "target": {"type": "integer", "minimum": 4, "maximum": 4}}})
add(S, "an enumeration behind a reference in a list", {**arr(ref("suit"), minItems=2), "$defs": {"suit": {"type": "string", "enum": ["spades", "hearts", "clubs", "diamonds"]}}})
add(S, "a comment thread", {**ref("comment"), "$defs": {"comment": obj({"by": STR, "text": STR, "replies": arr(ref("comment"), maxItems=3)}, required=["by", "text"])}})

# required
S = "required"
add(S, "nothing required", obj({"a": STR, "b": INT}, required=[]))
add(S, "one of two", obj({"a": STR, "b": INT}, required=["b"]))
add(S, "in another order than declared", obj({"a": STR, "b": INT, "c": BOOL}, required=["c", "a", "b"]))
add(S, "required on two levels", obj({"outer": obj({"inner": obj({"core": INT})})}))
add(S, "an optional object with required members", obj({"id": INT, "extra": obj({"must": STR})}, required=["id"]))
add(S, "required members of any kind", obj({"any": {}, "none": NULL}))
add(S, "required in every item", arr(obj({"a": STR, "b": STR}, required=["a"]), minItems=2, maxItems=2))
add(S, "required beside further members", obj({"a": STR}, closed=True, required=["a"]) | {"additionalProperties": True})

# single-type-arrays
S = "single-type-arrays"
for name in ("string", "integer", "number", "boolean", "null", "object", "array"):
    add(S, f"the type {name} as a list of one", {"type": [name]})
add(S, "a list of one with bounds", {"type": ["integer"], "minimum": 1, "maximum": 3})
add(S, "a list of one with an enumeration", {"type": ["string"], "enum": ["a", "b"]})
add(S, "a list of one with members", {"type": ["object"], "properties": {"a": {"type": ["string"]}}, "required": ["a"]})
add(S, "lists of one in items", {"type": ["array"], "items": {"type": ["boolean"]}, "minItems": 1})

# type-placement
S = "type-placement"
add(S, "the type last", {"minLength": 1, "description": "The type comes last.", "type": "string"})
add(S, "the type in the middle", {"required": ["a"], "type": "object", "properties": {"a": {"enum": ["x"], "type": "string"}}})
add(S, "definitions before everything", {"$defs": {"n": {"maximum": 3, "type": "integer"}}, "required": ["n"], "properties": {"n": ref("n")}, "type": "object"})

# unicode-keys: names beyond ASCII.
S = "unicode-keys"
for note, names in (
        ("Chinese", ["城市", "日期"]), ("Japanese", ["名前", "かな"]), ("Korean", ["도시", "날짜"]), ("Cyrillic", ["город", "дата"]),
        ("Greek", ["πόλη", "ώρα"]), ("Arabic", ["مدينة", "تاريخ"]), ("Hebrew", ["עיר"]), ("Hindi", ["शहर"]), ("accents", ["größe", "éclair", "naïve"]),
        ("emoji", ["🚀", "🌍"]), ("joined emoji", ["👩‍🚀", "🧑🏽‍🍳"]), ("combining marks", ["e\u0301tat"]), ("mathematics", ["∑", "𝛼"]),
        ("inner blanks", ["first name", "last name"]), ("signs", ["a+b", "c=d", "50%", "x@y"]), ("quotes", ["it's", "say \"hi\""]), ("digits only", ["1", "22", "333"]),
        ("very long", ["long_" * 16 + "name"])):
    add(S, f"names: {note}", obj({name: (STR if i == 0 else INT) for i, name in enumerate(names)}))
add(S, "values beyond ASCII", obj({"color": {"type": "string", "enum": ["红色", "blå", "🟢"]}}))
add(S, "a map below a name beyond ASCII", obj({"标签": {"type": "object", "additionalProperties": STR}}))

# refused: one broken rule each, inside a schema that is fine otherwise.
S = "refused"


def bad(rule, note, schema):
    add(S, note, schema, rule=rule)


def inside(schema):
    return obj({"inner": schema})


for keyword, value in (("oneOf", [STR, INT]), ("allOf", [STR]), ("not", STR), ("const", "x"), ("format", "date"), ("patternProperties", {"^a": STR}),
                       ("prefixItems", [STR]), ("uniqueItems", True), ("multipleOf", 2), ("exclusiveMinimum", 0), ("exclusiveMaximum", 9), ("if", STR), ("then", STR),
                       ("examples", ["a"]), ("$anchor", "here"), ("dependentRequired", {"a": ["b"]}), ("contains", INT), ("minProperties", 1), ("propertyNames", STR),
                       ("unevaluatedProperties", False), ("function", "x")):
    host = {"type": {"uniqueItems": "array", "prefixItems": "array", "contains": "array", "multipleOf": "integer", "exclusiveMinimum": "number", "exclusiveMaximum": "number",
                     "patternProperties": "object", "dependentRequired": "object", "minProperties": "object", "propertyNames": "object", "unevaluatedProperties": "object"}.get(keyword, "string")}
    bad("MFJS-K01", f"the keyword {keyword}", inside({**host, keyword: value} if keyword not in ("oneOf", "allOf", "not", "if") else {keyword: value}))
bad("MFJS-R02", "an unknown type", inside({"type": "text"}))
bad("MFJS-R02", "an empty list of types", inside({"type": []}))
bad("MFJS-R02", "a type twice", inside({"type": ["string", "string"]}))
bad("MFJS-R02", "a type that is null", inside({"type": None}))
bad("MFJS-R03", "a type beside anyOf", inside({"type": "string", "anyOf": [{"minLength": 1}]}))
bad("MFJS-R03", "a type beside a reference", {**inside({"type": "object", **ref("a")}), "$defs": {"a": obj({"b": STR})}})
bad("MFJS-R04", "several types with a bound", inside({"type": ["string", "integer"], "minLength": 1}))
bad("MFJS-R05", "an empty enumeration", inside({"type": "string", "enum": []}))
bad("MFJS-R05", "an enumeration without a type", inside({"enum": ["a"]}))
bad("MFJS-R05", "an enumeration of another type", inside({"type": "string", "enum": ["a", 1]}))
bad("MFJS-R05", "an enumeration of quoted numbers", inside({"type": "integer", "enum": ["1", "2"]}))
bad("MFJS-R06", "definitions below the root", inside({**obj({"a": STR}), "$defs": {"b": STR}}))
bad("MFJS-R07", "a bound beside a reference", {**inside({**ref("a"), "minLength": 1}), "$defs": {"a": STR}})
bad("MFJS-R08", "an empty anyOf", inside({"anyOf": []}))
bad("MFJS-R08", "an anyOf that is no list", inside({"anyOf": STR}))
bad("MFJS-R08", "an anyOf with a word", inside({"anyOf": ["string"]}))
bad("MFJS-R09", "a reference that leads nowhere", inside(ref("missing")))
bad("MFJS-R09", "a reference outside the definitions", inside({"$ref": "#/properties/inner"}))
bad("MFJS-R09", "a reference that is a number", inside({"$ref": 7}))
bad("MFJS-R09", "a reference to another document", inside({"$ref": "https://example.org/other.json"}))
bad("MFJS-R10", "recursion without an end", {**inside(ref("a")), "$defs": {"a": obj({"again": ref("a")})}})
bad("MFJS-R10", "recursion in turn without an end", {**inside(ref("a")), "$defs": {"a": obj({"b": ref("b")}), "b": obj({"a": ref("a")})}})
bad("MFJS-R11", "a definition with a slash in its name", {**inside(STR), "$defs": {"a/b": STR}})
bad("MFJS-R12", "an empty member name", inside(obj({"": STR})))
bad("MFJS-R12", "a member that is no schema", inside({"type": "object", "properties": {"a": "string"}}))
bad("MFJS-R13", "a required member that is not declared", inside({"type": "object", "properties": {"a": STR}, "required": ["b"]}))
bad("MFJS-R13", "a required member twice", inside({"type": "object", "properties": {"a": STR}, "required": ["a", "a"]}))
bad("MFJS-R13", "required that is a word", inside({"type": "object", "properties": {"a": STR}, "required": "a"}))
bad("MFJS-R14", "a least length above the greatest", inside({"type": "string", "minLength": 5, "maxLength": 4}))
bad("MFJS-R14", "a negative length", inside({"type": "string", "minLength": -1}))
bad("MFJS-R14", "a bound that is a word", inside({"type": "integer", "minimum": "0"}))
bad("MFJS-R14", "a fraction as the bound of a whole number", inside({"type": "integer", "minimum": 0.5}))
bad("MFJS-R14", "fewer items than the least", inside(arr(INT, minItems=3, maxItems=2)))
bad("MFJS-R15", "items that are a list", inside({"type": "array", "items": [STR]}))
bad("MFJS-R15", "additionalProperties that is a word", inside({"type": "object", "additionalProperties": "no"}))
bad("MFJS-R15", "a description that is a number", inside({"type": "string", "description": 4}))
bad("MFJS-K02", "a bound of another type", inside({"type": "boolean", "minLength": 1}))
bad("MFJS-K02", "items of a text", inside({"type": "string", "items": STR}))
bad("MFJS-L01", "more than a thousand words in an enumeration", inside({"type": "string", "enum": [f"w{i}" for i in range(1001)]}))
bad("MFJS-L04", "more than thirty levels", {**inside(ref("d0")), "$defs": {**{f"d{i}": obj({"next": ref(f"d{i + 1}")}) for i in range(31)}, "d31": STR}})

FOLDER.mkdir(parents=True, exist_ok=True)
for subject, cases in sets.items():
    text = "".join(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n" for case in cases)
    (FOLDER / f"{subject}.jsonl").write_text(text, encoding="utf-8")
allowed = sum(len(cases) for subject, cases in sets.items() if subject != S)
print(f"{allowed} allowed in {len(sets) - 1} subjects, {len(sets[S])} refused")
