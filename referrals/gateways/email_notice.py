"""An e-mail without content to the unit's mailbox. `Message-ID` is the delivery's id, so that a repetition is known as one."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from referrals.gateways.addresses import is_loopback
from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain
from referrals.gateways.calls import ended_after
from referrals.gateways.notice import notice_words
from referrals.gateways.settings import GatewaySettings, secret_of

_NEVER, _READY = 500, 220
_WAITS = 4
"""So many times the timeout of one wait may a whole delivery take: less than the worker's lease."""


class EmailNotice:
    """SMTP with STARTTLS. 4xx, silence and a login that is not taken are tried again, other 5xx are refused."""

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
        if settings.smtp_starttls == "off" and not (
            settings.environment == "development" and is_loopback(settings.smtp_host)
        ):
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
        message, sender = EmailMessage(), self._settings.smtp_sender
        message["From"] = sender
        message["To"] = delivery.unit.email
        message["Subject"] = words.subject
        message["Date"] = format_datetime(delivery.created_at)
        message["Message-ID"] = f"<{delivery.id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(words.body)
        return message

    def _sent(self, message: EmailMessage) -> Outcome:
        server = _Server()
        try:
            with ended_after(_WAITS * self._settings.smtp_timeout, server.cut):
                self._connect(server)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            return _by_code(min(code for code, _ in error.recipients.values()))
        except smtplib.SMTPAuthenticationError as error:
            return TryAgain(f"the mail server does not take the login (SMTP {error.smtp_code})")
        except smtplib.SMTPResponseException as error:
            return _by_code(error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            return TryAgain(type(error).__name__)
        finally:
            with ended_after(self._settings.smtp_timeout, server.cut):
                server.leave()
        return Delivered(receipt=str(message["Message-ID"]))

    def _connect(self, server: _Server) -> None:
        settings = self._settings
        server.timeout = settings.smtp_timeout
        server.meet(settings.smtp_host, settings.smtp_port)
        if settings.smtp_starttls == "required":
            cafile = str(settings.smtp_ca_file) if settings.smtp_ca_file else None
            server.starttls(context=ssl.create_default_context(cafile=cafile))
        if settings.smtp_user:
            server.login(settings.smtp_user, secret_of(settings.smtp_password_file) or "")


class _Server(smtplib.SMTP):
    """A connection that can be cut from another thread."""

    def meet(self, host: str, port: int) -> None:
        """Connects. Raises SMTPConnectError when the greeting is none; the name is kept for the certificate."""
        self._host = host
        code, greeting = self.connect(host, port)
        if code != _READY:
            raise smtplib.SMTPConnectError(code, greeting)

    def cut(self) -> None:
        """Ends it, whoever waits on it."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        """Says goodbye. What is said back changes nothing: the message was taken before, or was not."""
        with suppress(OSError, smtplib.SMTPException):
            if self.sock is not None:
                self.quit()
        self.close()


def _by_code(code: int) -> Outcome:
    """5xx is for good (RFC 5321, 4.2.1). The rest is a matter of time, what is no answer at all too."""
    return Refused(f"SMTP {code}") if _NEVER <= code < _NEVER + 100 else TryAgain(f"SMTP {code}")
