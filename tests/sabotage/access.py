"""Protections of who may what: the table, the guard of routes, conflicts, the database's own."""

import dataclasses
from typing import Any

from tests.sabotage.core import Exchanged, Sabotage, becomes, cut, never, sabotage, says, stated

POLICY = "tests/unit/domain/test_policy.py::test_"
ROUTES = "tests/house/test_routes.py::test_"
CONFLICTS = "tests/integration/conflicts/test_nothing_to_see.py::test_"
LIFTING = "tests/integration/conflicts/test_lifting.py::test_"
FENCES = f"{CONFLICTS}who_leads_the_agency_sees_no_difference"
RIGHTS = "tests/integration/security/test_database_rights.py::test_"
CONNECTION = "tests/integration/security/test_citizens_connection.py::test_"
FILES = "tests/integration/office/test_files.py::test_"


def one_cell_more(real: Any) -> Any:
    """The table, with one row that lets administrators open every agency's files."""
    action = next(each for each in real if each.name == "OPEN_FILE")
    row = real[action][0]
    role = next(each for each in type(next(iter(row.roles))) if each.name == "ADMINISTRATOR")
    return {**real, action: (*real[action], dataclasses.replace(row, roles=(role,)))}


def everybody_a_holder(_real: object) -> Any:
    """Whoever has an agency holds every file."""

    def by_agency(actor: Any, _ties: Any) -> Any:
        from feedback.domain.policy.relations import Relation  # noqa: PLC0415 - the product's own

        if actor.agency_id is not None:
            yield Relation.HOLDER

    return by_agency


