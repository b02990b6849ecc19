"""Receipt codes: 130 random bits that open one petition and nothing else.

Twenty-six letters of Crockford's base 32 (no I, L, O, U) and two check letters, read aloud in
seven groups of four. Only an HMAC under the installation's pepper is stored, so whoever holds the
database holds no code; 130 bits need no slow hash.
"""

import hmac
import secrets
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 26
LENGTH = _LETTERS + 2
#: Looked up in place of what cannot be a code. Its check letters are wrong, so nobody ever has it.
NOBODYS = ALPHABET[-1] * LENGTH
#: letters that people write for others
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: generator of the CRC-10 used in ATM cells: every single wrong letter and swap is found
_CRC_POLYNOMIAL = 0x633


def new_code() -> str:
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(_LETTERS)))


def with_check(letters: str) -> str:
    """The letters followed by their two check letters."""
    return letters + _check(letters)


def _check(letters: str) -> str:
    value = 0
    for letter in letters:
        for bit in range(4, -1, -1):
            value = (value << 1) | (ALPHABET.index(letter) >> bit & 1)
            if value & 0x400:
                value ^= _CRC_POLYNOMIAL
    for _ in range(10):
        value <<= 1
        if value & 0x400:
            value ^= _CRC_POLYNOMIAL
    return ALPHABET[value >> 5] + ALPHABET[value & 31]


def read_code(typed: str) -> str | None:
    """The code as typed by a person, or None when it cannot be one. ASCII only, case ignored.

    The check is worked out for whatever is typed: how long it takes shall not tell a slip of the
    pen from a code that nobody has.
    """
    bare = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    shaped = len(bare) == LENGTH and all(letter in ALPHABET for letter in bare)
    letters = bare if shaped else NOBODYS
    right = hmac.compare_digest(_check(letters[:_LETTERS]), letters[_LETTERS:])
    return bare if shaped and right else None


def grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def code_hash(code: str, pepper: bytes) -> bytes:
    return hmac.digest(pepper, code.encode("ascii"), sha256)
