"""Who may do what, as a jurist reads it; and that the table has an answer to every question."""

import unicodedata
from itertools import product

import pytest

from feedback.domain.policy.actions import ACTIONS, Action
from feedback.domain.policy.deciding import CONFLICT, decide, decide_among, roles_for
from feedback.domain.policy.fields import FieldClass, class_of_sender, is_open, sender_is_shown
from feedback.domain.policy.relations import RELATION_TITLES, Relation
from feedback.domain.policy.rows import FileFacts
from feedback.domain.policy.standing import Ties, relations_of
from feedback.domain.policy.table import ROWS, TABLE
from feedback.domain.roles import ROLE_TITLES, Actor, Role

COMPLAINT = FileFacts()
DENUNCIATION = FileFacts(protected=True, hidden=True)
REPORT_AT_A_PLACE = FileFacts(hidden=True)
FACTS = (COMPLAINT, DENUNCIATION, REPORT_AT_A_PLACE)
CELLS = tuple(product(Role, Action, Relation))
#: What shows who denounces.
IDENTITY = (Action.OPEN_IDENTITY, Action.READ_ORIGINAL)
#: What shows anything of a single file.
CONTENT = (
    Action.OPEN_FILE, Action.READ_STORY, Action.READ_ORIGINAL, Action.READ_REDACTED,
    Action.READ_SENDER, Action.READ_ATTACHMENT, Action.READ_EVIDENCE, Action.READ_DOCUMENT,
    Action.READ_HISTORY, Action.OPEN_IDENTITY, Action.TAKE_DOSSIER, Action.RECEIVE_DOCUMENT,
    Action.READ_WORDS, Action.READ_UNSAFE,
)  # fmt: skip


def opened(role: Role, *actions: Action) -> set[tuple[Action, Relation, FileFacts]]:
    """Every cell of these actions that is open to a role."""
    return {
        (action, relation, facts)
        for action, relation, facts in product(actions, Relation, FACTS)
        if decide(role, action, relation, facts).allowed
    }


@pytest.mark.parametrize("facts", FACTS, ids=("complaint", "denunciation", "report"))
def test_every_cell_has_a_verdict_with_a_reason_people_can_read(facts):
    for role, action, relation in CELLS:
        verdict = decide(role, action, relation, facts)
        assert verdict.reason.strip(), (role, action, relation)
        assert unicodedata.is_normalized("NFC", verdict.reason)
        assert verdict.allowed or verdict.reason.endswith("."), verdict


def test_every_word_of_the_policy_is_known_and_used():
    assert set(TABLE) == set(ACTIONS) == set(Action)
    assert set(RELATION_TITLES) == set(Relation)
    assert set(ROLE_TITLES) == set(Role)
    assert all(row.roles and row.relations and str(row.basis) for row in ROWS)


def test_an_action_without_a_row_is_no_question(monkeypatch):
    monkeypatch.delitem(TABLE, Action.SIGN)
    with pytest.raises(KeyError):
        decide(Role.HEAD, Action.SIGN, Relation.ISSUER)


def test_a_conflict_denies_everything_first():
    for role, action, facts in product(Role, Action, FACTS):
        verdict = decide(role, action, Relation.CONFLICTED, facts)
        assert (verdict.allowed, verdict.reason) == (False, CONFLICT)
        among = decide_among(role, action, set(Relation), facts)
        assert not among.allowed


def test_a_stranger_does_nothing_with_a_file():
    assert {
        cell for role in Role for cell in opened(role, *Action) if cell[1] is Relation.STRANGER
    } == set()


def test_who_administers_reads_no_case_and_audits_none():
    assert opened(Role.ADMINISTRATOR, *CONTENT) == set()
    assert opened(Role.AUDITOR, *CONTENT) == set()
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert {relation for _, relation, _ in opened(role, *Action)} == {Relation.NO_FILE}


