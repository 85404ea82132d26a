"""The questions and dialogues are sound, cover what they should, and are held out from training."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from answers.message import Kind
from evaluation.cases import Asker, Class, Form, load_dialogues, load_lay_words, load_questions
from evaluation.scoring import HEDGES
from knowledge_base.content import Content
from knowledge_base.places import load_places
from tests.evaluation.training import asked_as, examples, same
from veiviser.paths import ROOT

QUESTIONS, LAY, DIALOGUES = load_questions(), load_lay_words(), load_dialogues()
SAID_BY_ALL = 3
"""Turns of so few words (`nei`, `takk`, `og i Ålesund?`) cannot be worded anew and may stand in the training data."""


def entries_expected() -> Iterator[str]:
    for question in (*QUESTIONS, *LAY):
        yield from question.entries
    for turn in (turn for dialogue in DIALOGUES for turn in dialogue.turns):
        yield from (name for ids in (turn.expect.entry, turn.expect.shown) if ids for name in ids.split("|"))


def test_every_expected_entry_stands_in_the_catalogue(content: Content) -> None:
    assert set(entries_expected()) - set(content.services) == set()


def test_ids_are_unique() -> None:
    ids = [case.id for case in (*QUESTIONS, *LAY, *DIALOGUES)]
    assert len(ids) == len(set(ids))


def test_kinds_are_those_of_the_contract() -> None:
    kinds = {kind for question in QUESTIONS for kind in question.kinds}
    kinds |= {kind for dialogue in DIALOGUES for turn in dialogue.turns for kind in turn.expect.kinds}
    assert kinds <= set(get_args(Kind))


def test_places_are_known() -> None:
    places = {case.municipality for case in (*QUESTIONS, *DIALOGUES)} - {None}
    assert [place for place in places if load_places().resolve(str(place)) is None] == []


def test_every_form_and_asker_is_asked_in_and_out_of_scope() -> None:
    found = {(question.form, question.in_scope) for question in QUESTIONS}
    assert found == set(product(get_args(Form), (True, False)))
    assert {question.asker for question in QUESTIONS} == set(get_args(Asker))


def test_every_class_is_held_in_every_language() -> None:
    found = {(dialogue.class_, dialogue.language) for dialogue in DIALOGUES}
    assert found == set(product(get_args(Class), ("nb", "nn", "en")))


def test_all_owners_are_asked_about() -> None:
    owners = {"alesund", "kristiansund", "melhus", "helse", "bodo", "baerum", "bomlo", "gjovik", "mandal", "trondheim"}
    assert owners <= {entry.split("-")[0] for entry in entries_expected()}


def test_training_and_catalogue_hold_no_question_of_ours(content: Content) -> None:
    known = {same(text) for text in (*examples(), *asked_as(content))}
    assert len(known) > 5000, "the training data was not read"
    assert [question.text for question in (*QUESTIONS, *LAY) if same(question.text) in known] == []
    said = [turn.say for dialogue in DIALOGUES for turn in dialogue.turns if turn.say]
    assert [text for text in said if same(text) in known and len(same(text)) > SAID_BY_ALL] == []


def test_a_copied_question_would_be_found_whatever_its_case_and_form() -> None:
    assert same("Kva er  HEIMEREHABILITERING?") == same("hva er hjemmerehabilitering")


def test_hedges_are_the_words_of_the_answers() -> None:
    frames = (ROOT / "answers" / "texts" / "frames.yaml").read_text(encoding="utf-8")
    assert [hedge for hedge in HEDGES if hedge not in frames] == []


@pytest.mark.parametrize("path", sorted((ROOT / "evaluation").glob("*.py")), ids=lambda path: path.stem)
def test_the_evaluation_knows_the_public_contract_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    rooms = {"language", "knowledge_base", "answers", "actions", "api", "veiviser", "bot"}
    assert {name.split(".")[0] for name in names} & rooms == set()
