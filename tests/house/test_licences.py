"""What the product imports may be given on: no licence that would bind the product itself."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parents[2] / "requirements" / "production.txt"
NAMED = [
    Requirement(line.removesuffix(" \\"))
    for line in LOCK.read_text(encoding="utf-8").splitlines()
    if re.match(r"\w", line)
]
PARTS = sorted(one.name for one in NAMED if one.marker is None or one.marker.evaluate())
#: The Lesser GPL binds the library, not who imports it.
BINDING = re.compile(r"(?<!L)(?<!Lesser )(A?GPL|(Affero )?General Public License)", re.IGNORECASE)


def licences_of(name: str) -> list[str]:
    """Of which one may choose: classifiers are alternatives, and so is what OR stands between."""
    told = metadata(name)
    expression = told.get("License-Expression", "")
    if expression:
        return re.split(r"\bOR\b", expression)
    classifiers = [c for c in told.get_all("Classifier", []) if c.startswith("License ::")]
    return classifiers or [str(told.get("License", "")).partition("\n")[0]]


@pytest.mark.parametrize("name", PARTS)
def test_every_part_says_its_licence_and_none_binds_us(name: str) -> None:
    choices = licences_of(name)
    assert all(choices)
    assert [one for one in choices if not BINDING.search(one)]


@pytest.mark.parametrize(
    ("licence", "bound"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3", False),
        ("MIT", False),
    ],
)
def test_the_lesser_licence_does_not_bind(licence: str, *, bound: bool) -> None:
    assert bool(BINDING.search(licence)) is bound
