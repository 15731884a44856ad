"""The sizes a chart is made in: for slides and for documents on A4."""

from dataclasses import dataclass

_MM = 1 / 25.4


@dataclass(frozen=True)
class Size:
    """The room a picture has.

    width   inches on the slide or on the paper
    scale   how large text is beside that of a full slide
    margin  inches of a full slide left empty on each side
    height  inches of a full slide that a picture takes at most, unless its chart needs more
    least   inches of a full slide below which it would look like a strip
    title   points of the title on a full slide
    titled  whether the picture carries title and source; else they are a caption below it
    """

    width: float
    scale: float
    margin: float
    height: float
    least: float
    title: float
    titled: bool

    @property
    def inner(self) -> float:
        """Inches of a full slide that a chart may draw on from left to right."""
        return self.width / self.scale - 2 * self.margin


#: 156 mm is the type area of an official document on A4 (GB/T 9704)
SIZES = {
    "slide_full": Size(9.6, 1.0, 0.4, 5.4, 3.4, 16.0, titled=True),
    "slide_half": Size(4.8, 1.0, 0.25, 5.4, 3.4, 13.0, titled=True),
    "a4_full": Size(156 * _MM, 0.86, 0.04, 5.0, 1.6, 14.0, titled=False),
    "a4_half": Size(76 * _MM, 0.8, 0.03, 5.0, 1.6, 11.0, titled=False),
}
