"""Protections of intake: what was acknowledged is kept, once, and junk holds nobody up."""

import re
import threading
from typing import Any

from tests.sabotage.core import NO, Exchanged, Sabotage, becomes, cut, never, sabotage, says, stated

SUBMISSION = "tests/integration/services/test_submission.py::test_"
SENDING = "tests/integration/public/test_sending.py::test_"
WRONG = "tests/integration/public/test_wrong_input.py::test_"
TRACKING = "tests/integration/public/test_tracking.py::test_"
SLOW = "tests/journeys/test_slow_requests.py::test_"
TRAY = "tests/integration/security/test_tray.py::test_"
SUSPICION = "tests/unit/domain/test_suspicion.py::test_"


def forgets_its_errors(real: Any) -> Any:
    """A commit that says it went well, whatever the database said."""

    def commit(session: Any) -> None:
        try:
            real(session)
        except Exception:  # noqa: BLE001 - that is the sabotage
            session.rollback()

    return commit


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "acknowledged-after-the-commit",
        "R1",
        "the commit before the receipt",
        cut("feedback.services.ground.transaction", "        _commit(session)\n", ""),
        f"{SUBMISSION}a_petition_is_numbered_clocked_owed_and_recorded",
    ),
    sabotage(
        "whole-or-not-at-all",
        "R1 R6",
        "the end of everything where one part of a use case fails",
        cut(
            "feedback.services.ground.transaction",
            "        session.rollback()\n",
            "        session.commit()\n",
        ),
        "tests/integration/jobs/test_outbox.py::test_a_row_rolled_back_wakes_nobody",
    ),
    sabotage(
        "not-acknowledged-where-the-commit-failed",
        "R1 R6",
        "the refusal of a receipt where the commit failed",
        Exchanged("feedback.services.ground.transaction:_commit", forgets_its_errors),
        f"{SENDING}when_the_answer_to_the_commit_is_lost_nobody_is_told_either_way",
    ),
    sabotage(
        "sent-twice-is-one",
        "R2",
        "the look for a petition of the same code before it is lodged",
        Exchanged("feedback.services.lodging.submission:find", says(None)),
        f"{SUBMISSION}sending_again_finds_the_first",
        f"{SENDING}the_back_button_and_a_second_press_show_the_same_receipt",
    ),
    sabotage(
        "one-petition-of-a-code",
        "R2",
        "the unique key of a receipt code",
        stated("ALTER TABLE petition DROP CONSTRAINT uq_petition_code_hash"),
        f"{SUBMISSION}ten_hands_sending_at_once_lodge_one_petition",
    ),
    sabotage(
        "numbers-before-entries",
        "R1 T1",
        "the one order of locks, register before log",
        never("feedback.services.log.history:refuse_when_log_is_locked"),
        "tests/integration/history/test_history_record.py"
        "::test_a_number_after_an_entry_would_risk_a_deadlock_and_is_refused",
    ),
    sabotage(
        "the-queue-may-be-away",
        "R4",
        "work that is taken on while the queue's server is away",
        cut(
            "feedback.services.ground.outbox",
            "except (RedisError, OSError) as error:",
            "except KeyError as error:",
        ),
        "tests/integration/jobs/test_outbox.py"
        "::test_work_is_taken_on_while_the_queue_is_away_and_brought_later",
    ),
    sabotage(
        "no-level-twice",
        "R3",
        "the unique key of an escalation, and the lock on its deadline",
        (
            stated("ALTER TABLE escalation DROP CONSTRAINT uq_escalation_deadline_id_level"),
            cut(
                "feedback.services.ladder.rungs", "ON CONFLICT (deadline_id, level) DO NOTHING", ""
            ),
            cut(
                "feedback.services.ladder.due_deadlines",
                ".with_for_update(of=[deadline, subject], key_share=True, skip_locked=skip_locked)",
            ),
        ),
        "tests/integration/jobs/test_racing_sweeps.py"
        "::test_two_sweeps_racing_escalate_each_level_exactly_once",
    ),
    sabotage(
        "a-clock-ahead-escalates-nothing",
        "R8 R3",
        "the look at the database's clock before anything escalates",
        never("feedback.services.ladder.escalation:_refuse_a_clock_ahead"),
        "tests/integration/jobs/test_sweep.py::test_a_clock_that_jumped_forward_escalates_nothing",
    ),
    sabotage(
        "text-is-cleaned",
        "F1",
        "the cleaning of typed text: NUL, controls, lone surrogates",
        Exchanged("feedback.domain.text:_UNUSABLE", becomes(re.compile(r"(?!)"))),
        f"{WRONG}odd_text_is_kept_clean",
    ),
    sabotage(
        "digits-are-ascii",
        "F1",
        "digits of a one-time code in ASCII alone",
        cut(
            "feedback.services.signing_in.one_time_codes",
            "digits.isascii() and digits.isdigit()",
            "digits",
        ),
        "tests/integration/office/test_one_time_codes.py"
        "::test_what_is_no_code_is_refused_beside_its_box",
    ),
    sabotage(
        "what-the-database-cannot-read-is-400",
        "F1",
        "the page for what the database cannot read",
        cut(
            "feedback.blueprints.errors", "    return _page(400)\n", "    return _page(INTERNAL)\n"
        ),
        "tests/integration/office/test_files.py::test_a_number_beyond_all_rows_is_no_failure",
    ),
    sabotage(
        "every-wrong-code-alike",
        "Z2",
        "one answer to every wrong code",
        cut(
            "feedback.services.lodging.citizens",
            "    if code is None or found is None:\n",
            "    if code is None:\n        raise NotFoundError('mã sai')\n    if found is None:\n",
        ),
        f"{TRACKING}every_wrong_code_gets_the_same_answer",
    ),
    sabotage(
        "the-same-statements-for-any-code",
        "Z2",
        "the look into the database for what cannot be a code as well",
        cut(
            "feedback.services.lodging.citizens",
            "    code = read_code(typed)\n",
            "    code = read_code(typed)\n"
            "    if code is None:\n"
            "        raise NotFoundError(UNKNOWN)\n",
        ),
        f"{TRACKING}a_wrong_code_takes_the_statements_of_an_unknown_one",
        f"{TRACKING}the_time_of_a_look_up_does_not_tell_what_is_wrong",
    ),
    sabotage(
        "ten-wrong-codes-a-minute",
        "Z2",
        "the wait after ten wrong codes from one neighbourhood",
        Exchanged("feedback.services.lodging.arrivals:wrong_code_came", NO),
        f"{TRACKING}past_ten_a_minute_a_neighbourhood_waits_and_a_right_code_still_opens",
    ),
    sabotage(
        "codes-are-kept-as-hashes",
        "Z2 C1",
        "the pepper in the hash of a receipt code",
        Exchanged(
            "feedback.vault.codes:code_hash",
            lambda real: lambda code, _pepper: real(code, b""),
        ),
        "tests/unit/vault/test_codes.py::test_the_hash_depends_on_the_pepper",
    ),
    sabotage(
        "junk-is-set-aside",
        "D2",
        "the weighing of what looks like junk",
        Exchanged(
            "feedback.domain.suspicion:judged",
            lambda real: lambda *words, **named: type(real(*words, **named))(),
        ),
        f"{SUSPICION}a_petition_is_suspected_by_what_it_does",
        f"{TRAY}in_a_flood_people_reach_the_queue_and_junk_the_tray",
    ),
    sabotage(
        "floods-are-counted",
        "D2",
        "the windows in which arrivals of one neighbourhood are counted",
        cut(
            "feedback.services.lodging.arrivals",
            "return Lately(**counts, copies=copies)",
            "return Lately()",
        ),
        f"{TRAY}in_a_flood_people_reach_the_queue_and_junk_the_tray",
    ),
    sabotage(
        "neighbours-are-no-flood",
        "D2",
        "signs that are never enough for people who share an address and words",
        Exchanged("feedback.domain.suspicion:ENOUGH", becomes(1)),
        f"{SUSPICION}neighbours_who_write_together_are_never_enough",
    ),
    sabotage(
        "a-suspect-is-kept",
        "D2 I16",
        "the number and the receipt of what is suspected all the same",
        cut(
            "feedback.services.lodging.submission",
            "verdict = suspicion.weigh(session, lodging, sending, now) if sending else Verdict()\n",
            "verdict = suspicion.weigh(session, lodging, sending, now) if sending else Verdict()\n"
            "            if verdict.suspected:\n"
            "                raise NotFoundError('')\n",
        ),
        f"{TRAY}a_second_press_is_no_second_petition_and_no_second_arrival",
    ),
    sabotage(
        "one-pdf-at-a-time",
        "D1",
        "the one place in a web process that makes paper",
        Exchanged(
            "feedback.blueprints.public.press:_PRESS",
            becomes(threading.BoundedSemaphore(99)),
        ),
        f"{SENDING}while_others_hold_the_press_paper_waits_and_sending_does_not",
    ),
    sabotage(
        "a-slow-sender-holds-no-thread",
        "D2",
        "the gathering of requests before a thread is given to them",
        Exchanged("feedback.launch.product:WEB_WORKER", becomes("gthread")),
        f"{SLOW}beside_slow_requests_others_are_answered",
    ),
    sabotage(
        "a-slow-sender-is-let-go",
        "D2",
        "the end of a request that never ends",
        cut(
            "feedback.processes.arriving",
            "self.deadline = min(now + PAUSE_SECONDS, self._over)",
            "self.deadline = now + PAUSE_SECONDS",
        ),
        "tests/unit/processes/test_arriving.py::test_a_drop_now_and_then_does_not_prolong_it",
    ),
    sabotage(
        "a-body-is-no-request",
        "F1",
        "the end of a connection whose body is too large, so that none is read as a request",
        cut(
            "feedback.processes.arriving",
            'self.head = _FIRST_LINE.sub(rb"\\g<0>Connection: close\\r\\n", self.head)\n',
            "pass\n",
        ),
        f"{SLOW}a_body_too_large_is_never_read_as_the_next_request",
    ),
)
