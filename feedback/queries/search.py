"""Finding files of one's own agency: by register number, or by words without marks.

A rare word is looked up in the word index first and sorted afterwards; a common one is met at once
by walking the newest files of the agency. Either plan is slow for the other's words, so the
planner's estimate decides which statement is sent. A word may be common in the province and rare in
this agency, which no statistics tell: so the walk has an end, and the word index takes over there.

What was written and who wrote it stand in the index as marks only, others in each book and year
(``vault.blind_index``): each word sought is looked for as its mark in all of them, while marks are
made anew (``services.upkeep.index_rotation``) under both keys.
"""

import re
from typing import Any

from sqlalchemy import (
    BigInteger,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from feedback.domain.roles import Actor
from feedback.domain.text import fold
from feedback.extensions import current_settings
from feedback.models.conflict import conflict_free
from feedback.models.obligation import Obligation
from feedback.models.register import RegisterCounter
from feedback.queries.lines import Row, case, described, row_of
from feedback.queries.views import AGENCY, petition, subject
from feedback.vault.blind_index import Scope
from feedback.vault.keys import KeyRing

PAGE = 50
#: What one row met while walking the newest files costs more than a match looked up by itself.
WALKING = 10
#: So many of the newest files are walked for a common word.
WALKED = 2_000
#: Nobody reads a needle of a thousand words.
LONGEST = 200

_NUMBER = re.compile(r"^(?:(qntc|qn|vv)[\s-]*)?(?:(\d{4})[\s-]+)?0*(\d{1,9})$", re.ASCII)

#: The one book whose senders have marks.
MARKED_BOOK = "QN"
_WORDS = bindparam("words", type_=String)
_MATCHES = petition.c.search.op("@@")(cast(_WORDS, TSQUERY))
_BELOW = bindparam("below", type_=BigInteger)


def _with_duty(ids: Any) -> Select[Any]:  # noqa: ANN401 - a selectable of subject ids
    """Lines for subjects that may owe nothing any more."""
    duty = (
        select(
            ids.c.id.label("subject_id"),
            Obligation.id,
            Obligation.person_id,
            Obligation.due_on,
            Obligation.paused,
        )
        .select_from(ids)
        .outerjoin(Obligation, (Obligation.subject_id == ids.c.id) & Obligation.done_at.is_(None))
        .subquery("duty")
    )
    return described(duty).order_by(None).order_by(subject.c.id.desc())


def _rare() -> Select[Any]:
    found = func.petitions_with(_WORDS, type_=BigInteger).column_valued("found")
    matched = select(found.label("id")).cte("matched").prefix_with("MATERIALIZED")
    own = (
        select(matched.c.id)
        .join(subject, subject.c.id == matched.c.id)
        .where(subject.c.agency_id == AGENCY, matched.c.id < _BELOW, conflict_free(subject.c.id))
        .order_by(matched.c.id.desc())
        .limit(PAGE + 1)
        .subquery("own")
    )
    return _with_duty(own)


def _newest() -> Select[Any]:
    return (
        select(subject.c.id)
        .where(subject.c.agency_id == AGENCY, subject.c.id < _BELOW, conflict_free(subject.c.id))
        .order_by(subject.c.id.desc())
        .limit(bindparam("walked", type_=BigInteger))
    )


def _common() -> Select[Any]:
    newest = _newest().subquery("newest")
    own = (
        select(newest.c.id)
        .join(petition, petition.c.id == newest.c.id)
        .where(_MATCHES)
        .order_by(newest.c.id.desc())
        .limit(PAGE + 1)
        .subquery("own")
    )
    return _with_duty(own)


def _numbered() -> Select[Any]:
    book, year = bindparam("book", type_=String), bindparam("year", type_=BigInteger)
    number = bindparam("number", type_=BigInteger)
    petitions = (
        select(petition.c.id)
        .join(subject, subject.c.id == petition.c.id)
        .where(
            subject.c.agency_id == AGENCY,
            conflict_free(subject.c.id),
            petition.c.number == number,
            or_(year.is_(None), petition.c.year == year),
            or_(book.is_(None), petition.c.book == book),
        )
    )
    cases = (
        select(case.c.id)
        .join(subject, subject.c.id == case.c.id)
        .where(
            subject.c.agency_id == AGENCY,
            conflict_free(subject.c.id),
            case.c.number == number,
            or_(year.is_(None), case.c.year == year),
            or_(book.is_(None), book == "VV"),
        )
    )
    return _with_duty(petitions.union_all(cases).limit(PAGE).subquery("own"))


#: The years of that book, and how many petitions there are by the statistics.
_READ = select(
    select(func.array_agg(RegisterCounter.year))
    .where(RegisterCounter.book == MARKED_BOOK)
    .scalar_subquery(),
    literal_column("(SELECT reltuples FROM pg_class WHERE oid = 'petition'::regclass)"),
)
_RARE, _COMMON, _NUMBERED = _rare(), _common(), _numbered()
#: Larger than any id; keyset pages begin below it.
_TOP = 2**62


def search(
    session: Session, actor: Actor, needle: str, below: int | None = None
) -> tuple[tuple[Row, ...], int | None]:
    """Files that match, newest first, and the id below which the next page begins."""
    sought = fold(needle)[:LONGEST]
    given = {"agency_id": actor.agency_id, "below": below or _TOP}
    numbered = _NUMBER.match(sought)
    if numbered:
        return _lines(session, _NUMBERED, given | _number(numbered)), None
    if not sought:
        return (), None
    words, petitions = with_marks(session, sought)
    if not words:
        return (), None
    rows = _matching(session, given | {"words": words}, petitions)
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def with_marks(session: Session, sought: str) -> tuple[str, int]:
    """What PostgreSQL looks for: the marks of all words, in one year or another; no words, nothing.

    And how many petitions there are, by its statistics. A petition has marks of its own year alone.
    """
    years, petitions = session.execute(_READ).one()
    indexes = KeyRing(current_settings().keys_dir).blind_indexes
    scopes = [(index, Scope(MARKED_BOOK, year)) for index in indexes for year in years or ()]
    marked = [index.tokens(sought, scope) for index, scope in scopes]
    words = " | ".join(" & ".join(f"'{token}'" for token in tokens) for tokens in marked if tokens)
    return words, max(int(petitions), 1)


def _matching(session: Session, given: dict[str, object], petitions: int) -> tuple[Row, ...]:
    """One page of matches and one more; a walk that does not fill the page proves nothing."""
    if is_common(expected(session, str(given["words"])), petitions):
        rows = _lines(session, _COMMON, given | {"walked": WALKED})
        if len(rows) > PAGE:
            return rows
    return _lines(session, _RARE, given)


def is_common(matches: int, petitions: int) -> bool:
    """Whether a page is filled sooner by walking: of so many rows one in so many matches."""
    return matches**2 > PAGE * WALKING * petitions


def expected(session: Session, words: str) -> int:
    """Matches as the planner expects them from statistics; reads no rows."""
    plan = session.execute(
        text(
            "EXPLAIN (FORMAT JSON) SELECT 1 FROM petition WHERE search @@ CAST(:words AS tsquery)"
        ),
        {"words": words},
    ).scalar_one()
    return int(plan[0]["Plan"]["Plan Rows"])


def _lines(session: Session, statement: Select[Any], given: dict[str, object]) -> tuple[Row, ...]:
    found = session.execute(statement, given).mappings()
    return tuple(row_of(values) for values in found)


def _number(found: re.Match[str]) -> dict[str, object]:
    book, year, number = found.groups()
    return {
        "book": book.upper() if book else None,
        "year": int(year) if year else None,
        "number": int(number),
    }
