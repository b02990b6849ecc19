"""The inventory of keys and algorithms names what the programs use, all of it (ASVS 11.1)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from feedback.vault.keys import create_missing

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security" / "cryptography.md").read_text(encoding="utf-8")
PROGRAMS = ("feedback", "doi-chung/doi_chung", "nhan-chung/nhan_chung")
LIBRARIES = ("cryptography.hazmat.primitives", "argon2", "joserfc", "pyotp", "pkcs11", "hashlib",
             "hmac", "secrets", "Crypto", "nacl", "random", "ssl")  # fmt: skip
#: No algorithm: ways to write a key, names of mistakes, lines to mail servers, invented people.
BESIDES = {
    "serialization", "Encoding", "PrivateFormat", "PublicFormat", "CertificatePublicKeyTypes",
    "VerificationError", "InvalidHashError", "JoseError", "compare_digest", "hashlib", "ssl",
    "Random", "random",
}  # fmt: skip
#: Ends of names by which something is known that must not be guessed.
SECRET = re.compile(r"(^|_)(token|password|passphrase|pin|mac|signature|otp|pepper)$|_secret$")


def trees() -> Iterator[tuple[str, ast.AST]]:
    for program in PROGRAMS:
        for path in sorted((ROOT / program).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.startswith(LIBRARIES))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES):
            yield from (each.name for each in node.names)


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_algorithm_in_use_is_in_the_inventory():
    used = {name: place for place, tree in trees() for name in imported(tree)}
    rows = "\n".join(
        line.split("|")[2] for line in section("Algorithms").splitlines() if "|" in line
    )
    named = set(re.findall(r"`(\w+)`", rows))
    assert {name: place for name, place in used.items() if name not in named | BESIDES} == {}
    assert named - used.keys() == set()


def test_no_hash_but_the_one_of_the_inventory_is_asked_for():
    asked = {
        (place, ast.unparse(node.func))
        for place, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and re.fullmatch(r"hashlib\.\w+", ast.unparse(node.func))
    }
    assert asked
    assert {call for _, call in asked} == {"hashlib.sha256"}


def test_every_key_has_its_row(tmp_path):
    create_missing(tmp_path / "keys")
    rows = "\n".join(line.split("|")[1] for line in section("Keys").splitlines() if "|" in line)
    named = set(re.findall(r"`([\w/…]+)`", rows))
    assert {path.name for path in (tmp_path / "keys").iterdir()} - named == set()


def compared(tree: ast.AST) -> Iterator[str]:
    """Comparisons that stop at the first wrong letter, of what is called like a secret.

    A column compared in SQL is looked up in an index, by a hash.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = [node.left, *node.comparators]
            if not any(_is_column(side) or isinstance(side, ast.Constant) for side in sides):
                yield from (ast.unparse(node) for side in sides if SECRET.search(_name(side)))


def _is_column(side: ast.expr) -> bool:
    return isinstance(side, ast.Attribute) and ast.unparse(side.value)[:1].isupper()


def _name(side: ast.expr) -> str:
    return ast.unparse(side.func if isinstance(side, ast.Call) else side).rpartition(".")[2].lower()


def test_nothing_secret_is_compared_letter_by_letter():
    assert {place: list(compared(tree)) for place, tree in trees() if list(compared(tree))} == {}
    assert list(compared(ast.parse("if given == self.client_secret: pass")))
