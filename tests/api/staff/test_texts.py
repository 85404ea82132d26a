"""Every text in three languages, every text used, every key of a template there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from api.staff.case_view import FIELDS
from api.staff.csv_file import COLUMNS
from api.staff.wording import Words, texts
from referrals.people import Role
from referrals.submission import Submission

ROOM = Path(__file__).parents[3] / "api" / "staff"
_KEY = re.compile(r"""["']([a-z_]+\.[a-z_-]+)["']""")
_PREFIX = re.compile(r"""["']([a-z_]+\.[a-z_]+_|login\.)["'] ~""")


def sources() -> str:
    files = [*ROOM.rglob("*.html"), *ROOM.rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(texts()))
def test_a_text_is_there_in_every_language_with_the_same_values(key: str) -> None:
    item = texts()[key]
    assert list(item) == ["nb", "nn", "en"]
    assert all(isinstance(text, str) and text.strip() for text in item.values())
    assert fields_of(item["nb"]) == fields_of(item["nn"]) == fields_of(item["en"])


def test_every_key_that_is_used_is_there() -> None:
    files = {key.split(".")[0] for key in texts()}
    used = {key for key in _KEY.findall(sources()) if key.split(".")[0] in files and not key.endswith((".html", ".py"))}
    assert {key for key in used if not key.endswith("_")} - set(texts()) == set()


def test_every_text_is_used() -> None:
    source = sources()
    prefixes = (*_PREFIX.findall(source), "export.", "problems.", "login.refused", "login.no_access")
    unused = {
        key for key in texts() if f'"{key}"' not in source and f"'{key}'" not in source and not key.startswith(prefixes)
    }
    assert unused == set()


def test_what_is_put_together_is_there() -> None:
    wanted = {f"common.role_{role.value}" for role in Role} | {f"export.{name}" for name in COLUMNS}
    for event, names in FIELDS.items():
        wanted |= {f"acts.{part}_{event.value}" for part in ("title", "help", "do")} | {f"case.done_{event.value}"}
        wanted |= {f"acts.label_{event.value}_note" if name == "note" else f"acts.label_{name}" for name in names}
    for field, part in (("reach", "reach"), ("language", "language"), ("channel", "channel"), ("informed", "informed")):
        choices = Submission.model_json_schema()["properties"][field]["enum"]
        wanted |= {f"case.{part}_{choice}" for choice in choices}
    assert wanted - set(texts()) == set()


@pytest.mark.parametrize(
    ("hours", "said"), [(None, "Ingen svar ennå"), (0.5, "0,5 timer"), (3.0, "3 timer"), (50.4, "2,1 døgn")]
)
def test_a_stretch_of_time_is_told_in_what_one_counts_in(hours: float | None, said: str) -> None:
    assert Words("nb").hours(hours) == said
