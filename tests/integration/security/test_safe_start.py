"""Production does not start while something is unsafe, and names all of it at once."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, select

from feedback.app import create_app
from feedback.demo.people import officers
from feedback.launch.folder import DataFolder
from feedback.launch.servers import ServerUrls, servers
from feedback.models.agency import UserAccount
from feedback.services.upkeep.safe_database import of_addresses, of_rights
from feedback.services.upkeep.safe_start import (
    DEMONSTRATION,
    KEYS,
    NOWHERE,
    PUBLIC_HALVES,
    SEALING_KEYS,
    UnsafeStartError,
    asking,
    look_before_serving,
    of_accounts,
    of_server,
    of_settings,
)
from feedback.settings.choices import DatabaseRole, Mode
from feedback.settings.frozen import Settings
from feedback.settings.names import DATABASE_SETTINGS
from feedback.vault.demo_keys import DemoKeys
from feedback.vault.keys import create_missing
from feedback.vault.signing_keys import Owner
from tests.worlds import database_environment

ROOT = Path(__file__).resolve().parents[3]
#: On another machine, and known by its certificate.
DATABASE = "db.internal/feedback?sslmode=verify-full&sslrootcert=/etc/feedback/ca.pem"
WORD = "qZ7rT2mX9bK4vN8w"
#: As they stand in the names of settings; the officers' pages have none.
PARTS = ["" if role is DatabaseRole.OFFICE else f"{role}_" for role in DatabaseRole]


@pytest.fixture
def safe(settings: Settings, tmp_path: Path) -> Settings:
    """Settings as docs/running.md has them made: production's own keys, passwords, address."""
    data = tmp_path / "production"
    create_missing(data / "keys")
    for whose in ("custodian", "recovery"):
        (data / "keys" / f"{whose}_private").unlink()
    word = secrets.token_hex(16)
    return replace(
        settings,
        mode=Mode.PRODUCTION,
        data_dir=data,
        secret_key=secrets.token_hex(32),
        base_url="https://tiengnoi.example",
        **{
            f"database_{part}url": f"postgresql+psycopg://feedback_{part}web:{word}@{DATABASE}"
            for part in PARTS
        },
        trusted_hosts=("tiengnoi.example",),
        key_provider="files",
        redis_url=f"rediss://:{word}@queue.internal:6379/0",
    )


def dangers(settings: Settings, *, debug: bool = False) -> str:
    told = [*of_settings(settings, debug=debug), *of_addresses(settings, DatabaseRole)]
    return "\n".join(told)


def test_settings_made_as_the_manual_says_are_safe(safe):
    assert dangers(safe) == ""


