"""Protections of a start in production: whatever is unsafe is said before anybody is served."""

from collections.abc import Iterator
from typing import Any

from tests.sabotage.core import Exchanged, Sabotage, Weaker, sabotage

SAFE = "tests/integration/security/test_safe_start.py::test_"
ALONE = f"{SAFE}an_unsafe_setting_is_named_alone"
#: What is looked at, the function that does, a word of what it says, and the test that misses it.
UNSAFE = (
    ("debug", "of_settings", "debug is on", f"{SAFE}debug_is_refused"),
    ("an address without https", "of_settings", "FEEDBACK_BASE_URL", f"{ALONE}[http]"),
    ("any name of a host", "of_settings", "FEEDBACK_TRUSTED_HOSTS", f"{ALONE}[any name]"),
    ("a key that is a word", "of_settings", "FEEDBACK_SECRET_KEY", f"{ALONE}[a word repeated]"),
    ("a database's default password", "of_settings", "FEEDBACK_DATABASE_URL has no",
     f"{ALONE}[the database's default password]"),
    ("a queue without a password", "of_settings", "FEEDBACK_REDIS_URL",
     f"{ALONE}[Redis without a password]"),
    ("no place for keys that wrap", "of_settings", "FEEDBACK_KEY_PROVIDER",
     f"{ALONE}[keys by default]"),
    ("keys over a readable line", "of_settings", "FEEDBACK_TRANSIT_URL",
     f"{ALONE}[keys over a readable line]"),
    ("half a pair of keys", "of_settings", "unreadable or no key",
     f"{SAFE}a_public_half_that_is_not_there_is_named_to_all_but_the_sealer[None-custodian_public]"),
    ("nothing shared with a provider", "of_settings", "unreadable or empty",
     f"{SAFE}what_is_shared_with_a_provider_is_asked_for_where_there_is_one"),
    ("a key others read", "of_settings", "can be read by others",
     f"{SAFE}a_wrapping_key_that_others_read_is_named"),
    ("a key that opens names", "of_settings", "lies here",
     f"{SAFE}a_key_that_opens_names_does_not_lie_on_a_server"),
    ("the folder of a demonstration", "of_settings", "folder of a demonstration",
     f"{SAFE}the_folder_of_a_demonstration_is_refused_with_its_keys"),
    ("the authority of a demonstration", "of_settings", "authorities trusts",
     f"{SAFE}the_authority_of_the_demonstration_is_not_trusted"),
    ("invented officers", "of_accounts", "accounts of the demonstration",
     f"{SAFE}invented_officers_are_counted"),
    ("a database that forgets", "of_server", "fsync",
     f"{SAFE}a_careless_server_is_named[fsync]"),
)  # fmt: skip
#: What each bears on.
FIGURES = {"of_server": "R5", "lies here": "C2"}


def silent_about(word: str) -> Weaker:
    """A look that does not see one thing."""

    def weaker(real: Any) -> Any:
        def look(*words: Any, **named: Any) -> Iterator[str]:
            return (said for said in real(*words, **named) if word not in said)

        return look

    return weaker


SABOTAGES: tuple[Sabotage, ...] = (
    *(
        sabotage(
            "start-" + what.replace(" ", "-").replace("'", ""),
            FIGURES.get(look, FIGURES.get(word, "ASVS 13")),
            f"the refusal to start with {what}",
            Exchanged(f"feedback.services.upkeep.safe_start:{look}", silent_about(word)),
            test,
        )
        for what, look, word, test in UNSAFE
    ),
    sabotage(
        "production-does-not-start",
        "ASVS 13 R5",
        "the end of a process of production that is unsafe",
        Exchanged(
            "feedback.services.upkeep.safe_start:look_before_serving",
            lambda _real: lambda *_words, **_named: None,
        ),
        f"{SAFE}all_that_is_unsafe_stands_in_one_list",
        f"{SAFE}no_process_of_production_starts_unsafe[relay]",
    ),
)
