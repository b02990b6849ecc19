"""What a password must be: long, and not what anybody who knows its owner would try first.

No composition rules and no expiry (NIST SP 800-63B-4, 3.1.1.2): length, and a list of what is
refused. Common words, the province, the product, the agency and the person count for nothing; what
is left without them must still be something.
"""

import unicodedata
from collections.abc import Iterable

from feedback.domain.text import fold

SHORTEST, LONGEST = 15, 128
#: What must remain once everything guessable is taken away.
LEFT = 8
#: Different signs in it; "aaaaaaaaaaaaaaaa" has one, years have few.
VARIETY = 6

#: The heads of lists of leaked passwords, English and Vietnamese, and our own words; folded.
COMMON = (
    "password", "passw0rd", "matkhau", "pass", "admin", "quantri", "administrator", "welcome",
    "letmein", "iloveyou", "anhyeuem", "emyeuanh", "yeuem", "tinhyeu", "giadinh", "khongbiet",
    "xinchao", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "1q2w3e4r", "abcdefgh", "abc",
    "1234567890", "123456789", "12345678", "123456", "123123", "0123456789", "987654321", "111111",
    "000000", "vietnam", "quangninh", "halong", "tinh", "tiengnoicongdan", "tiengnoi", "congdan",
    "khieunai", "tocao", "kiennghi", "phananh", "ubnd", "uybannhandan", "canbo", "thanhtra",
)  # fmt: skip

LENGTH = f"Mật khẩu cần từ {SHORTEST} đến {LONGEST} ký tự."
GUESSABLE = (
    "Mật khẩu này dễ đoán: ngoài tên riêng, tên cơ quan, tên tỉnh và các từ quen dùng"
    " thì còn quá ít. Hãy ghép vài từ không liên quan tới nhau."
)


def composed(typed: str) -> str:
    """The password as it is hashed: the same letters, whichever keyboard made them."""
    return unicodedata.normalize("NFC", typed)


def refusal(password: str, about: Iterable[str]) -> str | None:
    """Why this password is refused, in a sentence; ``about``: names of owner, agency, account."""
    if not SHORTEST <= len(composed(password)) <= LONGEST:
        return LENGTH
    left = _letters(password)
    own = {_letters(name) for names in about for name in (names, *names.split())}
    for word in sorted({*COMMON, *own}, key=len, reverse=True):
        if len(word) > 2:  # noqa: PLR2004 - shorter ones stand in every word
            left = left.replace(word, "")
    return GUESSABLE if len(left) < LEFT or len(set(left)) < VARIETY else None


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