def test_debug_is_refused(safe):
    assert dangers(safe, debug=True).startswith("debug is on (FLASK_DEBUG)")


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        pytest.param({"base_url": "http://tiengnoi.example"}, "FEEDBACK_BASE_URL", id="http"),
        pytest.param({"trusted_hosts": ()}, "FEEDBACK_TRUSTED_HOSTS", id="any name"),
        pytest.param({"secret_key": "changeme" * 4}, "FEEDBACK_SECRET_KEY", id="a word repeated"),
        pytest.param({"secret_key": "0" * 64}, "FEEDBACK_SECRET_KEY", id="zeros"),
        pytest.param(
            {"database_url": f"postgresql+psycopg://feedback:feedback@{DATABASE}"},
            "FEEDBACK_DATABASE_URL",
            id="the database's default password",
        ),
        pytest.param(
            {"redis_url": "rediss://queue.internal:6379/0"},
            "FEEDBACK_REDIS_URL",
            id="Redis without a password",
        ),
        pytest.param(
            {"redis_url": "rediss://:secret@queue.internal:6379/0"},
            "FEEDBACK_REDIS_URL",
            id="Redis with a short one",
        ),
        pytest.param(
            {"vneid_issuer": "http://vneid.example", "vneid_client_id": "us"},
            "FEEDBACK_VNEID_ISSUER",
            id="VNeID over a readable line",
        ),
        pytest.param(
            {"vneid_issuer": "https://vneid.example"},
            "FEEDBACK_VNEID_CLIENT_ID",
            id="unknown to VNeID",
        ),
        pytest.param({"vneid_claims": ROOT}, "FEEDBACK_VNEID_CLAIMS", id="no file of names"),
        pytest.param({"passkey_makes": ROOT}, "FEEDBACK_PASSKEY_MAKES", id="no file of makes"),
        pytest.param({"key_provider": ""}, "FEEDBACK_KEY_PROVIDER", id="keys by default"),
        pytest.param(
            {"key_provider": "transit", "transit_url": "http://vault.internal:8200"},
            "FEEDBACK_TRANSIT_URL",
            id="keys over a readable line",
        ),
        pytest.param({"key_provider": "kms"}, "FEEDBACK_KMS_KEY", id="no key named"),
        pytest.param({"key_provider": "device"}, "FEEDBACK_PKCS11_MODULE", id="no device"),
    ],
)
def test_an_unsafe_setting_is_named_alone(safe, changed, named):
    for name in ("transit_token", "kms_credentials", "signing/pin", "oidc_secret", "vneid_secret"):
        (safe.keys_dir / name).parent.mkdir(exist_ok=True)
        (safe.keys_dir / name).write_text(WORD)
    said = dangers(replace(safe, **changed))
    assert said.startswith(named)
    assert "\n" not in said


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"redis_url": "unix:///run/redis.sock"}, id="Redis behind a private socket"),
        pytest.param(
            {"database_url": f"postgresql+psycopg://feedback_web@{DATABASE}"},
            id="a database that knows us by certificate",
        ),
    ],
)
def test_no_password_is_asked_for_where_none_guards(safe, changed):
    assert dangers(replace(safe, **changed)) == ""


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"database_url": f"postgresql+psycopg://a:{WORD}@db.internal/f"}, "FEEDBACK_DATABASE_URL"),
        (
            {"database_worker_url": f"postgresql+psycopg://a:{WORD}@db.internal/f?sslmode=require"},
            "FEEDBACK_DATABASE_WORKER_URL",
        ),
        (
            {"database_url": f"postgresql+psycopg://a:{WORD}@/f?host=/run/postgresql,db.internal"},
            "FEEDBACK_DATABASE_URL",
        ),
        ({"redis_url": f"redis://:{WORD}@queue.internal:6379/0"}, "FEEDBACK_REDIS_URL"),
        (
            {"redis_url": f"rediss://:{WORD}@queue.internal:6379/0?ssl_cert_reqs=none"},
            "FEEDBACK_REDIS_URL",
        ),
        (
            {"redis_url": f"rediss://:{WORD}@queue.internal:6379/0?ssl_check_hostname=False"},
            "FEEDBACK_REDIS_URL",
        ),
        ({"smtp_url": "smtp://mail.internal:25"}, "FEEDBACK_SMTP_URL"),
        ({"clamd": "tcp://scan.internal:3310"}, "FEEDBACK_CLAMD"),
    ],
)
def test_a_line_that_others_could_read_or_answer_is_named(safe, changed, named):
    said = dangers(replace(safe, **changed))
    assert said.startswith(named)
    assert "\n" not in said


@pytest.mark.parametrize(
    "changed",
    [
        {"database_url": f"postgresql+psycopg://a:{WORD}@127.0.0.1/f"},
        {"database_url": "postgresql+psycopg://a@/f?host=/run/postgresql"},
        {"redis_url": f"redis://:{WORD}@localhost:6379/0"},
        {"smtp_url": "smtp://127.0.0.1:25"},
        {"smtp_url": "smtp+starttls://mail.internal:587"},
        {"clamd": "unix:///run/clamav/clamd.ctl"},
    ],
)
def test_within_one_machine_no_line_is_asked_to_be_closed(safe, changed):
    assert dangers(replace(safe, **changed)) == ""


@pytest.mark.parametrize(
    ("name", "keys"),
    [("code_pepper", KEYS), ("index_key", KEYS), ("history_key", SEALING_KEYS)],
)
@pytest.mark.parametrize("content", ["", "0" * 64, "abc123"])
def test_a_key_that_is_none_is_named_to_the_process_that_needs_it(safe, name, keys, content):
    (safe.keys_dir / name).write_text(content)
    said = "\n".join(of_settings(safe, debug=False, keys=keys))
    assert said.startswith(f"keys/{name} is missing or no random key")


@pytest.mark.parametrize("name", PUBLIC_HALVES)
@pytest.mark.parametrize("content", [None, "", "abc123", b"\xff\xfe"])
def test_a_public_half_that_is_not_there_is_named_to_all_but_the_sealer(safe, name, content):
    (safe.keys_dir / name).unlink()
    if isinstance(content, bytes):
        (safe.keys_dir / name).write_bytes(content)
    elif content is not None:
        (safe.keys_dir / name).write_text(content)
    assert dangers(safe).startswith(f"keys/{name} is missing, unreadable or no key")
    assert list(of_settings(safe, debug=False, keys=SEALING_KEYS)) == []


