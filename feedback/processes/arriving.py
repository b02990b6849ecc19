"""A request on its way: its head in memory, its body in a spool of noise, until all of it is here.

A thread of the server costs memory and a connection to the database; who sends a byte every few
seconds must not hold one. What a proxy does with a buffer on its disk is done here with none in
clear: nobody knows yet whether a denouncer's papers come (Luật Tố cáo 25/2018/QH14, Điều 56).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from feedback.vault.spool import Spool

#: A head has so long from its first byte; a body so long between two pieces, and on the whole so
#: many bytes a second: a telephone at the edge of its network sends twice as many.
HEAD_SECONDS, PAUSE_SECONDS, SLOWEST = 10.0, 30.0, 16_384
LONGEST_HEAD = 65_536
#: Of a body in memory: of a thousand of them 64 MB.
IN_MEMORY = PIECE = 65_536

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
_CODED = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_FIRST_LINE = re.compile(rb"\A[^\r\n]*\r\n")
_EXPECTS = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class State(Enum):
    HEAD = "head"
    BODY = "body"
    WHOLE = "whole"
    #: What no browser sends; the value is the first line of the answer.
    HEAD_TOO_LONG = "HTTP/1.1 431 Request Header Fields Too Large"
    NO_LENGTH = "HTTP/1.1 411 Length Required"


@dataclass(slots=True)
class Arriving:
    """One request, fed with what its connection brings."""

    #: A longer body is not waited for: the product refuses it by its head.
    most: int
    #: Given up then; a connection that was just opened, or kept, waits for a first byte.
    deadline: float
    state: State = State.HEAD
    head: bytes = b""
    body: Spool | None = None
    #: What came after it: the beginning of the next.
    surplus: bytes = b""
    #: The sender waits for a word before the body.
    waits: bool = False
    _missing: int = 0
    _over: float = 0.0

    @property
    def held(self) -> int:
        """Bytes of it that are kept."""
        return len(self.head) + (self.body.tell() if self.body else 0)

    def feed(self, content: bytes, now: float) -> None:
        """Take what came at this moment."""
        if self.state is State.HEAD:
            content = self._to_head(content, now)
        if self.state is State.BODY:
            self._to_body(content, now)

    def _to_head(self, content: bytes, now: float) -> bytes:
        """What is left of it for the body."""
        if not self.head:
            self.deadline = now + HEAD_SECONDS
        come = self.head + content
        end = come.find(_END) + len(_END)
        if end < len(_END):
            self.head = come
            self.state = State.HEAD_TOO_LONG if len(come) > LONGEST_HEAD else State.HEAD
            return b""
        self.head, rest = come[:end], come[end:]
        self.state = State.NO_LENGTH if _CODED.search(self.head) else State.BODY
        lengths = _LENGTH.findall(self.head)
        # several, or none that is a number: gunicorn has its answer ready
        self._missing = int(lengths[0]) if len(lengths) == 1 else 0
        if self._missing > self.most:
            # what is on its way is never read as the next request
            self.head = _FIRST_LINE.sub(rb"\g<0>Connection: close\r\n", self.head)
            self._missing = 0
        if self._missing and not rest:
            # said here, and not a second time by gunicorn
            self.head, waits = _EXPECTS.subn(b"\r\n", self.head)
            self.waits = bool(waits)
        self._over = now + PAUSE_SECONDS + self._missing / SLOWEST
        return rest

    def _to_body(self, content: bytes, now: float) -> None:
        mine, self.surplus = content[: self._missing], content[self._missing :]
        if mine:
            self.body = self.body or Spool(in_memory=IN_MEMORY)
            self.body.write(mine)
            self._missing -= len(mine)
        self.deadline = min(now + PAUSE_SECONDS, self._over)
        if not self._missing:
            self.state = State.WHOLE

    def pieces(self) -> Iterator[bytes]:
        """All of it, once; nothing stays, however far it was read."""
        try:
            yield self.head
            if self.body is not None:
                self.body.seek(0)
                while piece := self.body.read(PIECE):
                    yield piece
        finally:
            self.forget()

    def forget(self) -> None:
        """Let the body go."""
        if self.body is not None:
            self.body.close()
