"""An e-mail without content to the unit's mailbox. `Message-ID` is the delivery's id, so that a repetition is known as one."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain
from referrals.gateways.notice import notice_words
from referrals.gateways.settings import GatewaySettings, secret_of

_LATER = 400


class EmailNotice:
    """SMTP with STARTTLS. 4xx and silence are tried again, 5xx is refused."""

    name = "email_notice"
    carries_content = False

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    def check_config(self) -> list[str]:
        """See Gateway."""
        settings, faults = self._settings, []
        if not settings.smtp_host:
            faults.append("VEIVISER_SMTP_HOST is not set")
        if "@" not in parseaddr(settings.smtp_sender)[1]:
            faults.append("VEIVISER_SMTP_SENDER must be an e-mail address")
        if settings.smtp_starttls == "off" and not (settings.environment == "development" and _is_here(settings)):
            faults.append("VEIVISER_SMTP_STARTTLS=off is taken on loopback in development only")
        if settings.smtp_user and secret_of(settings.smtp_password_file) is None:
            faults.append("VEIVISER_SMTP_PASSWORD_FILE is missing or empty")
        return faults

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if faults := self.check_config():
            return TryAgain(f"not set up: {faults[0]}")
        if not delivery.unit.email or "@" not in delivery.unit.email:
            return Refused("the unit has no e-mail address")
        message = self.message(delivery)
        if dry_run:
            return Delivered(receipt=f"dry run, {len(message.as_bytes())} bytes")
        return self._sent(message)

    def message(self, delivery: Delivery) -> EmailMessage:
        """The e-mail as it is sent."""
        words = notice_words(delivery, self._settings.staff_url)
        message = EmailMessage()
        message["From"] = self._settings.smtp_sender
        message["To"] = delivery.unit.email
        message["Subject"] = words.subject
        message["Date"] = format_datetime(delivery.created_at)
        message["Message-ID"] = f"<{delivery.id}@{parseaddr(self._settings.smtp_sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(words.body)
        return message

    def _sent(self, message: EmailMessage) -> Outcome:
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            return _by_code(min(code for code, _ in error.recipients.values()))
        except smtplib.SMTPResponseException as error:
            return _by_code(error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            return TryAgain(type(error).__name__)
        return Delivered(receipt=str(message["Message-ID"]))

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=settings.smtp_timeout)
        try:
            if settings.smtp_starttls == "required":
                cafile = str(settings.smtp_ca_file) if settings.smtp_ca_file else None
                server.starttls(context=ssl.create_default_context(cafile=cafile))
            if settings.smtp_user:
                server.login(settings.smtp_user, secret_of(settings.smtp_password_file) or "")
        except BaseException:
            server.close()
            raise
        return server


def _by_code(code: int) -> Outcome:
    """4xx is a matter of time, 5xx is not (RFC 5321, 4.2.1)."""
    return TryAgain(f"SMTP {code}") if _LATER <= code < _LATER + 100 else Refused(f"SMTP {code}")


def _is_here(settings: GatewaySettings) -> bool:
    try:
        return ipaddress.ip_address(settings.smtp_host).is_loopback
    except ValueError:
        return settings.smtp_host == "localhost"
