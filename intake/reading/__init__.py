"""Reads one answer of a person: names, telephones, years, dates, yes and no, and the choices of a question.

Each reader takes text that `api.text_entry.clean` or the form page has cleaned, and gives the canonical value or raises `Unreadable`.
"""
