"""Protections by which somebody learns of it: clocks, closed files, the verifier, readings."""

from typing import Any

from tests.sabotage.core import NO, Exchanged, Sabotage, becomes, cut, never, sabotage, stated

RULE = "tests/unit/domain/test_clock_watch.py::test_"
WATCHING = "tests/integration/security/test_clock_watching.py::test_"
CONFLICTS = "tests/integration/conflicts/test_nothing_to_see.py::test_"
AUDIT = "tests/integration/inspection/test_audit.py::test_"
WHOLE = "tests/integration/inspection/test_whole_history.py::test_"
NOTICES = "tests/integration/identity/test_notices.py::test_"
RIGHTS = "tests/integration/security/test_database_rights.py::test_"
OLD_MAY_GO = "DELETE FROM security_event"
BY_WORKERS = f"{RIGHTS}what_a_role_may_not_is_refused[feedback_worker-INSERT INTO "
KEPT = "tests/integration/security/test_kept_events.py::test_"


def seen_at_once_only(real: Any) -> Any:
    """A rule that never compares with the look before."""
    return lambda _before, now: real(None, now)


def of_the_moment_itself(_real: Any) -> Any:
    """An event where the clock says, also one that went back a year."""
    return property(lambda shown: shown.wall)


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "a-step-of-the-clock-is-seen",
        "R8",
        "the comparison with a clock that nobody sets",
        Exchanged("feedback.domain.clock_watch:doubts", seen_at_once_only),
        f"{RULE}a_step_is_seen_at_the_next_look_with_its_length[a second back]",
        f"{WATCHING}a_step_and_the_step_back_are_told_aloud_and_kept",
        f"{WATCHING}the_scheduler_tells_that_its_machine_s_clock_was_set",
    ),
    sabotage(
        "a-clock-is-held-against-the-database",
        "R8",
        "the comparison with the database's clock",
        cut("feedback.domain.clock_watch", "APART: Final = CLOCKS", "APART: Final = 9999 * CLOCKS"),
        f"{RULE}a_machine_that_started_wrong_is_held_against_the_database[off2-found2]",
        f"{WATCHING}what_lasts_is_one_event_and_is_shown_until_it_is_over",
    ),
    sabotage(
        "a-clock-is-held-against-what-was-sealed",
        "R8",
        "the comparison with heads that were signed and witnessed",
        cut(
            "feedback.domain.clock_watch",
            "if now.sealed is not None and now.wall",
            "if now.sealed is None and now.wall",
        ),
        f"{RULE}where_both_are_on_one_machine_what_was_sealed_tells_that_it_went_back",
    ),
    sabotage(
        "an-event-stands-where-it-is-looked-for",
        "R8",
        "the latest instant known as the time of a clock's event",
        Exchanged("feedback.domain.clock_watch:Shown.latest", of_the_moment_itself),
        f"{RULE}an_event_stands_at_the_latest_instant_anybody_knows",
        f"{WATCHING}an_event_of_a_clock_that_went_back_is_where_an_auditor_looks",
    ),
    sabotage(
        "somebody-watches-the-clocks",
        "R8",
        "the word of readiness that nobody looks at the clocks",
        cut(
            "feedback.services.upkeep.readiness",
            'return Check(ok=False, said="never")\n    # one',
            "return Check(ok=True)\n    # one",
        ),
        f"{WATCHING}nobody_watching_is_an_alarm_and_a_machine_that_is_gone_is_forgotten",
    ),
    sabotage(
        "a-closed-file-asked-for-is-kept",
        "C4",
        "the event of who asks for a file that a conflict of interest closes",
        Exchanged(
            "feedback.services.rights.closed_files:is_closed", lambda _real: lambda *_: False
        ),
        f"{CONFLICTS}who_asks_for_what_is_closed_to_them_is_kept_and_told_nothing",
    ),
    sabotage(
        "a-closed-file-costs-what-an-unknown-one-does",
        "C4",
        "the same work for a file that is closed and for one that is unknown",
        cut(
            "feedback.blueprints.kept_events",
            "            note(event, account=_account())\n",
            "            if closed:\n                note(event, account=_account())\n",
        ),
        f"{CONFLICTS}who_asks_for_what_is_closed_to_them_is_kept_and_told_nothing",
        f"{CONFLICTS}who_leads_the_agency_sees_no_difference[both fences]",
    ),
    sabotage(
        "nobody-reads-of-their-own-conflict",
        "C4",
        "another word for inspectors, who may be in conflict themselves",
        cut(
            "feedback.blueprints.inspection.audit",
            "() if may(Action.SEE_CONFLICT_HITS) else (SecurityEvent.CONFLICT_HIT,)",
            "()",
        ),
        f"{AUDIT}nobody_who_could_be_in_conflict_reads_here_that_a_file_is_closed_to_them",
    ),
    sabotage(
        "what-the-verifier-found-is-told",
        "T1",
        "the event of a verification on the inspectors' page",
        never("feedback.services.watch.security_events:note"),
        f"{WHOLE}a_changed_history_is_a_loud_event_that_names_the_rules",
    ),
    sabotage(
        "a-changed-history-is-loud",
        "T1",
        "the level of the line that tells a changed history",
        Exchanged("feedback.services.watch.security_events:LOUD", becomes(frozenset())),
        f"{WHOLE}a_changed_history_is_a_loud_event_that_names_the_rules",
        f"{WATCHING}a_step_and_the_step_back_are_told_aloud_and_kept",
    ),
    sabotage(
        "inspectors-are-written-to",
        "C3",
        "the mail to inspectors about each reading of a name",
        never("feedback.services.identity.reading_notices:tell_inspectors"),
        f"{NOTICES}each_inspector_gets_one_mail_that_names_nobody_and_no_number",
    ),
    sabotage(
        "no-mail-to-the-people-of-the-denounced",
        "C4",
        "the question, before it is sent, whom a denunciation is about",
        Exchanged(
            "feedback.services.identity.identity_people:hidden",
            lambda _real: lambda *_: frozenset(),
        ),
        f"{NOTICES}where_it_denounces_who_leads_the_inspectorate_none_of_its_people_is_told",
    ),
    sabotage(
        "no-mail-to-who-has-an-interest",
        "C4",
        "the question, before it is sent, to whom the file is closed",
        Exchanged("feedback.services.rights.conflicts:is_closed_to", NO),
        f"{NOTICES}who_declared_an_interest_is_not_written_to",
    ),
    sabotage(
        "the-last-year-of-events-stays",
        "ASVS 16",
        "the trigger that lets only old events go",
        stated("ALTER TABLE security_event DISABLE TRIGGER only_old_go"),
        f"{RIGHTS}a_replica_session_of_a_superuser_is_refused_too[{OLD_MAY_GO}]",
    ),
    sabotage(
        "a-clock-ahead-removes-no-event",
        "R8 ASVS 16",
        "the earlier of two clocks, by which old events go",
        cut(
            "feedback.services.upkeep.kept_events",
            "func.least(literal(now), func.clock_timestamp())",
            "literal(now)",
        ),
        f"{KEPT}a_clock_that_is_ahead_removes_nothing_more",
    ),
    sabotage(
        "workers-make-nobody-an-officer",
        "I13",
        "the rights that commands have and workers have not",
        Exchanged("feedback.models.grants:WITHHELD", becomes({})),
        f"{BY_WORKERS}user_account DEFAULT VALUES]",
        f"{BY_WORKERS}log_checkpoint DEFAULT VALUES]",
    ),
)
