"""The font is the package's own, and the palette survives grey print and colour-blind eyes."""

import subprocess
import sys
from itertools import combinations, pairwise

import matplotlib as mpl
import numpy as np
import pytest

from cppcc_analysis.charts import check_counts, proposers, quality, style
from cppcc_analysis.errors import UserError

#: severity 1.0, Machado, Oliveira and Fernandes (2009), https://doi.org/10.1109/TVCG.2009.113
_SIGHT = {
    "full": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def _linear(tone: str) -> np.ndarray:
    parts = np.array([int(tone[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear sRGB, D65."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    ratio = np.array(to_xyz) @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", _SIGHT)
def test_category_tones_differ_for_every_eye(sight: str) -> None:
    tones = [*style.CATEGORY_TONES.values(), style.COMBINED]
    seen = {tone: _lab(np.array(_SIGHT[sight]) @ _linear(tone)) for tone in tones}
    for one, other in combinations(tones, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 11, (one, other)


@pytest.mark.parametrize(
    "tones",
    [
        list(style.CATEGORY_TONES.values()),
        # the combined tone stands behind 社会建设 in place of 生态文明建设
        [style.CATEGORY_TONES["社会建设"], style.COMBINED],
        list(style.UNMAPPED),
        [style.FILED, style.RECEIVED],
        [proposers._TONES["委员"], proposers._TONES["集体"]],
        [proposers._TONES["委员"], proposers._TONES["联名"], proposers._TONES["集体"]],
        list(check_counts._TONES.values()),
    ],
)
def test_neighbours_differ_in_grey(tones: list[str]) -> None:
    for one, other in pairwise(tones):
        assert abs(_lab(_linear(one))[0] - _lab(_linear(other))[0]) > 12, (one, other)


@pytest.mark.parametrize(
    "tone",
    [
        *style.CATEGORY_TONES.values(),
        *style.UNMAPPED,
        *style.RAMP,
        *proposers._TONES.values(),
        *(tone for tone, _ in quality._STATES.values()),
        style.COMBINED,
        style.FILED,
    ],
)
def test_text_is_legible_on_every_tone(tone: str) -> None:
    assert style.contrast(style.ink_on(tone), tone) >= 4.5


@pytest.mark.parametrize("ink", [style.INK, style.MUTED, style.ACCENT])
def test_text_is_legible_on_paper(ink: str) -> None:
    assert style.contrast(ink, style.PAPER) >= 4.5


def test_a_missing_glyph_is_an_error_that_names_it() -> None:
    with pytest.raises(UserError, match=r"no glyph for '🙂' \(U\+1F642\) in '满意🙂'"):
        style.check_glyphs(["提案", "满意🙂"])


def test_the_font_is_found_without_importing_its_package() -> None:
    code = (
        "import sys, matplotlib; before = matplotlib.rcParams.copy()\n"
        "from cppcc_analysis.charts import style\n"
        "assert style.font_file().name == 'NotoSansSC-Regular.ttf'\n"
        "assert 'zhplot' not in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
        "assert matplotlib.rcParams.copy() == before"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_style_leaves_no_trace() -> None:
    before = mpl.rcParams.copy()
    with style.house_style():
        assert mpl.rcParams["svg.fonttype"] == "path"
    assert mpl.rcParams.copy() == before
