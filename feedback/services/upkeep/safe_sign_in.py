"""What must not be so of whoever, or whatever, says who somebody is: a part of ``safe_start``."""

from collections.abc import Iterator

from feedback.services.lodging import vneid
from feedback.services.signing_in import hardware_keys
from feedback.services.upkeep.safe_keys import read_or_empty
from feedback.settings.frozen import Settings
from feedback.settings.reading import SettingsError


def of_secrets(settings: Settings) -> Iterator[str]:
    """What both sides share, of each provider that somebody can be sent to."""
    for name, issuer in (
        ("oidc_secret", settings.oidc_issuer),
        ("vneid_secret", settings.vneid_issuer),
    ):
        if issuer and not read_or_empty(settings.keys_dir / name):
            yield f"keys/{name} is missing, unreadable or empty: its provider would not know us"


def of_settings(settings: Settings) -> Iterator[str]:
    for name, issuer in (
        ("FEEDBACK_OIDC_ISSUER", settings.oidc_issuer),
        ("FEEDBACK_VNEID_ISSUER", settings.vneid_issuer),
    ):
        if issuer and not issuer.startswith("https://"):
            yield f"{name} is not https://: anybody on the way could say who somebody is"
    if settings.vneid_issuer and not settings.vneid_client_id:
        yield "FEEDBACK_VNEID_CLIENT_ID is empty: VNeID would not know who asks"
    try:
        vneid.claim_names(settings.vneid_claims or vneid.HOUSE_CLAIMS)
        if settings.passkey_makes:
            hardware_keys.makes(settings.passkey_makes)
    except SettingsError as error:
        yield str(error)
