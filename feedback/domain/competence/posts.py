"""From an agency and a post to the row of the table, and from its body back to an agency."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from feedback.domain.competence.bodies import Against, Body
from feedback.domain.competence.rows import Matter
from feedback.domain.petitions import Kind
from feedback.domain.routing import Desk


class Post(StrEnum):
    """What the person complained of or denounced is at the agency."""

    HEAD = "head"
    DEPUTY = "deputy"
    OTHER = "other"
    #: nobody in particular: the agency itself (Luật Tố cáo 25/2018/QH14, Điều 12 khoản 6)
    AGENCY = "agency"


#: Whoever leads the agency, and the agency itself: never judged there.
LEADING = frozenset({Post.HEAD, Post.DEPUTY, Post.AGENCY})
POST_TITLES = {
    Post.HEAD: "người đứng đầu",
    Post.DEPUTY: "cấp phó của người đứng đầu",
    Post.OTHER: "cán bộ, công chức khác",
    Post.AGENCY: "chính cơ quan",
}

# fmt: off
_AGAINST = {
    ("commune", Post.HEAD): Against.COMMUNE_CHAIR,
    ("commune", Post.DEPUTY): Against.COMMUNE_DEPUTY,
    ("commune", Post.OTHER): Against.COMMUNE_STAFF,
    ("commune", Post.AGENCY): Against.COMMUNE_COMMITTEE,
    ("department", Post.HEAD): Against.DEPARTMENT_DIRECTOR,
    ("department", Post.DEPUTY): Against.DEPARTMENT_DEPUTY,
    ("department", Post.OTHER): Against.DEPARTMENT_STAFF,
    ("department", Post.AGENCY): Against.DEPARTMENT,
    ("inspectorate", Post.HEAD): Against.INSPECTORATE_CHIEF,
    ("inspectorate", Post.DEPUTY): Against.INSPECTORATE_DEPUTY,
    ("province", Post.HEAD): Against.PROVINCE_CHAIR,
    ("province", Post.DEPUTY): Against.PROVINCE_DEPUTY,
    ("province", Post.AGENCY): Against.PROVINCE_COMMITTEE,
    ("district", Post.HEAD): Against.DISTRICT_CHAIR,
    ("district", Post.DEPUTY): Against.DISTRICT_DEPUTY,
    ("district", Post.OTHER): Against.DISTRICT_UNIT,
    ("district", Post.AGENCY): Against.DISTRICT_COMMITTEE,
}
# fmt: on


def against_of(level: str, post: Post) -> Against | None:
    """The row's word for a post at an agency of this level; None where the table has none."""
    return _AGAINST.get((level, post))


def matter_of(kind: Kind) -> Matter:
    return Matter(kind.value)


def seat(body: Body | None, concerned: Desk, desks: Sequence[Desk]) -> Desk | None:
    """The agency a body heads, looked for from the agency concerned upwards.

    None where no agency of the province is meant: a minister, or a unit without a desk of its own.
    """
    line = list(_upwards(concerned, desks))
    if body is Body.ISSUING_HEAD:
        return concerned
    if body is Body.DIRECT_SUPERIOR:
        return line[1] if len(line) > 1 else None
    if body is None or body.level is None:
        return None
    return next((desk for desk in line if desk.level == body.level), None)


def _upwards(desk: Desk, desks: Sequence[Desk]) -> Iterator[Desk]:
    by_code = {each.code: each for each in desks}
    seen: set[str] = set()
    here: Desk | None = desk
    while here is not None and here.code not in seen:
        seen.add(here.code)
        yield here
        here = by_code.get(here.superior_code or "")
