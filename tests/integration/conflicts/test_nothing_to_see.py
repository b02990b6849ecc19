"""Whom a denunciation is about learns nothing of it: pages, searches, counts, addresses (goal C4).

Everything an officer can open is read before the file arrives and after, and compared byte by byte:
status, headers (length and tag among them), body, and how many statements the answer cost.
"""

import re
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, select, text

from feedback.domain.conflicts import Reach
from feedback.extensions import db
from feedback.models.security_event import KeptEvent
from feedback.services.rights.relations import PLACES
from feedback.services.watch import security_events
from feedback.services.watch.security_events import SecurityEvent
from feedback.settings.choices import DatabaseRole
from tests.integration.conflicts.conftest import addresses

NOBODYS = 987_654
NO_FILTER = """CREATE OR REPLACE FUNCTION closed_to_reader() RETURNS bigint[]
LANGUAGE sql STABLE AS $$ SELECT '{}'::bigint[] $$"""
GUARDED = "SELECT relname FROM pg_class WHERE relrowsecurity"


def parted(before, after):
    """Pages that differ: the first value that does, and what stands around it."""
    return [_told(path, seen, after[path]) for path, seen in before.items() if seen != after[path]]


def _told(path, before, after):
    first, second = next(pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    if not isinstance(first, bytes):
        return path, first, second
    same = (n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1])
    begin = max(next(same, 0) - 60, 0)
    return path, first[begin : begin + 140], second[begin : begin + 140]


def found_out(seen, closed):
    """Addresses that answer for a closed file otherwise than for one that does not exist."""
    real = addresses(seen.app, closed.rows)
    unreal = addresses(seen.app, dict.fromkeys(closed.rows, NOBODYS))
    pairs = zip(real, unreal, strict=True)
    return [path for path, nothing in pairs if seen.look(path) != seen.look(nothing)]


def compared(seen, arrive, **what):
    """What an arrival changes for these eyes: in the lists that tell most."""
    seen.at_a_glance()  # what is remembered by the process is remembered now
    before = seen.at_a_glance()
    arrive(**what)
    return parted(before, seen.at_a_glance())


@pytest.fixture(params=["both fences", "row policies alone", "queries alone"])
def fences(request, app):
    """Each fence is taken down in turn; what the other hides stays hidden."""
    taken_down = {"row policies alone": [NO_FILTER]}.get(request.param, [])
    engine = create_engine(app.extensions["settings"].owner_url)
    with engine.begin() as owner:
        if request.param == "queries alone":
            tables = owner.scalars(text(GUARDED))
            taken_down = [f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in tables]
        for statement in taken_down:
            owner.execute(text(statement))
    engine.dispose()


def test_who_leads_the_agency_sees_no_difference(fences, eyes, arrive):
    """Beside them an officer sees it by every way, so the comparison can tell."""
    head, deputy, officer = map(eyes, ("chutichxa", "phochutich", "canboxa"))
    for seen in (head, deputy):
        seen.everything()  # what is remembered by the process is remembered now
    before = [seen.everything() for seen in (head, deputy)]
    glance = officer.at_a_glance()
    closed = arrive()
    for seen, once in zip((head, deputy), before, strict=True):
        assert parted(once, seen.everything()) == []
        assert found_out(seen, closed) == []
    assert {path for path, *_ in parted(glance, officer.at_a_glance())} == set(glance)
    assert found_out(officer, closed) != []


def test_where_the_unit_is_meant_a_subordinate_sees_no_difference_either(app, eyes, arrive):
    app.extensions["settings"] = replace(app.extensions["settings"], conflict_reach=Reach.UNIT)
    assert compared(eyes("canboxa"), arrive) == []


@pytest.mark.parametrize("role", ["office", "inspector", "administration"])
def test_who_signs_in_and_says_nothing_of_what_is_closed_sees_no_file(app, arrive, role):
    """A page that forgets to say so, or a statement from outside all pages."""
    arrive()
    engine = create_engine(app.extensions["settings"].database_url_for(DatabaseRole(role)))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM petition")) == 0
        connection.execute(text("SET app.closed = '{}'"))
        assert connection.scalar(text("SELECT count(*) FROM petition")) > 0
    engine.dispose()


@pytest.mark.parametrize("post", ["deputy", "agency"])
def test_whoever_of_the_leaders_is_denounced_none_of_them_sees_it(eyes, arrive, post):
    assert compared(eyes("chutichxa"), arrive, post=post) == []


def test_a_head_sees_what_is_about_their_subordinates(eyes, arrive):
    """They are who settles it (Luật Tố cáo 25/2018/QH14, Điều 12 khoản 1)."""
    assert compared(eyes("chutichxa"), arrive, post="other") != []


def test_before_anybody_stated_it_whom_the_sender_names_is_kept_out(eyes, arrive):
    assert compared(eyes("chutichxa"), arrive, post=None) == []


def test_a_name_the_sender_does_not_give_keeps_nobody_out(eyes, arrive):
    seen = compared(eyes("chutichxa"), arrive, post=None, against="Một cán bộ thôn")
    assert seen != []


def kept(app, username):
    """Which events of this account were kept, of files that are not there for it."""
    with app.app_context():
        rows = db.session.scalars(
            select(KeptEvent)
            .where(KeptEvent.account == security_events.account(username))
            .where(KeptEvent.event.in_([SecurityEvent.CONFLICT_HIT, SecurityEvent.FILE_UNKNOWN]))
            .order_by(KeptEvent.id)
        )
        return [(each.event, each.route, each.detail) for each in rows]


def test_who_asks_for_what_is_closed_to_them_is_kept_and_told_nothing(app, eyes, arrive):
    """By every address of a file and its papers; of what is not there the other word is kept."""
    head, closed = eyes("chutichxa"), arrive()
    real = addresses(app, closed.rows)
    answers = {path: head.look(path) for path in real}
    unreal = addresses(app, dict.fromkeys(closed.rows, NOBODYS))
    assert [answers[path] for path in real] == [head.look(path) for path in unreal]
    asked = [path for path in real if answers[path][0] == 404]
    told = kept(app, "chutichxa")
    words = [SecurityEvent.CONFLICT_HIT] * len(asked) + [SecurityEvent.FILE_UNKNOWN] * len(asked)
    assert len(asked) > 10
    assert [event for event, *_ in told] == words
    assert {detail for *_, detail in told} == {""}
    assert {route for _, route, _ in told} <= {rule.rule for rule in app.url_map.iter_rules()}


def test_a_file_that_is_somebody_else_s_is_no_conflict(app, eyes, arrive):
    """An officer of another agency may not know of it, and has no interest in it."""
    stranger, closed = eyes("giamdoc"), arrive()
    assert stranger.look(f"/can-bo/don/{closed.petition}")[0] == 404
    assert [event for event, *_ in kept(app, "giamdoc")] == [SecurityEvent.FILE_UNKNOWN]


def test_every_place_by_which_addresses_name_a_file_is_known_to_the_database(session):
    asked = text("SELECT prosrc FROM pg_proc WHERE proname = 'closed_file'")
    assert set(re.findall(r"WHEN '(\w+)'", session.scalar(asked))) == set(PLACES)
