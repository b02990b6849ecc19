"""One line for every request: what was asked for as a pattern, how it ended, how long it took.

The number of a request is ours and random: one sent along could be anything.
"""

import logging
import secrets
import time

from flask import Flask, Response, g

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Before every other part, so that the line is written after all of them."""
    app.before_request(_begin)
    app.after_request(_tell)


def _begin() -> None:
    g.request_id = secrets.token_hex(8)
    g.begun = time.monotonic()


def _tell(response: Response) -> Response:
    """Without the beginning, where a request was refused before it, there is no duration."""
    begun = g.get("begun")
    spent = None if begun is None else round((time.monotonic() - begun) * 1000)
    log.info("request", extra={"facts": {"status": response.status_code, "ms": spent}})
    return response
