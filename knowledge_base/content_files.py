"""Reads the curated YAML: every file, with line numbers for reports, and a digest of all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
CONTENT = _HERE / "content"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class RawItem:
    """One item of a content file, before validation. `line` is 1-based."""

    path: Path
    line: int
    data: dict[str, Any]


def owners(content: Path = CONTENT) -> list[Path]:
    """The folders of the catalogue's owners, by name."""
    return sorted(path for path in content.iterdir() if path.is_dir() and path.name != "shared")


def read_items(path: Path) -> Iterator[RawItem]:
    """The items of one file: the file's mapping, or each mapping of its list. Raises yaml.YAMLError with the position."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node] if node is not None else []
        for item in nodes:
            yield RawItem(path, item.start_mark.line + 1, loader.construct_document(item))
    finally:
        loader.dispose()


def service_files(content: Path = CONTENT) -> list[Path]:
    """One file an entry."""
    return [path for owner in owners(content) for path in sorted((owner / "services").glob("*.yaml"))]


def record_files(content: Path = CONTENT) -> list[Path]:
    """The owners' files of coordinators, routes, next-of-kin support, systems, terms and topics."""
    return [path for owner in owners(content) for path in sorted(owner.glob("*.yaml"))]


def digest(*roots: Path) -> str:
    """SHA-256 over the YAML files below `roots` and the code that analyses them: equal digests mean equal tables."""
    total = hashlib.sha256()
    for root in (*roots, _HERE, _HERE.parent / "language"):
        for path in sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".py"}):
            if root == _HERE and path.suffix == ".yaml":
                continue
            total.update(str(path.relative_to(root)).encode())
            total.update(path.read_bytes())
    return total.hexdigest()
