"""Finding room for labels before they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cppcc_analysis.charts.canvas import LEADING
from cppcc_analysis.charts.style import SMALL, text_width

#: inches between a point and its label, and the least between two texts
_OFF, _APART = 0.075, 0.02


def spread(levels: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles for labels of `heights`, as near to `levels` as they can be, in their order and between the ends.

    They leave the ends only where they need more room than there is.

    >>> [round(y, 2) for y in spread([1.0, 1.0, 3.0], [0.2, 0.2, 0.2], 0, 4)]
    [0.9, 1.1, 3.0]
    >>> [round(y, 2) for y in spread([0.0, 0.0], [0.2, 0.2], 0, 4)]
    [0.1, 0.3]
    """
    order = sorted(range(len(levels)), key=levels.__getitem__)

    def reach(crowd: list[int]) -> tuple[float, float]:
        """Where a crowd of labels begins and ends: centred on the mean of its points."""
        depth = sum(heights[index] for index in crowd)
        middle = sum(levels[index] for index in crowd) / len(crowd)
        start = max(low, min(middle - depth / 2, high - depth))
        return start, start + depth

    crowds: list[list[int]] = []
    for index in order:
        crowds.append([index])
        while len(crowds) > 1 and reach(crowds[-2])[1] > reach(crowds[-1])[0]:
            last = crowds.pop()
            crowds[-1] += last
    placed: dict[int, float] = {}
    for crowd in crowds:
        top = reach(crowd)[0]
        for index in crowd:
            placed[index] = top + heights[index] / 2
            top += heights[index]
    return [placed[index] for index in range(len(levels))]


@dataclass(frozen=True)
class Box:
    """A rectangle in inches."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass
class Room:
    """What is taken inside a frame: by texts, which nothing may cover, and by marks, which only must not be hid."""

    frame: Box
    texts: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)

    def take_segment(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Mark the places along a straight line as taken."""
        steps = max(1, int(max(abs(x[1] - x[0]), abs(y[1] - y[0])) / 0.04))
        for step in range(steps + 1):
            part = step / steps
            self.take_dot(x[0] + (x[1] - x[0]) * part, y[0] + (y[1] - y[0]) * part, 0.015)

    def take_dot(self, x: float, y: float, radius: float = 0.045) -> None:
        """Mark a point as taken."""
        self.marks.append(Box(x - radius, y - radius, x + radius, y + radius))

    def place(
        self,
        x: float,
        y: float,
        text: str,
        size: float = SMALL,
        over_marks: bool = False,
        within: bool = False,
    ) -> tuple[float, float] | None:
        """The middle of a free place for `text` beside the point (x, y), then taken; None where there is none.

        over_marks  rather across a line than nowhere
        within      at the point itself, above or below it, not beside it: a word for the point's own gap
        """
        width, height = text_width(text, size), size * LEADING / 72 * 0.86
        spots = self._spots(x, y, width, height)
        tries = [(spots[0][0], y), *spots[:2]] if within else spots
        for marks in [self.marks, []] if over_marks else [self.marks]:
            for spot_x, spot_y in tries:
                box = Box(
                    spot_x - width / 2 - _APART,
                    spot_y - height / 2,
                    spot_x + width / 2 + _APART,
                    spot_y + height / 2,
                )
                if self._holds(box) and not any(box.meets(taken) for taken in (*self.texts, *marks)):
                    self.texts.append(box)
                    return spot_x, spot_y
        return None

    def _spots(self, x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
        """Above and below the point, there also to one side, and beside it."""
        up, down = y - height / 2 - _OFF, y + height / 2 + _OFF
        inside = min(max(x, self.frame.left + width / 2 + _APART), self.frame.right - width / 2 - _APART)
        aside = width / 2 + _OFF
        return [
            (inside, up),
            (inside, down),
            *((x + shift * width, level) for level in (up, down) for shift in (-0.45, 0.45)),
            (x - aside, y),
            (x + aside, y),
            (inside, up - height * 0.6),
            (inside, down + height * 0.6),
        ]

    def _holds(self, box: Box) -> bool:
        frame = self.frame
        # a text moved up to the edge may miss it by a rounding
        return (
            box.left >= frame.left - 1e-9
            and box.right <= frame.right + 1e-9
            and box.top >= frame.top
            and box.bottom <= frame.bottom
        )
