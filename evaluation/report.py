"""The report as markdown: figures with intervals, slices, what failed, change since the last release, readability."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evaluation.figures import LOW_IS_GOOD, Outcome, Spoilt, sliced
from evaluation.intervals import share
from evaluation.readability import Readability
from evaluation.releases import Release
from evaluation.scoring import Held, Scored, values_of

_SLICED = ("entry_shown", "entry_first", "facts", "kind", "language", "wrong_but_sure")
_SAME = 0.0005


def write_report(outcome: Outcome, thresholds: dict[str, float], last: Release | None) -> str:
    """The whole report. `last` is what the figures are compared with."""
    parts = [
        "# Evaluation\n\nWritten by `make evaluate`. Shares are from 0 to 1 with a 95 % bootstrap interval. "
        "docs/first-sight.md tells what each round gave at first sight.",
        f"{len(outcome.scored)} questions, {len(outcome.lay)} needs in everyday words, {len(outcome.spoilt)} spoilt questions, "
        f"{len(outcome.held)} dialogues; training sees none of them (a test holds us to it).",
        *("## Figures\n", _figures(outcome, thresholds, last), _news(outcome, last)),
        *("## By form\n", _slices(outcome.scored, "form", lambda item: item.question.form)),
        *("## By asker\n", _slices(outcome.scored, "asker", lambda item: item.question.asker)),
        *("## By file of questions\n", _slices(outcome.scored, "ids", lambda item: item.question.id.split("-")[0])),
        *("## Everyday words\n", _slices(outcome.lay, "form", lambda item: item.question.form)),
        *("## Everyday words by round\n", _slices(outcome.lay, "ids", lambda item: item.question.id.split("-")[0])),
        *("## Noise\n", _noise(outcome.spoilt)),
        *("## Dialogues by class\n", _dialogues(outcome.held, "class", lambda held: held.dialogue.class_)),
        *("## Dialogues by language\n", _dialogues(outcome.held, "language", lambda held: held.dialogue.language)),
        *("## Questions that failed\n", _failed_questions(outcome.scored)),
        *("## Everyday words that did not lead there\n", _failed_questions(_not_shown(outcome.lay))),
        *("## Turns that failed\n", _failed_turns(outcome.held)),
        *("## Readability of our texts\n", _readability(outcome.texts)),
    ]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def failed_ids(outcome: Outcome) -> list[str]:
    """Questions whose entry is not shown or that got an answer they should not, and dialogues that failed."""
    questions = [item.question.id for item in outcome.scored if faulty(item)]
    return questions + [held.dialogue.id for held in outcome.held if not held.passed]


def faulty(item: Scored) -> list[str]:
    """The measures in which a question is not perfect."""
    return [name for name, value in item.measures.items() if (value > 0 if name in LOW_IS_GOOD else value < 1)]


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in lines
    )


def _figures(outcome: Outcome, thresholds: dict[str, float], last: Release | None) -> str:
    shares, before = outcome.shares(), last.figures if last else {}
    rows = []
    for name, value in outcome.figures().items():
        shown, n = (str(shares[name]), str(shares[name].n)) if name in shares else (f"{value:.1f}", "")
        limit = f"{'≤' if name in LOW_IS_GOOD else '≥'} {thresholds[name]:g}" if name in thresholds else ""
        rows.append([name, shown, n, limit, _change(name, value, before.get(name))])
    return _table(
        ["figure", "value", "n", "promised", f"since {last.name}" if last else "since the last release"], rows
    )


def _change(name: str, now: float, before: float | None) -> str:
    if before is None:
        return "new"
    if abs(now - before) < _SAME:
        return "same"
    better = (now < before) == (name in LOW_IS_GOOD)
    return f"{now - before:+.3f} {'better' if better else 'worse'}"


def _news(outcome: Outcome, last: Release | None) -> str:
    if last is None:
        return "No release has been kept yet: nothing to compare with."
    now, before = set(failed_ids(outcome)), set(last.failed)
    worse, better = ", ".join(sorted(now - before)) or "none", ", ".join(sorted(before - now)) or "none"
    return f"Since {last.name} ({last.measured[:10]}): newly failing: {worse}. Newly right: {better}."


def _slices(scored: list[Scored], title: str, key: Callable[[Scored], str]) -> str:
    rows = []
    for name, items in sliced(scored, key).items():
        shares = [share(values_of(items, measure)) for measure in _SLICED]
        rows.append([name, str(len(items)), *(str(found) if found else "–" for found in shares)])
    return _table([title, "n", *_SLICED], rows)


def _dialogues(held: list[Held], title: str, key: Callable[[Held], str]) -> str:
    rows = []
    for name in dict.fromkeys(key(item) for item in held):
        ours = [item for item in held if key(item) == name]
        passed = share([float(item.passed) for item in ours])
        rows.append([name, str(len(ours)), str(passed)])
    return _table([title, "n", "passed"], rows)


def _not_shown(scored: list[Scored]) -> list[Scored]:
    return [item for item in scored if not item.measures.get("entry_shown")]


def _noise(spoilt: list[Spoilt]) -> str:
    """What each kind of noise costs: the share that shows a right entry, clean and spoilt."""
    rows = []
    for kind in sorted({item.kind for item in spoilt}):
        ours = [item for item in spoilt if item.kind == kind]
        clean, noisy = (values_of(side, "entry_shown") for side in ([i.clean for i in ours], [i.noisy for i in ours]))
        rows.append([kind, str(len(ours)), str(share(clean)), str(share(noisy))])
    return _table(["noise", "n", "entry_shown clean", "entry_shown spoilt"], rows)


def _failed_questions(scored: list[Scored]) -> str:
    rows = []
    for item in scored:
        if wrong := faulty(item):
            got = f"{item.answer.kind}: {', '.join(item.answer.entry_ids) or 'no entry'}"
            rows.append([item.question.id, item.question.text, ", ".join(wrong), got])
    return _table(["id", "question", "fails in", "answer"], rows) if rows else "None."


def _failed_turns(held: list[Held]) -> str:
    rows = []
    for item in held:
        for number, (turn, wrong) in enumerate(zip(item.dialogue.turns, item.wrong, strict=True), start=1):
            if wrong:
                said = turn.say * turn.times if turn.say else f"[{turn.press}]"
                rows.append([item.dialogue.id, item.dialogue.class_, f"{number}: {said[:80]}", "; ".join(wrong)])
    return _table(["id", "class", "turn", "what is wrong"], rows) if rows else "None."


def _readability(texts: list[Readability]) -> str:
    rows = [[text.where, text.language, f"{text.lix:.0f}", str(text.longest)] for text in texts]
    note = "LIX under 30 is very easy, 30–40 easy, 40–50 medium; short texts vary much. Hardest first."
    return f"{note}\n\n" + _table(["text", "language", "LIX", "words in the longest sentence"], rows)
