"""What must not be so of those who say who somebody is: one part of ``services.safe_start``."""

from collections.abc import Iterator

from feedback.services import vneid
from feedback.settings import Settings, SettingsError


def of_settings(settings: Settings) -> Iterator[str]:
    for name, issuer in (
        ("FEEDBACK_OIDC_ISSUER", settings.oidc_issuer),
        ("FEEDBACK_VNEID_ISSUER", settings.vneid_issuer),
    ):
        if issuer and not issuer.startswith("https://"):
            yield f"{name} is not https://: anybody on the way could say who somebody is"
    if not settings.vneid_issuer:
        return
    if not settings.vneid_client_id:
        yield "FEEDBACK_VNEID_CLIENT_ID is empty: VNeID would not know who asks"
    try:
        vneid.claim_names(settings.vneid_claims or vneid.HOUSE_CLAIMS)
    except SettingsError as error:
        yield str(error)
