"""What is written into logs, so that anybody may read them: one JSON object a line.

Logs travel further than databases: to screens, tickets and other machines. So a line is made of
what programmers wrote and what counts, never of what people sent. A message is a constant with its
figures; text given to it becomes "…", an exception its class, a traceback its places without
messages, source and values. Words that may stand in a log are handed over as ``facts``, one by one,
by code that knows where they come from. Section 6k of the security design; ASVS 16.2.5, 16.4.1.
"""

import json
import logging
import sys
import threading
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import TextIO

from flask import g, has_request_context, request

ROOT = Path(__file__).resolve().parents[3]
#: Text that is nobody's business.
WITHHELD = "…"
OURS = "feedback"
#: Servers whose messages with arguments are constants; those without may be put together already.
NEIGHBOURS = ("gunicorn", "rq")
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
DEEPEST = 12


class JsonLines(logging.Formatter):
    """Draws a record; whatever is not known to be harmless is left out."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _event(record),
            "logger": record.name,
            **_of_request(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            told |= failure(record.exc_info[1])
        return json.dumps(told)


def install() -> None:
    """Send everything this process says to its standard error in this shape, and nothing else."""
    logging.basicConfig(level=logging.INFO, handlers=[handler(sys.stderr)], force=True)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended


def handler(stream: TextIO) -> logging.Handler:
    """What writes such lines to a stream."""
    made = logging.StreamHandler(stream)
    made.setFormatter(JsonLines())
    made.addFilter(_of_interest)
    return made


def failure(error: BaseException) -> dict[str, object]:
    """Which error it was and where, without its message: that may repeat what was typed."""
    return {"error": type(error).__name__, "where": places(error.__traceback__)}


def places(traceback: TracebackType | None) -> list[str]:
    """The innermost calls as ``file:line function``."""
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        path = Path(code.co_filename)
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        found.append(f"{name}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found[-DEEPEST:]


def method() -> str:
    """The method of this request; a word of a stranger's own is none."""
    return request.method if request.method in METHODS else "OTHER"


def route() -> str | None:
    """The pattern of the address, never what was filled in; None where no page is."""
    return request.url_rule.rule if request.url_rule else None


def _of_request() -> dict[str, object]:
    if not has_request_context():
        return {}
    return {"request_id": g.get("request_id"), "method": method(), "route": route()}


def _event(record: logging.LogRecord) -> str:
    known = _is_of(record.name, OURS) or (_is_neighbour(record.name) and record.args)
    if not known or not isinstance(record.msg, str):
        return WITHHELD
    if not isinstance(record.args, tuple) or not record.args:
        return record.msg
    try:
        return record.msg % tuple(_harmless(each) for each in record.args)
    except (TypeError, ValueError):
        return record.msg


def _harmless(value: object) -> object:
    """Figures, days and words that stand in our code; of an exception its class."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, int | float | date):
        return value
    return type(value).__name__ if isinstance(value, BaseException) else WITHHELD


def _of_interest(record: logging.LogRecord) -> bool:
    """What libraries say in passing is for those who write them."""
    ours = _is_of(record.name, OURS) or _is_neighbour(record.name)
    return ours or record.levelno >= logging.WARNING


def _is_neighbour(name: str) -> bool:
    return any(_is_of(name, neighbour) for neighbour in NEIGHBOURS)


def _is_of(name: str, house: str) -> bool:
    return name == house or name.startswith(f"{house}.")


def _ended(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(OURS).critical("ended by an error", exc_info=(kind, error, at))


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        _ended(ended.exc_type, ended.exc_value, ended.exc_traceback)
