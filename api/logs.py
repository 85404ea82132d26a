"""Structured logs without personal data: only fields on a list get out, and foreign loggers' lines are redacted.

An allow-list, because a deny-list forgets: a new field with a text in it must be let through by hand.
"""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from api.redaction import redact

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "request", "conversation", "route", "method", "status", "ms", "by", "language",
        "group", "reason", "error", "where", "part", "kind", "count", "environment", "host", "port",
    }
)  # fmt: skip
_LONGEST = 300
_QUIET = ("httpx", "httpcore", "uvicorn.access", "sqlalchemy.engine", "alembic", "asyncio", "langdetect", "py3langid")


def _only_allowed(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key in ALLOWED}


def _foreign_line(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    event["event"] = redact(str(event["event"]))[:_LONGEST]
    return event


def configure_logs(stream: TextIO | None = None) -> None:
    """One JSON object a line on `stream` (standard output), for our events and for those of libraries."""
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    lines: list[Processor] = [_only_allowed, structlog.processors.JSONRenderer(ensure_ascii=False)]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name, _foreign_line],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *lines],
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.INFO
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, *lines],
        logger_factory=structlog.WriteLoggerFactory(
            stream or sys.stdout
        ),  # our own lines need nothing of the standard library
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


log: FilteringBoundLogger = structlog.get_logger()


def where(error: BaseException) -> str:
    """File and line where an error arose, without its message (which may hold what a person wrote)."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    code = trace.tb_frame.f_code
    return f"{'/'.join(code.co_filename.split('/')[-2:])}:{trace.tb_lineno}"
