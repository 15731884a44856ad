"""Where something stands on a page: rectangles in inches."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle, in inches from the top left corner of the page."""

    left: float
    top: float
    width: float
    height: float

    def below(self, depth: float) -> "Box":
        """What is left of the box below its first `depth` inches.

        >>> Box(0, 1, 4, 3).below(0.5)
        Box(left=0, top=1.5, width=4, height=2.5)
        """
        return Box(self.left, self.top + depth, self.width, self.height - depth)


def stacked(box: Box, heights: Sequence[float], gap: float) -> list[Box]:
    """Boxes of these heights below each other, as wide as `box`.

    >>> [each.top for each in stacked(Box(0, 0, 4, 3), [1, 2], 0.5)]
    [0.0, 1.5]
    """
    tops = (box.top + sum(heights[:index]) + gap * index for index in range(len(heights)))
    return [Box(box.left, float(top), box.width, height) for top, height in zip(tops, heights, strict=True)]


def tiled(box: Box, count: int, columns: int, gap: float) -> list[Box]:
    """`count` boxes of one size in rows of `columns`.

    >>> [(each.left, each.top) for each in tiled(Box(0, 0, 4, 2), 3, 2, 0.0)]
    [(0.0, 0.0), (2.0, 0.0), (0.0, 1.0)]
    """
    rows = -(-count // columns)
    width = (box.width - gap * (columns - 1)) / columns
    height = (box.height - gap * (rows - 1)) / rows
    return [
        Box(
            box.left + index % columns * (width + gap),
            box.top + index // columns * (height + gap),
            width,
            height,
        )
        for index in range(count)
    ]
