"""Whom a denunciation is about learns nothing of it: pages, searches, counts, addresses (goal C4)."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from feedback.domain.conflicts import Reach
from feedback.extensions import db
from tests.integration.conflicts.conftest import WORD, addresses

NOBODYS = 987_654


def differences(before, after):
    return [_told(path, seen, after[path]) for path, seen in before.items() if seen != after[path]]


def _told(path, before, after):
    """Where they part: the first differing value, and what stands around it."""
    part = next(place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
    first, second = before[part], after[part]
    if not isinstance(first, bytes):
        return path, first, second
    begin = next((n for n, (a, b) in enumerate(zip(first, second)) if a != b), 0)
    return path, first[begin - 60 : begin + 80], second[begin - 60 : begin + 80]


@pytest.mark.parametrize("username", ["chutichxa", "phochutich"])
def test_who_leads_the_agency_sees_no_difference(eyes, arrive, username):
    seen = eyes(username)
    seen.everything()
    before = seen.everything()
    arrive()
    assert differences(before, seen.everything()) == []