def test_a_delegate_sees_figures_and_no_person():
    assert opened(Role.DELEGATE, *CONTENT, Action.REQUEST_IDENTITY) == set()
    assert {action for action, _, _ in opened(Role.DELEGATE, *Action)} == {
        Action.OWN_SESSIONS, Action.OWN_FACTORS, Action.SEE_STATISTICS, Action.SEE_VOTERS,
    }  # fmt: skip


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CUSTODIAN, Role.HEAD, Role.PROTECTOR}))
def test_nobody_opens_who_denounces_but_who_keeps_it_who_decides_and_who_protects(role):
    assert opened(role, *IDENTITY) == set()
    assert not any(is_open(FieldClass.D0, role, {relation}, DENUNCIATION) for relation in Relation)


@pytest.mark.parametrize("role", Role)
def test_no_page_names_who_denounces_to_anybody(role):
    """Not even to the custodian: the vault opens it, no list, no book, no export."""
    for relation in Relation:
        assert not sender_is_shown(role, {relation}, DENUNCIATION)
        assert not sender_is_shown(role, {relation}, REPORT_AT_A_PLACE)


def test_the_custodian_works_on_no_file():
    """Who holds the key of identities does not decide about the case."""
    changes = (Action.OPEN_FILE, Action.ACT_ON, Action.DRAFT, Action.DECIDE, Action.SIGN)
    assert opened(Role.CUSTODIAN, *changes) == set()


def test_who_drafts_does_not_sign_and_who_signs_does_not_draft():
    assert roles_for(Action.DRAFT) & roles_for(Action.SIGN, Action.DECIDE) == set()
    assert roles_for(Action.SIGN) & roles_for(Action.SEAL) == set()


def test_an_inspector_follows_every_file_and_decides_none():
    changes = (Action.ACT_ON, Action.CLASSIFY, Action.DRAFT, Action.DECIDE, Action.SIGN)
    assert opened(Role.INSPECTOR, *changes) == set()
    assert decide(Role.INSPECTOR, Action.READ_HISTORY, Relation.PROVINCE, DENUNCIATION).allowed


def test_the_head_above_opens_no_file_of_an_agency_below():
    """Delay is reported to the head above; the file is opened where it is held."""
    above = {cell for cell in opened(Role.HEAD, *Action) if cell[1] is Relation.SUPERIOR}
    assert above == set()


def test_the_second_factor_is_asked_for_identity_roles_export_and_deletion():
    fresh = {action for action, known in ACTIONS.items() if known.fresh}
    assert fresh == {
        Action.READ_ORIGINAL, Action.REQUEST_IDENTITY, Action.APPROVE_IDENTITY,
        Action.OPEN_IDENTITY, Action.REDACT, Action.MANAGE_ACCOUNTS, Action.TAKE_DOSSIER,
        Action.EXPORT_HISTORY, Action.ERASE, Action.READ_WORDS, Action.TAKE_BOOK,
        Action.BIND_DOSSIER, Action.ASK_LIFTING, Action.DECIDE_LIFTING,
        Action.OWN_FACTORS,
    }  # fmt: skip


