#!/usr/bin/env python3
"""Draws the pictures of fixtures/multimodal and writes probes.jsonl and sight.jsonl beside them.

    apt-get install python3-pil ffmpeg fonts-dejavu-core fonts-wqy-microhei fonts-dkg-handwriting fonts-breip
    /usr/bin/python3 tools/make_pictures.py fixtures/multimodal

Every probe is made so that a wrong step on the way from file to model gives another answer that can be recognised: its
signature. The draw is fixed by the seed; other versions of the tools may compress the same pictures into other bytes.
"""
import sys

from pictures import book, content, formats, pixels, several, sizes, tokens, transport

SEED = 20260801

made = book.Book(sys.argv[1], SEED)
for family in (pixels.orientation, pixels.mirroring, pixels.channels, pixels.alpha, formats.formats, sizes.sides, sizes.charts, sizes.seams, sizes.shapes,
               several.order, several.places, several.many, several.cache, transport.transport, content.content, tokens.tokens, tokens.video,
               transport.addresses, tokens.truths):
    family(made)
made.write()
print(f"{len(made.probes)} probes, {sum(len(p['steps']) for p in made.probes)} requests, {len(made.files)} files of {sum(map(len, made.files.values())):,} bytes")
