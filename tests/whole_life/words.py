"""Who writes to the authorities in this life, in words that exist once."""

from io import BytesIO

from tests.denouncers_files import a_letter, a_pdf, a_picture
from tests.tokens import DIGITS, plain, token

#: Whoever denounces: whatever names them or their papers, on paper at a counter and on the web.
DENOUNCER = {
    "name": token("an"),
    "address": token("be"),
    "phone": f"{DIGITS}21",
    "identity_number": f"{DIGITS}2299",
    "email": plain("co"),
    "browser": plain("du"),
    "page before": plain("em"),
    "language": plain("ga"),
    "handwriting": token("hi"),
    "place in a picture": token("ki"),
    "author of a PDF": token("le"),
    "author of a letter": token("me"),
    "in a recording": token("no"),
    "names of files": token("ou"),
}
#: What they tell. It may itself tell who wrote it.
TOLD = {
    "story": token("pa"),
    "wanted": token("qe"),
    "against": token("ri"),
    "place": token("so"),
}
#: Whoever complains.
COMPLAINANT = {
    "name": token("ta"),
    "address": token("ve"),
    "phone": f"{DIGITS}31",
    "identity_number": f"{DIGITS}3399",
    "email": plain("xi"),
    "browser": plain("yo"),
}
#: Stands wherever the search looks, to show that it sees.
CONTROL = {"control": token("zu")}
ALL = {
    f"{whose}: {name}": word
    for whose, words in {"denouncer": DENOUNCER, "told": TOLD, "complainant": COMPLAINANT}.items()
    for name, word in words.items()
} | CONTROL


def person(who: dict[str, str]) -> dict[str, str]:
    """The fields of a form by which somebody names themselves."""
    return {
        "form_of_address": "bà",
        "name": f"Lò {who['name']}",
        "address": f"ngõ {who['address']}, xã Tiên Yên",
        "phone": who["phone"],
        "identity_number": who["identity_number"],
        "email": f"{who['email']}@xoan.invalid",
        "people": "1",
    }


def papers() -> list[tuple[BytesIO, str]]:
    """A scan, a picture, a letter and a recording, each with something in it that names."""
    named = DENOUNCER["names of files"]
    made = {
        f"chữ ký {named}.pdf": a_pdf(DENOUNCER["handwriting"], DENOUNCER["author of a PDF"]),
        f"ảnh {named}.jpg": a_picture(DENOUNCER["place in a picture"]),
        f"đơn {named}.docx": a_letter(DENOUNCER["author of a letter"]),
        f"{named}.mp3": b"ID3" + DENOUNCER["in a recording"].encode() * 20_000,
    }
    return [(BytesIO(content), name) for name, content in made.items()]
