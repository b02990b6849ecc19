"""Protections of a restore: nothing is added to a database that is not the one that was sealed."""

from tests.sabotage.core import (
    Exchanged,
    Sabotage,
    becomes,
    cut,
    hands_back,
    never,
    sabotage,
    says,
)

COMMANDS = "tests/integration/inspection/test_commands.py::test_"
READ_ONLY = "tests/integration/restoring/test_read_only.py::test_"
READINGS = "tests/integration/restoring/test_readings.py::test_"

SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "hidden-files-are-not-judged",
        "R7 T1",
        "the verifier's look at whether row policies hide files from it",
        cut("feedback.services.log.verification", "if connection.scalar(_HIDDEN):", "if False:"),
        f"{COMMANDS}a_sign_in_that_rows_are_hidden_from_judges_nothing",
    ),
    sabotage(
        "commands-sign-in-as-themselves",
        "Z1 C2",
        "the refusal, in production, to sign in by another part's address",
        Exchanged("feedback.app:_only_as_itself", says({})),
        f"{COMMANDS}in_production_commands_sign_in_as_nobody_else",
    ),
    sabotage(
        "no-entry-into-an-older-database",
        "R7 I18",
        "the refusal of an entry where the database is behind what was signed",
        never("feedback.services.log.log_standing:refuse_entries_of_other"),
        f"{READ_ONLY}whoever_comes_past_the_pages_records_nothing_either",
    ),
    sabotage(
        "an-older-database-is-only-read",
        "R7 I18",
        "the refusal of every form while the database is behind what was signed",
        never("feedback.blueprints.read_only:refuse_changes"),
        f"{READ_ONLY}a_citizen_is_told_that_nothing_was_recorded",
    ),
    sabotage(
        "an-older-database-keeps-its-passwords",
        "R7",
        "the refusal to change what people prove themselves with over such a database",
        cut("feedback.blueprints.read_only", "refuse_other(connection)", "pass"),
        f"{READINGS}what_people_prove_themselves_with_stays_as_it_is",
    ),
    sabotage(
        "no-job-over-an-older-database",
        "R7",
        "a worker's look at the database before it does a job",
        cut("feedback.processes.worker", "refuse_other(session)", "pass"),
        f"{READ_ONLY}no_job_is_done",
    ),
    sabotage(
        "nothing-brought-from-an-older-database",
        "R7",
        "the same look of what brings work to the queue",
        Exchanged("feedback.processes.pulse:on_the_sealed_log", hands_back),
        f"{READ_ONLY}nothing_is_brought_to_the_queue_and_the_log_says_why",
    ),
    sabotage(
        "heads-from-elsewhere-count",
        "R7 I18",
        "the sealer's refusal where a note from elsewhere shows more than there is",
        never("feedback.services.log.sealing:_refuse_forgotten"),
        f"{READ_ONLY}a_sealer_that_forgot_signs_nothing_over_it",
    ),
    sabotage(
        "another-database-is-named-at-the-start",
        "R7 I18",
        "the look at the start whether this is the database that was sealed",
        Exchanged("feedback.services.upkeep.safe_start:of_history", says(())),
        f"{READ_ONLY}a_database_with_other_entries_is_named_at_the_start",
    ),
    sabotage(
        "a-receipt-of-another-entry-contradicts",
        "R7",
        "what receipts show of a restored database whose end is missing",
        Exchanged("feedback.services.log.restoring:_contradictions", says(())),
        "tests/integration/restoring/test_restore_check.py"
        "::test_a_receipt_of_another_entry_at_this_place_is_a_contradiction",
    ),
    sabotage(
        "a-sealer-needs-only-its-own",
        "I19",
        "the sealer's start without the secrets and sign-ins of the pages",
        Exchanged("feedback.processes.sealer:NOT_NEEDED", becomes(())),
        "tests/integration/restoring/test_sealer_of_its_own.py"
        "::test_the_sealer_signs_as_a_user_of_its_own",
    ),
)
