"""The stand-alone verifier stays what a sceptic can trust: apart from us, and short."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "doi-chung"
MODULES = sorted(FOLDER.rglob("*.py"))
#: What a sceptic reads in an hour: lines that do something, without blank ones and remarks.
LINES = 600
#: A program of the folder, and what of the rest nobody needs to read for it.
PROGRAMS = {
    "of a whole log": {"receipt"},
    "of one receipt": {"__main__", "log", "outside", "present", "report"},
}


def imported(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_it_imports_the_standard_library_and_cryptography_and_nothing_of_ours():
    assert MODULES
    roots = {name.partition(".")[0] for module in MODULES for name in imported(module)}
    assert roots - sys.stdlib_module_names == {"cryptography", "doi_chung"}


def test_the_witness_too_stands_alone():
    """It runs in other houses: nothing of ours, nothing of the verifier, one library."""
    modules = sorted((ROOT / "nhan-chung").rglob("*.py"))
    assert modules
    roots = {name.partition(".")[0] for module in modules for name in imported(module)}
    assert roots - sys.stdlib_module_names == {"cryptography", "nhan_chung"}


def test_nothing_is_imported_behind_that():
    calls = {"__import__", "import_module", "exec", "eval", "run_path", "run_module"}
    named = {
        node.id if isinstance(node, ast.Name) else node.attr
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert named & calls == set()


def lines_of_code(module):
    text = module.read_text(encoding="utf-8")
    remarks = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if ast.get_docstring(node) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    code = enumerate(map(str.strip, text.splitlines()), 1)
    return sum(bool(line) and line[0] != "#" and place not in remarks for place, line in code)


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_can_be_read_in_an_hour(program):
    read = [module for module in MODULES if module.stem not in PROGRAMS[program]]
    assert sum(map(lines_of_code, read)) <= LINES
    named = {name for module in read for name in imported(module)}
    assert named & {f"doi_chung.{module}" for module in PROGRAMS[program]} == set()


def test_its_package_asks_for_one_library():
    package = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))
    assert [name.partition(">")[0] for name in package["project"]["dependencies"]] == [
        "cryptography"
    ]


def test_nothing_of_ours_imports_it():
    """It must be possible to hand it out, and to change it, without the product."""
    users = [
        module.name
        for module in (ROOT / "feedback").rglob("*.py")
        if "doi_chung" in {name.partition(".")[0] for name in imported(module)}
    ]
    assert users == []


def test_it_runs_where_there_is_nothing_but_its_folder(tmp_path):
    """The exit code says what it knows: about an empty log nobody can tell anything."""
    export = tmp_path / "log.jsonl"
    export.write_text('["log",1,0]\n["end",1]\n')
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "doi_chung", str(export)],
        cwd=tmp_path, env={"PYTHONPATH": str(FOLDER)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "")
    assert "CHƯA THỂ KẾT LUẬN" in done.stdout
