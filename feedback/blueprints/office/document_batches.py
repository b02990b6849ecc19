"""Documents that one act made for each of several people, as the page of a file shows them."""

from collections.abc import Sequence

from feedback.domain.letters.wording import numbered
from feedback.models.letter import Stage
from feedback.queries.file_parts import Letter
from feedback.workflows.glossary import letter_title

REACHED = {
    Stage.RENDERED: "đã lập",
    Stage.SIGNED: "đã ký",
    Stage.ISSUED: "đã phát hành",
}
_ORDER = (Stage.APPROVED, *REACHED)


def batches(letters: Sequence[Letter]) -> list[list[Letter]]:
    """What was made together, by its numbers; what replaces a document stands by itself."""
    by_act: dict[tuple[int | None, str], list[Letter]] = {}
    for letter in reversed(letters):
        if letter.replaces_id is None:
            by_act.setdefault((letter.act_id, letter.name), []).append(letter)
    return [found for (act, _), found in by_act.items() if act is not None and len(found) > 1]


def course(letters: Sequence[Letter]) -> dict[str, object]:
    """What they are called together, and how far they are."""
    codes = [numbered(letter.number, letter.symbol) for letter in letters]
    reached = [_ORDER.index(one.stage) for one in letters if one.stage in _ORDER]
    said = ", ".join(
        f"{words} {sum(each >= _ORDER.index(stage) for each in reached)}"
        for stage, words in REACHED.items()
    )
    return {
        "title": f"{letter_title(letters[0].name)}{codes[0]} đến{codes[-1]}",
        "said": f"{len(letters)} văn bản: {said}",
    }
