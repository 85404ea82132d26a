"""The names that Rasa's entity linker knows: {kind: {value: [names]}}, made from the catalogue and the shared lists."""

from __future__ import annotations

import yaml

from knowledge_base.content import Content
from knowledge_base.content_files import CONTENT
from knowledge_base.places import load_places

_MAX_NAME_WORDS = 6


def _shared(name: str) -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load((CONTENT / "shared" / name).read_text(encoding="utf-8"))
    return loaded


def _place(name: str) -> tuple[str, str]:
    """Names that differ in capitals only have an order too: another one would be another model."""
    return name.lower(), name


def gazetteer(content: Content) -> dict[str, dict[str, list[str]]]:
    """Municipalities, needs, services, settings and askers with all their names."""
    services = {
        service.id: sorted({service.name.nb, *service.alternate_names}, key=_place)
        for service in content.services.values()
    }
    return {
        "municipality": {place.slug: list(place.names) for place in load_places().choosable()},
        "need": _shared("needs.yaml"),
        "setting": _shared("settings.yaml"),
        "asker": _shared("askers.yaml"),
        "service": {key: [n for n in names if len(n.split()) <= _MAX_NAME_WORDS] for key, names in services.items()},
    }
