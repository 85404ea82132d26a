"""A catalogue of any size that looks like the real one: entries of the curated content under new names, places and words."""

from __future__ import annotations

import random
from collections.abc import Iterator

from knowledge_base.content import Content, load_content
from knowledge_base.schema import Service, Text

_SYLLABLES = "bak dal eik fjell gran haug is jord kveld lund myr nord ost pil rogn sol tind ulv vik ytre ås øy"
_PARTS = _SYLLABLES.split()


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_PARTS) for _ in range(chance.randint(2, 3)))


def _varied(service: Service, number: int, words: list[str], chance: random.Random) -> Service:
    """A copy with an id of its own and some words replaced, so that vocabulary grows as it would."""
    extra = " ".join(chance.choices(words, k=6))
    return service.model_copy(
        update={
            "id": f"{service.id}-{number}",
            "name": Text(nb=f"{service.name.nb} {chance.choice(words)}"),
            "description": Text(nb=f"{service.description.nb} {extra}"),
            "areas": [chance.choice(["alesund", "kristiansund", "melhus", "bodo", "trondheim", "norge"])],
            "lay_words": [*service.lay_words, *chance.sample(words, 2)],
        }
    )


def _services(real: list[Service], size: int, chance: random.Random) -> Iterator[Service]:
    words = [_word(chance) for _ in range(max(500, size // 10))]
    yield from real
    for number in range(size - len(real)):
        yield _varied(real[number % len(real)], number, words, chance)


def generated_content(size: int) -> Content:
    """The curated content, widened to `size` entries. The same size gives the same content."""
    real = load_content(local=None)
    if size <= len(real.services):
        return real
    services = {service.id: service for service in _services(list(real.services.values()), size, random.Random(size))}
    return Content(f"generated-{size}", real.documents, services, real.records)


def questions(content: Content, count: int) -> list[tuple[str, str]]:
    """(question, place) pairs: known ways of asking with a word more or less, so that no query is a passage word for word."""
    chance = random.Random(7)
    asked = [(q, s.areas[0]) for s in content.services.values() for q in s.asked_as.all()]
    picked = chance.sample(asked, min(count, len(asked)))
    return [(" ".join([*text.split()[1:], "hjemme"]), place) for text, place in picked]
