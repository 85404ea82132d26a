"""Answers composed from the catalogue: which entries, which of their statements, in whose words, from which source.

A room of its own beside actions/, because the gate needs the same answers when Rasa is down (docs/decisions/0002).
"""
