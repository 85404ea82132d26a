"""NHN Dialogmelding 1.1 in MsgHead 1.2 as a file, with the referral as text and as PDF. Sending it over Helsenettet is the EPJ's or
the municipality's message server's task: that takes membership and a certificate that no chat should hold."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC
from typing import Any
from uuid import UUID

from lxml import etree

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, Unit
from referrals.gateways.files import drop, passed_over, writable
from referrals.gateways.lines import as_text, label
from referrals.gateways.pdf import PdfDocument
from referrals.gateways.settings import GatewaySettings
from referrals.submission import Party
from referrals.wording import name_of

HEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
DIALOG = "http://www.kith.no/xmlstds/dialog/2013-01-23"
BASE64 = "http://www.kith.no/xmlstds/base64container"
_HER = "2.16.578.1.12.4.1.1.9051"
_THEMES = "2.16.578.1.12.4.1.1.7322"
_TYPE = {"V": "DIALOG_HELSEFAGLIG", "DN": "Helsefaglig dialog"}


class Dialogmelding:
    """One XML file a delivery. The coded theme is the installation's choice out of code list 7322."""

    name = "dialogmelding"
    carries_content = True

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    def check_config(self) -> list[str]:
        """See Gateway."""
        faults = writable(self._settings.dialogmelding_folder)
        if not self._settings.sender_her_id.isdecimal():
            faults.append("VEIVISER_SENDER_HER_ID is not set (the sender's id in NHN's address register)")
        if "|" not in self._settings.dialogmelding_theme:
            faults.append("VEIVISER_DIALOGMELDING_THEME must be code|name out of code list 7322")
        return faults

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if faults := self.check_config():
            return Refused(faults[0])
        if (outcome := passed_over(delivery)) is not None:
            return outcome
        if not delivery.unit.her_id:
            return Refused("the unit has no HER-id")
        document = etree.tostring(self.message(delivery), xml_declaration=True, encoding="UTF-8")
        if dry_run:
            return Delivered(receipt=f"dry run, {len(document)} bytes")
        return drop(self._settings.dialogmelding_folder, f"{delivery.id}.xml", document)

    def message(self, delivery: Delivery) -> etree._Element:
        """The message. `MsgId` is the delivery's id: a receiver takes the same id once."""
        root = etree.Element(f"{{{HEAD}}}MsgHead", nsmap=_default(HEAD))
        info = _add(root, "MsgInfo")
        _add(info, "Type", attributes=_TYPE)
        _add(info, "MIGversion", "v1.2 2006-05-24")
        _add(info, "GenDate", delivery.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        _add(info, "MsgId", str(UUID(delivery.id)))
        settings = self._settings
        sender = Unit("", settings.sender_name, "", her_id=settings.sender_her_id)
        for role, unit in (("Sender", sender), ("Receiver", delivery.unit)):
            _organisation(_add(info, role), unit)
        if delivery.content is not None:
            _patient(info, delivery.content.concerns)
        self._note(root, delivery)
        self._attachment(root, delivery)
        return root

    def _note(self, root: etree._Element, delivery: Delivery) -> None:
        reference = _document(root, "XML", "XML-instans")
        dialog = etree.SubElement(_add(reference, "Content"), f"{{{DIALOG}}}Dialogmelding", nsmap=_default(DIALOG))
        note = _add(dialog, "Notat", space=DIALOG)
        code, _, name = self._settings.dialogmelding_theme.partition("|")
        _add(note, "TemaKodet", space=DIALOG, attributes={"V": code, "DN": name, "S": _THEMES})
        _add(note, "Tema", _subject(delivery), space=DIALOG)
        _add(note, "TekstNotatInnhold", as_text(delivery, delivery.unit_language), space=DIALOG)

    def _attachment(self, root: etree._Element, delivery: Delivery) -> None:
        pdf = PdfDocument(self._settings.pdf_font).render(delivery, delivery.unit_language)
        reference = _document(root, "A", "Vedlegg")
        _add(reference, "MimeType", "application/pdf")
        _add(reference, "Description", f"{delivery.reference}.pdf")
        container = etree.SubElement(_add(reference, "Content"), f"{{{BASE64}}}Base64Container", nsmap=_default(BASE64))
        container.text = base64.b64encode(pdf).decode()


def _subject(delivery: Delivery) -> str:
    language = delivery.unit_language
    kind = f"{name_of('kinds', delivery.kind, language)} {delivery.reference}"
    return f"{label('withdrawn', language)}: {kind}" if delivery.withdrawn else kind


def _default(space: str) -> Any:
    """lxml takes None for the default prefix; its stubs do not know."""
    return {None: space}


def _add(
    parent: etree._Element,
    name: str,
    text: str | None = None,
    space: str = HEAD,
    attributes: Mapping[str, str] | None = None,
) -> etree._Element:
    child = etree.SubElement(parent, f"{{{space}}}{name}", dict(attributes or {}))
    child.text = _xml_text(text) if text is not None else None
    return child


def _xml_text(text: str) -> str:
    """XML has no place for control signs."""
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ").replace("\ufffe", "").replace("\uffff", "")


def _document(root: etree._Element, code: str, name: str) -> etree._Element:
    reference = _add(_add(root, "Document"), "RefDoc")
    _add(reference, "MsgType", attributes={"V": code, "DN": name})
    return reference


def _organisation(parent: etree._Element, unit: Unit) -> None:
    organisation = _add(parent, "Organisation")
    _add(organisation, "OrganisationName", unit.name)
    identity = _add(organisation, "Ident")
    _add(identity, "Id", unit.her_id or "")
    _add(identity, "TypeId", attributes={"V": "HER", "DN": "HER-id", "S": _HER})


def _patient(info: etree._Element, person: Party) -> None:
    """Without an identity number: none is asked for in the chat. The receiver finds the person by name, year and telephone."""
    given, _, family = person.name.rpartition(" ")
    patient = _add(info, "Patient")
    _add(patient, "FamilyName", family)
    if given:
        _add(patient, "GivenName", given)
