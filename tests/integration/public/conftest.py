"""A visitor with a browser of their own, and petitions half written."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import Visitor

STORY = "Xã làm đường lấy 62,5 m² đất vườn của nhà tôi mà không đền bù."


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def start(visitor: Visitor) -> Callable[..., Visitor]:
    """A visitor who has chosen a kind."""

    def begin(kind: str = "complaint") -> Visitor:
        assert visitor.answer("/gui-don", {"kind": kind}).status_code == 303
        return visitor

    return begin


@pytest.fixture
def written(start: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """A visitor whose petition only has to be sent."""

    def write(kind: str = "complaint", **changes: str) -> Visitor:
        visitor = start(kind)
        visitor.answer("/gui-don/cau-chuyen", {"story": STORY, "wanted": "Đền bù cho đúng."})
        full = kind in {"complaint", "complaint_discipline", "denunciation"}
        sender = {"name": "Nguyễn Văn Hòa", "address": "thôn Đồng Mạ, xã Tiên Yên"}
        contact = {"phone": "0912 345 678", "email": "hoa@example.invalid"}
        if full:
            visitor.answer("/gui-don/ban-la-ai", {**sender, "people": "1"} | changes)
            visitor.answer("/gui-don/lien-he", contact)
        else:
            visitor.answer("/gui-don/lien-he", {**sender, **contact} | changes)
        return visitor

    return write
