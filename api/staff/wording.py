"""The pages' texts in nb, nn and en (texts/*.yaml, a key is `<file>.<name>`), and how days and times are written."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import yaml

from api.texts import in_language, preferred_language
from referrals.clock import OSLO
from referrals.wording import day_in_words

LANGUAGE_COOKIE = "veiviser_sprak"
LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
_TEXTS = Path(__file__).parent / "texts"


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, str]]:
    """All texts by key."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(_TEXTS.glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {f"{path.stem}.{key}": item for key, item in loaded.items()}
    return found


class Words:
    """Texts of one language; called from templates as `t("list.title")`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """A text with its values. Raises KeyError for an unknown key."""
        text = in_language(texts()[key], self.language)
        return text.format(**values) if values else text

    def or_code(self, key: str, code: str) -> str:
        """The text of a key, or the code itself where nobody gave it a text."""
        return self(key) if key in texts() else code

    def day(self, moment: date | datetime) -> str:
        """`4. desember 2026`."""
        day = moment.astimezone(OSLO).date() if isinstance(moment, datetime) else moment
        return day_in_words(day, self.language)

    def moment(self, moment: datetime) -> str:
        """`4. desember 2026 kl. 14.05`, in Norwegian time, with a blank that does not break before the numbers."""
        local = moment.astimezone(OSLO)
        clock = f"{local:%H:%M}" if self.language == "en" else f"kl.\u00a0{local:%H.%M}"
        return f"{self.day(moment)} {clock}"

    def short_day(self, moment: datetime) -> str:
        """`04.12.2026`, for tables."""
        return f"{moment.astimezone(OSLO):%d.%m.%Y}"

    def hours(self, hours: float | None) -> str:
        """A stretch of time: hours below two days, else days."""
        if hours is None:
            return self("numbers.none_yet")
        key, value = ("numbers.hours", hours) if hours < 48 else ("numbers.days", hours / 24)
        said = f"{value:.1f}".removesuffix(".0")
        return self(key, n=said if self.language == "en" else said.replace(".", ","))


def language_of(cookies: dict[str, str], accept_language: str | None) -> str:
    """What the person chose, else what the browser asks for, else bokmål."""
    chosen = cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else preferred_language(accept_language) or "nb"
