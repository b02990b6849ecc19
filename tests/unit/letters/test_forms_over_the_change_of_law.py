"""A case accepted before 1 July 2026: which form each of its documents takes afterwards.

Nghị định 155/2026/NĐ-CP, Điều 22: what was accepted before stays with the earlier forms as to its
acceptance; withdrawal, suspension and dialogue follow the new ones from that day on.
"""

from dataclasses import replace
from datetime import date

import pytest
from letter_specimens import ISSUED_AT, SPECIMENS

from feedback.domain.errors import NoLawInForceError
from feedback.domain.letters.parts import LetterHead
from feedback.letters.page import edition_of

OLD, NEW = date(2020, 12, 10), date(2026, 7, 1)
ACCEPTED = date(2026, 6, 20)
#: Documents on withdrawal (which ends in a termination), suspension and dialogue.
OF_THE_ACT = (
    "suspension_decision",
    "resumption_decision",
    "termination_decision",
    "dialogue_minutes",
)


def of_that_case(name: str, issued_on: date):
    """The specimen as a document of the case, issued on that day."""
    letter = SPECIMENS[name]
    changes = {"head": LetterHead(symbol="TB-UBND", number=3, issued_on=issued_on)}
    return replace(letter, **{key: new for key, new in changes.items() if hasattr(letter, key)})


def test_its_notice_of_acceptance_keeps_the_form_of_the_day_it_was_accepted():
    late = replace(of_that_case("acceptance_notice", date(2026, 7, 6)), accepted_on=ACCEPTED)
    assert edition_of(late, issued_at=ISSUED_AT).in_force_from == OLD


@pytest.mark.parametrize("name", OF_THE_ACT)
@pytest.mark.parametrize("day", [NEW, date(2026, 8, 3)], ids=["on the first day", "later"])
def test_what_is_done_after_the_change_takes_the_new_form(name, day):
    assert edition_of(of_that_case(name, day), issued_at=ISSUED_AT).in_force_from >= NEW


def test_on_the_eve_there_was_no_form_of_a_suspension():
    with pytest.raises(NoLawInForceError):
        edition_of(of_that_case("suspension_decision", date(2026, 6, 30)), issued_at=ISSUED_AT)
