"""``feedback.sh`` itself: its words, and what it says on a system it may not change."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "feedback.sh"


@pytest.fixture
def poor_system(tmp_path):
    """A checkout with spaces in its path, on a PATH with neither Python, Pango nor rights."""
    checkout = tmp_path / "một thư mục"
    checkout.mkdir()
    shutil.copy(SCRIPT, checkout)
    shutil.copytree(SCRIPT.parent / "requirements", checkout / "requirements")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "grep", "mktemp", "rm", "tail"):
        (programs / name).symlink_to(shutil.which(name))
    for name, answer in {"id": "1000", "ldconfig": "", "apt-get": ""}.items():
        (programs / name).write_text(f"#!/bin/sh\necho {answer}\n")
        (programs / name).chmod(0o755)
    return checkout, {"PATH": str(programs), "HOME": str(tmp_path)}


def call(*words, env=None, cwd=None):
    return subprocess.run(  # noqa: S603 - the script under test
        ["/bin/sh", *words],
        env=env or os.environ,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_rights_one_line_names_the_packages(poor_system):
    checkout, env = poor_system
    done = call(str(checkout / "feedback.sh"), "run", env=env, cwd="/")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "Missing: install with 'apt-get install python3 python3-venv libpango-1.0-0 "
        "libpangoft2-1.0-0 libharfbuzz-subset0' as root, then start again.\n"
    )


def test_tests_need_a_browser_too(poor_system):
    checkout, env = poor_system
    done = call(str(checkout / "feedback.sh"), "test", env=env, cwd="/")
    assert done.returncode == 1
    assert "chromium libatomic1 softhsm2' as root" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_interpreter_that_does_not_fit_is_refused_by_its_name(poor_system):
    checkout, env = poor_system
    libraries = "libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
    (Path(env["PATH"]) / "ldconfig").write_text(f"#!/bin/sh\necho {libraries}\n")
    (Path(env["PATH"]) / "flock").symlink_to(shutil.which("flock"))
    done = call(str(checkout / "feedback.sh"), "run", env={**env, "PYTHON": "/bin/false"}, cwd="/")
    assert done.returncode == 1
    assert "/bin/false is not Python 3.11 or newer" in done.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(("words", "code"), [((), 2), (("fly",), 2), (("--help",), 0)])
def test_unknown_words_are_answered_with_the_usage(words, code):
    done = call(str(SCRIPT), *words)
    assert done.returncode == code
    assert "feedback.sh run [--port N]" in done.stdout + done.stderr
