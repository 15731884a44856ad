"""Small parts of the panels. What they are given as text is escaped: it may come from a dump."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

from ipywidgets import HTML, HBox, Layout, VBox, Widget

from cppcc_analysis.charts.wording import pick
from cppcc_analysis.errors import UserError
from cppcc_analysis.reports.markup import Shown

# one click marks the whole of it
_CODE = (
    "margin:0;padding:6px 8px;white-space:pre-wrap;word-break:break-word;line-height:1.45;user-select:all;"
    "font-family:var(--jp-code-font-family,monospace);font-size:12px;"
    "background:var(--jp-layout-color2,#eee);color:var(--jp-content-font-color1,#222);border-radius:3px"
)
_TONES = {
    "quiet": "color:var(--jp-content-font-color2,#555)",
    "good": "color:var(--jp-success-color0,#1b5e20)",
    "bad": "color:var(--jp-error-color1,#b71c1c);font-weight:600",
}


class Code(HTML):
    """Code to copy."""

    def __init__(self, lang: str) -> None:
        self._hint = pick(lang, "点一下即可全选，再复制", "click to select it all, then copy")
        self.code = ""
        super().__init__(layout=wide())

    def show(self, code: str) -> None:
        """Show `code` in the place of what was there."""
        self.code = code
        self.value = code and f'<pre tabindex="0" title="{self._hint}" style="{_CODE}">{escape(code)}</pre>'


class Message(HTML):
    """Lines that say what happened; a screen reader hears them."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.lines: list[str] = []
        super().__init__(layout=wide())

    def say(self, *lines: str, tone: str = "quiet") -> None:
        """Show `lines` in the place of what was there."""
        self.lines = []
        self.value = ""
        self.add(*lines, tone=tone)

    def add(self, *lines: str, tone: str = "quiet") -> None:
        """Show `lines` below what is there."""
        self.lines += lines
        self.value += "".join(
            f'<div role="status" style="{_TONES[tone]}">{escape(line)}</div>' for line in lines
        )

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What a user may cause is said in one line; anything else too, and goes on into the log of JupyterLab."""
        try:
            yield
        except UserError as error:
            self.add(str(error), tone="bad")
        except Exception as error:
            self.add(pick(self._lang, "出错：", "failed: ") + f"{type(error).__name__}: {error}", tone="bad")
            raise


class Display(HTML):
    """Tables and charts."""

    def __init__(self) -> None:
        super().__init__(layout=wide())

    def show(self, *parts: Shown) -> None:
        """Show `parts` in the place of what was there."""
        self.value = "".join(part.html for part in parts)


def beside(control: Widget, code: Code) -> HBox:
    """A control with its code beside it; below it where there is no room."""
    left = VBox([control], layout=Layout(flex="1 1 340px", min_width="260px"))
    right = VBox([code], layout=Layout(flex="1 1 420px", min_width="260px", padding="2px 0 0 12px"))
    return HBox(
        [left, right], layout=Layout(flex_flow="row wrap", align_items="flex-start", margin="0 0 8px 0")
    )


@contextmanager
def unheard(control: Widget, listener: Callable[[dict[str, Any]], object]) -> Iterator[None]:
    """Time in which `control` can be given other entries without `listener` being told of its value."""
    control.unobserve(listener, "value")
    try:
        yield
    finally:
        control.observe(listener, "value")


def wide() -> Layout:
    """The layout of what takes all the width; one each, for widgets that share one are hidden together."""
    return Layout(width="auto")
