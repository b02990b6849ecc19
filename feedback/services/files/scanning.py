"""A denouncer's file before it is closed: the last moment at which a scanner can look at it.

Nobody waits long for it and nothing is refused: what is not looked at in time, or while the scanner
is away, is closed all the same and called unscanned. Whoever opens it is told before.
"""

import logging
import time
from typing import Final

from feedback.domain.copies import Scan
from feedback.extensions import current_settings
from feedback.services.files import scanner
from feedback.services.files.scanner import ScannerAwayError

log = logging.getLogger(__name__)

#: Seconds for all files of one petition: somebody waits for their receipt.
WITHIN: Final = 10.0


class Looking:
    """Asks about one file after the other until the time is over or nobody answers."""

    def __init__(self) -> None:
        self._address = current_settings().clamd
        self._until = time.monotonic() + WITHIN

    def at(self, content: bytes) -> Scan:
        left = self._until - time.monotonic()
        if not self._address or left <= 0:
            return Scan.UNSCANNED
        try:
            return scanner.scan(content, self._address, timeout=left)[0]
        except ScannerAwayError as error:
            log.warning("scanner does not answer: %s", error)
            self._address = ""
            return Scan.UNSCANNED
