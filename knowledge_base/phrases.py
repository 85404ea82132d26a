"""What the fields of entries and records say, in nynorsk and English: content/shared/phrases/*.yaml.

A field (target_group, duration, steps ...) holds bokmål only, because filters, ids and the HSDS view rest on it. Its translation stands
here under the bokmål text itself, as in a gettext catalogue: a text that is changed loses its translation, and the check says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from knowledge_base.content_files import CONTENT, read_items
from knowledge_base.schema import Text

PHRASES = CONTENT / "shared" / "phrases"


@lru_cache(maxsize=1)
def load_phrases() -> dict[str, Text]:
    """All translated phrases by their bokmål text. Raises pydantic.ValidationError or yaml.YAMLError."""
    items = (item for path in sorted(PHRASES.glob("*.yaml")) for item in read_items(path))
    texts = (Text.model_validate(item.data) for item in items)
    return {text.nb: text for text in texts}


def phrase(nb: str) -> Text:
    """A field's text in all languages that it has; bokmål alone when nobody has translated it (a municipality's own text)."""
    return load_phrases().get(nb) or Text(nb=nb)


def joined(separator: str, values: Iterable[str]) -> Text:
    """Several fields' texts as one; a language that one of them lacks is left out."""
    texts = [phrase(value) for value in values]
    nn, en = ([text.in_language(language) for text in texts] for language in ("nn", "en"))
    return Text(
        nb=separator.join(text.nb for text in texts),
        nn=separator.join(filter(None, nn)) if all(nn) else None,
        en=separator.join(filter(None, en)) if all(en) else None,
    )
