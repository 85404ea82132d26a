"""What an entry says, cut into statements that can stand alone."""

from __future__ import annotations

import re

from knowledge_base.content import Content
from knowledge_base.statements import service_statements

_CUT = re.compile(r"\b(?:St|Dr|dr|kl|nr)\.$")


def test_no_statement_ends_in_the_middle_of_a_name(content: Content) -> None:
    """`St. Olavs hospital` is no end of a sentence."""
    cut = [
        (service.id, statement.text.nb)
        for service in content.services.values()
        for statement in service_statements(service)
        for text in (statement.text.nb, statement.text.nn, statement.text.en)
        if text and _CUT.search(text)
    ]
    assert cut == []


def test_a_description_is_told_sentence_by_sentence(content: Content) -> None:
    service = content.services["alesund-max-prosjektet"]
    told = [s.text.nb for s in service_statements(service) if s.about == "what" and not s.curated]
    assert len(told) == 2
    assert " ".join(told) == " ".join(service.description.nb.split())
