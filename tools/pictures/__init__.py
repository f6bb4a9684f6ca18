"""Draws the pictures of fixtures/multimodal and writes the probes about them (see make_pictures.py)."""
