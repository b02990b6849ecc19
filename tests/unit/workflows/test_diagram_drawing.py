"""Drawings of procedures: everything is there, nothing covers anything, arrows go where acts go."""

from itertools import combinations, pairwise

import pytest

from feedback.workflows.drawing.draughtsman import draw
from feedback.workflows.drawing.measure import broken, width
from feedback.workflows.drawing.ranks import MOST_ENDS, layers_of
from feedback.workflows.drawing.shapes import LEADING, TYPE
from feedback.workflows.registry import all_editions
from feedback.workflows.rows import SAME

EDITIONS = [
    pytest.param(edition, id=f"{edition.procedure}-{edition.name}") for edition in all_editions()
]
#: The room the box around a drawing has on a page of 1440 pixels.
ROOM = 1440 - 32 - 26


def boxes_of(drawing):
    return {
        box.name: (box.x, box.y, box.x + box.width, box.y + box.height) for box in drawing.boxes
    }


def words_of(drawing):
    for words in drawing.words:
        top = words.y - LEADING
        yield words.left, top, words.left + words.widest, top + LEADING * len(words.lines)


def overlap(one, other, slack=1):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_state_has_one_box_that_no_other_covers(edition):
    boxes = boxes_of(draw(edition))
    assert boxes.keys() == {state.name for state in edition.states}
    assert [pair for pair in combinations(boxes, 2) if overlap(*(boxes[n] for n in pair))] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_words_cover_neither_boxes_nor_one_another(edition):
    drawing = draw(edition)
    words, boxes = list(words_of(drawing)), boxes_of(drawing).values()
    assert not any(overlap(one, other, slack=4) for one, other in combinations(words, 2))
    assert not any(overlap(one, box) for one in words for box in boxes)


@pytest.mark.parametrize("edition", EDITIONS)
def test_lines_are_upright_or_level_and_cross_no_box(edition):
    drawing = draw(edition)
    for line in drawing.lines:
        for (x1, y1), (x2, y2) in pairwise(line.points):
            assert abs(x1 - x2) < 1 or abs(y1 - y2) < 1
            run = (min(x1, x2) - 1, min(y1, y2) - 1, max(x1, x2) + 1, max(y1, y2) + 1)
            crossed = [n for n, box in boxes_of(drawing).items() if overlap(run, box, slack=1.5)]
            assert crossed == [], line


@pytest.mark.parametrize("edition", EDITIONS)
def test_arrows_arrive_where_acts_lead_and_nowhere_else(edition):
    drawing = draw(edition)
    leads_to = {
        row.target
        for row in edition.transitions
        if row.target != SAME and set(row.sources) - {row.target}
    }
    heads = [line.points[-1] for line in drawing.lines if line.arrives]
    reached = {
        name
        for name, (left, top, right, bottom) in boxes_of(drawing).items()
        if any(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for x, y in heads)
    }
    assert reached == leads_to


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_drawing_fits_a_desk(edition):
    drawing = draw(edition)
    assert drawing.width <= ROOM
    for left, top, right, bottom in boxes_of(drawing).values():
        assert drawing.left <= left
        assert right <= drawing.left + drawing.width
        assert top >= 0
        assert bottom <= drawing.height


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_start_is_on_top_and_all_ends_at_the_foot(edition):
    layers = layers_of(edition)
    assert layers[edition.initial.name] == 0
    ends = [layers[state.name] for state in edition.states if state.final]
    foot = max(layers.values())
    assert set(ends) == ({foot - 1, foot} if len(ends) > MOST_ENDS else {foot})


def test_a_line_of_words_keeps_to_its_width_and_breaks_no_word():
    lines = broken("Quyết định giải quyết khiếu nại lần đầu", TYPE, 120)
    assert " ".join(lines) == "Quyết định giải quyết khiếu nại lần đầu"
    assert all(width(line, TYPE) <= 120 for line in lines)
    assert broken("Nghiêng", TYPE, 1) == ("Nghiêng",)


def test_marks_take_no_width():
    assert width("Ẳ", TYPE) == width("A", TYPE)