def test_what_cannot_be_read_at_all_is_named_and_ends_in_no_traceback(safe):
    half = safe.keys_dir / "recovery_public"
    half.unlink()
    half.mkdir()
    assert dangers(safe).startswith("keys/recovery_public is missing, unreadable")


@pytest.mark.parametrize(
    ("name", "configured"),
    [
        ("oidc_secret", {"oidc_issuer": "https://id.example"}),
        ("vneid_secret", {"vneid_issuer": "https://vneid.example", "vneid_client_id": "us"}),
    ],
)
@pytest.mark.parametrize("content", [None, " \n"])
def test_what_is_shared_with_a_provider_is_asked_for_where_there_is_one(
    safe, name, configured, content
):
    if content is not None:
        (safe.keys_dir / name).write_text(content)
    assert dangers(safe) == ""
    named = dangers(replace(safe, **configured))
    assert named.startswith(f"keys/{name} is missing, unreadable or empty")
    assert "\n" not in named
    (safe.keys_dir / name).write_text(WORD)
    assert dangers(replace(safe, **configured)) == ""


@pytest.mark.parametrize("role", list(DatabaseRole))
def test_each_part_signs_in_as_itself(safe, role):
    """Two parts with one sign-in would have the rights of both."""
    name = DATABASE_SETTINGS[role]
    part = "" if role is DatabaseRole.OFFICE else f"{role}_"
    other = safe.database_url if part else safe.database_public_url
    said = dangers(replace(safe, **{f"database_{part}url": other}))
    assert "signs in as" in said
    assert name in said
    if part:
        away = dangers(replace(safe, **{f"database_{part}url": ""}))
        assert away.startswith(f"{name} is not set")


def test_pages_start_without_the_key_that_signs_the_history(safe):
    (safe.keys_dir / "history_key").unlink()
    assert dangers(safe) == ""


def test_a_wrapping_key_that_others_read_is_named(safe):
    (safe.keys_dir / "kek_1").chmod(0o640)
    assert dangers(safe).startswith("keys/kek_1 can be read by others")


@pytest.mark.parametrize("name", ["kek_1", "transit_token", "kms_credentials"])
def test_what_a_provider_needs_and_is_not_there_is_named(safe, name):
    (safe.keys_dir / "kek_1").unlink()
    chosen = {
        "kek_1": {"key_provider": "files"},
        "transit_token": {"key_provider": "transit", "transit_url": "https://vault.example"},
        "kms_credentials": {"key_provider": "kms", "kms_key": "alias/names"},
    }[name]
    assert dangers(replace(safe, **chosen)).startswith(f"keys/{name} is missing")


@pytest.mark.parametrize("whose", ["custodian", "recovery"])
def test_a_key_that_opens_names_does_not_lie_on_a_server(safe, whose):
    (safe.keys_dir / f"{whose}_private").write_text(secrets.token_hex(32))
    assert dangers(safe).startswith(f"keys/{whose}_private lies here")


def test_the_folder_of_a_demonstration_is_refused_with_its_keys(safe, tmp_path):
    folder = DataFolder.open(tmp_path / "demonstration")
    assert (folder.root / DEMONSTRATION).exists()
    (safe.data_dir / DEMONSTRATION).touch()
    assert dangers(safe).startswith("FEEDBACK_DATA_DIR is the folder of a demonstration")


def test_the_authority_of_the_demonstration_is_not_trusted(safe):
    with DemoKeys(safe.signing_dir).open(Owner(seal=False, name="ct", shown="Chủ tịch")):
        pass
    assert dangers(safe).startswith("keys/signing/authorities trusts the demonstration")


# The real server


@pytest.fixture(scope="module")
def careful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerUrls]:
    """A PostgreSQL as it comes, not made careless for tests."""
    if "FEEDBACK_DATABASE_URL" in os.environ:
        pytest.skip("the server is given by address")
    with servers(tmp_path_factory.mktemp("careful") / "data") as urls:
        with psycopg.connect(urls.owner.replace("+psycopg", "", 1)) as owner:
            owner.execute("CREATE TABLE user_account (email text, active boolean)")
            owner.execute("GRANT SELECT ON user_account TO feedback_office")
        yield urls


def said_by(url: str) -> list[str]:
    office = DatabaseRole.OFFICE
    engine = create_engine(url, poolclass=NullPool, connect_args=asking(office))
    with engine.connect() as connection:
        return [
            *of_server(connection),
            *of_accounts(connection),
            *of_rights(connection, office),
        ]