# role, action, relation, facts, may
SAID = [
    (Role.RECEPTION_OFFICER, Action.CLASSIFY, Relation.HOLDER, COMPLAINT, True),
    (Role.HEAD, Action.CLASSIFY, Relation.HOLDER, COMPLAINT, False),
    (Role.CASE_OFFICER, Action.READ_SENDER, Relation.ASSIGNED, COMPLAINT, True),
    (Role.CASE_OFFICER, Action.READ_SENDER, Relation.ASSIGNED, DENUNCIATION, False),
    (Role.CASE_OFFICER, Action.READ_REDACTED, Relation.ASSIGNED, DENUNCIATION, True),
    (Role.CASE_OFFICER, Action.READ_ATTACHMENT, Relation.ASSIGNED, DENUNCIATION, False),
    (Role.CASE_OFFICER, Action.REQUEST_IDENTITY, Relation.ASSIGNED, DENUNCIATION, False),
    (Role.HEAD, Action.REQUEST_IDENTITY, Relation.HOLDER, DENUNCIATION, True),
    (Role.HEAD, Action.REQUEST_IDENTITY, Relation.HOLDER, COMPLAINT, False),
    (Role.HEAD, Action.OPEN_IDENTITY, Relation.HOLDER, DENUNCIATION, True),
    (Role.HEAD, Action.OPEN_IDENTITY, Relation.SUPERIOR, DENUNCIATION, False),
    (Role.HEAD, Action.READ_ORIGINAL, Relation.HOLDER, DENUNCIATION, False),
    (Role.CLERK, Action.OPEN_FILE, Relation.HOLDER, COMPLAINT, False),
    (Role.CLERK, Action.SEAL, Relation.ISSUER, DENUNCIATION, True),
    (Role.CLERK, Action.READ_SENDER, Relation.ISSUER, COMPLAINT, True),
    (Role.CLERK, Action.READ_SENDER, Relation.ISSUER, REPORT_AT_A_PLACE, False),
    (Role.HEAD, Action.SIGN, Relation.HOLDER, COMPLAINT, False),
    (Role.HEAD, Action.OPEN_FILE, Relation.ENTERED, COMPLAINT, False),
    (Role.CITIZEN, Action.ACT_ON, Relation.OWN, DENUNCIATION, True),
]


@pytest.mark.parametrize(("role", "action", "relation", "facts", "may"), SAID)
def test_a_jurist_reads_the_table(role, action, relation, facts, may):
    assert decide(role, action, relation, facts).allowed is may


def test_a_refusal_says_whose_work_it_is():
    told = decide(Role.CASE_OFFICER, Action.SEAL, Relation.ISSUER)
    assert told.reason == "Chỉ văn thư được ký số của cơ quan."


def test_only_who_leads_the_inspectorate_decides_there_on_a_name():
    """What the rules of the identity room say too: they ask this cell (``may_decide``)."""
    for role in (Role.HEAD, Role.INSPECTOR):
        asked = role, Action.APPROVE_IDENTITY
        assert decide(*asked, Relation.INSPECTORATE, DENUNCIATION).allowed
        assert not decide(*asked, Relation.PROVINCE, DENUNCIATION).allowed
        assert not decide(*asked, Relation.HOLDER, DENUNCIATION).allowed


TIES = Ties(holder_id=1, superior_id=9, person_id=7, issuer_id=2, addressee_id=3)


@pytest.mark.parametrize(
    ("role", "user", "agency", "found"),
    [
        (Role.CASE_OFFICER, 7, 1, {Relation.HOLDER, Relation.ASSIGNED}),
        (Role.CASE_OFFICER, 8, 1, {Relation.HOLDER}),
        (Role.CASE_OFFICER, 7, 4, {Relation.STRANGER}),
        (Role.CLERK, 5, 2, {Relation.ISSUER}),
        (Role.CLERK, 5, 3, {Relation.ADDRESSEE}),
        (Role.HEAD, 5, 9, {Relation.SUPERIOR}),
        (Role.INSPECTOR, 5, 4, {Relation.PROVINCE}),
        (Role.CITIZEN, None, None, {Relation.OWN}),
        (Role.SYSTEM, None, None, {Relation.PROVINCE}),
    ],
)
def test_how_somebody_stands_to_a_file(role, user, agency, found):
    actor = Actor(role, "somebody", user, agency)
    assert relations_of(actor, TIES, conflicted=False) == found
    assert Relation.CONFLICTED in relations_of(actor, TIES, conflicted=True)


def test_whose_name_a_senders_is():
    assert class_of_sender(COMPLAINT) is FieldClass.C1
    assert class_of_sender(DENUNCIATION) is FieldClass.D0
    assert class_of_sender(REPORT_AT_A_PLACE) is FieldClass.D0
