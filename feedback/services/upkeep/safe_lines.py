"""Whether what goes to other machines goes unreadably, and to whom it was meant.

PostgreSQL's own default (``sslmode=prefer``) falls back to a readable line without a word, and all
of its modes below ``verify-full`` talk to whoever answers (libpq, 34.19.1 "Client Verification of
Server Certificates"). A socket of this machine, or its loopback, is no line.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import make_url

from feedback.services.signing_in.providers import LOOPBACK
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS

#: What redis-py calls a certificate nobody looks at.
_UNVERIFIED = {"ssl_cert_reqs": {"none", "optional"}, "ssl_check_hostname": {"false", "no", "0"}}


def of_lines(settings: Settings) -> Iterator[str]:
    """Addresses of other machines that would be talked to readably, or to anybody."""
    for role, name in DATABASE_SETTINGS.items():
        if url := settings.own_database_url(role):
            yield from _of_database(name, url)
    yield from _of_queue(settings.redis_url)
    if _leaves(settings.smtp_url) and urlsplit(settings.smtp_url).scheme == "smtp":
        yield (
            "FEEDBACK_SMTP_URL is smtp://: addresses of citizens would travel readable; "
            "use smtp+starttls:// or smtps://"
        )
    if _leaves(settings.clamd):
        yield (
            "FEEDBACK_CLAMD is on another machine and ClamAV knows no TLS: files would travel "
            "readable; run it here or end a tunnel at 127.0.0.1"
        )


def _of_database(name: str, address: str) -> Iterator[str]:
    url = make_url(address)
    hosts = url.query.get("host", url.host) or ""
    listed = [hosts] if isinstance(hosts, str) else hosts
    elsewhere = [host for part in listed for host in part.split(",") if _is_elsewhere(host)]
    if elsewhere and url.query.get("sslmode") != "verify-full":
        yield (
            f"{name} has no sslmode=verify-full: what is read and written would travel to "
            "whoever answers; add it and sslrootcert"
        )


def _of_queue(address: str) -> Iterator[str]:
    if not _leaves(address):
        return
    parts = urlsplit(address)
    if parts.scheme != "rediss":
        yield "FEEDBACK_REDIS_URL is not rediss://: its password would travel readable"
    asked = {key: words[-1].lower() for key, words in parse_qs(parts.query).items()}
    if any(asked.get(key) in wrong for key, wrong in _UNVERIFIED.items()):
        yield "FEEDBACK_REDIS_URL has the other side's certificate not looked at: leave that out"


def _leaves(address: str) -> bool:
    return _is_elsewhere(urlsplit(address).hostname or "")


def _is_elsewhere(host: str) -> bool:
    return bool(host) and not host.startswith(("/", "@")) and host not in LOOPBACK
