"""SoftHSM in place of a card or a box in the server room."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pkcs11
import pytest


def make_token(folder: Path, label: str, pin: str) -> Mapping[str, str]:
    """Make a token of its own; what a process must have in its environment to find it."""
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    found = {"SOFTHSM2_CONF": str(config)}
    made = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", pin]
    subprocess.run(  # noqa: S603 - ours
        [*made, "--so-pin", pin], check=True, capture_output=True, env={**os.environ, **found}
    )
    return found


@contextmanager
def token_of_this_process(folder: Path, label: str, pin: str) -> Iterator[None]:
    """A token that this process finds, and forgets after it.

    A library of PKCS#11 is set up once in a process and knows the tokens of that moment: without an
    end to it the next file of tests would look for its token in this folder.
    """
    with pytest.MonkeyPatch.context() as environment:
        for name, value in make_token(folder, label, pin).items():
            environment.setenv(name, value)
        try:
            yield
        finally:
            pkcs11.lib(module()).finalize()


def module() -> str:
    """The library, which the test command installs."""
    found = sorted(Path("/usr/lib").rglob("libsofthsm2.so"))
    assert found, "softhsm2 is installed by the test command"
    return str(found[0])