def test_a_server_as_it_comes_is_durable(careful):
    assert said_by(careful.roles[DatabaseRole.OFFICE]) == []


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes"])
def test_a_careless_server_is_named(careful, name):
    url = careful.superuser.replace("+psycopg", "", 1)
    with psycopg.connect(url, autocommit=True) as superuser:
        superuser.execute(f"ALTER SYSTEM SET {name} = off")
        superuser.execute("SELECT pg_reload_conf(), pg_sleep(0.3)")
        try:
            (said,) = said_by(careful.roles[DatabaseRole.OFFICE])
        finally:
            superuser.execute(f"ALTER SYSTEM RESET {name}")
            superuser.execute("SELECT pg_reload_conf(), pg_sleep(0.3)")
    assert said.startswith(f"PostgreSQL has {name} = off")


def test_a_carelessness_of_our_own_role_counts_as_well(careful):
    url = careful.superuser.replace("+psycopg", "", 1)
    with psycopg.connect(url, autocommit=True) as superuser:
        superuser.execute("ALTER ROLE feedback_office_login SET synchronous_commit = off")
        try:
            (said,) = said_by(careful.roles[DatabaseRole.OFFICE])
        finally:
            superuser.execute("ALTER ROLE feedback_office_login RESET synchronous_commit")
    assert said.startswith("PostgreSQL has synchronous_commit = off")


def test_invented_officers_are_counted(settings, session):
    """Every officer of the demonstration has such an address; one who left cannot come in."""
    assert all(officer.email.endswith(NOWHERE.strip("%")) for officer in officers())
    first, second, third = session.scalars(select(UserAccount).limit(3))
    first.email, second.email, third.email = (officer.email for officer in officers()[:3])
    third.active = False
    session.commit()
    assert said_by(settings.database_url)[-1] == (
        "the database holds 2 accounts of the demonstration; use a new database"
    )


# A start


def test_a_server_that_cannot_be_asked_is_no_safe_one(safe):
    away = replace(safe, database_worker_url="postgresql+psycopg:///none?host=/nowhere")
    with pytest.raises(UnsafeStartError, match=r"PostgreSQL could not be asked"):
        look_before_serving(create_app(away, pages=False, role=DatabaseRole.WORKER))


def test_all_that_is_unsafe_stands_in_one_list(safe, settings):
    unsafe = replace(
        safe,
        base_url="http://tiengnoi.example",
        database_worker_url=settings.database_worker_url,
    )
    with pytest.raises(UnsafeStartError) as refused:
        look_before_serving(create_app(unsafe, pages=False, role=DatabaseRole.WORKER))
    first, *named = str(refused.value).splitlines()
    assert first == "Not started: unsafe where real people complain."
    assert [line.split(":")[0].split(" is ")[0] for line in named] == [
        "- FEEDBACK_BASE_URL",
        "- PostgreSQL has fsync = off",
        "- PostgreSQL has synchronous_commit = off",
        "- PostgreSQL has full_page_writes = off",
    ]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["-c", "import wsgi"], id="web"),
        pytest.param(["-m", "feedback.processes.relay"], id="relay"),
        pytest.param(["-m", "feedback.processes.scheduler"], id="scheduler"),
        pytest.param(["-m", "feedback.processes.sealer"], id="sealer"),
        pytest.param(["-m", "feedback.processes.worker", "notices"], id="worker"),
    ],
)
def test_no_process_of_production_starts_unsafe(settings, words):
    environ = os.environ | {
        "FEEDBACK_MODE": "production",
        "FEEDBACK_BASE_URL": "http://tiengnoi.example",
        **database_environment(settings),
        "FEEDBACK_REDIS_URL": settings.redis_url,
        "FEEDBACK_DATA_DIR": str(settings.data_dir),
        "PYTHONPATH": str(ROOT),
    }
    ended = subprocess.run(  # noqa: S603 - our own command lines
        [sys.executable, *words], env=environ, cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    # the sealer knows nobody: it is not asked by which address people come
    people = "feedback.processes.sealer" not in words
    assert ("- FEEDBACK_BASE_URL is not https://" in ended.stderr) == people
    assert "- keys/custodian_private lies here" in ended.stderr
    assert "- PostgreSQL has fsync = off" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_tests_and_demonstrations_start_and_say_it(app, caplog):
    look_before_serving(app)
    (line,) = [each for each in caplog.records if each.name.endswith("safe_start")]
    assert line.getMessage() == "production would refuse to start"
    assert "FEEDBACK_BASE_URL is not https://" in line.facts["because"][0]
