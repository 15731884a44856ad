"""Panels and grids for the tests, and random ones."""

from hypothesis import strategies as st

from cppcc_analysis.charts.native import Grid, GridCell, Panel, Point, Series

RECEIVED = Series("收到", (Point(386, "386件"), Point(None), Point(0, "0"), Point(520, "520件")), "#b4cde4")
FILED = Series("立案", (Point(315, "315件*", True), Point(None), Point(0, "0"), Point(3, "3件")), "#1f4e79")
PLACES = ("太原市 2023", "太原市 2024（未载明）", "绛县 2024", "朔州市 2024")
VOLUMES = Panel("nested", PLACES, (RECEIVED, FILED), "件", "会议期间")
CHANGES = Panel(
    "bars",
    ("经济建设", "=1+1", "<script>", "https://example.org"),
    (Series("=2+2", (Point(3.2, "+3.2"), Point(-5.25, "−5.3"), Point(0, "0"), Point(None)), "#1f4e79"),),
    "个百分点",
)
SHARES = Panel(
    "stacked",
    ("太原市", "阳泉市"),
    (
        Series("经济建设", (Point(60.0, "60.0%"), Point(97.9, "97.9%")), "#1f4e79"),
        Series("文化建设", (Point(0, "0"), Point(2.1, "2.1%")), "#9c3848"),
        Series("未载明", (Point(40.0, "40.0%", True), Point(None)), "#8b96a1", hatched=True),
    ),
    "%",
    span=(0, 100),
)
TREND = Panel(
    "lines",
    ("2022", "2023", "2024"),
    (
        Series("太原市", (Point(81.6, "81.6%"), Point(None), Point(0, "0", True)), "#1f4e79"),
        Series("全国", (Point(90.0), Point(91.0), Point(92.0)), "#8b96a1", behind=True),
    ),
    "%",
    "立案率",
)
PANELS = {"nested": VOLUMES, "bars": CHANGES, "stacked": SHARES, "lines": TREND}
GRID = Grid(
    ("关键词", "2023", "2024"),
    (
        (GridCell("养老"), GridCell("1.5%*", 1.5, "#d3e2ef"), GridCell("未载明", gap=True)),
        (GridCell("=1+1"), GridCell("0", 0.0, "#1f4e79"), GridCell("—", gap=True)),
    ),
)

_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["=1+1", "<script>", "a\x00b\x1f", "https://example.org", "_x0041_", "@SUM(1)", '"', "生态文明"]
    ),
)
_values = st.one_of(
    st.none(),
    st.just(0),
    st.integers(-5000, 5000),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3)),
)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Any panel that a chart could ask for, and some that none should."""
    count = draw(st.integers(1, 5))
    points = st.builds(Point, _values, _texts, st.booleans())
    series = st.builds(
        Series,
        _texts,
        st.lists(points, min_size=count, max_size=count).map(tuple),
        st.sampled_from(["#1f4e79", "#e3aa3a", "#b4cde4"]),
        st.booleans(),
        st.booleans(),
    )
    return Panel(
        draw(st.sampled_from(["bars", "nested", "stacked", "lines"])),
        tuple(draw(st.lists(_texts, min_size=count, max_size=count))),
        tuple(draw(st.lists(series, min_size=1, max_size=4))),
        draw(_texts),
        draw(_texts),
    )
