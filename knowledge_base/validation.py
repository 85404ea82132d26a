"""Checks the whole content and reports every fault with file and line: what an editor reads before a change goes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import ValidationError

from knowledge_base.content import LOCAL, load_documents
from knowledge_base.content_files import CONTENT, RawItem, read_items, record_files, service_files
from knowledge_base.local import override_files, read_override
from knowledge_base.places import load_places
from knowledge_base.schema import RECORD_TYPES, AnyRecord, Document, Lines, Service
from knowledge_base.statements import Statement, record_statements, service_statements

Severity = Literal["error", "warning"]
Parsed = TypeVar("Parsed", Service, AnyRecord)


@dataclass(frozen=True)
class Finding:
    """One fault (`error`) or gap (`warning`) and where it stands."""

    severity: Severity
    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.text}"


@dataclass(frozen=True)
class Report:
    """All findings, and how much was checked."""

    findings: list[Finding]
    services: int
    records: int

    @property
    def errors(self) -> list[Finding]:
        """The findings that must be mended."""
        return [finding for finding in self.findings if finding.severity == "error"]


class _Checker:
    def __init__(self, content: Path) -> None:
        self.content = content
        self.findings: list[Finding] = []
        self.documents: dict[str, Document] = load_documents(content)
        self.services: dict[str, tuple[RawItem, Service]] = {}
        self.records: dict[str, tuple[RawItem, AnyRecord]] = {}

    def note(self, item: RawItem, text: str, severity: Severity = "error") -> None:
        self.findings.append(Finding(severity, item.path, item.line, text))

    def read(self) -> None:
        for path in service_files(self.content):
            for item in self._items(path):
                self._add(item, Service, self.services)
        for path in record_files(self.content):
            if path.stem not in RECORD_TYPES:
                self.findings.append(Finding("error", path, 1, f"unknown kind of file: {path.stem}"))
                continue
            for item in self._items(path):
                self._add(item, RECORD_TYPES[path.stem], self.records)

    def _items(self, path: Path) -> Iterator[RawItem]:
        try:
            yield from read_items(path)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.findings.append(Finding("error", path, line, f"not YAML: {error.problem}"))

    def _add(self, item: RawItem, model: type[Parsed], into: dict[str, tuple[RawItem, Parsed]]) -> None:
        try:
            parsed = model.model_validate(item.data)
        except ValidationError as error:
            for fault in error.errors():
                where = ".".join(str(part) for part in fault["loc"])
                self.note(item, f"{item.data.get('id', '?')}: {where}: {fault['msg']}")
            return
        if parsed.id in self.services or parsed.id in self.records:
            self.note(item, f"{parsed.id}: the id is used twice")
        into[parsed.id] = (item, parsed)

    def check_source(self, item: RawItem, parsed: Service | AnyRecord) -> None:
        document = self.documents.get(parsed.source.document)
        if document is None:
            self.note(item, f"{parsed.id}: unknown document {parsed.source.document}")
            return
        every: list[Lines] = [*parsed.source.lines, *(lines for fact in parsed.facts for lines in fact.lines)]
        for first, last in every:
            if not 1 <= first <= last <= document.lines:
                self.note(item, f"{parsed.id}: lines {first}-{last} are not in {document.id} (1-{document.lines})")

    def check_links(self, item: RawItem, parsed: Service | AnyRecord) -> None:
        linked = parsed.related if isinstance(parsed, Service) else parsed.services
        for target in linked:
            if target not in self.services:
                self.note(item, f"{parsed.id}: points at {target}, which does not exist")
        for place in parsed.areas:
            if place not in load_places().all:
                self.note(item, f"{parsed.id}: unknown place {place}")

    def check_service(self, item: RawItem, service: Service) -> None:
        if item.path.stem != service.id:
            self.note(item, f"{service.id}: the file should be named {service.id}.yaml")
        try:
            if date.fromisoformat(service.last_verified) > date.today():
                self.note(item, f"{service.id}: last_verified lies in the future")
        except ValueError:
            self.note(item, f"{service.id}: last_verified is not a date (YYYY-MM-DD)")
        if not service.facts:
            self.note(item, f"{service.id}: no facts", "warning")

    def check_translations(self, item: RawItem, identifier: str, statements: list[Statement]) -> None:
        for language in ("nn", "en"):
            missing = [said.text.nb for said in statements if not said.text.in_language(language)]
            if missing:
                text = f"{identifier}: no {language} for {len(missing)} of {len(statements)} statements, first: {missing[0]}"
                self.note(item, text, "warning")

    def check_phrases(self, phrases: Path) -> None:
        said = set(_strings([item.data for item, _ in (*self.services.values(), *self.records.values())]))
        for item in (item for path in sorted(phrases.glob("*.yaml")) for item in read_items(path)):
            if item.data["nb"] not in said:
                self.note(item, f"a phrase that no field says any more: {item.data['nb']}", "warning")

    def check_local(self, local: Path) -> None:
        for path in override_files(local):
            try:
                override = read_override(path)
            except (ValidationError, yaml.YAMLError) as error:
                self.findings.append(Finding("error", path, 1, str(error).replace("\n", " ")))
                continue
            for service_id in override.services:
                if service_id not in self.services:
                    self.findings.append(Finding("error", path, 1, f"{service_id} does not exist"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def validate(content: Path = CONTENT, local: Path = LOCAL) -> Report:
    """Everything that is wrong or missing: schema, ids, links, places, line ranges, dates, translations, local files."""
    checker = _Checker(content)
    checker.read()
    for item, parsed in [*checker.services.values(), *checker.records.values()]:
        checker.check_source(item, parsed)
        checker.check_links(item, parsed)
    for item, service in checker.services.values():
        checker.check_service(item, service)
        checker.check_translations(item, service.id, service_statements(service))
    for item, record in checker.records.values():
        checker.check_translations(item, record.id, record_statements(record))
    checker.check_phrases(content / "shared" / "phrases")
    checker.check_local(local)
    ordered = sorted(checker.findings, key=lambda finding: (finding.severity, str(finding.path), finding.line))
    return Report(ordered, len(checker.services), len(checker.records))


def summary(report: Report) -> str:
    """One line for people."""
    counts = Counter(finding.severity for finding in report.findings)
    return (
        f"{report.services} entries and {report.records} records checked: "
        f"{counts['error']} errors, {counts['warning']} warnings"
    )
