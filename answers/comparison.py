"""Two things side by side: each with what tells it from the other."""

from __future__ import annotations

import re
from dataclasses import replace

from answers.catalogue_answers import LOST, CatalogueAnswers
from answers.message import Message, Reply, Turn
from answers.subject import Subject, find_subject
from answers.topics import topics
from answers.understanding import Understanding
from answers.wording import ours, say
from knowledge_base.search import Hit, SearchQuery, SearchResult
from knowledge_base.service import Catalogue

_LEADING = re.compile(
    r"^.*\b(?:mellom|millom|forskjell\w*\s+på|skilnad\w*\s+på|forskjellen|skilnaden|between|compare|sammenlign\w*|samanlikn\w*|på)\s+",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"(?P<first>(?:[^?.!]|\.(?=\d))+?)\s+(?:og|å|and|eller|or|vs\.?|versus|kontra|mot|med|with)\s+(?P<second>(?:[^?.!]|\.(?=\d))+)",
    re.IGNORECASE,
)
_TELLS_APART = re.compile(
    r"\b(?:skiller|skil|distinguishes)\s+(?P<first>.+?)\s+(?:fra|frå|from)\s+(?P<second>(?:[^?.!]|\.(?=\d))+)",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"^\W*(?:(?:den|det|dei|de|the|ei|en|et) )?(?:kommunal\w*|privat\w*|offentl[ei]g\w*|statl[ei]g\w*|første|fyrste|andre|siste"
    r"|public|municipal|private|first|second|last|other)(?: (?:one|tilbudet|tilbodet|tjenesten|tenesta))?\W*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(\w+) \d[\d.]*$")
"""`nivå 5.1`: of the other side only the number is said."""
_NEAREST = 3
"""So many records of each side are looked at for one that tells of both."""
_GENERAL = 0.4
_WORDS_A_SIDE = 46
"""Two halves make an answer of usual length."""


def sides(text: str) -> tuple[str, str] | None:
    """The two things that a message compares: `hva er forskjellen på A og B?` -> (A, B). None when it names no two."""
    match = _TELLS_APART.search(text) or _SIDES.search(_LEADING.sub("", text))
    if match is None:
        return None
    first, second = match["first"].strip(), match["second"].strip()
    numbered = _NUMBERED.match(first)
    return (first, f"{numbered[1]} {second}") if numbered and second[:1].isdigit() else (first, second)


def _only_described(text: str) -> bool:
    """Whether both sides are only told by whose they are or where they stood: `den kommunale og den private`."""
    named = sides(text)
    return named is not None and all(_DESCRIBED.match(side) for side in named)


def _same(first: Subject, second: Subject) -> bool:
    """Whether both sides found the same entry: one that tells them apart itself."""
    return bool(first.hits and second.hits) and first.hits[0].id == second.hits[0].id


class Comparison:
    """Compares what two parts of a message name, or the two entries shown last."""

    def __init__(self, catalogue: Catalogue, answers: CatalogueAnswers) -> None:
        self._catalogue = catalogue
        self._answers = answers

    def answer(self, turn: Turn, understanding: Understanding) -> Reply:
        """Both things in one message; where only one can be found, the general answer; where none can, a question."""
        subject = find_subject(self._catalogue, turn, understanding)
        described = _only_described(turn.text) and len(turn.context.shown) > 1
        if not described and (both := self._told_together(turn, subject)) is not None:
            return both
        found = self._both_shown(turn) if described else self._named(turn, subject) or self._shown(turn, subject)
        if len(found) < 2:
            return self._one(turn, understanding, subject)
        topic = replace(topics()["compare"], words=_WORDS_A_SIDE)
        told = [self._answers.about(turn, side, topic) for side in found]
        return self._together(turn, told)

    def _named(self, turn: Turn, subject: Subject) -> list[Subject]:
        named = sides(turn.text)
        if named is None:
            return []
        results = [self._search(part, subject.place, english=turn.language == "en") for part in named]
        parts = [
            Subject(
                result.services[:1], result.records[:1], False, subject.place, part, subject.named_place, result.words
            )
            for part, result in zip(named, results, strict=True)
            if max(result.best, result.records[0].score if result.records else 0.0) > LOST
        ]
        return parts if len(parts) == 2 and not _same(*parts) else []

    def _told_together(self, turn: Turn, subject: Subject) -> Reply | None:
        """What one record says of both, where no place was named that has its own of each. None where no record is near to both."""
        named = sides(turn.text)
        if named is None or subject.place is not None:
            return None
        first, second = (self._search(part, None, english=turn.language == "en").records[:_NEAREST] for part in named)
        both = next((hit for hit in first if hit.id in {other.id for other in second} and hit.score > LOST), None)
        if both is None or not both.services:
            return None
        hits = [Hit(service, "service", both.score / 2, 0.0, (service,)) for service in both.services[:2]]
        return self._answers.about(turn, replace(subject, hits=hits, records=[both]), topics()["compare"])

    def _search(self, part: str, place: str | None, *, english: bool) -> SearchResult:
        """What a part of the message names. Where no place was named, a thing is told by what holds everywhere, when that is near."""
        result = self._catalogue.search(SearchQuery(part, place, english))
        general = [
            hit for hit in result.services if self._answers.is_general(hit) and hit.score > _GENERAL * result.best
        ]
        return replace(result, services=general) if general and place is None else result

    def _shown(self, turn: Turn, subject: Subject) -> list[Subject]:
        """ "Hva er forskjellen på de to?" after an answer that showed two entries."""
        if not subject.follow_up or len(turn.context.shown) < 2:
            return []
        return self._both_shown(turn)

    def _both_shown(self, turn: Turn) -> list[Subject]:
        return [
            find_subject(self._catalogue, turn, Understanding("compare", entities={"entry_id": [service_id]}))
            for service_id in turn.context.shown[:2]
        ]

    def _one(self, turn: Turn, understanding: Understanding, subject: Subject) -> Reply:
        if max(subject.best, subject.best_record) > LOST:
            return self._answers.answer(turn, understanding)
        text = say("compare_needs_two", turn.language)
        return Reply(messages=[Message(text=text, language=ours(turn.language), kind="clarify")], context=turn.context)

    @staticmethod
    def _together(turn: Turn, told: list[Reply]) -> Reply:
        """One message out of two: the bodies one after the other, then the sources of both."""
        bodies = [reply.messages[0].text.rsplit("\n\n", 1) for reply in told]
        tails = [body[-1] for body in bodies if len(body) > 1]
        tails = [tail for tail in dict.fromkeys(tails) if not any(tail in other and tail != other for other in tails)]
        first, second = (reply.messages[0] for reply in told)
        entries = list({entry.id: entry for entry in (*first.entries, *second.entries)}.values())
        message = first.model_copy(
            update={
                "text": "\n\n".join([*(body[0] for body in bodies), " ".join(tails)]),
                "entries": entries,
                "sources": [*first.sources, *second.sources][:6],
                "choices": [*first.choices[:2], *second.choices[2:3]],
                "language": ours(turn.language),
            }
        )
        context = told[0].context.model_copy(
            update={"shown": [entry.id for entry in entries], "last_text": message.text, "last_question": turn.text}
        )
        return Reply(messages=[message], context=context, municipality=told[0].municipality)
