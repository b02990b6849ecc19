"""The order of the guided pages for each kind, one thing per page, no more pages than needed."""

from collections.abc import Mapping

from feedback.domain.petitions import Kind

STORY, ABOUT, WHEN, WHERE = "cau-chuyen", "ve-ai", "khi-nao", "o-dau"
WHO, CONTACT, FILES, CHECK, DECLARE = "ban-la-ai", "lien-he", "tep", "kiem-tra", "cam-doan"

_FULL = (STORY, ABOUT, WHEN, WHERE, WHO, CONTACT, FILES, CHECK, DECLARE)
_SHORT = (STORY, WHERE, CONTACT, FILES, CHECK, DECLARE)

PAGES: Mapping[Kind, tuple[str, ...]] = {
    Kind.COMPLAINT: _FULL,
    Kind.DENUNCIATION: _FULL,
    Kind.RECOMMENDATION: _SHORT,
    Kind.REPORT: _SHORT,
    Kind.DISCIPLINE_COMPLAINT: _FULL,
    Kind.RULE_FEEDBACK: _SHORT,
}


def address(page: str) -> str:
    return f"/gui-don/{page}"


def has_own_page(kind: Kind) -> bool:
    """Whether the name is asked on a page of its own; else it stands with the contact."""
    return WHO in PAGES[kind]


def sender_page(kind: Kind) -> str:
    return WHO if has_own_page(kind) else CONTACT


def first_page(kind: Kind) -> str:
    return address(PAGES[kind][0])


def step(kind: Kind, page: str) -> tuple[int, int]:
    """Which page of how many, from 1."""
    pages = PAGES[kind]
    return pages.index(page) + 1, len(pages)


def after(kind: Kind, page: str, *, mending: bool = False) -> str:
    """Where "Tiếp tục" leads; who came from the check to mend one answer goes back there."""
    pages = PAGES[kind]
    return address(CHECK if mending else pages[pages.index(page) + 1])


def before(kind: Kind, page: str, *, mending: bool = False) -> str:
    """Where "Quay lại" leads."""
    index = PAGES[kind].index(page)
    if mending:
        return address(CHECK)
    return address(PAGES[kind][index - 1] if index else "chuan-bi")