def nobody_is_kept_out(_real: object) -> Any:
    """A filter that lets every row pass."""

    def every_row(_subject_id: object) -> Any:
        from sqlalchemy import true  # noqa: PLC0415 - not before the product asks for it

        return true()

    return every_row


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "no-cell-too-many",
        "Z1",
        "one cell of the table: who administers opens no file",
        Exchanged("feedback.domain.policy.table:TABLE", one_cell_more),
        f"{POLICY}who_administers_reads_no_case_and_audits_none",
        "tests/house/test_policy_page.py::test_the_page_of_who_may_what_is_current",
    ),
    sabotage(
        "a-route-that-says-nothing-is-closed",
        "Z1 I13",
        "the guard before every page",
        Exchanged("feedback.blueprints.guards:_enforce", says(None)),
        f"{ROUTES}a_view_that_declares_nothing_is_closed",
        f"{ROUTES}nobody_opens_an_officers_page_without_signing_in",
    ),
    sabotage(
        "a-route-says-who-may-use-it",
        "Z1 I13",
        "the word on a page about who may use it",
        cut(
            "feedback.blueprints.guards",
            "        view.policy = Policy(actions, looks_itself=looks_itself)",
            "        view.forgotten = Policy(actions, looks_itself=looks_itself)",
        ),
        f"{ROUTES}every_route_says_who_may_use_it",
    ),
    sabotage(
        "a-role-has-its-rooms",
        "Z1",
        "the role a page asks for",
        cut(
            "feedback.blueprints.guards",
            "if current_user.role not in policy.roles:",
            "if current_user is None:",
        ),
        "tests/integration/office/test_signing_in.py::test_others_do_not_see_the_queue",
    ),
    sabotage(
        "a-file-of-another-agency",
        "Z1",
        "how an officer stands to a file",
        Exchanged("feedback.domain.policy.standing:_by_agency", everybody_a_holder),
        f"{POLICY}how_somebody_stands_to_a_file",
    ),
    sabotage(
        "who-drafts-does-not-sign",
        "Z1",
        "the signature of somebody else than who drafted",
        cut(
            "feedback.services.letters.correspondence",
            "if issuing.drafter_id is None or issuing.drafter_id == issuing.actor.user_id:",
            "if issuing is None:",
        ),
        "tests/integration/services/test_casework.py::test_nobody_signs_what_they_drafted",
    ),
    sabotage(
        "a-conflict-denies-first",
        "C4",
        "the verdict of a conflict before all others",
        cut(
            "feedback.domain.policy.deciding",
            "    if relation is Relation.CONFLICTED:\n",
            "    if relation is None:\n",
        ),
        f"{POLICY}a_conflict_denies_everything_first",
    ),
    sabotage(
        "queries-hide-what-is-closed",
        "C4",
        "the filter in every query of officers' pages",
        (
            Exchanged("feedback.models.conflict:conflict_free", nobody_is_kept_out),
            Exchanged("feedback.services.ground.admission:_ONLY_OPEN", becomes(())),
        ),
        f"{FENCES}[queries alone]",
    ),
    sabotage(
        "rows-hide-what-is-closed",
        "C4",
        "the row policies of officers",
        stated(
            "ALTER POLICY free ON subject USING (true)",
            "ALTER POLICY free ON petition USING (true)",
        ),
        f"{FENCES}[row policies alone]",
    ),
    sabotage(
        "whoever-says-nothing-reads-nothing",
        "C4",
        "the silence of row policies towards who does not say what is closed to them",
        stated(
            "CREATE OR REPLACE FUNCTION closed_subjects() RETURNS bigint[] LANGUAGE sql STABLE AS"
            " $$ SELECT coalesce(nullif(current_setting('app.closed', true), ''), '{}')::bigint[]"
            " $$"
        ),
        f"{CONFLICTS}who_signs_in_and_says_nothing_of_what_is_closed_sees_no_file[office]",
    ),
    sabotage(
        "who-is-named-is-kept-out",
        "C4",
        "the heads of agencies that a denunciation names, before anybody stated whom it is about",
        never("feedback.services.rights.conflicts:keep_out_the_named"),
        f"{CONFLICTS}before_anybody_stated_it_whom_the_sender_names_is_kept_out",
    ),
    sabotage(
        "nothing-late-is-told-to-who-is-kept-out",
        "C4",
        "the addressees of a delay, without who has an interest",
        Exchanged("feedback.services.rights.conflicts:kept_out", says({})),
        "tests/integration/conflicts/test_declaring.py"
        "::test_what_is_late_is_told_to_nobody_with_an_interest",
    ),
    sabotage(
        "nothing-is-given-to-who-is-kept-out",
        "C4",
        "the refusal to give a file to who is kept out of it",
        never("feedback.services.rights.conflicts:refuse_in_conflict"),
        "tests/integration/conflicts/test_declaring.py"
        "::test_nobody_is_given_a_file_that_is_closed_to_them",
    ),
    sabotage(
        "a-conflict-is-lifted-by-two",
        "C4",
        "the second person of a conflict that is lifted",
        never("feedback.services.ground.four_eyes:refuse_decided_or_own"),
        f"{LIFTING}neither_who_asked_nor_who_is_concerned_decides",
        f"{LIFTING}a_head_who_asked_needs_another_head_or_the_inspectorate",
    ),
    sabotage(
        "who-is-kept-out-lifts-nothing",
        "C4",
        "the refusal to hear of a conflict's lifting from who is kept out by it",
        cut(
            "feedback.services.rights.conflict_lifting",
            "if conflicts.is_closed_to(session, _account(actor), subject_id):",
            "if not subject_id:",
        ),
        f"{LIFTING}neither_who_asked_nor_who_is_concerned_decides",
        f"{LIFTING}the_concerned_asks_for_nothing_and_knows_no_way_to",
    ),
    sabotage(
        "two-lift-in-the-database",
        "C4",
        "the two others of a lifting, wanted by the database itself",
        stated("ALTER TABLE conflict_lifting DROP CONSTRAINT ck_conflict_lifting_two_others"),
        f"{LIFTING}the_database_wants_two_others_as_well",
    ),
    sabotage(
        "a-few-stand-in-no-figure",
        "C4",
        "the suppression of a few denunciations in figures",
        Exchanged("feedback.domain.suppression:told", lambda _real: lambda count, *_others: count),
        "tests/unit/domain/test_suppression.py::test_a_few_denunciations_are_left_out",
        "tests/integration/inspection/test_target.py::test_a_few_denunciations_stand_in_no_figure",
    ),
    sabotage(
        "a-citizens-page-sees-its-file-alone",
        "Z1 C4",
        "the row policies of citizens' pages",
        stated("ALTER POLICY shown ON petition USING (true)"),
        f"{CONNECTION}without_the_code_no_row_of_any_file_is_there",
        f"{CONNECTION}a_code_opens_its_own_file_and_no_other",
    ),
    sabotage(
        "shown-for-one-request",
        "Z1 C4",
        "the end of what was shown with its transaction",
        cut(
            "feedback.services.ground.admission",
            'func.set_config(f"app.{what}", value, True)',
            'func.set_config(f"app.{what}", value, False)',
        ),
        f"{CONNECTION}what_was_shown_is_forgotten_with_the_request",
    ),
    sabotage(
        "a-role-of-the-database",
        "Z1 C2",
        "the grants of each part of the product",
        stated(
            "GRANT SELECT ON user_account TO feedback_public",
            "GRANT UPDATE ON act TO feedback_office",
        ),
        f"{RIGHTS}a_role_may_do_what_its_column_says_and_nothing_more",
        f"{RIGHTS}what_a_role_may_not_is_refused",
    ),
    sabotage(
        "the-door-reads-no-file",
        "Z1 C2",
        "the rights of the pages of signing in, which are those of accounts alone",
        stated(
            "GRANT SELECT ON petition TO feedback_door",
            "GRANT UPDATE ON user_account TO feedback_door",
        ),
        f"{RIGHTS}a_role_may_do_what_its_column_says_and_nothing_more[door]",
        f"{RIGHTS}what_a_role_may_not_is_refused",
    ),
    sabotage(
        "workers-decide-nothing",
        "Z1 C2",
        "the rights of workers and of officers' pages, without what others decide and destroy",
        stated(
            "GRANT INSERT ON signing_identity, identity_opening, conflict TO feedback_worker",
            "GRANT UPDATE ON file_key TO feedback_office",
        ),
        f"{RIGHTS}a_role_may_do_what_its_column_says_and_nothing_more[worker]",
        f"{RIGHTS}a_role_may_do_what_its_column_says_and_nothing_more[office]",
        f"{RIGHTS}what_a_role_may_not_is_refused",
    ),
    sabotage(
        "administrators-set-no-password",
        "Z1 C2",
        "the rights of the pages of administrators, without passwords and sessions",
        stated(
            "GRANT UPDATE ON user_account TO feedback_administration",
            "GRANT INSERT ON office_session TO feedback_administration",
        ),
        f"{RIGHTS}a_role_may_do_what_its_column_says_and_nothing_more[administration]",
        f"{RIGHTS}what_a_role_may_not_is_refused",
    ),
    sabotage(
        "a-page-talks-as-its-room",
        "Z1 C2",
        "the connection of the door, apart from that of officers' pages",
        cut(
            "feedback.extensions",
            "return DatabaseRole.DOOR if at_door else found",
            "return found",
        ),
        f"{RIGHTS}every_page_talks_as_its_room",
    ),
    sabotage(
        "fences-for-every-session",
        "T1",
        "triggers that refuse in every session, also one of a superuser that skips others",
        stated("ALTER TABLE act ENABLE TRIGGER append_only_rows"),
        f"{RIGHTS}a_replica_session_of_a_superuser_is_refused_too",
        f"{RIGHTS}no_trigger_that_refuses_can_be_skipped",
    ),
    sabotage(
        "changed-definitions-are-noted",
        "T1",
        "the note of every changed definition of the database",
        stated("ALTER EVENT TRIGGER feedback_definitions DISABLE"),
        f"{RIGHTS}a_changed_definition_is_written_down_with_who_changed_it",
    ),
    sabotage(
        "the-second-person-in-the-database",
        "C3",
        "the second person, refused by the database itself",
        stated(
            "ALTER TABLE identity_decision DROP CONSTRAINT ck_identity_decision_by_a_second_person"
        ),
        "tests/integration/identity/test_reading.py"
        "::test_the_database_itself_refuses_who_decides_alone",
    ),
)
