"""Why an answer could not be taken. The code is a key of texts/faults.yaml; no fault carries what the person wrote."""

from __future__ import annotations


class Unreadable(ValueError):
    """`code` says what is wrong; `values` are numbers for its text (never the answer)."""

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
