"""Whom a denunciation is about learns nothing of it: pages, searches, counts, addresses (goal C4)."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from feedback.domain.conflicts import Reach
from feedback.extensions import db
from tests.integration.conflicts.conftest import WORD, addresses

NOBODYS = 987_654
NO_FILTER = """CREATE OR REPLACE FUNCTION closed_to_reader() RETURNS bigint[]
LANGUAGE sql STABLE AS $$ SELECT '{}'::bigint[] $$"""
GUARDED = "SELECT relname FROM pg_class WHERE relrowsecurity"


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


@pytest.fixture(params=["both fences", "row policies alone", "queries alone"])
def fences(request, app):
    """Each fence is taken down in turn; what the other hides stays hidden."""
    engine = create_engine(app.extensions["settings"].owner_url)
    with engine.begin() as owner:
        if request.param == "row policies alone":
            owner.execute(text(NO_FILTER))
        if request.param == "queries alone":
            for table in owner.scalars(text(GUARDED)).all():
                owner.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
    engine.dispose()


@pytest.mark.parametrize("username", ["chutichxa", "phochutich"])
def test_who_leads_the_agency_sees_no_difference(fences, eyes, arrive, username):
    seen = eyes(username)
    seen.everything()
    before = seen.everything()
    closed = arrive()
    assert differences(before, seen.everything()) == []
    told = [
        (path, seen.look(path), seen.look(nothing))
        for path, nothing in zip(
            addresses(seen.app, closed.rows),
            addresses(seen.app, dict.fromkeys(closed.rows, NOBODYS)),
            strict=True,
        )
    ]
    assert [path for path, found, unknown in told if found != unknown] == []
